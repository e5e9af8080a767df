"""Writes bills: the same seed and layout give the same bytes and the same truth."""

from app.simulate.billing import dealing, hand, truth
from app.simulate.billing.layouts import LAYOUTS
from app.simulate.billing.records import Paper
from app.simulate.chance import Chance


def layouts() -> tuple[str, ...]:
    """The names of all layouts."""
    return tuple(LAYOUTS)


def written(seed: int, *, layout: str | None = None) -> Paper:
    """The bill of a seed: in the layout of that name, or in one that the seed picks. Raises `KeyError` for a name that
    no layout has."""
    chosen = LAYOUTS[layout or Chance(seed, "layout").pick(layouts())]
    chance = Chance(seed, f"bill:{chosen.name}")
    bill = dealing.drawn(chance, chosen.custom)
    sheet = chosen.draw(bill, hand.drawn(Chance(seed, f"hand:{chosen.name}"), bill, font=chosen.font))
    values = truth.meant(bill)
    name = f"{chosen.name}-{seed}"
    return Paper(
        layout=chosen.name,
        seed=seed,
        pdf=sheet.finished(),
        truth=truth.wire(bill, truth.shown(values, sheet.printed.keys()), sheet.printed, name),
        meant=truth.wire(bill, values, sheet.printed, name),
        pages=sheet.pages,
        printed=dict(sheet.printed),
    )
