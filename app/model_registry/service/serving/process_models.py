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

from app.model_registry.records import Chosen, Loaded, Route, Served
from app.model_registry.repo import events, versions
from app.model_registry.rules import canary, history
from app.model_registry.service.serving import loading
from app.model_registry.service.serving.reporter import Reporter
from app.model_registry.service.serving.routes import Routes
from app.model_registry.service.serving.shelf import Shelf
from app.runtime.auditing import Deed
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
    is_reported: bool = False


class ProcessModels:
    """The models of one process. Safe to call from many threads; one of them loads at a time."""

    def __init__(self, rt: Runtime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.routes = Routes(rt.db, monotonic)
        self.shelf = Shelf(rt.settings.model_cache_size)
        self._rt = rt
        self._reporter = Reporter(rt, monotonic)
        self._loading = threading.Lock()
        self._failures: dict[UUID, Failure] = {}
        self._sound: dict[str, Chosen] = {}
        """The production version of each model that loaded here last."""
        self._met: set[UUID] = set()
        self._asked: dict[str, tuple[str, ...] | None] = {}
        self._monotonic = monotonic

    def served(self, name: str, *, business_id: UUID | None, features: Sequence[str] | None) -> Served | None:
        """Who answers for a business; None when nothing is in production or nothing of it loads."""
        route = self.routes.known().get(name)
        if route is None:
            return None
        wanted = self._asked[name] = None if features is None else tuple(features)
        if route.canary and canary.is_chosen(name, business_id, route.canary_share):
            loaded = self._loaded(route.canary, wanted)
            if loaded:
                return Served(loaded, is_canary=True)
        loaded = self._loaded(route.production, wanted)
        if loaded:
            self._sound[name] = route.production
        else:
            loaded = self._substitute(route, wanted)
        self._report_failures(route, loaded)
        return Served(loaded) if loaded else None

    def shadow(self, name: str) -> Served | None:
        """Who watches; None when nobody does, or it does not load."""
        route = self.routes.known().get(name)
        loaded = self._loaded(route.shadow, None) if route and route.shadow else None
        return Served(loaded) if loaded else None

    def keep_up(self) -> None:
        """Loads what was promoted since, of the models that this process is asked for; tells that it lives."""
        known = self.routes.known()
        for name, wanted in list(self._asked.items()):
            route = known.get(name)
            if route and not {chosen.id for chosen in _answering(route)} <= self._met:
                if route.canary:
                    self._loaded(route.canary, wanted)
                self.served(name, business_id=None, features=wanted)
        if self._asked:
            self._reporter.stand_by(chosen.id for route in known.values() for chosen in _answering(route))

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
            self._note("model loaded", loaded.label, sha256=loaded.manifest.sha256)
            self._reporter.report(Chosen(loaded.id, loaded.label), loaded.manifest.name, serving=loaded.label)

    def _fail(self, chosen: Chosen, code: str, reason: str) -> None:
        before = self._failures.get(chosen.id)
        times = before.times + 1 if before else 1
        pause = min(2.0**times, LONGEST_PAUSE_SECONDS)
        self._failures[chosen.id] = Failure(code, reason, times, self._monotonic() + pause)
        self._met.discard(chosen.id)
        name = chosen.label.rpartition("-")[0]
        metrics.model_load_failures.labels(name).inc()
        logs.security("model refused at loading", model=chosen.label, code=code, reason=reason, times=times)
        if times == 1:
            self._note("model refused at loading", chosen.label, is_refused=True, code=code)

    def _note(self, action: str, label: str, *, is_refused: bool = False, **told: str) -> None:
        self._rt.audit.note(Deed(action, subject_kind="model", subject=label, details=told, is_refused=is_refused))

    def _substitute(self, route: Route, wanted: tuple[str, ...] | None) -> Loaded | None:
        """The version that served before: the one that loaded here last, else the one a rollback would go to."""
        sound = self._sound.get(route.name)
        earlier = [sound] if sound and sound.id != route.production.id else self._earlier(route)
        return next(filter(None, (self._loaded(chosen, wanted) for chosen in earlier)), None)

    def _earlier(self, route: Route) -> list[Chosen]:
        try:
            with self._rt.db.transaction(Caller.service()) as tx:
                found = history.earlier(events.fetch(tx, route.name), than=route.production.id)[:MOST_EARLIER]
                rows = [versions.fetch_by_id(tx, model_id) for model_id in found]
        except DatabaseAway:
            return []
        return [Chosen(row.id, row.label) for row in rows if row]

    def _report_failures(self, route: Route, answering: Loaded | None) -> None:
        for chosen in _answering(route):
            failure = self._failures.get(chosen.id)
            if failure and not failure.is_reported:
                is_reported = self._reporter.report(
                    chosen,
                    route.name,
                    serving=answering.label if answering else "",
                    code=failure.code,
                    reason=failure.reason,
                    failures=failure.times,
                )
                self._failures[chosen.id] = replace(failure, is_reported=is_reported)


def _answering(route: Route) -> list[Chosen]:
    """The versions that businesses meet."""
    return [chosen for chosen in (route.production, route.canary) if chosen]


def _takes(loaded: Loaded, wanted: tuple[str, ...] | None) -> bool:
    return wanted is None or loaded.manifest.features == wanted
