"""Receipts, each read by a model that had not learned from it: from given boxes, from pictures, of known and new shops.

Five random parts, of which each is read by a model of the other four: so two thirds of the receipts come from a shop
that the model knows, as in the held-out half. And five parts by shop, where none does. Texts are compared by their
letters and digits, days as days, amounts as amounts; strictly, character for character.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.invoices import files
from app.invoices.records.extractions import Found
from app.invoices.records.files import FileRefused
from app.invoices.records.pages import Pages
from app.invoices.rules.documents import confidence, reading
from app.invoices.rules.documents.receipts import letters
from app.invoices.training import receipts, receipts_data, receipts_truth
from app.invoices.training.receipts_data import Known
from ml_models.receipt_fields import train
from ml_models.receipt_fields.estimator import ReceiptFields
from ml_models.receipt_fields.examples import Examples
from ml_models.receipt_fields.records import FIELDS, Labelled
from scripts.bars import Figure

Figures = Iterator[tuple[str, Sequence[Figure]]]
PARTS, SEED = 5, 1
READ_ON = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Read:
    """One field of one receipt as it was read, beside what is right."""

    name: str
    is_right: bool
    is_strict: bool
    chance: float
    is_known_shop: bool


@dataclass(slots=True)
class Tally:
    """Everything that was read in one way."""

    reads: list[Read] = field(default_factory=list)

    def share(self, name: str | None = None, *, is_known_shop: bool | None = None, is_strict: bool = False) -> float:
        """The share that is right; NaN where nothing was read."""
        found = [
            one.is_strict if is_strict else one.is_right
            for one in self.reads
            if name in (None, one.name) and is_known_shop in (None, one.is_known_shop)
        ]
        return sum(found) / len(found) if found else float("nan")

    def accepted(self) -> tuple[float, float]:
        """The share of totals that is taken unseen, and how many of these are right."""
        totals = [one for one in self.reads if one.name == "total"]
        taken = [one.is_right for one in totals if one.chance >= confidence.RECEIPTS_FROM]
        return len(taken) / max(1, len(totals)), sum(taken) / max(1, len(taken))


def measured(folder: Path) -> Figures:
    """The figures of `folder/sroie_dev`; none where it is not there."""
    known = list(receipts_data.scanned(folder / "sroie_dev"))
    if not known:
        return
    labelled = [one.labelled() for one in known]
    pictures = {path.stem: path for path in (folder / "sroie_dev" / "img").glob("*.jpg")}
    boxes, images = _read(known, labelled, _random_parts(labelled), pictures)
    yield "Receipts from given boxes, two thirds of known shops", [*_bars(boxes), *_strict(boxes)]
    if images.reads:
        bars = [Figure("micro F1", images.share(), least=0.90), Figure("total", images.share("total"), least=0.95)]
        yield "Receipts from pictures", [*bars, *_plain(images, ("company", "date", "address"))]
    new, _ = _read(known, labelled, _parts_by_shop(labelled), {})
    yield "Receipts of shops none of which is known", [Figure("micro F1", new.share()), *_plain(new, FIELDS)]


def _bars(tally: Tally) -> list[Figure]:
    share, precision = tally.accepted()
    return [
        Figure("micro F1", tally.share(), least=0.945),
        Figure("total", tally.share("total"), least=0.98),
        Figure("date", tally.share("date"), least=0.995),
        Figure("company", tally.share("company"), least=0.92),
        Figure("address", tally.share("address"), least=0.86),
        Figure("company of unknown shops", tally.share("company", is_known_shop=False), least=0.82),
        Figure("address of unknown shops", tally.share("address", is_known_shop=False)),
        Figure("totals accepted automatically", share, least=0.85),
        Figure("of these right", precision, least=0.99),
    ]


def _plain(tally: Tally, names: Sequence[str]) -> list[Figure]:
    return [Figure(name, tally.share(name)) for name in names]


def _strict(tally: Tally) -> list[Figure]:
    every = [("micro F1", None), *((name, name) for name in FIELDS)]
    return [Figure(f"{title}, character for character", tally.share(name, is_strict=True)) for title, name in every]


def _random_parts(labelled: Sequence[Labelled]) -> list[int]:
    chance = random.Random(SEED)  # noqa: S311 - divides receipts, no secret
    return [chance.randrange(PARTS) for _ in labelled]


def _parts_by_shop(labelled: Sequence[Labelled]) -> list[int]:
    chance = random.Random(SEED)  # noqa: S311 - divides receipts, no secret
    parts: dict[str, int] = {}
    return [parts.setdefault(one.family, chance.randrange(PARTS)) for one in labelled]


def _read(
    known: Sequence[Known], labelled: Sequence[Labelled], parts: Sequence[int], pictures: Mapping[str, Path]
) -> tuple[Tally, Tally]:
    """Every receipt by its boxes and, where there is one, by its picture."""
    boxes, images = Tally(), Tally()
    reader = files.RapidReader() if pictures else None
    for part in range(PARTS):
        taught = tuple(one for one, own in zip(labelled, parts, strict=True) if own != part)
        model = train.fit(Examples(taught), receipts.PARAMETERS, SEED)
        shops = {one.family for one in taught}
        for one, truth in (
            both for both, own in zip(zip(known, labelled, strict=True), parts, strict=True) if own == part
        ):
            boxes.reads.extend(_judged(model, one.pages, one, is_known_shop=truth.family in shops))
            if reader and one.name in pictures and (pages := _seen(pictures[one.name], reader)):
                images.reads.extend(_judged(model, pages, one, is_known_shop=truth.family in shops))
    return boxes, images


def _seen(path: Path, reader: files.TextReader) -> Pages | None:
    try:
        return files.read(path.read_bytes(), name=path.name, reader=reader)
    except FileRefused:
        return None


def _judged(model: ReceiptFields, pages: Pages, one: Known, *, is_known_shop: bool) -> Iterator[Read]:
    extraction = reading.read(pages, on=READ_ON, learned=reading.Learned(receipts=model))
    for name in FIELDS:
        if one.said.get(name):
            found = extraction.fields.get(name)
            is_strict = found is not None and found.value == one.said[name]
            yield Read(
                name, _is_right(name, found, one.said), is_strict, found.confidence if found else 0.0, is_known_shop
            )


def _is_right(name: str, found: Found | None, said: Mapping[str, str]) -> bool:
    if found is None:
        return False
    text = str(found.value)
    if name == "date":
        return receipts_truth.day(text) == receipts_truth.day(said[name])
    if name == "total":
        return receipts_truth.amount(text) == receipts_truth.amount(said[name])
    return letters.only(text) == letters.only(said[name])
