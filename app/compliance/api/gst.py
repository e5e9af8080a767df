"""POST /api/v1/gst/<call>: questions of GST law that need no books. Nothing is stored, so a repeat does no harm.

A new call is one line in `CALLS`: its name, a sentence about it, its two schemas, and the function that answers.
"""

from app.compliance.api.batches import Call, mount
from app.compliance.schemas.gst import due_dates as due_date_schemas
from app.compliance.schemas.gst import e_invoices as e_invoice_schemas
from app.compliance.schemas.gst import filing as filing_schemas
from app.compliance.schemas.gst import invoices as invoice_schemas
from app.compliance.schemas.gst import matching as matching_schemas
from app.compliance.schemas.gst import numbers as number_schemas
from app.compliance.schemas.gst import rates as rate_schemas
from app.compliance.schemas.gst import suggestions as suggestion_schemas
from app.compliance.schemas.gst import supplies as supply_schemas
from app.compliance.service.gst import due_dates, e_invoices, filing, invoices, matching, numbers, rates, supplies
from app.compliance.service.hsn import suggesting
from app.flags.rules import AI_FLAG, COMPLIANCE
from app.runtime.http.blueprints import Blueprint

blp = Blueprint("gst", __name__, url_prefix="/api/v1/gst", description="Questions of GST law that need no books")

CALLS = (
    Call(
        "gstin",
        "Whether a text can be a GSTIN, of which state and kind, and why not.",
        number_schemas.GSTINQuestion,
        number_schemas.GSTINAnswer,
        numbers.gstin_answers,
    ),
    Call(
        "invoice-number",
        "Whether an invoice may bear a number, and whether it was used before.",
        number_schemas.InvoiceNumberQuestion,
        number_schemas.InvoiceNumberAnswer,
        numbers.invoice_number_answers,
    ),
    Call(
        "tax-type",
        "Which tax a supply bears, where it is made, and who pays.",
        supply_schemas.TaxTypeQuestion,
        supply_schemas.TaxTypeAnswer,
        supplies.tax_type_answers,
    ),
    Call(
        "tax-amount",
        "What an invoice comes to: value, tax by head, total.",
        supply_schemas.TaxAmountQuestion,
        supply_schemas.TaxAmountAnswer,
        supplies.tax_amount_answers,
    ),
    Call(
        "rate",
        "Which rates the law allows for an item on a day, and on what each hangs.",
        rate_schemas.RateQuestion,
        rate_schemas.RateAnswer,
        rates.answers,
    ),
    Call(
        "gstr1-section",
        "In which section and table of GSTR-1 a document is reported.",
        filing_schemas.SectionQuestion,
        filing_schemas.SectionAnswer,
        filing.section_answers,
    ),
    Call(
        "due-date",
        "Until when a return is due, credit can be claimed, or a supplier must be paid.",
        due_date_schemas.DueDateQuestion,
        due_date_schemas.DueDateAnswer,
        due_dates.answers,
    ),
    Call(
        "e-invoice",
        "Whether a document needs an e-invoice and came in time; or its IRN.",
        e_invoice_schemas.EInvoiceQuestion,
        e_invoice_schemas.EInvoiceAnswer,
        e_invoices.answers,
    ),
    Call(
        "interest-late-fee",
        "What tax paid late or a return filed late costs.",
        filing_schemas.LatenessQuestion,
        filing_schemas.LatenessAnswer,
        filing.lateness_answers,
    ),
    Call(
        "invoice-check",
        "What is wrong with a whole invoice, bill or note, in plain words, with the law and the right value.",
        invoice_schemas.InvoiceQuestion,
        invoice_schemas.InvoiceAnswer,
        invoices.answers,
        COMPLIANCE,
    ),
    Call(
        "reconcile-2b",
        "What each purchase bill is to the rows of GSTR-2B: the same, nearly, differing, or missing on a side.",
        matching_schemas.ReconcileQuestion,
        matching_schemas.ReconcileAnswer,
        matching.answers,
        COMPLIANCE,
    ),
    Call(
        "hsn/suggest",
        "Which codes an item may have by what a shop calls it, each with how sure and its rates of today.",
        suggestion_schemas.SuggestQuestion,
        suggestion_schemas.SuggestAnswer,
        suggesting.answers,
        AI_FLAG,
    ),
)

for call in CALLS:
    mount(blp, call)
