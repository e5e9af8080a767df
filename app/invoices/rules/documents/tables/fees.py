"""Fees on papers without a table: a sentence with an amount behind it ("To professional fees ... 18,000"), and its tax.

They are believed only where they and the taxes below them are a sum that is printed, since any line of a letter may end
in a number.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import descriptions, dividing, items
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.items import Line
from app.invoices.rules.documents.tables.readings import Reading
from app.invoices.rules.documents.values import amounts
from app.invoices.rules.documents.values.amounts import Mark

_MOST_FEES = 8
_MOST_ROWS = 12
"""The foot, and the fees above it, are looked for in so many rows each."""
_LEAST_LETTERS = 6
_RUPEE = Decimal(1)
"""Totals are rounded to the rupee (CGST Act 2017, s.170)."""
_TAXES = frozenset({labels.CGST, labels.SGST, labels.IGST, labels.CESS, labels.TAX})
_SUMS = frozenset({labels.GRAND, labels.TOTAL, labels.DUE})
_SCORE = 0.8


def lines(rows: Sequence[Row], mark: Mark) -> list[tuple[int, Line]]:
    """The fees, each with the number of its row in the document; none where they prove nothing."""
    named = [dividing.label_of(row.segments[0].tokens) for row in rows]
    first = next((place for place, name in enumerate(named) if name in _TAXES and _amount(rows[place], mark)), None)
    if first is None:
        return []
    foot = [
        (name, found.value)
        for name, row in zip(named[first:], rows[first : first + _MOST_ROWS], strict=False)
        if name is not None and (found := _amount(row, mark)) is not None
    ]
    tax = sum((value for name, value in foot if name in _TAXES), Decimal(0))
    whole = [value for name, value in foot if name in _SUMS]
    above = [place for place in range(max(0, first - _MOST_ROWS), first) if named[place] is None]
    fees = [(place, found) for place in above if (found := _fee(rows[place], mark)) is not None]
    proven = next(_proven(fees, tax, whole), ())
    return [(place, _line(place, rows, fee, first)) for place, fee in proven]


def _proven(
    fees: Sequence[tuple[int, Number]], tax: Decimal, whole: Sequence[Decimal]
) -> Iterator[Sequence[tuple[int, Number]]]:
    """The last fees before the foot that are, with the tax, a sum."""
    for count in range(1, min(len(fees), _MOST_FEES) + 1):
        summed = sum((fee.value for _, fee in fees[-count:]), tax)
        if tax and any(abs(summed - value) < _RUPEE for value in whole):
            yield fees[-count:]


def _amount(row: Row, mark: Mark) -> Number | None:
    """The last amount of a row."""
    found = [number for number in numbers(row.segments[-1].tokens, mark) if not number.is_percent]
    return found[-1] if found else None


def _fee(row: Row, mark: Mark) -> Number | None:
    """The amount at the end of a sentence; None where a row is none."""
    found = _amount(row, mark)
    is_last = found is not None and found.tokens[-1] is row.tokens[-1]
    letters = sum(letter.isalpha() for token in row.tokens for letter in token.text)
    return found if is_last and letters >= _LEAST_LETTERS else None


def _line(place: int, rows: Sequence[Row], fee: Number, foot: int) -> Line:
    words = [token for token in rows[place].tokens if token not in fee.tokens]
    while (words and not any(letter.isalnum() for letter in words[-1].text)) or _is_currency(words):
        words.pop()
    described = descriptions.read([words])
    near = [token for row in rows[place + 1 : foot] for token in row.tokens]
    code = items.codes(described.code) or items.codes([token for token in near if len(token.text.strip("().")) == 6])
    raw = placing.text(fee.tokens)
    return Line(
        rows[place].page,
        place,
        {
            Kind.DESCRIPTION: [Reading(described.text.rstrip(" ("), 1.0, described.tokens, described.text)],
            Kind.TAXABLE: [Reading(fee.value, _SCORE * fee.readings[0].score, fee.tokens, raw)],
            **({Kind.HSN: code} if code else {}),
        },
    )


def _is_currency(words: Sequence[Token]) -> bool:
    """Whether the last word is only the currency of the amount behind it."""
    return bool(words) and amounts.amount(f"{words[-1].text}1") is not None and not words[-1].text[-1].isdigit()
