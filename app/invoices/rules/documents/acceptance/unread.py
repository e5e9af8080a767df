"""What a page prints and no value holds: evidence that something was not understood.

Among the lines of goods every word counts; above and below them amounts, percentages, dates and GSTINs do. A figure is
accounted for by the place of a value, or by its worth where it follows from values.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from app.gst import gstin
from app.invoices.records.extractions import PARTIES
from app.invoices.records.pages import Box
from app.invoices.rules.documents.acceptance import holding, worths
from app.invoices.rules.documents.acceptance.booking import Booking
from app.invoices.rules.documents.acceptance.holding import Content, Places
from app.invoices.rules.documents.acceptance.worths import Worths
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.labels import known_labels, particulars
from app.invoices.rules.documents.page.layout import Row, Segment
from app.invoices.rules.documents.values import amounts

_AMOUNT = re.compile(r"(?<![\d.,/])(?<!\w-)(?:\d[\d,]*\.\d{2}(?![\d.])|\d{1,3}(?:,\d{2,3})+(?![\d.,]))")
_PERCENT = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3})?(?= ?%)")
_GSTIN = re.compile(r"\d\d[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]")
"""Anywhere among letters: words may be glued to it."""
_SIGNS = re.compile(r"(?:\W|_|rs|inr|usd|rm|eur)*", re.I)
"""What stands beside figures and says nothing more."""
_SENTENCE = 7
"""Words with letters from which on a segment is a sentence: its percentages are terms, no rates of this bill."""
_LETTERS = re.compile(r"[\d.,:₹/-]+|\brs\b", re.I)
_TAXES = frozenset(("hsn", "sac", "cgst", "sgst", "igst", "utgst", "gst", "tax", "cess", "qty", "sl", "sr"))
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Unread:
    """What no value holds, as it is printed: among the lines of goods, below them, above them."""

    table: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    head: tuple[str, ...] = ()


def found(booking: Booking) -> Unread:
    """What a document prints beside its values."""
    told, places = worths.of(booking), holding.of(booking.read.fields)
    parts: dict[str, list[str]] = {"table": [], "foot": [], "head": []}
    has_begun = False
    for sheet in booking.document.sheets:
        table = booking.table(sheet.number)
        for row in sheet.rows:
            part = _part(row, table, has_begun=has_begun)
            worth = told.in_row(_decimals(_AMOUNT, row.text), _decimals(_PERCENT, row.text))
            reader = _words if part == "table" else _figures
            parts[part] += reader(row, places, worth, booking)
        has_begun = has_begun or table is not None
    return Unread(tuple(parts["table"]), tuple(parts["foot"]), tuple(parts["head"]))


def _part(row: Row, table: Box | None, *, has_begun: bool) -> str:
    if table is None:
        return "foot" if has_begun else "head"
    if row.box.middle < table.top:
        return "head"
    return "table" if row.box.middle <= table.bottom else "foot"


def _decimals(pattern: re.Pattern[str], text: str) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in pattern.findall(text.replace("₹", " "))]


def _words(row: Row, places: Places, told: Worths, booking: Booking) -> Iterator[str]:
    """The words among the goods that no value holds; labels, the number of a line, its unit once
    more, and what follows are none."""
    for token in row.tokens:
        text = token.text.strip("()[]|:;,. ")
        is_known = (
            _SIGNS.fullmatch(text) or _is_number_of_line(text, booking) or _is_label(text) or text in booking.units
        )
        is_held = is_known or places.hold(row.page, token.box, _content_of(text))
        if not is_held and not _is_told(text, told):
            yield token.text


def _is_number_of_line(text: str, booking: Booking) -> bool:
    return text.isdigit() and len(text) < 4 and 1 <= int(text) <= len(booking.lines)


def _content_of(text: str) -> Content:
    """A figure is an amount or a percentage; text is words that are no unit, which may stand beside a number."""
    if _AMOUNT.fullmatch(text.lstrip("₹$")) or (text.endswith("%") and _PERCENT.match(text)):
        return Content.NUMBER
    return Content.TEXT if _WORD.fullmatch(text) and not amounts.is_unit(text) else Content.OTHER


def _is_told(text: str, told: Worths) -> bool:
    number = amounts.amount(text)
    if number is None or number.unit:
        return False
    return told.explain_of_line(number.value) or (not number.is_percent and told.explain(number.value))


def _figures(row: Row, places: Places, told: Worths, booking: Booking) -> Iterator[str]:
    """The amounts, percentages and GSTINs of a row outside of the goods that no value holds."""
    for place, segment in enumerate(row.segments):
        yield from _numbers(segment, booking)
        if _is_of_no_field(row.segments[max(place - 1, 0) : place + 1]):
            continue
        for token in segment.tokens:
            if not places.hold(row.page, token.box, Content.NUMBER):
                found = _decimals(_AMOUNT, token.text) if "%" not in token.text else ()
                yield from (str(one) for one in found if not told.explain(one) and not told.explain_percent(one))
        if len(_WORD.findall(segment.text)) < _SENTENCE:
            shares = _decimals(_PERCENT, segment.text)
            yield from (f"{share}%" for share in shares if not told.explain_percent(share))


def _is_of_no_field(segments: Sequence[Segment]) -> bool:
    """Whether the words before a figure, in its segment or left of it, name a sum that is known to be no field."""
    return any(labels.meaning(_LETTERS.sub(" ", segment.text).strip()) == labels.NONE for segment in segments)


def _numbers(segment: Segment, booking: Booking) -> Iterator[str]:
    """GSTINs that are none of the parties'."""
    known = {str(booking.read.value(f"{party}.gstin")) for party in PARTIES}
    for match in _GSTIN.finditer("".join(token.text for token in segment.tokens)):
        if match[0] not in known and gstin.read(match[0]).is_valid:
            yield match[0]


def _is_label(text: str) -> bool:
    """Whether a word is one by which fields are named: a label says nothing by itself."""
    return known_labels.folded(text) in _words_of_labels()


@cache
def _words_of_labels() -> frozenset[str]:
    every = (word for label in particulars.every() for word in label.split())
    return frozenset(known_labels.folded(word) for word in every) | _TAXES
