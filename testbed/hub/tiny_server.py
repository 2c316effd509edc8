"""A single-user server without a notebook: a real process that answers HTTP below its prefix within a moment."""

import json
import os
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlparse


def port():
    """Hubs since 2.0 give a URL in the environment, older ones an argument."""
    for argument in sys.argv[1:]:
        if argument.startswith('--port='):
            return int(argument.split('=', 1)[1].strip('"'))
    return urlparse(os.environ['JUPYTERHUB_SERVICE_URL']).port


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        body = json.dumps({'path': self.path, 'pid': os.getpid(), 'version': '0.0.0'}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def end_with(pid):
    """Ends this process when the testbed's supervisor has gone, where the system does not see to it."""
    while True:
        time.sleep(1)
        try:
            os.kill(pid, 0)
        except OSError:
            os._exit(0)


threading.Thread(target=end_with, args=(int(os.environ['TESTBED_SUPERVISOR']),), daemon=True).start()
server = ThreadingHTTPServer(('127.0.0.1', port()), Handler)
if os.environ.get('JUPYTERHUB_SSL_KEYFILE'):
    # With internal_ssl, only the hub and the proxy may come in.
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=os.environ['JUPYTERHUB_SSL_CLIENT_CA'])
    context.load_cert_chain(os.environ['JUPYTERHUB_SSL_CERTFILE'], os.environ['JUPYTERHUB_SSL_KEYFILE'])
    context.verify_mode = ssl.CERT_REQUIRED
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
