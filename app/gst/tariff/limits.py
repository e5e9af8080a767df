"""What an entry hangs on that a question can decide: price of a piece, engine, length, electric or not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """What is measured: rupees a piece or pair without tax, cubic centimetres of the engine, millimetres of a car."""

    PRICE = "price"
    ENGINE = "cc"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an item beside its code and words; None is not known."""

    unit_price: Decimal | None = None
    engine_cc: Decimal | None = None
    is_electric: bool | None = None
    length_mm: Decimal | None = None

    def measured(self, measure: Measure) -> Decimal | None:
        """How much of it there is."""
        known = {Measure.PRICE: self.unit_price, Measure.ENGINE: self.engine_cc, Measure.LENGTH: self.length_mm}
        return known[measure]


@dataclass(frozen=True, slots=True)
class Limit:
    """One condition: a measure on one side of a bound, or (`measure` None) whether it runs on electricity."""

    measure: Measure | None
    is_upper: bool = True
    bound: Decimal = Decimal(0)

    def holds(self, facts: Facts) -> bool | None:
        """Whether it holds; None where the facts do not tell. "Up to" includes the bound."""
        if self.measure is None:
            return None if facts.is_electric is None else facts.is_electric is self.is_upper
        known = facts.measured(self.measure)
        return None if known is None else (known <= self.bound) is self.is_upper


_ENGINE = re.compile(
    r"(?:\b(not )?(above|over|exceeding|more than) )?\b(\d{2,5}(?:\.\d{1,3})?) ?cc\b", re.IGNORECASE | re.ASCII
)
_A_LITTLE = Decimal("0.01")
_LENGTH = re.compile(r"\blength\D{0,12}?(\d{4}) ?mm\b|\b(\d{4}) ?mm (?:long|length)\b", re.IGNORECASE | re.ASCII)
_COMPARED = re.compile(r"(price|cc|length)(<=|>)(\d+)")
_ELECTRIC = {"electric": Limit(None), "not electric": Limit(None, is_upper=False)}


def read(parts: Iterable[str]) -> tuple[Limit, ...]:
    """The limits of a row, such as `price<=2500`, `cc>350`, `not electric`. Raises `ValueError` for another form."""
    return tuple(_ELECTRIC.get(part) or _compared(part) for part in parts)


def engine_named(description: str) -> Decimal | None:
    """The cubic centimetres that words name, such as "1,197 cc"; None where they name none or several.

    "Above 350 cc" is a little more than 350, "not exceeding 350 cc" is 350.
    """
    found = _ENGINE.findall(description.replace(",", ""))
    named = {Decimal(cc) + (_A_LITTLE if above and not negated else 0) for negated, above, cc in found}
    return named.pop() if len(named) == 1 else None


def length_named(description: str) -> Decimal | None:
    """The millimetres that words name as a length, such as "length 3,995 mm"; None where they name none."""
    match = _LENGTH.search(description.replace(",", ""))
    return Decimal(match[1] or match[2]) if match else None


def _compared(part: str) -> Limit:
    match = _COMPARED.fullmatch(part)
    if match is None:
        message = f"{part!r} is no limit of the rate tables"
        raise ValueError(message)
    return Limit(Measure(match[1]), is_upper=match[2] == "<=", bound=Decimal(match[3]))
