"""From many alerts to a readable number: what is one case is told once, what matters most comes first.

People read five or ten alerts a week. An alert that says of some documents what a stronger one says of them and a few
more folds into the stronger one. What is likely enough to be shown comes before what is not, and within each the money
that is lost on average (chance times rupees) decides; the first of every type is always among those that are told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from app.fraud.records import Alert, AlertStatus, AlertType, Digest
from app.fraud.rules.judging import SHOWN_FROM

ALERT_FROM = 0.5
"""What is less likely than not is no alert; a small part of it is asked about all the same (`audit`)."""
MOST_TOLD = 20
LARGER_AT_MOST = 2
"""An alert on so many times as many entries is another matter: a bill of a hundred odd ones keeps its own alert."""
MOST_COMPARED = 50


def ranked(alerts: Iterable[Alert]) -> list[Alert]:
    """The alerts, those that matter most first."""
    return sorted(alerts, key=lambda one: (one.confidence < SHOWN_FROM, -one.expected_loss, -one.confidence, one.id))


def heads(alerts: Iterable[Alert]) -> list[Alert]:
    """Those of the alerts that are likely enough to be one and that no other speaks for, ranked."""
    return ranked(one for one in alerts if one.folded_into is None and one.confidence >= ALERT_FROM)


def folds(alerts: Sequence[Alert]) -> Mapping[UUID, UUID]:
    """For every alert that another one speaks for, the id of that other; none of these folds itself.

    One speaks for another of its type that names nothing but what it names, and at least half of that, unless the
    other would be shown and it would not. Linear in the entries named: each is compared with `MOST_COMPARED` alerts.
    """
    speaking: dict[tuple[AlertType, UUID], list[tuple[Alert, frozenset[UUID]]]] = defaultdict(list)
    folded: dict[UUID, UUID] = {}
    named = {one.id: frozenset(one.entries) for one in alerts}
    for alert in sorted(alerts, key=lambda one: (-len(named[one.id]), -one.confidence, -one.expected_loss, one.id)):
        own = named[alert.id]
        if not own:
            continue
        near = min((speaking[alert.type, one] for one in own), key=len)[:MOST_COMPARED]
        heads = [head for head, entries in near if own <= entries and _speaks_for(head, len(entries), alert, len(own))]
        if heads:
            folded[alert.id] = heads[0].id
            continue
        for one in own:
            speaking[alert.type, one].append((alert, own))
    return folded


def told(alerts: Sequence[Alert]) -> list[Alert]:
    """At most `MOST_TOLD` of the alerts, those that matter most, the first of every type among them.

    What is answered already takes the places that the others leave.
    """
    in_order = ranked(alerts)
    unanswered_first = sorted(in_order, key=lambda one: one.status is not AlertStatus.OPEN)
    firsts = {alert.type: alert for alert in reversed(unanswered_first)}
    by_need = sorted(unanswered_first, key=lambda one: one is not firsts[one.type])
    chosen = {one.id for one in by_need[:MOST_TOLD]}
    return [one for one in in_order if one.id in chosen]


def digests(alerts: Iterable[Alert], beyond: Iterable[Digest] = ()) -> list[Digest]:
    """The alerts by type, each type in one figure, those of `beyond` counted in; the types in their order."""
    found: dict[AlertType, Digest] = {}
    single = (Digest(one.type, 1, one.amount_at_risk, one.id, one.confidence) for one in alerts)
    for one in (*single, *beyond):
        found[one.type] = _sum(found[one.type], one) if one.type in found else one
    return [found[kind] for kind in AlertType if kind in found]


def _speaks_for(head: Alert, entries: int, alert: Alert, own: int) -> bool:
    is_as_sure = head.confidence >= alert.confidence or head.confidence >= SHOWN_FROM
    return is_as_sure and entries <= LARGER_AT_MOST * own


def _sum(one: Digest, other: Digest) -> Digest:
    first, second = sorted((one, other), key=lambda digest: (-digest.confidence, digest.most_certain))
    return Digest(
        one.type, first.count + second.count, first.amount + second.amount, first.most_certain, first.confidence
    )
