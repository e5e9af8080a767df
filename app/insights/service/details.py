"""One insight with the rows behind its figures, and the forecast of last quarter beside what came."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.insights.records.stored import Card, InsightNotFound, NothingLookedBack
from app.insights.repo import answers, cards
from app.insights.service import standing
from app.insights.service.standing import Wanted
from app.insights.wording import looked_back as wording
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Detail:
    """An answer about one insight: its JSON, and a tag that stays while it says the same but for its age."""

    body: bytes
    tag: str


def insight(rt: Runtime, business_id: UUID, insight_id: UUID, *, caller: Caller, now: datetime) -> Detail:
    """The insight with `drill_down`: from each of its figures to the documents, payments or parties behind it.

    Raises `BusinessNotFound` for a stranger, `InsightNotFound` for an id that the business does not have (an insight
    keeps its id for as long as there is something to say of it), `InsightsUnavailable` where nothing was ever computed.
    """
    wanted = standing.wanted(rt, business_id, caller=caller, now=now)
    found = _card(rt, wanted, insight_id, caller=caller, now=now)
    evidence = {"drill_down": found.drill_down, "has_backtest": found.looked_back is not None}
    return _detail(rt, wanted, found, {**found.insight, **evidence})


def backtest(rt: Runtime, business_id: UUID, insight_id: UUID, *, caller: Caller, now: datetime) -> Detail:
    """The forecast that the insight would have made last quarter beside what came, and how near it was.

    Raises as `insight` does, and `NothingLookedBack` for an insight that has no such forecast.
    """
    wanted = standing.wanted(rt, business_id, caller=caller, now=now)
    found = _card(rt, wanted, insight_id, caller=caller, now=now)
    if found.looked_back is None:
        with rt.db.transaction(caller) as tx:
            titles = cards.fetch_titles_looked_back(tx, business_id)
        raise NothingLookedBack(wording.nothing(titles))
    named = {name: found.insight[name] for name in ("insight_id", "insight_type", "title")}
    return _detail(rt, wanted, found, {**named, **found.looked_back})


def card(rt: Runtime, business_id: UUID, insight_id: UUID, *, caller: Caller, now: datetime) -> Card:
    """The insight as it stands, as it was kept. Raises as `insight` does."""
    return _card(rt, standing.wanted(rt, business_id, caller=caller, now=now), insight_id, caller=caller, now=now)


def _card(rt: Runtime, wanted: Wanted, insight_id: UUID, *, caller: Caller, now: datetime) -> Card:
    """The insight as it stands; one that the books have moved past only while a new one is made."""
    found = _fetched(rt, wanted, insight_id, caller)
    if found is None or standing.is_lapsed(found, now):
        standing.stored_in_time(rt, wanted, caller=caller, now=now, is_awaited=False)
        found = _fetched(rt, wanted, insight_id, caller)
    elif not standing.is_fresh(rt, found, wanted):
        standing.ask(rt, wanted, caller=caller)
    if found is None:
        raise InsightNotFound
    return found


def _fetched(rt: Runtime, wanted: Wanted, insight_id: UUID, caller: Caller) -> Card | None:
    with rt.db.transaction(caller) as tx:
        return cards.fetch(tx, wanted.business_id, insight_id)


def _detail(rt: Runtime, wanted: Wanted, found: Card, told: dict[str, object]) -> Detail:
    is_stale = not standing.is_fresh(rt, found, wanted)
    made = {
        "business_id": wanted.business_id,
        "generated_at": found.generated_at,
        "model_version": found.model_version,
    }
    body = answers.dumped({**told, **made, **answers.standing(found, rt.clock.now(), is_stale=is_stale)})
    tag = f"{found.generated_at.timestamp():.6f}-{'stale' if is_stale else 'fresh'}"
    return Detail(body.encode(), tag)
