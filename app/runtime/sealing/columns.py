"""Every column that is sealed, in one place: whoever writes or reads it names it from here, so rotation forgets none.

Which columns are not, and why, stands in docs/keys.md.
"""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from app.runtime.sealing.seals import Place


class Form(Enum):
    """What the column holds."""

    TEXT = "text"
    JSON = "jsonb"
    BYTES = "bytea"


@dataclass(frozen=True, slots=True)
class Column:
    """A sealed column, or one `part` of the JSON object in it.

    key : the table's primary key, by which rows are found; owner : the column whose value a seal is bound to
    only : which values are sealed, in SQL, where not all are
    """

    table: str
    name: str
    form: Form
    key: tuple[str, ...] = ("id",)
    owner: str = "id"
    part: str = ""
    only: str = ""

    @property
    def title(self) -> str:
        """`table.column`, with the part behind it."""
        return f"{self.table}.{self.name}" + (f".{self.part}" if self.part else "")

    def place(self, owner: UUID | str) -> Place:
        """The place of what is sealed here for `owner`."""
        return Place(self.title, owner)


def _of_facts(part: str) -> Column:
    return Column("book_facts", "facts", Form.JSON, ("subject_kind", "subject_id"), "business_id", part)


DOCUMENT_NAME = Column("document_extractions", "file_name", Form.TEXT)
DOCUMENT_PAGES = Column("document_extractions", "pages", Form.JSON)
DOCUMENT_RESULT = Column("document_extractions", "result", Form.JSON)
DOCUMENT_ASSESSMENT = Column("document_extractions", "assessment", Form.JSON)
DOCUMENT_SUPPLIER = Column("document_extractions", "supplier_name", Form.TEXT)
DOCUMENT_NUMBER = Column("document_extractions", "invoice_number", Form.TEXT)
DOCUMENT_LOOK_UP = Column("document_extractions", "look_up", Form.TEXT)
DOCUMENT_VALUE = Column(
    "document_extraction_corrections", "value", Form.JSON, ("extraction_id", "step", "path"), "extraction_id"
)
SENTENCE = Column("document_corrections", "raw_input", Form.TEXT)
SENTENCE_PARTS = Column("document_corrections", "entities", Form.JSON)
ANSWER_KEPT = Column(
    "idempotency_keys", "response_body", Form.BYTES, ("user_id", "key", "method_path"), owner="user_id"
)
OBSERVED_INPUTS = Column(
    "ml_model_observations",
    "inputs",
    Form.JSON,
    ("model_id", "subject"),
    owner="subject",
    only="jsonb_typeof(inputs) in ('string', 'object')",
)
"""Sentences. Rows of figures are no secret, and many."""
JOB_RESULT = Column("jobs", "result", Form.JSON)
FACTS = {
    part: _of_facts(part)
    for part in ("bank", "bank_changes", "paid_to_account", "upi_id", "phone", "email", "address", "gst_number")
}
"""Parts of what is known of parties, staff and payments beyond the app's columns."""

ALL = (
    DOCUMENT_NAME,
    DOCUMENT_PAGES,
    DOCUMENT_RESULT,
    DOCUMENT_ASSESSMENT,
    DOCUMENT_SUPPLIER,
    DOCUMENT_NUMBER,
    DOCUMENT_LOOK_UP,
    DOCUMENT_VALUE,
    SENTENCE,
    SENTENCE_PARTS,
    OBSERVED_INPUTS,
    ANSWER_KEPT,
    JOB_RESULT,
    *FACTS.values(),
)
