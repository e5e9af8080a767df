"""Units of quantity by the codes that the returns, e-invoice and e-way bill use (`data/units.csv`).

Source of the codes: GSTN's list of unique quantity codes (UQC); the spellings are what shops write. A unit that nobody
knows is OTH, "others", which the list has for that; services have none (NA).
"""

from functools import cache

from app.gst import tables

OTHERS = "OTH"
SERVICES = "NA"


@cache
def codes() -> frozenset[str]:
    """Every code there is."""
    return frozenset(row["code"] for row in tables.rows("units"))


@cache
def _by_spelling() -> dict[str, str]:
    rows = list(tables.rows("units"))
    said = {spelling: row["code"] for row in rows for spelling in (row["name"], *tables.parts(row["spellings"]))}
    return said | {row["code"].lower(): row["code"] for row in rows}


def code_of(text: str | None) -> str | None:
    """The code that a unit on a bill means, in any case and with or without a full stop; None when nobody knows it."""
    folded = " ".join((text or "").lower().split())
    return _by_spelling().get(folded) or _by_spelling().get(folded.replace(".", ""))


def code_for_return(text: str | None, *, is_service: bool) -> str:
    """The code under which table 12 of GSTR-1 takes a quantity: NA for services, OTH for what nobody knows."""
    return SERVICES if is_service else code_of(text) or OTHERS
