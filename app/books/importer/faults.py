"""What is wrong with a file of books, and where exactly: the words in which an import refuses."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.values.errors import Invalid

SHOWN = 50
"""So many faults are spelt out; of the rest only the number is told."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of a CSV (`line`), or one object of a JSON file (`path` from its root: businesses, 0, documents, 3)."""

    file: str
    line: int | None = None
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that cannot be taken. `column` is its place in the line, which only JSON needs beside the field."""

    spot: Spot
    field: str
    message: str
    column: int | None = None

    def __str__(self) -> str:
        place = [self.spot.file]
        if self.spot.line is not None:
            place.append(f"line {self.spot.line}")
        if self.column is not None:
            place.append(f"column {self.column}")
        elif self.field:
            place.append(f"column {self.field}")
        named = dotted((*self.spot.path, self.field) if self.field else self.spot.path) if self.spot.path else ""
        return f"{', '.join(place)}: {named}{': ' if named else ''}{self.message}"


class BadBooks(Invalid):
    """The file holds rows that cannot be taken; nothing of it was. `faults` has every one of them, in reading order."""

    code = "bad_books"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        count = "1 row" if len(faults) == 1 else f"{len(faults):,} places"
        super().__init__(f"Nothing was imported: {count} in the file cannot be taken.")

    def lines(self) -> list[str]:
        """The faults as lines to read: at most `SHOWN`, then how many more there are."""
        rest = len(self.faults) - SHOWN
        return [str(fault) for fault in self.faults[:SHOWN]] + ([f"... and {rest:,} more"] if rest > 0 else [])


def dotted(path: Sequence[str | int]) -> str:
    """`path` as programmers write it: businesses[0].documents[3].date."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return written.removeprefix(".")
