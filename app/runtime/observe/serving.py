"""The worker's own `/metrics`, for where web and workers share no folder: a container of workers, another machine.

Every process of a worker tries to have the port; one has it and answers for all, and when it ends another takes over.
"""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.runtime.observe import counted
from app.runtime.observe.machine import Machine

TRY_AGAIN_SECONDS = 2.0
LONGEST_READ_SECONDS = 5.0
ANY = "0.0.0.0"  # noqa: S104 -- Prometheus asks from another container; the network decides who may


def page() -> bytes:
    """What all processes of this worker counted, and what they use."""
    return counted.text([*counted.families(), *Machine().families()])


class _Handler(BaseHTTPRequestHandler):
    """GET /metrics, and nothing else."""

    timeout = LONGEST_READ_SECONDS
    server_version, sys_version = "ai-backend", ""

    def do_GET(self) -> None:
        """The figures."""
        if self.path != "/metrics":
            self.send_error(404)
            return
        body = page()
        self.send_response(200)
        self.send_header("Content-Type", counted.CONTENT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: every 15 seconds the same."""


class _Server(ThreadingHTTPServer):
    allow_reuse_address = True
    allow_reuse_port = False
    daemon_threads = True


def serve(port: int, *, host: str = ANY) -> None:
    """Answers at `port` for as long as this process lives, once no sibling does."""
    while True:
        try:
            server = _Server((host, port), _Handler)
        except OSError:
            time.sleep(TRY_AGAIN_SECONDS)
            continue
        with server:
            server.serve_forever()


def start(port: int) -> None:
    """Begins to try, in a thread; does nothing for port 0."""
    if port:
        threading.Thread(target=serve, args=(port,), name="metrics", daemon=True).start()
