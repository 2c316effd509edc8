"""The call that the others make, with requests: as many threads as calls at a time, and a session for all."""

from concurrent.futures import ThreadPoolExecutor

import requests
from requests.adapters import HTTPAdapter
from turns import Stopwatch, check_user, headers, say, settings, turns

url = settings['url'] + '/hub/api/users/ada'
session = requests.Session()
session.headers.update(headers)
# Its default keeps 10 connections, which would open new ones all the time.
session.mount('http://', HTTPAdapter(pool_maxsize=64))


def call():
    return session.get(url).json()


def call_for(turn):
    watch = Stopwatch()

    def work(_):
        calls = 0
        while watch.ms() < turn['ms']:
            call()
            calls += 1
        return calls

    with ThreadPoolExecutor(turn['atATime']) as threads:
        return watch.outcome(sum(threads.map(work, range(turn['atATime']))))


check_user(call())
for wanted in turns():
    say(call_for(wanted))
