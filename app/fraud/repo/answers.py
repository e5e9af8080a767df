"""What owners answered, as training wants it.

An answer that came with "always fine" says something about the party, not about the finding, and is no label. Nor is
the answer to an alert that another one spoke for: nobody looked at it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection, text

from app.fraud.records import AlertType
from app.model_registry.records import Outcome

OUTCOMES = text(
    "select id, status, answered_at from fraud_alerts where status in ('confirmed', 'dismissed')"
    " and not is_always and folded_into is null and alert_type = any(cast(:kinds as text[]))"
    " and answered_at >= :since order by answered_at, id"
)


def fetch_outcomes(tx: Connection, since: datetime, kinds: Iterable[AlertType]) -> Iterator[Outcome]:
    """What was answered since then to alerts of these kinds: confirmed is true, dismissed is not."""
    for row in tx.execute(OUTCOMES, {"since": since, "kinds": [kind.value for kind in kinds]}):
        yield Outcome(subject=row.id, is_true=row.status == "confirmed", at=row.answered_at)
