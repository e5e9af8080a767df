"""The question about an e-invoice on the wire: `e-invoice`, in its two forms."""

from typing import Any

import marshmallow as ma

from app.compliance.records.filing import EInvoiceQuestion as EInvoiceAsked
from app.compliance.records.filing import IRNQuestion as IRNAsked
from app.compliance.schemas.gst.fields import Choice, Day, FinancialYear, IssuedOn, LawAnswer, Number, Words, optional
from app.gst import gstin
from app.gst.e_invoice import Code, Paper, SupplierClass
from app.gst.parties import Document, Recipient, SupplyKind
from app.runtime.http.schema import Schema

IRN = "irn"
FOR_IRN = ("supplier_gstin", "financial_year", "document_type_code", "document_number")
FOR_PAPER = ("highest_aato_since_fy2017_18", "invoice_date", "document_type", "recipient_category", "supply")
MISSING = "This is missing."
NOT_15 = "A GSTIN has 15 letters and digits."


class EInvoiceQuestion(Schema):
    """A document (turnover in rupees); or, with `ask: "irn"`, what the portal's number of a document is made of."""

    ask = Choice((IRN,), **optional())
    highest_aato_since_fy2017_18 = Number(**optional())
    invoice_date = IssuedOn(**optional())
    document_type = Choice(Document, **optional())
    recipient_category = Choice(Recipient, **optional())
    supplier_class = Choice(SupplierClass, **optional())
    supply = Choice(SupplyKind, **optional())
    reported_on = Day(**optional())
    supplier_gstin = Words(longest=50, **optional())
    financial_year = FinancialYear(**optional())
    document_type_code = Choice(Code, **optional())
    document_number = Words(longest=50, **optional())

    @ma.validates_schema
    def _is_whole(self, data: dict[str, Any], **_: Any) -> None:
        needed = FOR_IRN if data["ask"] == IRN else FOR_PAPER
        missing = {name: [MISSING] for name in needed if data[name] is None or data[name] == ""}
        if missing:
            raise ma.ValidationError(missing)
        number = gstin.normalised(data["supplier_gstin"])
        if data["ask"] == IRN and not (len(number) == gstin.LENGTH and number.isascii() and number.isalnum()):
            raise ma.ValidationError(NOT_15, "supplier_gstin")

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: Any) -> EInvoiceAsked | IRNAsked:
        return _irn(data) if data["ask"] == IRN else _paper(data)


class EInvoiceAnswer(LawAnswer):
    """Null for what was not asked."""

    applicable = ma.fields.Boolean(required=True, allow_none=True)
    reporting_accepted = ma.fields.Boolean(required=True, allow_none=True)
    irn = ma.fields.String(required=True, allow_none=True)


def _irn(data: dict[str, Any]) -> IRNAsked:
    began = data["financial_year"]
    year = f"{began}-{(began + 1) % 100:02d}"
    return IRNAsked(data["supplier_gstin"], year, Code(data["document_type_code"]), data["document_number"])


def _paper(data: dict[str, Any]) -> EInvoiceAsked:
    paper = Paper(
        turnover=data["highest_aato_since_fy2017_18"],
        issued_on=data["invoice_date"],
        document=Document(data["document_type"]),
        recipient_category=Recipient(data["recipient_category"]),
        supplier_class=SupplierClass(data["supplier_class"] or SupplierClass.REGULAR),
        supply=SupplyKind(data["supply"]),
    )
    return EInvoiceAsked(paper, data["reported_on"])
