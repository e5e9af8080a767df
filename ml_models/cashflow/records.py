"""What a simulation of cash is told and what it answers. Plain floats: whoever reads it needs no arrays."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lump:
    """One amount whose day is uncertain, such as an open invoice: positive comes in, negative goes out.

    chances : of each coming day; what lacks to 1 comes after them or never
    """

    amount: float
    chances: Sequence[float]


@dataclass(frozen=True, slots=True)
class Noise:
    """What past weeks brought beyond what was expected of them, drawn again in blocks.

    weeks : rupees by week, oldest first, about zero on average
    shares : how much of it applies to each coming week, 0 to 1
    day_shares : which part of its week falls on each coming day; each seven add up to 1
    """

    weeks: Sequence[float] = ()
    shares: Sequence[float] = ()
    day_shares: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """One month after the days: the expected net, and its standard deviation."""

    net: float
    spread: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is expected: lumps of uncertain day, and `by_day` what is expected on each day besides.

    half_widths : of the 80 % band at the end of each week as past errors demand it; empty where none were measured
    months : what follows the days; month_ends : days (1 = tomorrow) on which a month ends within them
    """

    lumps: Sequence[Lump]
    by_day: Sequence[float]
    noise: Noise = Noise()
    half_widths: Sequence[float] = ()
    months: Sequence[Month] = ()
    month_ends: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """The balance at the end of one day or month, over all paths."""

    median: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the paths say.

    expected : mean balance by day, without chance
    below : share of paths that fall under the floor on any day; first_below : the same by the week of the first time
    shortfall : middle depth under the floor of the paths that fall under it; None where none does
    """

    expected: Sequence[float]
    days: Sequence[Band]
    months: Sequence[Band]
    below: float
    first_below: Sequence[float]
    shortfall: float | None
