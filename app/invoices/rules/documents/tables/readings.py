"""One value that a cell of a table may hold, with the words that print it."""

from dataclasses import dataclass

from app.invoices.records.extractions import Value
from app.invoices.records.pages import Token
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.tables.cells import Number


@dataclass(frozen=True, slots=True)
class Reading:
    """`score` is 0..1."""

    value: Value
    score: float
    tokens: tuple[Token, ...]
    raw: str


def readings_of(number: Number) -> list[Reading]:
    """Everything that a printed number may be read as, the likeliest first."""
    raw = placing.text(number.tokens)
    return [Reading(amount.value, amount.score, number.tokens, raw) for amount in number.readings]
