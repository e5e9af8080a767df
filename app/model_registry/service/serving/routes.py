"""What serves now, as this process knows it: read again when it is two seconds old at most, by whoever asks next.

One statement for all models; in between a look costs a comparison of two numbers. While the database is away the last
known routes hold.
"""

import threading
import time
from collections.abc import Callable, Mapping

from app.model_registry.records import Route
from app.model_registry.repo import routes
from app.runtime.db import Database, DatabaseAway

POLL_SECONDS = 1.0
"""How old they may be: with the loading of a new version this stays within the three seconds that are promised."""


class Routes:
    """The routes of all models, by name."""

    def __init__(self, db: Database, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._db = db
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._was_read = False
        self._text: str | None = None
        self._known: Mapping[str, Route] = {}

    def known(self) -> Mapping[str, Route]:
        """As they were a moment ago. One caller reads them anew when they are due, the others do not wait for it.

        The very first time they do: nobody shall believe that nothing serves because another is still reading.
        """
        if self._is_due and self._lock.acquire(blocking=not self._was_read):
            try:
                if self._is_due:
                    self._read()
            finally:
                self._lock.release()
        return self._known

    def read(self) -> Mapping[str, Route]:
        """As they are now, or the last known ones while the database is away."""
        with self._lock:
            self._read()
        return self._known

    @property
    def _is_due(self) -> bool:
        return not self._was_read or self._monotonic() - self._read_at > POLL_SECONDS

    def _read(self) -> None:
        self._read_at = self._monotonic()
        try:
            found = self._db.value(routes.ROUTES, {})
        except DatabaseAway:
            return
        finally:
            self._was_read = True
        if found != self._text:
            self._known = routes.routes(found)
            self._text = found
