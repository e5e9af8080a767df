"""What an answer has to be made from to be fresh, and asking for one that is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.books import access
from app.insights.records.answer import LATE_MODEL, InsightsUnavailable
from app.insights.records.stored import Made, Stored
from app.insights.repo import answers
from app.insights.rules import VERSION
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

JOB = "insights.compute"
LAPSED_AFTER = timedelta(days=7)
"""An answer so old is not shown at once: by then none of its insights is valid any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The state of the books, the day in India, and how an answer is named that is made by what answers now."""

    version: str
    business_id: UUID
    revision: int
    on: date

    @property
    def key(self) -> tuple[str, UUID, int, date]:
        """Where the answer is cached."""
        return self.version, self.business_id, self.revision, self.on


def wanted(rt: Runtime, business_id: UUID, *, caller: Caller, now: datetime) -> Wanted:
    """What `caller` has to be answered from `now`. Raises `BusinessNotFound` for a stranger."""
    reach = access.reach(rt, caller, business_id)
    version = serving.version(rt, VERSION, LATE_MODEL, business_id=business_id)
    return Wanted(version, business_id, reach.revision, indian_date(now))


def is_fresh(rt: Runtime, made: Made, wanted: Wanted) -> bool:
    """Whether it was made by what answers now or did when the request began, from these books, on this day or later."""
    if made.revision < wanted.revision or indian_date(made.generated_at) < wanted.on:
        return False
    return made.model_version == wanted.version or is_current(rt, made.model_version, wanted.business_id)


def is_current(rt: Runtime, version: str, business_id: UUID) -> bool:
    """Whether what is named so would answer for the business now."""
    return serving.is_current(rt, version, VERSION, LATE_MODEL, business_id=business_id)


def is_lapsed(made: Made, now: datetime) -> bool:
    """Whether it is too old to be shown while a new one is made."""
    return now - made.generated_at >= LAPSED_AFTER


def stored_in_time(rt: Runtime, wanted: Wanted, *, caller: Caller, now: datetime, is_awaited: bool) -> Stored:
    """The newest answer that can be had: the one that stands, unless it has to be waited for. A new one is on its way.

    Raises `InsightsUnavailable` when there is none at all.
    """
    stored = _stored(rt, wanted, caller)
    if stored is not None and is_fresh(rt, stored, wanted):
        return stored
    if stored is not None and not is_awaited and not is_lapsed(stored, now):
        ask(rt, wanted, caller=caller)
        return stored
    await_fresh(rt, wanted, caller=caller)
    newest = _stored(rt, wanted, caller)
    if newest is None:
        raise InsightsUnavailable
    return newest


def ask(rt: Runtime, wanted: Wanted, *, caller: Caller) -> None:
    """Asks for a fresh answer without waiting for it; while one is being made, for no other."""
    with rt.db.transaction(caller) as tx:
        rt.jobs.enqueue(tx, JOB, caller=caller, business_id=wanted.business_id, payload={}, key=job_key(wanted))


def await_fresh(rt: Runtime, wanted: Wanted, *, caller: Caller) -> None:
    """Has a fresh answer made and waits for it, as long as an answer may be waited for."""
    rt.jobs.run(JOB, caller=caller, business_id=wanted.business_id, key=job_key(wanted))


def job_key(wanted: Wanted) -> str:
    """While a job of this name is under way, nobody else asks for its work."""
    return ":".join(map(str, (JOB, *wanted.key)))


def _stored(rt: Runtime, wanted: Wanted, caller: Caller) -> Stored | None:
    with rt.db.transaction(caller) as tx:
        return answers.fetch_newest(tx, wanted.business_id)
