"""GSTR-1 of a period as JSON: tables with their sums, the rows behind each, what is left out, and the portal's form."""

from app.compliance.records.periods.gstr1 import GSTR1, ByCode, Consumers, Row, SectionSum, Untaxed
from app.compliance.records.periods.serials import Series
from app.compliance.rules.periods import filer
from app.compliance.rules.periods import gstr1 as rules
from app.compliance.rules.periods.gstr1 import portal
from app.compliance.service.periods.asking import Asked, Json, ids, kept, place, rupees, span, sums, tax


def answer(asked: Asked) -> Json:
    """The draft of the period that was asked for."""
    turnover = filer.turnover_before(asked.books, asked.period.starts)
    draft = rules.gstr1(asked.books, asked.period, turnover=turnover)
    head = {
        **span(draft.period),
        "gstin": draft.gstin,
        "turnover_before": rupees(turnover),
        "sections": [_section(one, asked) for one in draft.sections],
        "table_12": [_tab(draft, asked, is_b2b=True), _tab(draft, asked, is_b2b=False)],
        "documents_issued": [_series(one) for one in draft.documents],
        "left_out": len(draft.kept),
        "incomplete": len(draft.incomplete),
        "place_of_supply_told_by": [
            {"basis": basis.value, "documents": count, "meaning": asked.told("basis", basis)}
            for basis, count in sorted(draft.place_basis.items())
        ],
        "notes": _notes(draft, asked),
    }
    lists = {
        "documents": [_row(one) for one in draft.rows],
        "b2cs": [_consumers(one) for one in draft.consumers],
        "nil_exempt": [_untaxed(one) for one in draft.untaxed],
        "hsn": [_by_code(one) for one in draft.by_code],
        "cannot_be_reported": kept(draft.kept, asked.language),
        "without_hsn": kept(draft.incomplete, asked.language),
    }
    return {"head": head, "lists": lists, "portal": portal.portal_json(draft)}


def _notes(draft: GSTR1, asked: Asked) -> list[str]:
    has_nil = any(one.nil_rated for one in draft.untaxed)
    found = asked.notes(*asked.draft_notes, *(["nil_or_exempt"] if has_nil else []))
    if draft.b2c_without_hsn and not draft.incomplete:
        found.append(asked.told("notes", "consumers_without_code", count=draft.b2c_without_hsn))
    return found


def _section(one: SectionSum, asked: Asked) -> Json:
    return {"section": one.section, "table": one.table, "name": asked.told("tables", one.table), **sums(one.whole)}


def _tab(draft: GSTR1, asked: Asked, *, is_b2b: bool) -> Json:
    rows = [one for one in draft.by_code if one.is_to_business is is_b2b]
    value = sum(one.taxable_value for one in rows)
    name = asked.told("tables", "12")
    return {"tab": "b2b" if is_b2b else "b2c", "name": name, "codes": len(rows), "taxable_value": float(value)}


def _row(row: Row) -> Json:
    supply = row.supply
    return {
        "invoice_id": str(supply.document_id),
        "document": supply.nature.value,
        "section": row.section,
        "table": row.table,
        "number": supply.number,
        "date": supply.issued_on.isoformat(),
        "party": supply.party_name,
        "gstin": supply.recipient_gstin,
        **place(supply.place),
        "place_told_by": supply.place_basis.value,
        "reverse_charge": supply.is_reverse_charge,
        "value": rupees(supply.total),
        "taxable_value": rupees(row.taxable_value),
        **tax(row.heads),
        "rates": [
            {"gst_rate": float(one.rate_percent), "taxable_value": rupees(one.taxable_value), **tax(one.heads)}
            for one in row.rates
        ],
    }


def _consumers(one: Consumers) -> Json:
    return {
        **place(one.place),
        "inter_state": one.is_inter_state,
        "gst_rate": float(one.rate_percent),
        "taxable_value": rupees(one.taxable_value),
        **tax(one.heads),
        "invoice_ids": ids(one.document_ids),
    }


def _untaxed(one: Untaxed) -> Json:
    return {
        "inter_state": one.is_inter_state,
        "registered": one.is_registered,
        "nil_rated": rupees(one.nil_rated),
        "exempt": rupees(one.exempt),
        "non_gst": rupees(one.non_gst),
        "invoice_ids": ids(one.document_ids),
    }


def _by_code(one: ByCode) -> Json:
    return {
        "tab": "b2b" if one.is_to_business else "b2c",
        "hsn": one.hsn,
        "description": one.description,
        "uqc": one.unit,
        "quantity": float(one.quantity),
        "gst_rate": float(one.rate_percent),
        "taxable_value": rupees(one.taxable_value),
        **tax(one.heads),
        "documents": len(one.document_ids),
    }


def _series(one: Series) -> Json:
    figures = {"total": one.total, "cancelled": one.cancelled, "net": one.net}
    return {"document": one.nature.value, "from": one.first, "to": one.last, **figures}
