"""What one process does to answer with the version that the pointer names: load it beside the old one, then swap.

A version that does not load leaves the old one serving; it is tried again later and later, and everybody can read in
`ml_model_loads` that it failed here and what answers instead.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.model_registry.records import Chosen, Following, Loaded, Served
from app.model_registry.repo import events, versions
from app.model_registry.rules import canary, history
from app.model_registry.service.serving import loading
from app.model_registry.service.serving.pointers import Pointers
from app.model_registry.service.serving.shelf import Shelf
from app.model_registry.service.serving.telling import Teller
from app.runtime.db import DatabaseAway
from app.runtime.identity import Caller
from app.runtime.observe import logs, metrics
from app.runtime.runtime import Runtime
from ml_models.contracts import RefusedModel

log = logging.getLogger("ai_backend.models")
LONGEST_PAUSE_SECONDS = 60.0
MOST_EARLIER = 3
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Failure:
    """A version that did not load here, and when to try again (monotonic seconds)."""

    code: str
    reason: str
    times: int
    again_at: float
    is_told: bool = False


class Attendant:
    """The models of one process. Safe to call from many threads; one of them loads at a time."""

    def __init__(self, rt: Runtime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.pointers = Pointers(rt.db, monotonic)
        self.shelf = Shelf(rt.settings.model_cache_size)
        self._rt = rt
        self._teller = Teller(rt, monotonic)
        self._loading = threading.Lock()
        self._failures: dict[UUID, Failure] = {}
        self._sound: dict[str, Chosen] = {}
        """The production version of each model that loaded here last."""
        self._met: set[UUID] = set()
        self._asked: dict[str, tuple[str, ...] | None] = {}
        self._monotonic = monotonic

    def served(self, name: str, *, business_id: UUID | None, features: Sequence[str] | None) -> Served | None:
        """Who answers for a business; None when nothing is in production or nothing of it loads."""
        following = self.pointers.known().get(name)
        if following is None:
            return None
        wanted = self._asked[name] = None if features is None else tuple(features)
        if following.canary and canary.is_chosen(name, business_id, following.canary_share):
            loaded = self._loaded(following.canary, wanted)
            if loaded:
                return Served(loaded, is_canary=True)
        loaded = self._loaded(following.production, wanted)
        if loaded:
            self._sound[name] = following.production
        else:
            loaded = self._substitute(following, wanted)
        self._tell_failures(following, loaded)
        return Served(loaded) if loaded else None

    def shadow(self, name: str) -> Served | None:
        """Who watches; None when nobody does, or it does not load."""
        following = self.pointers.known().get(name)
        loaded = self._loaded(following.shadow, None) if following and following.shadow else None
        return Served(loaded) if loaded else None

    def keep_up(self) -> None:
        """Loads what was promoted since, of the models that this process is asked for; tells that it lives."""
        known = self.pointers.known()
        for name, wanted in list(self._asked.items()):
            following = known.get(name)
            if following and not {chosen.id for chosen in _answering(following)} <= self._met:
                if following.canary:
                    self._loaded(following.canary, wanted)
                self.served(name, business_id=None, features=wanted)
        if self._asked:
            self._teller.stand_by(chosen.id for following in known.values() for chosen in _answering(following))

    def _loaded(self, chosen: Chosen, wanted: tuple[str, ...] | None) -> Loaded | None:
        """The version from memory, else from its file; None when it does not load, or did not a moment ago."""
        kept = self.shelf.fetch(chosen.id)
        if kept and _takes(kept, wanted):
            return kept
        with self._loading:
            failure = self._failures.get(chosen.id)
            if failure and self._monotonic() < failure.again_at:
                return None
            return self._load(chosen, wanted)

    def _load(self, chosen: Chosen, wanted: tuple[str, ...] | None) -> Loaded | None:
        try:
            loaded = self.shelf.fetch(chosen.id) or loading.load(self._rt, chosen.id)
            if not _takes(loaded, wanted):
                raise RefusedModel("other_features", "Its inputs are not those that this release makes.")
        except DatabaseAway:
            return None
        except RefusedModel as refused:
            self._fail(chosen, refused.code, refused.reason)
            return None
        except Exception as error:  # the edge to files from outside: whatever a library raises
            log.warning("model not loaded", exc_info=True, extra={"model": chosen.label})
            self._fail(chosen, UNREADABLE, f"It could not be read ({type(error).__name__}).")
            return None
        self._succeed(loaded)
        return loaded

    def _succeed(self, loaded: Loaded) -> None:
        is_new = loaded.id not in self._met or loaded.id in self._failures
        self.shelf.keep(loaded)
        self._met.add(loaded.id)
        self._failures.pop(loaded.id, None)
        if is_new:
            logs.audit("model loaded", model=loaded.label, sha256=loaded.manifest.sha256)
            self._teller.tell(Chosen(loaded.id, loaded.label), loaded.manifest.name, serving=loaded.label)

    def _fail(self, chosen: Chosen, code: str, reason: str) -> None:
        before = self._failures.get(chosen.id)
        times = before.times + 1 if before else 1
        pause = min(2.0**times, LONGEST_PAUSE_SECONDS)
        self._failures[chosen.id] = Failure(code, reason, times, self._monotonic() + pause)
        self._met.discard(chosen.id)
        name = chosen.label.rpartition("-")[0]
        metrics.model_load_failures.labels(name).inc()
        logs.security("model refused at loading", model=chosen.label, code=code, reason=reason, times=times)

    def _substitute(self, following: Following, wanted: tuple[str, ...] | None) -> Loaded | None:
        """The version that served before: the one that loaded here last, else the one a rollback would go to."""
        sound = self._sound.get(following.name)
        earlier = [sound] if sound and sound.id != following.production.id else self._earlier(following)
        return next(filter(None, (self._loaded(chosen, wanted) for chosen in earlier)), None)

    def _earlier(self, following: Following) -> list[Chosen]:
        try:
            with self._rt.db.transaction(Caller.service()) as tx:
                found = history.earlier(events.fetch(tx, following.name), than=following.production.id)[:MOST_EARLIER]
                rows = [versions.fetch_by_id(tx, model_id) for model_id in found]
        except DatabaseAway:
            return []
        return [Chosen(row.id, row.label) for row in rows if row]

    def _tell_failures(self, following: Following, answering: Loaded | None) -> None:
        for chosen in _answering(following):
            failure = self._failures.get(chosen.id)
            if failure and not failure.is_told:
                is_told = self._teller.tell(
                    chosen,
                    following.name,
                    serving=answering.label if answering else "",
                    code=failure.code,
                    reason=failure.reason,
                    failures=failure.times,
                )
                self._failures[chosen.id] = replace(failure, is_told=is_told)


def _answering(following: Following) -> list[Chosen]:
    """The versions that businesses meet."""
    return [chosen for chosen in (following.production, following.canary) if chosen]


def _takes(loaded: Loaded, wanted: tuple[str, ...] | None) -> bool:
    return wanted is None or loaded.manifest.features == wanted
