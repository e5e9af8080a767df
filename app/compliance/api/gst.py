"""POST /api/v1/gst/<call>: questions of GST law that need no books. Nothing is stored, so a repeat does no harm.

A new call is one line in `CALLS`: its name, a sentence about it, its two schemas, and the function that answers.
"""

from app.compliance.api.batches import Call, mount
from app.compliance.schemas.gst import numbers as number_schemas
from app.compliance.service.gst import numbers
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
)

for call in CALLS:
    mount(blp, call)
