"""How good a reader of receipts is: on receipts of invented shops, and on those that people corrected."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from app.invoices.training import receipts_data
from app.model_registry.records import Observed
from ml_models.evaluation import behaviour, ranking
from ml_models.evaluation.records import Evaluation
from ml_models.receipt_fields import packing
from ml_models.receipt_fields.records import FIELDS, Labelled


def evaluation(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """Everything about the model but its cost."""
    cases = [*invented(), *labelled(observed)]
    asked = [(packing.question(field, one.evidence), field, one) for one in cases for field in FIELDS]
    asked = [(text, field, one) for text, field, one in asked if one.right.get(field)]
    judging = ranking.Cases(
        texts=[text for text, _, _ in asked],
        accepted=[[packing.label(place) for place in sorted(one.right[field])] for _, field, one in asked],
        slices={field: [own == field for _, own, _ in asked] for field in FIELDS},
        groups=[one.name for _, _, one in asked],
        primary="top_1",
    )
    checks = (behaviour.order_of_rows([text for text, _, _ in asked[:8]]),)
    return ranking.evaluated(model.rank, judging, seed=seed, behaviours=checks)


def invented() -> list[Labelled]:
    """The receipts of invented shops."""
    return [one.labelled() for one in receipts_data.invented()]


def labelled(observed: Sequence[Observed]) -> list[Labelled]:
    """The receipts that people corrected; their outcome is the numbers of the right candidates by field."""
    return [one for each in observed for one in _labelled(each)]


def _labelled(one: Observed) -> Iterator[Labelled]:
    if isinstance(one.inputs, str) and isinstance(one.outcome, dict):
        evidence = packing.unpacked(one.inputs)
        right = {field: frozenset(map(int, one.outcome.get(field, ()))) for field in FIELDS}
        right = {
            field: frozenset(place for place in places if place < len(evidence.candidates[field]))
            for field, places in right.items()
        }
        yield Labelled(evidence, right, name=str(one.subject), family=json.dumps(sorted(_keys(evidence, right))))


def _keys(evidence: Any, right: Any) -> set[int]:
    return {key for place in right["company"] for key in evidence.candidates["company"][place].keys[:1]}
