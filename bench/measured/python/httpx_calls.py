"""The call that the others make, with httpx: as many tasks as calls at a time."""

import asyncio

import httpx
from turns import Stopwatch, check_user, headers, say, settings, turns

url = settings['url'] + '/hub/api/users/ada'
# Its default keeps 20 connections, which would open new ones all the time.
limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)


async def main():
    async with httpx.AsyncClient(headers=headers, limits=limits) as client:

        async def call():
            return (await client.get(url)).json()

        check_user(await call())
        for turn in turns():
            say(await call_for(call, turn))


async def call_for(call, turn):
    watch = Stopwatch()
    calls = 0

    async def work():
        nonlocal calls
        while watch.ms() < turn['ms']:
            await call()
            calls += 1

    await asyncio.gather(*[work() for _ in range(turn['atATime'])])
    return watch.outcome(calls)


asyncio.run(main())
