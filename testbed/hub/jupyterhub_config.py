"""Configuration of a testbed hub, for hubs 1.5 to 6. What differs from run to run is in the file $TESTBED_RUN."""

import json
import os
import sys

import jupyterhub

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

with open(os.environ['TESTBED_RUN']) as file:
    run = json.load(file)

major, minor = jupyterhub.version_info[:2]
has_roles = major >= 2

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = 'http://127.0.0.1:%d%s' % (run['ports']['public'], run['baseUrl'])
c.JupyterHub.hub_bind_url = run['hubUrl']
if run['hubBind'] == 'socket':
    c.JupyterHub.hub_connect_url = run['hubUrl']
if run['hubBind'] == 'internal-ssl':
    c.JupyterHub.internal_ssl = True
    c.JupyterHub.internal_certs_location = os.path.join(run['dir'], 'internal-ssl')
c.JupyterHub.db_url = 'sqlite:///' + os.path.join(run['dir'], 'hub.sqlite')
c.JupyterHub.cookie_secret = bytes.fromhex(run['cookieSecret'])
c.JupyterHub.pid_file = os.path.join(run['dir'], 'hub.pid')
c.JupyterHub.cleanup_proxy = False
c.JupyterHub.cleanup_servers = True
# The proxy runs on its own, so that it outlives a hub that is killed.
c.JupyterHub.proxy_class = 'jupyterhub.proxy.ConfigurableHTTPProxy'
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = run['proxyApiUrl']
c.ConfigurableHTTPProxy.auth_token = run['proxyToken']

c.JupyterHub.authenticator_class = 'jupyterhub.auth.DummyAuthenticator'
c.DummyAuthenticator.password = run['password']
c.Authenticator.admin_users = {'admin'}
c.Authenticator.enable_auth_state = True
c.CryptKeeper.keys = [bytes.fromhex(run['cryptKey'])]
if major >= 5:
    c.Authenticator.allow_all = True

c.JupyterHub.allow_named_servers = True
c.JupyterHub.tornado_settings = {'slow_spawn_timeout': 1, 'slow_stop_timeout': 1}
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 30
c.Spawner.poll_interval = 2

if run['realServers']:
    c.JupyterHub.spawner_class = 'spawners.ProcessSpawner'
    c.Spawner.cmd = ['jupyterhub-singleuser']
    # Root, in containers and on CI machines, is let in on request only.
    c.Spawner.args = ['--allow-root'] if os.getuid() == 0 else []
    c.Spawner.environment = {'JUPYTERHUB_SINGLEUSER_APP': 'jupyter_server.serverapp.ServerApp'}
    c.Spawner.default_url = '/api/status'
else:
    c.JupyterHub.spawner_class = 'spawners.TestbedSpawner'

tokens = run['serviceTokens']
callback = {'oauth_redirect_uri': run['oauthCallback']}


def service(name, **fields):
    return {'name': name, 'api_token': tokens[name], **fields}


c.JupyterHub.services = [
    service('root', admin=True),
    *[service(name) for name in ('lister', 'reader-ada', 'nobody', 'starter', 'group-staff', 'metrics', 'minter-ada')],
    service('web', **callback),
    service('web-noconfirm', oauth_no_confirm=True, **callback),
]

if has_roles:
    from jupyterhub.scopes import scope_definitions

    def role(name, scopes, **owners):
        return {'name': name, 'scopes': [s for s in scopes if s.split('!')[0] in scope_definitions], **owners}

    everything = [
        scope
        for scope in scope_definitions
        if scope not in ('self', 'all', 'inherit', '(no_scope)') and not scope.startswith('custom:')
    ]
    c.JupyterHub.load_roles = [
        role('testbed-root', everything, services=['root']),
        role('testbed-lister', ['list:users'], services=['lister']),
        role('testbed-reader-ada', ['read:users!user=ada'], services=['reader-ada']),
        role('testbed-starter', ['servers', 'read:users:name'], services=['starter']),
        role(
            'testbed-group-staff',
            ['list:users!group=staff', 'read:users!group=staff'],
            services=['group-staff'],
        ),
        role('testbed-metrics', ['read:metrics'], services=['metrics']),
        role('testbed-minter-ada', ['tokens!user=ada'], services=['minter-ada']),
        # Any user may visit the services that sign people in.
        role(
            'user',
            ['self', 'access:services!service=web', 'access:services!service=web-noconfirm']
        ),
    ]

for class_name, traits in run['config'].items():
    for trait, value in traits.items():
        setattr(c[class_name], trait, value)

# As an administrator would write it below all that.
exec(run['lines'])
