"""SQL that finds labels: predictions whose outcome is known, as they were made."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, text

from app.model_registry.records import Observed
from app.model_registry.repo import observations

MOST = 100_000
"""The newest ones; what a training on one machine holds in memory."""

KNOWN = text(
    "select * from (select distinct on (seen.subject) seen.business_id, seen.subject, seen.inputs, seen.outcome,"
    " seen.predicted_at, seen.outcome_at from ml_model_observations as seen"
    " join ml_models as made on made.id = seen.model_id"
    " join ai_training_businesses as willing on willing.business_id = seen.business_id"
    " where made.name = :name and made.manifest -> 'features' = cast(:features as jsonb)"
    " and jsonb_typeof(seen.outcome) = 'boolean'"
    " and not exists (select from ai_withheld_subjects as withheld where withheld.subject = seen.subject)"
    " order by seen.subject, seen.predicted_at) as first order by outcome_at desc limit :most"
)
"""Of what several versions said about one subject the earliest; one with other inputs says nothing to this model.
Nobody learns from a business that said no, or from an answer that only somebody who said no has given."""


def fetch_known(tx: Connection, name: str, features: Sequence[str]) -> list[Observed]:
    """Every subject of `name` whose outcome is known, with the inputs of its first prediction."""
    values = {"name": name, "features": json.dumps(list(features)), "most": MOST}
    found = []
    for row in tx.execute(KNOWN, values):
        inputs = observations.opened(tx, row.subject, row.inputs)
        found.append(Observed(row.business_id, row.subject, inputs, row.outcome, row.predicted_at, row.outcome_at))
    return found
