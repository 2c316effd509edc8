"""Spawners whose servers come up at once, slowly, or not at all, as the options of the start say.

    {"spawner": "fast"}                      a tiny server, at once (the default)
    {"spawner": "slow", "seconds": 2}        with progress events on the way
    {"spawner": "fail"}                      fails at once
    {"spawner": "fail-late", "seconds": 2}   fails after the hub has answered the request
    {"spawner": "never"}                     hangs until it is stopped
    {"stop_seconds": 2}                      beside any of them: the stop takes that long
"""

import asyncio
import os
import sys

from jupyterhub.spawner import LocalProcessSpawner

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = [(10, 'Requested resources'), (50, 'Pulling image'), (80, 'Starting container')]


class SpawnRefused(Exception):
    """What the hub shows of it is `jupyterhub_message`."""

    def __init__(self, message):
        super().__init__(message)
        self.jupyterhub_message = message


class ProcessSpawner(LocalProcessSpawner):
    """Local processes as the user who runs the hub, whatever the name of their owner."""

    def make_preexec_fn(self, name):
        return None

    def user_env(self, env):
        home = os.path.join(os.environ['TESTBED_DIR'], 'home')
        os.makedirs(home, exist_ok=True)
        return {**env, 'HOME': home, 'SHELL': '/bin/sh', 'TESTBED_SUPERVISOR': os.environ['TESTBED_SUPERVISOR']}

    def move_certs(self, paths):
        return paths


class TestbedSpawner(ProcessSpawner):
    cmd = [sys.executable, os.path.join(HERE, 'tiny_server.py')]

    def option(self, name, default):
        return (self.user_options or {}).get(name, default)

    async def start(self):
        kind = self.option('spawner', 'fast')
        if kind == 'fail':
            raise SpawnRefused('no room for this server')
        if kind == 'fail-late':
            await asyncio.sleep(self.option('seconds', 2))
            raise SpawnRefused('the room was taken')
        if kind == 'never':
            await asyncio.sleep(3600)
        if kind == 'slow':
            await asyncio.sleep(self.option('seconds', 2))
        return await super().start()

    async def stop(self, now=False):
        await asyncio.sleep(self.option('stop_seconds', 0))
        await super().stop(now=now)

    async def progress(self):
        pause = self.option('seconds', 2) / (len(STEPS) + 1)
        for progress, message in STEPS:
            yield {'progress': progress, 'message': message}
            await asyncio.sleep(pause)
