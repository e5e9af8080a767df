"""Credit at risk as JSON: the sum, and for each risk its bills with what to do."""

from app.compliance.records.periods.exposure import AtRisk, Risk, RiskGroup
from app.compliance.rules.periods import exposure as rules
from app.compliance.service.periods.asking import Asked, Json, rupees
from app.compliance.wording import periods as wording


def answer(asked: Asked) -> Json:
    """What is at risk on the day."""
    found = rules.exposure(asked.books, on=asked.on, missing_in_2b=asked.missing_in_2b)
    head = {
        "on": asked.on.isoformat(),
        "credit_at_risk": rupees(found.tax),
        "gstr_2b_compared": found.is_2b_known,
        "risks": [_group(one, asked) for one in found.groups],
        "notes": asked.notes(*([] if found.is_2b_known else ["match_2b"])),
    }
    bills = [_bill(group.risk, one, asked) for group in found.groups for one in group.bills]
    return {"head": head, "lists": {"bills": bills}}


def _group(group: RiskGroup, asked: Asked) -> Json:
    return {
        "risk": group.risk.value,
        "title": asked.told("risks", group.risk, "title"),
        "severity": group.severity.value,
        "bills": len(group.bills),
        "tax": rupees(group.tax),
        "interest": rupees(group.interest),
        "counted": group.is_sum_counted,
        "law": group.law,
    }


def _bill(risk: Risk, one: AtRisk, asked: Asked) -> Json:
    plain, fix = wording.risk(risk, one, asked.language)
    return {
        "risk": risk.value,
        "invoice_id": str(one.document_id),
        "number": one.number,
        "date": one.issued_on.isoformat(),
        "supplier": one.supplier_name,
        "tax": rupees(one.tax),
        "unpaid": rupees(one.unpaid),
        "interest": rupees(one.interest),
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "days_left": one.days_left,
        "plain_language_explanation": plain,
        "suggested_fix": fix,
    }
