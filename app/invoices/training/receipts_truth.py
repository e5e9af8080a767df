"""Which candidates of a receipt are the right ones, when it is known what was right."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.invoices.records.pages import Page
from app.invoices.rules.documents.receipts import days, letters, reading, sums
from app.invoices.rules.documents.receipts.reading import Receipt
from app.invoices.rules.documents.receipts.spans import Span
from ml_models.receipt_fields.records import Field, Labelled

LEAST_LIKE = 0.85
"""How much of a name or an address must be alike where no candidate has all its letters: labels were typed cleaner than
paper is printed; below this another name begins (labels of 320 receipts, each miss looked at)."""


@dataclass(frozen=True, slots=True)
class Right:
    """What a receipt says; None for what it does not say or nobody told."""

    company: str | None = None
    day: date | None = None
    address: str | None = None
    total: Decimal | None = None


def right(said: Mapping[str, str | None]) -> Right:
    """From the short form: text as a person wrote it, with or without currency."""
    return Right(said.get("company"), day(said.get("date") or ""), said.get("address"), amount(said.get("total") or ""))


def day(text: str) -> date | None:
    """The first day that a text tells."""
    return next((found for _, _, found, _ in days.found(text.upper())), None) or _iso(text)


def amount(text: str) -> Decimal | None:
    """The amount that a text tells."""
    printed = next((value for _, _, value, _ in sums.found(text.upper())), None)
    whole = re.fullmatch(r"\D{0,4}(\d[\d,]*)", text.strip())
    return printed if printed is not None or whole is None else Decimal(whole[1].replace(",", ""))


def labelled(pages: Sequence[Page], said: Right, name: str) -> Labelled:
    """The receipt with its right candidates. Receipts whose company has the same letters are of one shop."""
    receipt = reading.read(pages)
    places = {
        "company": frozenset(_nearest(receipt.names, said.company)),
        "address": frozenset(_nearest(receipt.addresses, said.address)),
        "date": frozenset(at for at, one in enumerate(receipt.days) if one.day == said.day),
        "total": frozenset(at for at, one in enumerate(receipt.values) if one.value == said.total),
    }
    shop = letters.key(letters.only(said.company or name))
    return Labelled(receipt.evidence, places, name=name, family=f"{shop:x}")  # type: ignore[arg-type]


def is_right(receipt: Receipt, field: Field, place: int, said: Right) -> bool:
    """Whether a candidate says what is right: letters and digits of texts, the same day, the same amount."""
    if field == "date":
        return receipt.days[place].day == said.day
    if field == "total":
        return receipt.values[place].value == said.total
    span = (receipt.names if field == "company" else receipt.addresses)[place]
    return letters.only(span.text) == letters.only((said.company if field == "company" else said.address) or "")


def _nearest(spans: Sequence[Span], text: str | None) -> Iterator[int]:
    """The spans with the same letters, else those that are most alike."""
    wanted = letters.only(text or "")
    if not wanted:
        return
    found = [letters.only(span.text) for span in spans]
    if wanted in found:
        yield from (at for at, one in enumerate(found) if one == wanted)
        return
    alike = {one: _likeness(one, wanted) for one in set(found)}
    best = max(alike.values(), default=0.0)
    if best >= LEAST_LIKE:
        yield from (at for at, one in enumerate(found) if alike[one] == best)


def _likeness(one: str, wanted: str) -> float:
    if abs(len(one) - len(wanted)) > (1 - LEAST_LIKE) * len(wanted) + 2:
        return 0.0
    matcher = difflib.SequenceMatcher(None, one, wanted, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LEAST_LIKE else 0.0


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
