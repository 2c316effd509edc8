"""Parent of every process of one hub: the proxy, the hub and the servers that it starts.

Reads commands, a JSON object a line, from standard input and ends all its descendants when that closes, which happens
however its own parent ends. So a killed test run leaves no process.

    {"start": "hub", "argv": [...], "env": {...}, "cwd": "...", "log": "..."}
    {"kill": "hub", "signal": 9}

Writes {"exit": "hub", "code": 1} when a process that it started ends.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def prctl(option, value):
    if sys.platform.startswith('linux'):
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def die_with_parent():
    prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def parents():
    """Process ids and those of their parents: from /proc, or from `ps` where there is none."""
    if os.path.isdir('/proc/self'):
        for name in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open('/proc/%s/stat' % name) as file:
                    # The name of the program, in parentheses, may hold anything.
                    yield int(name), int(file.read().rsplit(')', 1)[1].split()[1])
            except OSError:
                pass
        return
    table = subprocess.run(['ps', '-eo', 'pid=,ppid='], stdout=subprocess.PIPE, text=True).stdout
    for line in table.splitlines():
        pid, parent = map(int, line.split())
        yield pid, parent


def descendants():
    """Process ids below this one, the deepest last."""
    children = {}
    for pid, parent in parents():
        children.setdefault(parent, []).append(pid)
    found = []
    level = [os.getpid()]
    while level:
        level = [child for pid in level for child in children.get(pid, [])]
        found += level
    return found


def signal_all(number):
    alive = []
    for pid in descendants():
        try:
            os.kill(pid, number)
            alive.append(pid)
        except ProcessLookupError:
            pass
    return alive


def adopt(processes):
    """Collects the orphans that a killed hub left and that have ended since: a restarted hub takes a zombie for a
    server that will not stop. What was started here is left to its own `watch`."""
    while True:
        try:
            pid = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT).si_pid
            if pid not in {process.pid for process in list(processes.values())}:
                os.waitpid(pid, 0)
                continue
        except ChildProcessError:
            pass
        time.sleep(0.1)


speech = threading.Lock()


def say(message):
    # Two threads that print at once would mix their lines.
    with speech:
        try:
            sys.stdout.write(json.dumps(message) + '\n')
            sys.stdout.flush()
        except BrokenPipeError:
            pass


def watch(name, process):
    code = process.wait()
    say({'exit': name, 'code': code})


def start(processes, command):
    with open(command['log'], 'ab') as log:
        process = subprocess.Popen(
            command['argv'],
            env=command['env'],
            cwd=command['cwd'],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent,
            # A terminal's Ctrl-C must not end the hub before its user has cleaned up.
            start_new_session=True,
        )
    processes[command['start']] = process
    threading.Thread(target=watch, args=(command['start'], process), daemon=True).start()


def main():
    # A terminal's Ctrl-C is for the parent, which closes the pipe in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # Servers that outlive the hub become children of this process.
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    processes = {}
    threading.Thread(target=adopt, args=(processes,), daemon=True).start()
    try:
        for line in sys.stdin:
            command = json.loads(line)
            if 'start' in command:
                start(processes, command)
            else:
                processes[command['kill']].send_signal(command['signal'])
    finally:
        deadline = time.monotonic() + 3
        signal_all(signal.SIGTERM)
        while time.monotonic() < deadline and reap():
            time.sleep(0.05)
        signal_all(signal.SIGKILL)
        os._exit(0)


def reap():
    """Collects orphans that have ended; true while there are descendants other than the `ps` that looks."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        return False
    return True


main()
