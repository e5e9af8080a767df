"""TCP ports of this machine."""

import errno
import socket

from app.runtime.embedded.process import CannotStart

LOOPBACK = "127.0.0.1"


def free() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def require_free(host: str, port: int) -> None:
    """Raises `CannotStart` when `port` cannot be listened on, naming what has to be set otherwise."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise CannotStart(f"HOST {host} is no address of this machine: {error.strerror}") from error
            raise CannotStart(
                f"PORT {port} on {host} cannot be used: {error.strerror}. Set another, as in PORT=8010"
            ) from error
