"""A breaker in front of Redis: when it hangs or is gone, one caller pays for finding out, the others at once know.

redis-py retries ten times by default and may wait for ever; measured with `Retry(NoBackoff(), 0)` and a socket
time-out of 0.5 s: 0.5 s. The breaker sits in the connections themselves, so cache, limiter and health share it.
"""

from collections.abc import Callable
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.connection import parse_url
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeout
from redis.retry import Retry

from app.runtime.breaker import Breaker

SOCKET_SECONDS = 0.4


class RedisAway(RedisConnectionError):
    """Redis was found missing a moment ago and is not asked again yet."""


class GuardedConnection(redis.Connection):
    """A connection that tells its pool's breaker when the server does not answer."""

    def __init__(self, *, guard: "GuardedPool", **options: Any) -> None:
        self._guard = guard
        super().__init__(**options)  # type: ignore[no-untyped-call]

    def connect(self) -> None:
        """Connects, or opens the breaker."""
        self._told(super().connect)

    def send_packed_command(self, command: Any, check_health: bool = True) -> None:
        """Sends, or opens the breaker."""
        self._told(lambda: super(GuardedConnection, self).send_packed_command(command, check_health))  # type: ignore[no-untyped-call]

    def read_response(self, *args: Any, **options: Any) -> Any:
        """Reads, or opens the breaker."""
        return self._told(lambda: super(GuardedConnection, self).read_response(*args, **options))

    def _told(self, action: Callable[[], Any]) -> Any:
        try:
            return action()
        except (RedisConnectionError, RedisTimeout):
            self._guard.breaker.trip(self._guard.answers)
            raise


class GuardedPool(redis.ConnectionPool):
    """Connections behind one breaker. Raises `RedisAway` at once while it is open.

    Pools of one server share a `breaker`: what one found out, the others need not.
    """

    def __init__(self, url: str, database: int | None = None, *, breaker: Breaker | None = None) -> None:
        self.breaker = breaker or Breaker("redis")
        options: dict[str, Any] = parse_url(url) | ({} if database is None else {"db": database})  # type: ignore[no-untyped-call]
        self._plain = options | {
            "socket_timeout": SOCKET_SECONDS,
            "socket_connect_timeout": SOCKET_SECONDS,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(connection_class=GuardedConnection, guard=self, **self._plain)

    def get_connection(self, *args: Any, **options: Any) -> Any:
        """A connection, or `RedisAway`."""
        if self.breaker.is_open:
            raise RedisAway("Redis does not answer")
        return super().get_connection(*args, **options)

    def answers(self) -> bool:
        """Whether the server answers, asked on a connection of its own."""
        client = redis.Redis(**self._plain)
        try:
            return bool(client.ping())
        except (RedisConnectionError, RedisTimeout):
            return False
        finally:
            client.close()
