"""A chart of one insight: what is drawn, how large and how bright, and what is said where there is nothing to draw."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.insights.records.evidence import Unit
from app.values.errors import NotFound, Unavailable


class NothingToDraw(NotFound):
    """The insight has no line yet: it tells something else than figures over time, or its books are too young."""

    code = "nothing_to_draw"
    message = "There is nothing to draw for this insight yet."


class ChartsUnavailable(Unavailable):
    """The chart could not be drawn now, or the worker has nothing to draw with."""

    code = "charts_unavailable"
    message = "The chart could not be drawn just now. Please try again in a moment."


class Format(StrEnum):
    """SVG stays sharp at any size; PNG is what a chat or an old mail program shows."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is wanted. `width` in pixels, of which the height follows."""

    format: Format
    width: int
    is_dark: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One value of a line, with its bands where they are known."""

    on: date
    value: float
    low80: float | None = None
    high80: float | None = None
    low95: float | None = None
    high95: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line, oldest dot first, in the unit that its series has. `is_expected`: foretold, drawn dashed."""

    name: str
    title: str
    unit: Unit
    dots: tuple[Dot, ...]
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a chart shows.

    lines : of one unit; floor : a level under which the first of them should not fall
    description : the chart in sentences, for whoever does not see it
    otherwise : the title where the letters of `title` cannot be drawn
    currency, sign : of ISO 4217, and what stands before an amount
    """

    title: str
    otherwise: str
    description: str
    currency: str
    sign: str
    lines: tuple[Line, ...]
    floor: float | None = None

    @property
    def unit(self) -> Unit:
        """What the values of all lines are."""
        return self.lines[0].unit
