"""How near an earlier forecast came: measures of forecast accuracy as M4 and the retail trade use them."""

from dataclasses import dataclass
from decimal import Decimal

from app.insights.records.evidence import LookedBack, Point


@dataclass(frozen=True, slots=True)
class Nearness:
    """A forecast beside what came.

    mean_error : how far off it was in a period on average, whichever way, in the unit of the series
    error_share : the sum of those errors as a share of all that came (WAPE); None where nothing came
    inside80, inside95 : in how many of `periods` what came lay inside the band; None where there was no band
    """

    periods: int
    mean_error: Decimal
    error_share: float | None
    inside80: int | None
    inside95: int | None


def nearness(found: LookedBack) -> Nearness | None:
    """The measures of a forecast that was made earlier; None where there is no period to compare."""
    pairs = list(zip(found.foretold.points, found.came.points, strict=True))
    if not pairs:
        return None
    off = sum((abs(came.value - told.value) for told, came in pairs), Decimal(0))
    whole = sum((abs(came.value) for _, came in pairs), Decimal(0))
    return Nearness(
        periods=len(pairs),
        mean_error=off / len(pairs),
        error_share=round(float(off / whole), 4) if whole else None,
        inside80=_inside([(told.low80, came, told.high80) for told, came in pairs]),
        inside95=_inside([(told.low95, came, told.high95) for told, came in pairs]),
    )


def _inside(bands: list[tuple[Decimal | None, Point, Decimal | None]]) -> int | None:
    known = [(low, came.value, high) for low, came, high in bands if low is not None and high is not None]
    return sum(low <= value <= high for low, value, high in known) if len(known) == len(bands) else None
