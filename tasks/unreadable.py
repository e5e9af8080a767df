"""A queue that drops what is no message: one such would else end the worker, and the next one its successor.

kombu gives up on bytes that are no JSON, and takes a message without its properties for a lost connection (both seen
with kombu 5.7). Nothing is lost with what is dropped: a job stands in its table, and the reaper sends it again.
"""

import logging
from typing import Any

from kombu.transport import redis

log = logging.getLogger("ai_backend.worker")
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


class Channel(redis.Channel):
    """Reads from Redis, and goes on behind what cannot be read."""

    def _brpop_read(self, **options: Any) -> Any:
        """kombu's name for: one message was popped, give it to whoever consumes its queue."""
        try:
            return super()._brpop_read(**options)  # type: ignore[no-untyped-call]
        except UNREADABLE:
            log.exception("a message that cannot be read was dropped")
            return True


class Transport(redis.Transport):
    """Redis with that channel; named in `broker_transport`."""

    Channel = Channel
