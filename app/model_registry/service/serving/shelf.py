"""The models that a process has in memory: so many, the longest unused put away first.

An answer holds the model that it was given, so putting one away never takes it from under an answer; its memory is
free when the last of them is done.
"""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from app.model_registry.records import Loaded


class Shelf:
    """At most `most` models by the id of their version."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[UUID, Loaded] = OrderedDict()
        self._lock = Lock()

    def fetch(self, model_id: UUID) -> Loaded | None:
        """The model, when it is in memory."""
        with self._lock:
            loaded = self._kept.get(model_id)
            if loaded:
                self._kept.move_to_end(model_id)
            return loaded

    def keep(self, loaded: Loaded) -> None:
        """Puts a model here as the last used one."""
        with self._lock:
            self._kept[loaded.id] = loaded
            self._kept.move_to_end(loaded.id)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
