"""Taxes of one line of goods that are called by name within its cells, or in a note under its name.

Marketplaces print several taxes below each other: their names in one column, rates and amounts in others. Others print
the rate under the name of the goods: "GST @ 5% (HSN/SAC: 4901)".
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.invoices.records.pages import Token
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.tables import columns
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.readings import Reading, readings_of
from app.invoices.rules.documents.values.amounts import Mark

_NAMES: Mapping[str, Kind] = {"cgst": Kind.CGST, "sgst": Kind.SGST, "utgst": Kind.SGST, "igst": Kind.IGST}
_NOTED = re.compile(r"\b(?P<name>[csi]gst|utgst|gst|tax|vat)\b\W*(?:rate)?\W*(?P<rate>\d{1,2}(?:\.\d{1,3})?) ?%", re.I)
_IN_NOTES = 0.8
"""The score of a rate that stands in a note and in no column."""


def in_columns(cells: Mapping[Kind, Sequence[Token]], mark: Mark) -> dict[Kind, list[Reading]]:
    """Rates and amounts by the names of taxes that one column holds; nothing where none does."""
    names = [_NAMES[key] for token in cells.get(Kind.TAX_NAME, ()) if (key := token.text.casefold()) in _NAMES]
    if not names:
        return {}
    rates = list(_each(cells.get(Kind.GST_RATE, ()), mark))
    sums = [number for number in _each(cells.get(Kind.TAX, ()), mark) if not number.is_percent]
    found: dict[Kind, list[Reading]] = {Kind.TAX: [], Kind.GST_RATE: []}
    found |= {columns.RATES[name]: readings_of(rate) for name, rate in zip(names, rates, strict=False)}
    return found | {name: readings_of(amount) for name, amount in zip(names, sums, strict=False)}


def _each(tokens: Sequence[Token], mark: Mark) -> Iterator[Number]:
    """The numbers of a cell of several lines, each word for itself."""
    for token in tokens:
        yield from numbers((token,), mark)


def in_notes(lines: Sequence[Sequence[Token]], mark: Mark) -> dict[Kind, list[Reading]]:
    """The rates that the lines under a name tell with the name of their tax."""
    found: dict[Kind, list[Reading]] = {}
    for line in lines[1:]:
        for match in _NOTED.finditer(placing.text(line)):
            tax = _NAMES.get(match["name"].casefold())
            words = placing.covered(line, match.start("rate"), match.end())
            for number in numbers(words, mark)[:1]:
                kind = columns.RATES[tax] if tax else Kind.GST_RATE
                read = [Reading(one.value, _IN_NOTES * one.score, one.tokens, one.raw) for one in readings_of(number)]
                found.setdefault(kind, read)
    return found
