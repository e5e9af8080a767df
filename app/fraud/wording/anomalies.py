"""Why a row of a table of payments is odd, in words: values in quotes, as the table writes them."""

from collections.abc import Mapping

LONGEST = 40
NOTHING = "nothing unusual"


def value(column: str, held: str, *, others: int) -> str:
    """`held` is found in few other rows or in none."""
    if others:
        return f"{column} {_quoted(held)} is found in only {_rows(others, 'other row')}"
    return f"{column} {_quoted(held)} is found in no other row"


def surroundings(column: str, beside: tuple[str, str], *, rows: int, new: int) -> str:
    """How often rows with the value `beside` (its column, the value) bring a value of their own in `column`."""
    whose = "its own" if new == 1 else "their own"
    others = f"{new:,} of {_rows(rows, 'other row')} with {beside[0]} {_quoted(beside[1])}"
    return f"({others} {'has' if new == 1 else 'have'} {whose} {column})"


def pair(first: tuple[str, str], second: tuple[str, str], *, figures: Mapping[str, float]) -> str:
    """Two values (each with its column) stand together more seldom than each alone would lead one to expect.

    figures : together, first, second, expected, as `ml_models.rarity.records.Signs` says
    """
    together = int(figures["together"])
    if figures["second"] < figures["first"]:
        first, second = second, first
    rows = int(min(figures["first"], figures["second"]))
    how = "rarely" if together else "never"
    usual = figures["expected"]
    spoken = f"about {usual:,.0f} would be usual" if usual >= 1 else "fewer than 1 would be usual"
    return (
        f"{first[0]} {_quoted(first[1])} was {how} booked with {second[0]} {_quoted(second[1])}: "
        f"{together:,} of its {_rows(rows, 'other row')}, {spoken}"
    )


def amount(column: str, held: str, *, usual: float) -> str:
    """`held` is far above the usual amount of rows with the same values."""
    spoken = f"{usual:,.0f}" if usual >= 100 else f"{usual:,.2f}"
    return f"{column} {_shortened(held)} is far above what such rows usually have, about {spoken}"


def _rows(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _quoted(held: str) -> str:
    return f'"{_shortened(held)}"'


def _shortened(held: str) -> str:
    plain = " ".join(held.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 3] + "..."
