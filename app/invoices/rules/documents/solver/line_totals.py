"""Whether the amounts of lines, printed once, are taxable values or what is paid for each line.

A bill of supply bears no tax (CGST Act 2017, s.31(3)(c)), so nothing on it is taxable; elsewhere the sums tell: amounts
that add up to the grand total, while a smaller taxable value is printed, include the tax.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from app.invoices.records.extractions import Found
from app.invoices.rules.documents.solver import total_sums

_AMOUNT = re.compile(r"lines\.\d+\.taxable_value$")
_TOTAL = re.compile(r"lines\.\d+\.total$")
_TAXES = frozenset({*total_sums.HEADS, "tax", "gst_rate"})


def moved(fields: Mapping[str, Found], of_rates: Decimal | None, *, is_taxed: bool) -> dict[str, Found]:
    """The fields, with the amounts of the lines as totals where they are none before tax.

    of_rates : the taxable value by the table of rates; is_taxed : whether papers of this kind can bear tax
    """
    amounts = {path: one for path, one in fields.items() if _AMOUNT.match(path)}
    has_totals = any(_TOTAL.match(path) for path in fields)
    is_free = not is_taxed and not _bears_tax(fields)
    if has_totals or not (is_free or _includes_tax(fields, amounts, of_rates)):
        return dict(fields)
    paid = {path.replace("taxable_value", "total"): one for path, one in amounts.items()}
    return {path: one for path, one in fields.items() if path not in amounts} | paid


def _bears_tax(fields: Mapping[str, Found]) -> bool:
    """Whether any rate or head of a tax is printed, be it nought."""
    return any(path.rpartition(".")[2] in _TAXES for path in fields)


def _includes_tax(fields: Mapping[str, Found], amounts: Mapping[str, Found], of_rates: Decimal | None) -> bool:
    total, taxable = _number(fields, "totals.grand_total"), _number(fields, "totals.taxable_value") or of_rates
    summed = sum((one.value for one in amounts.values() if isinstance(one.value, Decimal)), Decimal(0))
    return total is not None and taxable is not None and abs(summed - total) < 1 <= abs(summed - taxable)


def _number(fields: Mapping[str, Found], path: str) -> Decimal | None:
    found = fields.get(path)
    return found.value if found is not None and isinstance(found.value, Decimal) else None
