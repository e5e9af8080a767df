"""The serial numbers of a financial year as JSON: series as table 13 wants them, their gaps, and repeats."""

from app.compliance.records.periods import tax_period
from app.compliance.records.periods.serials import Gap, Numbered, Repeat, Series
from app.compliance.rules.periods import outward
from app.compliance.rules.periods import serials as rules
from app.compliance.service.periods.asking import Asked, Json
from app.compliance.wording import periods as wording
from app.values.period import financial_year


def answer(asked: Asked) -> Json:
    """The register of the year that was asked for, the present one when none was."""
    named = asked.parameters.get("financial_year")
    year = tax_period.financial_year_named(named, on=asked.on) if named else financial_year(asked.on)
    found = rules.register(outward.numbered(asked.books), year=year)
    missing = sum(gap.count for one in found.series for gap in one.gaps)
    counts = {"missing": missing, "repeated": len(found.repeats), "unnumbered": len(found.unnumbered)}
    head = {"financial_year": tax_period.year_name(year), **counts, "notes": _notes(counts["unnumbered"], asked)}
    lists = {
        "series": [_series(one, asked) for one in found.series],
        "repeats": [_repeat(one, asked) for one in found.repeats],
        "without_number": [_document(one) for one in found.unnumbered],
    }
    return {"head": head, "lists": lists}


def _notes(unnumbered: int, asked: Asked) -> list[str]:
    told = [asked.told("serials", "compulsory")]
    return told + ([asked.told("serials", "unnumbered", count=unnumbered)] if unnumbered else [])


def _series(one: Series, asked: Asked) -> Json:
    return {
        "document": one.nature.value,
        "name": asked.told("serials", "natures", one.nature),
        "series": one.shape,
        "from": one.first,
        "to": one.last,
        "total": one.total,
        "cancelled": one.cancelled,
        "net": one.net,
        "consecutive": one.is_consecutive,
        "note": None if one.is_consecutive else asked.told("serials", "loose"),
        "gaps": [_gap(gap, asked) for gap in one.gaps],
    }


def _gap(one: Gap, asked: Asked) -> Json:
    return {
        "from": one.first,
        "to": one.last,
        "count": one.count,
        "after": _document(one.after),
        "before": _document(one.before),
        "plain_language_explanation": wording.gap(one, asked.language),
        "suggested_fix": asked.told("serials", "gap_fix"),
    }


def _repeat(one: Repeat, asked: Asked) -> Json:
    return {
        "document": one.nature.value,
        "number": one.number,
        "documents": [_document(document) for document in one.documents],
        "plain_language_explanation": wording.repeat(one, asked.language),
        "suggested_fix": asked.told("serials", "repeat_fix"),
    }


def _document(one: Numbered) -> Json:
    issued_on = one.issued_on.isoformat()
    return {"invoice_id": str(one.document_id), "number": one.number, "date": issued_on, "cancelled": one.is_cancelled}
