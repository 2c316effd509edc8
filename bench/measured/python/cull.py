"""One round of jupyterhub-idle-culler, people included, which finds that nobody has been idle for long."""

import asyncio
import logging

from jupyterhub_idle_culler import cull_idle
from turns import Stopwatch, say, settings, turns

year = 365 * 24 * 3600
logger = logging.getLogger('culler')
logger.propagate = False


class Decisions(logging.Handler):
    """Counts whom it has decided about."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.count = 0

    def emit(self, record):
        if str(record.msg).startswith('Not culling user'):
            self.count += 1


decisions = Decisions()
logger.addHandler(decisions)
logger.setLevel(logging.DEBUG)


async def main():
    for turn in turns():
        decisions.count = 0
        watch = Stopwatch()
        await cull_idle(
            settings['url'] + 'hub/api',
            settings['token'],
            inactive_limit=year,
            logger=logger,
            cull_users=True,
            api_page_size=turn.get('limit', 0),
        )
        say({'ms': watch.ms(), 'users': decisions.count})


asyncio.run(main())
