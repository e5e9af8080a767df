"""Looking a name up, for a time that is known beforehand.

`getaddrinfo` takes no time limit: with a resolver that does not answer it holds its thread for half a minute. So it has
a thread of its own, which may hang on alone; a process keeps few of those, and refuses the next look-up at once.
"""

import os
import socket
import threading
from queue import Empty, SimpleQueue

MOST_LOOKUPS = 16
"""As many as a web process answers requests at a time (WEB_THREADS)."""
Found = list[str] | OSError
_free = threading.BoundedSemaphore(MOST_LOOKUPS)


class Unresolved(OSError):
    """The name has no address, or none came in time."""


def look_up(host: str, port: int, *, seconds: float) -> list[str]:
    """The IP addresses of `host`, in the system's order. Raises `Unresolved` after `seconds` at the latest."""
    if not _free.acquire(blocking=False):
        raise Unresolved("too many names are being looked up")
    answer: SimpleQueue[Found] = SimpleQueue()
    threading.Thread(target=_ask, args=(host, port, answer, _free), name="name-look-up", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise Unresolved(f"the name {host} was not resolved within {seconds:g} seconds") from None
    if isinstance(found, OSError):
        raise Unresolved(f"the name {host} cannot be resolved") from found
    return found


def _ask(host: str, port: int, answer: SimpleQueue[Found], free: threading.BoundedSemaphore) -> None:
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answer.put(list(dict.fromkeys(str(place[4][0]) for place in places)))
    except OSError as error:
        answer.put(error)
    except UnicodeError:  # a label that is empty or too long
        answer.put(OSError("no name"))
    finally:
        free.release()


def _begin_anew() -> None:
    """Threads stay behind in a fork's parent, and with them what they hold."""
    global _free
    _free = threading.BoundedSemaphore(MOST_LOOKUPS)


os.register_at_fork(after_in_child=_begin_anew)
