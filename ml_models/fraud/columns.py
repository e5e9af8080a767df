"""The inputs of the scorer of pairs, in their order; no arrays here, since the rules that fill them need none.

A column is 1 where its claim holds of the pair and 0 elsewhere, but for two: `times_billed`, how often the same party
was billed the same amount, and `times_numbered`, how often under the same number, each as a power of two from 0 (once
or twice) up to `MOST_TIMES`. Numbers of bills and of our own invoices have columns of their own, since an invoice
written twice has two numbers and a bill entered twice has one; so have orders, since suppliers deliver one in parts.
"""

from collections.abc import Mapping
from itertools import chain

MOST_TIMES = 8 / 3
"""More than seven times says no more."""

LEVELS: Mapping[str, tuple[str, ...]] = {
    "party": ("same", "other_record", "similar_name", "unknown", "different"),
    "amount": ("equal", "without_gst", "typo", "near", "different"),
    "date": ("same", "swapped", "near", "weeks", "far", "ages"),
    "bill_number": ("same", "lookalike", "suffix", "typo", "missing", "series", "other_year", "different"),
    "invoice_number": ("same", "lookalike", "suffix", "typo", "missing", "series", "other_year", "different"),
    "bill_reference": ("same", "differs"),
    "invoice_reference": ("same", "differs"),
    "items": ("same_many", "same_one", "unknown", "differs"),
}
"""What is compared, with how it may turn out, the most alike first."""

FACTS = ("entered_by_differs", "is_odd_amount", "is_noted", "is_instalment", "times_billed", "times_numbered")

COLUMNS: tuple[str, ...] = (
    *chain.from_iterable((f"{name}_{level}" for level in levels) for name, levels in LEVELS.items()),
    *FACTS,
)
PLACES: Mapping[str, int] = {name: place for place, name in enumerate(COLUMNS)}

RISING = ("bill_number_same", "bill_number_lookalike", "invoice_number_same", "invoice_number_lookalike",
          "amount_equal", "date_same", "bill_reference_same", "invoice_reference_same",
          "items_same_many", "items_same_one")  # fmt: skip
FALLING = ("party_different", "amount_different", "bill_number_other_year", "invoice_number_other_year",
           "bill_reference_differs", "invoice_reference_differs", "is_noted", "is_instalment",
           "times_billed")  # fmt: skip
"""What can only speak for, and only against, two documents' being one, whatever the data say."""


def row(*claims: str, **counts: float) -> tuple[float, ...]:
    """The inputs of a pair of which these claims hold. Raises `KeyError` for a column that is none."""
    values = [0.0] * len(COLUMNS)
    for name, value in {**dict.fromkeys(claims, 1.0), **counts}.items():
        values[PLACES[name]] = value
    return tuple(values)
