"""A round through all businesses at night, asking for the work that nobody waits for.

It is done by jobs whose name begins with `background.`, which begin when nothing else waits. A few are asked for at a
time, so that the queue stays short and the work is spread; who was asked for tonight is not asked for again, even where
the work failed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Connection

from app.books import freshness
from app.books.freshness import Freshness
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values import period

MOST_WAITING = 1000
"""So many jobs wait at most, what some workers do between two looks; the next look tops them up."""
PAGE = 500
TONIGHT = timedelta(hours=18)
"""Who was asked for within this time was asked for tonight."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is asked for: the job's name, the kind of analysis that it makes, and who of some businesses is due."""

    job: str
    analysis_type: str
    due: Callable[[Runtime, Connection, Sequence[Freshness]], Sequence[UUID]]

    def ask_for_due(self, rt: Runtime, *, page: int = PAGE, most: int = MOST_WAITING) -> int:
        """Asks for a job for each business that is due, as many as may wait; how many. Safe to run twice."""
        now = rt.clock.now()
        with rt.db.transaction(Caller.service()) as tx:
            room = most - freshness.waiting(tx, self.job)
        asked = 0
        for businesses in self.pages(rt, page, self.start(now)) if room > 0 else ():
            with rt.db.transaction(Caller.service()) as tx:
                chosen = self._due(rt, tx, businesses, since=now - TONIGHT)[: room - asked]
                for business_id in chosen:
                    self.ask(rt, tx, business_id)
            asked += len(chosen)
            if asked >= room:
                break
        return asked

    def ask(self, rt: Runtime, tx: Connection, business_id: UUID) -> None:
        """Asks for the job of one business; while one is under way, nothing more."""
        key = f"{self.job}:{business_id}"
        rt.jobs.enqueue(tx, self.job, caller=Caller.service(), business_id=business_id, payload={}, key=key)

    def is_due(self, rt: Runtime, business_id: UUID) -> bool:
        """Whether the business is due now; not where it is gone."""
        with rt.db.transaction(Caller.service()) as tx:
            found = freshness.fetch(tx, self.analysis_type, business_id)
            return found is not None and business_id in self.due(rt, tx, [found])

    def start(self, now: datetime) -> UUID:
        """The id after which a night begins: another one every night, so that a short night leaves nobody out twice."""
        return uuid5(NAMESPACE_URL, f"{self.job}:{period.indian_date(now)}")

    def pages(self, rt: Runtime, size: int, start: UUID) -> Iterator[Sequence[Freshness]]:
        """All businesses by id, from `start` to the last and on from the first; no transaction spans two pages."""
        for after, until in ((start, freshness.LAST), (freshness.FIRST, start)):
            while after < until:
                with rt.db.transaction(Caller.service()) as tx:
                    page = freshness.fetch_page(tx, self.analysis_type, after=after, until=until, limit=size)
                if page:
                    yield page
                after = page[-1].business_id if len(page) == size else until

    def _due(self, rt: Runtime, tx: Connection, businesses: Sequence[Freshness], *, since: datetime) -> list[UUID]:
        found = self.due(rt, tx, businesses)
        asked = freshness.fetch_asked(tx, self.job, found, since=since)
        return [one for one in found if one not in asked]
