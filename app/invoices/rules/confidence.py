"""How sure an answer is: the share of what was written that is accounted for, less a little for every open question."""

from app.invoices.records import DocumentFields, Resolution, Said, Status

_OPEN_QUESTION = 0.9
_CONTRADICTION = 0.6

_WEIGHTS = {"invoice_number": 0.15, "invoice_date": 0.2, "supplier_name": 0.1, "supplier_gstin": 0.15}
_TOTAL, _LINES = 0.25, 0.15


def of_sentence(said: Said, resolution: Resolution, *, sums_agree: bool) -> float:
    """In 0..1: the understood share of a sentence; nothing for what is no invoice."""
    if said.status is Status.REJECTED:
        return 0.0
    score = said.share_understood * _OPEN_QUESTION ** len(said.missing)
    if said.customer_name is None or resolution.candidates:
        score *= _OPEN_QUESTION
    return round(score if sums_agree else score * _CONTRADICTION, 2)


def of_document(fields: DocumentFields) -> float:
    """In 0..1: the share of the fields a bill should have that were found, lowered when its sums do not close."""
    score = sum(weight for name, weight in _WEIGHTS.items() if name in fields.found)
    score += (_TOTAL if "total_amount" in fields.amounts else 0) + (_LINES if fields.lines else 0)
    return round(score if fields.do_sums_close is not False else score * _CONTRADICTION, 2)
