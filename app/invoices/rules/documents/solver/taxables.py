"""The taxable value of bills that print it as their subtotal alone (CGST Rules 2017, rule 46(l): it is to be told).

Where nothing stands between the subtotal and the taxes and they close the grand total, the subtotal is what they tax.
"""

from collections.abc import Mapping
from decimal import Decimal

from app.invoices.records.extractions import Found
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.solver import total_sums

_PATH = "totals.taxable_value"
_BETWEEN = ("totals.discount", "totals.freight", _PATH)
_RUPEE = Decimal("0.505")
"""Half a rupee, to which a total may be rounded without saying so (CGST Act 2017, s.170), and the paisa of a sum."""


def told(fields: Mapping[str, Found]) -> dict[str, Found]:
    """The fields, with the taxable value where it follows from the subtotal."""
    subtotal, grand = fields.get("totals.subtotal"), fields.get("totals.grand_total")
    heads = [number for head in total_sums.HEADS if (number := _number(fields.get(f"totals.{head}")))]
    if subtotal is None or not heads or any(path in fields for path in _BETWEEN):
        return dict(fields)
    begin, total, off = _number(subtotal), _number(grand), _number(fields.get("totals.round_off"))
    if begin is None or total is None:
        return dict(fields)
    apart = abs(total - begin - sum(heads))
    is_closed = abs(apart - abs(off)) <= total_sums.PAISA if off is not None else apart < _RUPEE
    more = {_PATH: placing.derived(begin, score=subtotal.confidence)} if is_closed else {}
    return {**fields, **more}


def _number(found: Found | None) -> Decimal | None:
    return found.value if found is not None and isinstance(found.value, Decimal) else None
