"""Which labels a training may learn from: split by time and by business, and nothing that knew its outcome.

The split is `ml_models.splits`: the newest weeks and a fixed share of the businesses only ever judge.
"""

from collections.abc import Iterable
from datetime import datetime

from app.model_registry.records.learners import Observed
from app.model_registry.records.training import Labels
from ml_models import splits


def labels(
    observed: Iterable[Observed], told: Iterable[Observed], *, until: datetime, learned_until: datetime
) -> Labels:
    """The labels of a training that learns until `until`, after one that learned until `learned_until`.

    observed : predictions whose outcome came later; one whose outcome was known when it was made is a leak
    told : labels that people gave of their own accord; their inputs say nothing about the outcome whenever they came
    """
    sound, leaked = [], 0
    for one in observed:
        if one.predicted_at < one.known_at:
            sound.append(one)
        else:
            leaked += 1
    known = sorted([*sound, *told], key=lambda one: (one.known_at, one.subject.bytes))
    taught = tuple(one for one in known if splits.may_teach(one.business_id, one.known_at, until))
    return Labels(
        taught=taught,
        judging=tuple(one for one in known if splits.held_out(one.business_id, one.known_at, until)),
        new=sum(one.known_at >= learned_until for one in taught),
        leaked=leaked,
    )
