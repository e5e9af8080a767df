"""The rules of arithmetic: what the sums of the books (`arithmetic`) and of a whole document (`sums`) are held to.

Which figures are lawful differs between the two; what is told of a wrong one does not, and is written here.
"""

from decimal import Decimal

from app.compliance.records.invoices import Line
from app.compliance.records.issues import Finding, IssueType, Rule, Severity, Values

_WRONG = IssueType.TAX_CALCULATION_ERROR
_LAW = "CGST Act 2017, s.15 and s.170; CGST Rules 2017, rule 46"

LINE_VALUE_WRONG = Rule(
    "line_value_wrong",
    _WRONG,
    Severity.MEDIUM,
    f"{_LAW}(k)",
    "Quantity times price less discount is the value of the line, with or without the tax in the price.",
)
LINE_TAX_WRONG = Rule(
    "line_tax_wrong",
    _WRONG,
    Severity.HIGH,
    f"{_LAW}(l) and (m)",
    "The tax of a line is its rate on its value, within a rupee a head.",
)
HALVES_DIFFER = Rule(
    "halves_differ",
    _WRONG,
    Severity.HIGH,
    "CGST Act 2017, s.9(1); UTGST Act 2017, s.7(1)",
    "CGST and SGST/UTGST of a line are the same, each half of the rate.",
)
DISCOUNT_TOO_LARGE = Rule(
    "discount_too_large",
    _WRONG,
    Severity.MEDIUM,
    "CGST Act 2017, s.15(3)",
    "The discount on a line is not more than its quantity times its price.",
)
SUBTOTAL_WRONG = Rule(
    "subtotal_wrong",
    _WRONG,
    Severity.MEDIUM,
    f"{_LAW}(k)",
    "The values of the lines add up to the taxable value, within a rupee.",
)
TAX_WRONG = Rule(
    "tax_wrong",
    _WRONG,
    Severity.HIGH,
    f"{_LAW}(l) and (m)",
    "The taxes of the lines add up to the tax, within a rupee a head, rounded on each line or once.",
)
ROUND_OFF_TOO_LARGE = Rule(
    "round_off_too_large",
    _WRONG,
    Severity.LOW,
    "CGST Act 2017, s.170",
    "What is rounded off is at most a rupee.",
)
TOTAL_WRONG = Rule(
    "total_wrong",
    _WRONG,
    Severity.HIGH,
    f"{_LAW}(j)",
    "Taxable value, taxes, cess and round-off add up to the total, within a rupee.",
)


def line_value_wrong(line: Line, computed: Decimal, name: str) -> Finding:
    """Quantity and price make `computed` rupees; `name` is what the value of a line is called there."""
    values: Values = {
        "line": line.label,
        "quantity": f"{(line.quantity or Decimal(1)).normalize():f}",
        "unit_price": line.unit_price,
        "discount": line.discount or None,
        "stated": line.value,
        "computed": computed,
    }
    return Finding(LINE_VALUE_WRONG, f"items[{line.position}].{name}", values)


def halves_differ(line: Line, cgst: Decimal, sgst: Decimal, name: str) -> Finding:
    """The two halves of the line's tax; `name` is what it is called there."""
    return Finding(HALVES_DIFFER, f"items[{line.position}].{name}", {"line": line.label, "cgst": cgst, "sgst": sgst})


def line_tax_wrong(line: Line, stated: Decimal, computed: Decimal, name: str) -> Finding:
    """The rate makes `computed` rupees, the line says `stated`; `name` is what the tax is called there."""
    values: Values = {
        "line": line.label,
        "rate_percent": line.rate_percent,
        "value": line.value,
        "stated": stated,
        "computed": computed,
    }
    return Finding(LINE_TAX_WRONG, f"items[{line.position}].{name}", values)
