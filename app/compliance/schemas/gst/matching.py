"""`reconcile-2b` on the wire: purchase bills and rows of GSTR-2B in, one row for each paper or pair out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import marshmallow as ma

from app.compliance.records.matching import AMOUNTS, Kind, Paper, Question, State
from app.compliance.schemas.gst.fields import MOST_RUPEES, Day, LawAnswer, Number, Words, YesNo, optional
from app.gst import states
from app.runtime.http.schema import Schema

MOST_PAPERS = 20_000
MOST_GSTINS = 100

KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind} | {
    "tax_invoice": Kind.INVOICE,
    "bill": Kind.INVOICE,
    "bill_of_supply": Kind.INVOICE,
    "b2b": Kind.INVOICE,
    "b2ba": Kind.INVOICE,
    "amended_invoice": Kind.INVOICE,
    "invoice_amendment": Kind.INVOICE,
    "amended_credit_note": Kind.CREDIT_NOTE,
    "credit_note_amendment": Kind.CREDIT_NOTE,
    "amended_debit_note": Kind.DEBIT_NOTE,
    "debit_note_amendment": Kind.DEBIT_NOTE,
    "bill_of_entry": Kind.IMPORT,
    "import_of_goods": Kind.IMPORT,
    "impg": Kind.IMPORT,
    "impgsez": Kind.IMPORT,
    "isd_invoice": Kind.ISD,
}
"""Every name of a kind that is taken."""

AMENDED = frozenset(name for name in KINDS if name.startswith("amended_") or name.endswith(("_amendment", "ba")))


_AS_THEY_ARE = ("id", "supplier_gstin", "company_gstin", "bill_date", "reverse_charge", *AMOUNTS)


class KindName(ma.fields.String):
    """A kind of paper in any case, by one of the names of `KINDS`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        name = super()._deserialize(value, attr, data, **kwargs).strip().lower().replace(" ", "_").replace("-", "_")
        if name not in KINDS:
            raise ma.ValidationError(f"This must be one of: {', '.join(Kind)}.")
        return name


class Place(Words):
    """A state by its code or name, also as `27-Maharashtra`; kept as its code."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).strip()
        code = states.code_of(text) or states.code_of(text.partition("-")[0])
        if text and code is None:
            raise ma.ValidationError("This is not a state code, such as 27 for Maharashtra.")
        return code or ""


def _amount(**options: Any) -> Number:
    return Number(lowest=-MOST_RUPEES, **options)


class PaperAsked(Schema):
    """A bill in the books, or a row of 2B. What a side does not say is absent or null, and never a difference."""

    id = Words(required=True, longest=100, shortest=1)
    kind = KindName(**optional(metadata={"enum": [*KINDS, None]}))
    supplier_gstin = Words(longest=50, **optional())
    company_gstin = Words(longest=50, **optional())
    bill_no = Words(longest=100, **optional())
    bill_date = Day(required=True)
    place_of_supply = Place(longest=50, **optional())
    reverse_charge = YesNo(**optional())
    taxable_value = _amount(required=True)
    cgst = _amount(**optional())
    sgst = _amount(**optional())
    igst = _amount(**optional())
    cess = _amount(**optional())
    original_bill_no = Words(longest=100, **optional())
    original_bill_date = Day(**optional())

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> Paper:
        name = data["kind"] or Kind.INVOICE.value
        rest = data | {head: data[head] or Decimal(0) for head in AMOUNTS}
        return Paper(
            kind=KINDS[name],
            bill_no=data["bill_no"] or "",
            place_of_supply=data["place_of_supply"] or None,
            is_amended=name in AMENDED or data["original_bill_no"] is not None,
            original_no=data["original_bill_no"],
            original_date=data["original_bill_date"],
            **{field: rest[field] for field in _AS_THEY_ARE},
        )


def _papers() -> "ma.fields.List[Paper]":
    sentence = f"At most {MOST_PAPERS:,} papers a side are taken; upload the file of the portal for more."
    return ma.fields.List(
        ma.fields.Nested(PaperAsked), required=True, validate=ma.validate.Length(max=MOST_PAPERS, error=sentence)
    )


class ReconcileQuestion(Schema):
    """Both sides. `company_gstins`: all registrations of the business."""

    company_gstins = ma.fields.List(
        Words(longest=50),
        validate=ma.validate.Length(max=MOST_GSTINS, error=f"At most {MOST_GSTINS} GSTINs are taken."),
        **optional(),
    )
    purchase_register = _papers()
    gstr_2b = _papers()

    @ma.validates_schema(skip_on_field_errors=True)
    def _ids_tell_papers_apart(self, data: dict[str, Any], **_: Any) -> None:
        for side in ("purchase_register", "gstr_2b"):
            if len({paper.id for paper in data[side]}) < len(data[side]):
                raise ma.ValidationError("Two papers have one id.", side)

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> Question:
        return Question(tuple(data["company_gstins"] or ()), tuple(data["purchase_register"]), tuple(data["gstr_2b"]))


class DifferenceSaid(Schema):
    """A field that the sides tell differently, in a sentence."""

    field = ma.fields.String(required=True)
    in_books = ma.fields.Method("_in_books", required=True, metadata={"nullable": True})
    in_2b = ma.fields.Method("_in_2b", required=True, metadata={"nullable": True})
    sentence = ma.fields.String(required=True)

    def _in_books(self, said: Any) -> Any:
        return plain(said.in_books)

    def _in_2b(self, said: Any) -> Any:
        return plain(said.in_2b)


class ReconciledRow(Schema):
    """One paper, or two that are one document. `differences` names the fields, `details` says each in a sentence."""

    purchase = ma.fields.String(required=True, allow_none=True)
    inward = ma.fields.String(required=True, allow_none=True)
    state = ma.fields.Enum(State, by_value=True, required=True)
    differences = ma.fields.List(ma.fields.String(), required=True)
    details = ma.fields.List(ma.fields.Nested(DifferenceSaid), required=True)
    explanation = ma.fields.String(required=True)


class ReconcileAnswer(LawAnswer):
    """Every paper stands in one row, but rows of 2B that an amended row replaces."""

    rows = ma.fields.List(ma.fields.Nested(ReconciledRow), required=True)


def plain(value: Any) -> Any:
    """A value of a paper as JSON has it."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
