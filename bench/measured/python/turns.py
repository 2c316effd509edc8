"""Takes turns until the driver closes standard input, as turns.mjs does."""

import json
import sys
import time

token = '0123456789abcdef0123456789abcdef'
headers = {'authorization': 'token ' + token, 'accept': 'application/json'}
settings = json.loads(sys.argv[1])


def say(message):
    print(json.dumps(message), flush=True)


def turns():
    say({})
    for line in sys.stdin:
        yield json.loads(line)


class Stopwatch:
    """On the clock, and of processors' time."""

    def __init__(self):
        self.cpu = time.process_time()
        self.start = time.perf_counter()

    def ms(self):
        return (time.perf_counter() - self.start) * 1000

    def outcome(self, calls):
        cpu_ms = (time.process_time() - self.cpu) * 1000
        return {'calls': calls, 'wallMs': self.ms(), 'cpuMs': cpu_ms}


def check_user(user):
    if user['name'] != 'ada':
        raise ValueError('it does not give the user')
