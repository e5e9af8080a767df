"""The readings of lines of goods as proposals, by the paths of `records.extractions.LINE`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from app.invoices.records.extractions import Proposal
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.tables import columns, roles
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.items import Line
from app.invoices.rules.documents.tables.readings import Reading
from app.invoices.rules.documents.tables.roles import Figures
from app.values import money

_PATHS: Mapping[str, tuple[Kind, ...]] = {
    "description": (Kind.DESCRIPTION,),
    "hsn_sac": (Kind.HSN,),
    "quantity": (Kind.QUANTITY,),
    "unit": (Kind.UNIT,),
    "unit_price": (Kind.PRICE, Kind.PRICE_WITH_TAX),
    "discount": (Kind.DISCOUNT,),
    "taxable_value": (Kind.TAXABLE,),
    "gst_rate": (Kind.GST_RATE,),
    "cgst": (Kind.CGST,),
    "sgst": (Kind.SGST,),
    "igst": (Kind.IGST,),
    "cess": (Kind.CESS,),
    "tax": (Kind.TAX,),
    "gross": (Kind.GROSS,),
    "total": (Kind.TOTAL,),
}
"""Which column holds which path; the first that is there. `tax`, all heads together, and `gross`, the
amount before discount, are for the sums alone."""


def proposals(lines: Sequence[tuple[Line, Mapping[Kind, Kind]]]) -> list[Proposal]:
    """The readings of every line of goods, with the meaning of its columns, as `lines.N.<name>` from 0; one path may
    have several."""
    return [one for number, (line, meaning) in enumerate(lines) for one in _proposed(number, line, meaning)]


def _proposed(number: int, line: Line, meaning: Mapping[Kind, Kind]) -> Iterator[Proposal]:
    readings = {meaning.get(kind, kind): found for kind, found in line.readings.items()}
    for name, kinds in _PATHS.items():
        found = next((readings[kind] for kind in kinds if readings.get(kind)), ())
        found = [_unsigned(one) for one in found] if name == "discount" else found
        yield from (_placed(f"lines.{number}.{name}", reading, line.page) for reading in found)
    yield from _rate(number, line, readings)
    yield from _derived(number, readings, roles.figures(line, meaning))


def _unsigned(reading: Reading) -> Reading:
    """A discount without the minus that many print before it."""
    return replace(reading, value=abs(reading.value)) if isinstance(reading.value, Decimal) else reading


def _placed(path: str, reading: Reading, page: int) -> Proposal:
    score = reading.score * min(token.confidence for token in reading.tokens)
    return placing.proposed(path, reading.value, reading.tokens, page=page, score=score, raw=reading.raw)


def _rate(number: int, line: Line, readings: Mapping[Kind, Sequence[Reading]]) -> Iterator[Proposal]:
    """The rate of all heads together where each is printed apart."""
    parts = [readings[columns.RATES[head]][0] for head in columns.HEADS[:3] if readings.get(columns.RATES[head])]
    values = [part.value for part in parts if isinstance(part.value, Decimal)]
    if values and not readings.get(Kind.GST_RATE):
        tokens = tuple(token for part in parts for token in part.tokens)
        raw = " + ".join(part.raw for part in parts)
        total = Reading(sum(values, Decimal(0)), min(part.score for part in parts), tokens, raw)
        yield _placed(f"lines.{number}.gst_rate", total, line.page)


def _derived(number: int, readings: Mapping[Kind, Sequence[Reading]], of: Figures) -> Iterator[Proposal]:
    """For the sums alone, since they are printed nowhere: the rupees of a discount that is printed in percent, and what
    a charge puts on the price."""
    rate, gross = of.get(Kind.DISCOUNT_RATE), of.gross
    if not readings.get(Kind.DISCOUNT) and rate and gross is not None:
        value = money.rounded(gross * abs(rate) / 100)
        yield Proposal(f"lines.{number}.less", placing.derived(value, score=0.9))
    if of.charged is not None:
        yield Proposal(f"lines.{number}.more", placing.derived(of.charged, score=0.9))
