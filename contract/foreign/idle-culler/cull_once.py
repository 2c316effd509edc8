"""Runs the idle culler as its command does, but ends it after it has looked at everybody once."""

import jupyterhub_idle_culler as culler
from tornado.ioloop import IOLoop

cull_idle = culler.cull_idle


async def cull_once(*args, **options):
    try:
        await cull_idle(*args, **options)
    finally:
        IOLoop.current().stop()


culler.cull_idle = cull_once
culler.main()
