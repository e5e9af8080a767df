"""How the sureness of values read from documents is learned and judged: `field_confidence`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from app.invoices.records.extractions import SURENESS
from app.invoices.rules.documents.evidence import COLUMNS, FALLING, GROUPS, RISING, row
from app.model_registry.records import Learner, Observed, Policy
from ml_models.contracts import Kind, Task

DATA = (
    "Generated bills of Indian trade (`app/simulate/billing`) in thirteen layouts, as PDFs and as photographs, read by"
    " the rules of this release, with the truth of every value; each document counts as much as any other. Every PDF is"
    " read three times: as it is, and twice as a stranger would print it (`training/strangers`: labels that no table"
    " knows, words glued or crowded, columns off their line, names over two lines). Documents that people corrected"
    " join them: what they left stands for right. Measured on five layouts that nothing was learned from, in their own"
    " hand and in a stranger's."
)
LIMITS = (
    "The generator and its strangers are one author's: on real papers chances lean until people have corrected some.",
    "No chance alone has a paper booked unseen: `auto_accept` asks the gates of `rules/documents/acceptance`, too.",
    "Receipts that the reader of receipts reads are not asked of it: that model says its own chances.",
    "It never sees a value, only what speaks for and against it: two values of the same evidence get one chance.",
    "It is made for the rules of its release: when they read better or worse, it has to be trained again.",
)
CANDIDATES: tuple[Mapping[str, Any], ...] = (
    {"trees": 30, "leaves": 4, "least": 60},
    {"trees": 60, "leaves": 8, "least": 60},
)
SMOKE = tuple(
    row(group, {"score": score, "margin": margin, "read_sure": 1.0, "is_proven": float(margin > 0)})
    for group in GROUPS
    for score, margin in ((-1.0, -0.2), (1.5, 0.3), (4.0, 0.9))
)


def confidence_learner() -> Learner:
    """The sureness of values."""
    from app.invoices.training import confidence_data, confidence_judged  # arrays live in the worker only
    from ml_models.field_confidence import estimator

    as_asked: Mapping[str, Any] = {"names": COLUMNS, "rising": RISING, "falling": FALLING}
    return Learner(
        name=SURENESS,
        title="How sure a value of a document is",
        purpose="The chance that a value read from a bill is right, by what speaks for and against it.",
        kind=Kind.SKOPS,
        task=Task.BINARY,
        features=COLUMNS,
        policy=Policy(retrain_cron="0 6 1 * *", least_new_labels=50),
        smoke=SMOKE,
        examples=confidence_data.examples,
        candidates=CANDIDATES,
        fold_score=partial(estimator.fold_score, **as_asked),
        fit=partial(estimator.fitted, **as_asked),
        evaluate=confidence_judged.evaluation,
        shares=confidence_judged.shares,
        labelled=labelled,
        data=DATA,
        limits=LIMITS,
    )


def labelled(tx: Connection, since: datetime) -> Iterable[Observed]:
    """The documents that people corrected since then: the evidence of every value, and whether it was left as it is."""
    from app.invoices.repo import corrected
    from app.invoices.training import confidence_data

    for one in corrected.fetch(tx, since):
        rows, truth = confidence_data.evidence_of_corrected(one.pages, one.values, one.at.date())
        if rows:
            yield Observed(one.business_id, one.extraction_id, rows, truth, one.at, one.at)
