"""What can be seen of a day that may be the document's, as numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.invoices.rules.documents.receipts import days, letters
from app.invoices.rules.documents.receipts.lines import Line
from ml_models.receipt_fields.records import Candidate

WAYS = 5
_OWN = re.compile(r"DATE|TARIKH|DT\b")
_OTHER = re.compile(r"DUE|EXP|VALID|DELIVER|ORDER|PRINT|BIRTH|FROM|UNTIL|RETURN|EXCHANGE")
_CLOCK = re.compile(r"\d{1,2}\s?:\s?\d{2}|\b[AP]M\b|TIME")
COLUMNS = (
    *("times", "first_at", "last_at", "order", "days", "by_age", "has_date", "has_other", "has_clock", "alone"),
    *("four_digits", "row_date", "above_date", "left_share", "year", *(f"way_{way}" for way in range(WAYS))),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A day where it stands: the line, first character and behind the last, and how it is written."""

    day: date
    place: int
    start: int
    end: int
    way: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day with every place where it is printed; it is shown where it stands first."""

    day: date
    printed: tuple[Printed, ...]

    @property
    def shown(self) -> Printed:
        return self.printed[0]


def days_of(lines: Sequence[Line]) -> list[Day]:
    """The different days of a receipt, in the order in which they are printed first."""
    places: dict[date, list[Printed]] = defaultdict(list)
    for place, line in enumerate(lines):
        for start, end, day, way in days.found(line.text):
            places[day].append(Printed(day, place, start, end, way))
    return [Day(day, tuple(found)) for day, found in places.items()]


def candidates(lines: Sequence[Line], found: Sequence[Day]) -> tuple[Candidate, ...]:
    """The days as the model sees them."""
    ages = sorted(one.day for one in found)
    last = max(1, lines[-1].row) if lines else 1
    return tuple(
        Candidate(
            one.shown.place,
            one.shown.place + 1,
            tuple(_cues(lines, one, order, len(found), ages.index(one.day), last)),
            _ids(lines, one),
        )
        for order, one in enumerate(found)
    )


def _cues(lines: Sequence[Line], one: Day, order: int, count: int, by_age: int, last: int) -> list[float]:
    texts = [lines[place.place].text for place in one.printed]
    rows = [_row(lines, place.place) for place in one.printed]
    above = [lines[place.place - 1].text if place.place else "" for place in one.printed]
    ways = [float(any(place.way == way for place in one.printed)) for way in range(WAYS)]
    return [
        float(len(one.printed)),
        lines[one.printed[0].place].row / last,
        lines[one.printed[-1].place].row / last,
        float(order),
        float(count),
        float(by_age),
        float(any(_OWN.search(text) for text in texts)),
        float(any(_OTHER.search(row) for row in rows)),
        float(any(_CLOCK.search(row) for row in rows)),
        float(any(place.end - place.start == len(text) for place, text in zip(one.printed, texts, strict=True))),
        float(
            any(
                re.search(r"20\d\d", text[place.start : place.end])
                for place, text in zip(one.printed, texts, strict=True)
            )
        ),
        float(any(_OWN.search(row) for row in rows)),
        float(any(_OWN.search(text) for text in above)),
        min(lines[place.place].box.left for place in one.printed),
        float(one.day.year),
        *ways,
    ]


def _row(lines: Sequence[Line], place: int) -> str:
    row = lines[place].row
    near = (at for at in range(max(0, place - 4), min(len(lines), place + 5)) if lines[at].row == row)
    return " ".join(lines[at].text for at in near)


def _ids(lines: Sequence[Line], one: Day) -> tuple[int, ...]:
    seen: list[str] = []
    for place in one.printed:
        near = {"row": _row(lines, place.place), "above": lines[place.place - 1].text if place.place else ""}
        for name, text in near.items():
            seen.extend(f"{name}:{word}" for word in re.findall(r"[A-Z]+", text))
        seen.append(f"form:{letters.pattern(lines[place.place].text)[:16]}")
    return letters.places(seen)
