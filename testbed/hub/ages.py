"""Lets the service `root` say how old users and servers are, which a hub otherwise tells by its clock alone.

    POST /hub/api/testbed/ages
    {"users": [{"user": "ada", "created": 1767225600.0, "last_activity": null}],
     "servers": [{"user": "ada", "name": "lab", "started": 1767225600.0, "last_activity": 1767225600.0}]}
"""

import datetime

from jupyterhub import orm
from jupyterhub.apihandlers.base import APIHandler
from tornado import web


def moment(seconds):
    """As the database has it: in UTC, without saying so."""
    if seconds is None:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).replace(tzinfo=None)


class AgesHandler(APIHandler):
    async def post(self):
        if getattr(self.current_user, 'name', None) != 'root':
            raise web.HTTPError(403)
        body = self.get_json_body()
        for given in body['users']:
            user = orm.User.find(self.db, given['user'])
            user.created = moment(given['created'])
            user.last_activity = moment(given['last_activity'])
        for given in body['servers']:
            spawner = orm.User.find(self.db, given['user']).orm_spawners[given['name']]
            spawner.started = moment(given['started'])
            spawner.last_activity = moment(given['last_activity'])
        self.db.commit()
        self.set_status(204)
