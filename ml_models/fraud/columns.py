"""The inputs of the scorer of pairs, in their order; no arrays here, since the rules that fill them need none.

A column is 1 where its claim holds of the pair and 0 elsewhere, but for the times: `times_billed`, how often the same
party was billed the same amount, `times_so_close`, how often else that came again as soon, `times_numbered`, how often
it used the same number; each as a power of two from 0 up to `MOST_TIMES`. Numbers of bills and of our own invoices have
columns of their own, since an invoice written twice has two numbers and a bill entered twice has one; so have orders,
since suppliers deliver one in parts, and money, since customers do not pay twice unasked.
"""

from collections.abc import Mapping
from itertools import chain

MOST_TIMES = 8 / 3
"""More than six times says no more."""

_NUMBERS = ("same", "lookalike", "suffix", "tail", "elsewhere", "typo", "missing", "series", "other_year",
            "other_series", "different")  # fmt: skip

LEVELS: Mapping[str, tuple[str, ...]] = {
    "party": ("same", "other_record", "similar_name", "shares_contact", "branch", "unknown", "different"),
    "amount": ("equal", "without_gst", "less_tds", "typo", "near", "apart", "different"),
    "date": ("same", "swapped", "slip", "period", "near", "weeks", "far", "ages"),
    "bill_number": _NUMBERS,
    "invoice_number": _NUMBERS,
    "bill_order": ("same", "challan", "unlike", "differs"),
    "invoice_order": ("same", "challan", "unlike", "differs"),
    "goods": ("same_many", "same_one", "overlap", "other_prices", "unknown", "differs"),
}
"""What is compared, with how it may turn out, the most alike first."""

FACTS = ("is_by_another", "is_from_elsewhere", "is_together", "is_late", "is_odd_amount", "is_taken_back", "are_parts",
         "are_copies", "is_one_more", "has_foreign_number", "are_strangers_by_chance", "bills_are_settled",
         "invoices_are_settled", "times_billed", "times_so_close", "times_numbered")  # fmt: skip

COLUMNS: tuple[str, ...] = (
    *chain.from_iterable((f"{name}_{level}" for level in levels) for name, levels in LEVELS.items()),
    *FACTS,
)
PLACES: Mapping[str, int] = {name: place for place, name in enumerate(COLUMNS)}

RISING = ("bill_number_same", "bill_number_lookalike", "invoice_number_same", "invoice_number_lookalike",
          "amount_equal", "date_same", "bill_order_same", "invoice_order_same", "goods_same_many")  # fmt: skip
FALLING = ("party_different", "amount_different", "bill_number_other_year", "invoice_number_other_year",
           "bill_order_differs", "invoice_order_differs", "is_taken_back", "are_parts", "is_one_more",
           "times_so_close")  # fmt: skip
"""What can only speak for, and only against, two documents' being one, whatever the data say."""


def row(*claims: str, **counts: float) -> tuple[float, ...]:
    """The inputs of a pair of which these claims hold. Raises `KeyError` for a column that is none."""
    values = [0.0] * len(COLUMNS)
    for name, value in {**dict.fromkeys(claims, 1.0), **counts}.items():
        values[PLACES[name]] = value
    return tuple(values)
