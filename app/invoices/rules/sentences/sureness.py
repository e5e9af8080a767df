"""How sure one value of a reading is: how often such a value was right on sentences whose truth is known.

Measured by `python -m scripts.eval_invoices.sureness` with the shipped tagger's help, on 1,276 generated sentences that
ask for an invoice, half of them with templates, names and goods that the tagger never learned. They are harder than
what people say, so the figures are on the careful side. A reading without a doubt (`Doubt`) counts apart.
"""

from collections.abc import Mapping

from app.invoices.records import Said

CLEAR: Mapping[str, float] = {
    "customer_name": 0.95,
    "description": 0.89,
    "discount": 1.0,
    "due_in_days": 1.0,
    "gst_rate": 0.98,
    "payment_mode": 0.95,
    "quantity": 0.98,
    "unit": 0.98,
    "unit_price": 0.96,
}
"""By field, where the reading raised no doubt: from 61 (discount) to 735 (description) values."""

DOUBTED: Mapping[str, float] = {
    "customer_name": 0.7,
    "description": 0.56,
    "discount": 0.99,
    "due_in_days": 0.97,
    "gst_rate": 0.96,
    "payment_mode": 0.88,
    "quantity": 0.86,
    "unit": 0.88,
    "unit_price": 0.82,
}
"""By field, where it did: from 106 (discount) to 1,197 (unit_price) values."""

_BESIDE = ("discount", "due_in_days", "gst_rate", "payment_mode")
"""Fields read by patterns beside the lines; one without figures of its own counts as the least sure of them."""


def of(path: str, said: Said) -> float:
    """In 0..1, for the value at `path` (`items.0.quantity`, `customer_name`)."""
    table = DOUBTED if said.doubts else CLEAR
    return table.get(field(path), min(table[name] for name in _BESIDE))


def field(path: str) -> str:
    """The name of the field that a path leads to, whichever line it is of."""
    return path.rpartition(".")[2]
