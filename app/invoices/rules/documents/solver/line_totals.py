"""Whether the amounts of lines, printed once, are taxable values or what is paid for each line.

A bill of supply bears no tax (CGST Act 2017, s.31(3)(c)), so its amounts are what is paid, and the same before tax;
elsewhere the sums tell: amounts that add up to the grand total, while a smaller taxable value is printed, include it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from app.invoices.records.extractions import Found
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.solver import total_sums

_AMOUNT = re.compile(r"lines\.\d+\.taxable_value$")
_TOTAL = re.compile(r"lines\.\d+\.total$")
_TAXES = frozenset({*total_sums.HEADS, "tax", "gst_rate"})


def moved(fields: Mapping[str, Found], of_rates: Decimal | None, *, is_taxed: bool) -> dict[str, Found]:
    """The fields, with the amounts of the lines as totals, or as taxable values, where their sums say so.

    of_rates : the taxable value by the table of rates; is_taxed : whether papers of this kind can bear tax
    """
    amounts = {path: one for path, one in fields.items() if _AMOUNT.match(path)}
    totals = {path: one for path, one in fields.items() if _TOTAL.match(path)}
    if totals and not amounts and _is_before_tax(fields, totals, of_rates):
        before = {path.replace(".total", ".taxable_value"): one for path, one in totals.items()}
        return {path: one for path, one in fields.items() if path not in totals} | before
    is_free = not is_taxed and not _bears_tax(fields)
    if totals or not (is_free or _includes_tax(fields, amounts, of_rates)):
        return dict(fields)
    paid = {path.replace("taxable_value", "total"): one for path, one in amounts.items()}
    same = {path: placing.derived(one.value, score=one.confidence) for path, one in amounts.items()} if is_free else {}
    return {path: one for path, one in fields.items() if path not in amounts} | paid | same


def _is_before_tax(fields: Mapping[str, Found], totals: Mapping[str, Found], of_rates: Decimal | None) -> bool:
    """Whether totals of lines add up to what is taxable, and not to what is paid."""
    paid, taxable = _number(fields, "totals.grand_total"), _number(fields, "totals.taxable_value") or of_rates
    taxable, summed = taxable or _number(fields, "totals.subtotal"), _summed(totals)
    return paid is not None and taxable is not None and abs(summed - taxable) < 1 <= abs(summed - paid)


def _bears_tax(fields: Mapping[str, Found]) -> bool:
    """Whether any rate or head of a tax is printed, be it nought."""
    return any(path.rpartition(".")[2] in _TAXES for path in fields)


def _includes_tax(fields: Mapping[str, Found], amounts: Mapping[str, Found], of_rates: Decimal | None) -> bool:
    total, taxable = _number(fields, "totals.grand_total"), _number(fields, "totals.taxable_value") or of_rates
    summed = _summed(amounts)
    return total is not None and taxable is not None and abs(summed - total) < 1 <= abs(summed - taxable)


def _summed(found: Mapping[str, Found]) -> Decimal:
    return sum((one.value for one in found.values() if isinstance(one.value, Decimal)), Decimal(0))


def _number(fields: Mapping[str, Found], path: str) -> Decimal | None:
    found = fields.get(path)
    return found.value if found is not None and isinstance(found.value, Decimal) else None
