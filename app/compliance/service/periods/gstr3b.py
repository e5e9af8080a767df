"""GSTR-3B of a period as JSON: each cell with its name and the documents behind it, and how the tax is paid."""

from app.compliance.records.periods.gstr3b import GSTR3B, Cell, Late, Payment
from app.compliance.rules.periods import filer
from app.compliance.rules.periods import gstr3b as rules
from app.compliance.service.periods.asking import Asked, Json, ids, kept, place, rupees, span, tax


def answer(asked: Asked) -> Json:
    """The draft of the period that was asked for."""
    turnover = filer.turnover_before(asked.books, asked.period.starts)
    draft = rules.gstr3b(asked.books, asked.period, on=asked.on, turnover=turnover)
    head = {
        **span(draft.period),
        "gstin": draft.gstin,
        "turnover_before": rupees(turnover),
        "payment": _payment(draft.payment),
        "late": _late(draft.late) if draft.late else None,
        "left_out": len(draft.kept),
        "notes": _notes(draft, asked),
    }
    lists = {
        "table_3_1": [_cell(one, asked) for one in draft.outward],
        "table_3_2": [_cell(one, asked) | place(one.place) for one in draft.inter_state],
        "table_4": [_cell(one, asked) for one in draft.credit],
        "table_5": [_cell(one, asked) for one in draft.inward_untaxed],
        "not_claimed": [_left_out(one, asked) for one in draft.claims_left_out],
        "cannot_be_reported": kept(draft.kept, asked.language),
    }
    return {"head": head, "lists": lists}


def _notes(draft: GSTR3B, asked: Asked) -> list[str]:
    found = [*asked.draft_notes, "opening_credit", "match_2b"]
    found += ["rule_86b"] if draft.payment.may_need_one_percent else []
    found += ["late_by_month"] if draft.late and not draft.period.is_quarter else []
    return asked.notes(*found)


def _cell(cell: Cell, asked: Asked) -> Json:
    return {
        "cell": cell.name,
        "name": asked.told("cells", cell.name),
        "known": cell.is_known,
        "note": None if cell.is_known else asked.told("cells", "not_known"),
        "taxable_value": rupees(cell.taxable_value),
        **tax(cell.heads),
        "invoice_ids": ids(cell.document_ids),
    }


def _left_out(cell: Cell, asked: Asked) -> Json:
    explained = {"reason": cell.name, "plain_language_explanation": asked.told("claims", cell.name)}
    return {**explained, "tax": rupees(cell.taxable_value), "invoice_ids": ids(cell.document_ids)}


def _payment(paid: Payment) -> Json:
    uses = paid.by_credit.uses
    return {
        "tax": tax(paid.tax),
        "credit": tax(paid.credit),
        "set_off": [
            {"credit": one.credit, "against": one.against, "amount": rupees(one.amount), "law": one.law} for one in uses
        ],
        "reverse_charge": tax(paid.reverse_charge),
        "in_cash": tax(paid.in_cash),
        "credit_left": tax(paid.by_credit.credit_left),
        "rule_86b_may_apply": paid.may_need_one_percent,
    }


def _late(late: Late) -> Json:
    return {
        "due_date": late.due_on.isoformat(),
        "days_late": late.days_late,
        "interest": rupees(late.interest),
        "late_fee_total": rupees(late.fee),
        "law": late.law,
    }
