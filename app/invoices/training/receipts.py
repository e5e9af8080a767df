"""How the reader of receipts is learned and judged: `receipt_fields`.

Where the scanned receipts of its first training are not there, a retraining goes on from the model of this release with
what people corrected.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.invoices.records.extractions import RECEIPTS
from app.model_registry.records import Learner, Observed, Policy
from app.model_registry.records.training import TrainingFailed
from ml_models.contracts import Kind, Task

MISSING = (
    "The scanned receipts that this model learns from are not here ({folder}), and nobody corrected a receipt yet."
    " The model of this release stays as it is."
)

DATA = (
    "320 scanned receipts of Malaysian shops with their right company, date, address and total: half of the training "
    "part of the ICDAR 2019 competition on scanned receipts (SROIE), chosen by hash, from the MIT-licensed repository "
    "zzzDavid/ICDAR-2019-SROIE. The competition released the scans for research and no licence text of their own was "
    "found, so neither scan nor text is part of this repository. The file holds weights of hashed places, 48-bit "
    "hashes of names and addresses with their counts, and weights of and trees over numbers. Corrections of people "
    "join them. What is measured below are receipts of shops that there are not, written for this repository "
    "(ml_models/receipt_fields/unseen.txt); figures on the scanned receipts, each by a model that had not seen it, "
    "come from `make eval-invoices`."
)
LIMITS = (
    "It learned from Malaysian shops (RM, day before month, five-digit postcodes): elsewhere its chances are guesses.",
    "The name of a shop that it never saw is found less surely than that of one it knows.",
    "It copies what is printed: a misread letter in a name stays misread.",
    "Of several amounts that may be the total (before and after rounding, with a coupon), people choose differently;"
    " it takes what most do.",
    "It says nothing of other fields, and decides nothing alone: its readings stand beside those of the rules.",
)
PARAMETERS = {"trees": 100}
SHORT_OF = {"supplier.name": "company", "supplier.address": "address", "invoice_date": "date"} | {
    "totals.grand_total": "total"
}


def learner() -> Learner:
    """The reader of receipts."""
    from app.invoices.training import receipts_judged  # arrays live in the worker only
    from ml_models.receipt_fields import train

    return Learner(
        name=RECEIPTS,
        title="Fields of a receipt",
        purpose="Which words of a receipt are the shop, its address, the day and the total, each with its chance.",
        kind=Kind.SKOPS,
        task=Task.RANKING,
        features=(),
        policy=Policy(retrain_cron="0 5 1 * *", least_new_labels=50),
        smoke=smoke(),
        examples=examples,
        candidates=(PARAMETERS,),
        fold_score=train.fold_score,
        fit=train.fit,
        evaluate=receipts_judged.evaluation,
        labelled=labelled,
        data=DATA,
        limits=LIMITS,
        licence="the same as this repository; the receipts it learned from are not part of it (see Data)",
    )


def smoke() -> Sequence[str]:
    """The four questions about one invented receipt."""
    from app.invoices.training import receipts_judged
    from ml_models.receipt_fields import packing
    from ml_models.receipt_fields.records import FIELDS

    evidence = receipts_judged.invented()[-1].evidence
    return [packing.question(field, evidence) for field in FIELDS]


def examples(observed: Sequence[Observed], seed: int) -> Any:
    """The scanned receipts and those that people corrected; without the former, the latter on the shipped model.

    Raises `TrainingFailed` where there are neither.
    """
    from app.invoices.training import receipts_data, receipts_judged
    from app.model_registry.service.files import shipped
    from ml_models.receipt_fields.examples import Examples

    own = receipts_judged.labelled(observed)
    scanned = [one.labelled() for one in receipts_data.scanned()]
    if not scanned and not own:
        raise TrainingFailed(MISSING.format(folder=receipts_data.FOLDER))
    return Examples((*scanned, *own), None if scanned else shipped.opened(RECEIPTS).answering.model)


def labelled(tx: Connection, since: datetime) -> Iterable[Observed]:
    """The documents that people corrected since then: hashed evidence, and which candidates are right.

    Those of a business that wants nobody's name learned are left out: a receipt's words are names throughout.
    """
    from app.invoices.repo import corrected
    from app.invoices.training import receipts_truth
    from ml_models.receipt_fields import packing

    for one in corrected.fetch(tx, since, is_of_words=True):
        found = receipts_truth.labelled(
            one.pages.pages, receipts_truth.right(_short(one.values)), str(one.extraction_id)
        )
        outcome = {field: sorted(places) for field, places in found.right.items() if places}
        if outcome:
            packed = packing.packed(found.evidence)
            yield Observed(one.business_id, one.extraction_id, packed, outcome, one.at, one.at)


def _short(values: Mapping[str, str | None]) -> dict[str, str | None]:
    """What was set right, by the names of the short form."""
    return {SHORT_OF.get(path, path): value for path, value in values.items()}
