"""Whatever a call lets through gets an answer: nothing raised, every sentence whole, every issue an id of its own."""

import re
from typing import Any

import marshmallow as ma
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compliance.schemas.gst.invoices import InvoiceQuestion
from app.compliance.service.gst import invoices
from app.values.language import Language
from tests.compliance.rules.invoice.sent.lawful import papers
from tests.compliance.sent_papers import ON, of

NUMBERS = st.none() | st.sampled_from([0, -1, 0.005, 1, 10**9, 10**12, -(10**12)]) | st.floats(allow_nan=False)
WORDS = st.none() | st.sampled_from(["", " ", "27", "96", "{tax}", "[[x]]", "८४७१"]) | st.text(max_size=20)
FLAGS = st.none() | st.booleans()
SIDES = [f"{side}.{name}" for side in ("supplier", "recipient") for name in ("name", "address", "state_code", "gstin")]
FIELDS: dict[str, st.SearchStrategy[Any]] = (
    dict.fromkeys(("invoice_number", "place_of_supply", "lut_number", "irn", *SIDES), WORDS)
    | dict.fromkeys((f"items.0.{name}" for name in ("description", "hsn", "unit")), WORDS)
    | dict.fromkeys((f"items.0.{name}" for name in ("quantity", "unit_price", "discount", "gst_rate", "cgst")), NUMBERS)
    | dict.fromkeys((f"items.0.{name}" for name in ("taxable_value", "sgst", "igst", "cess", "cess_rate")), NUMBERS)
    | dict.fromkeys((f"totals.{name}" for name in ("taxable_value", "igst", "round_off", "grand_total")), NUMBERS)
    | dict.fromkeys(("reverse_charge", "export_with_payment", "items.0.is_service"), FLAGS)
    | {"invoice_date": st.none() | st.dates().map(str), "items.0.supply": st.none() | st.sampled_from(["exempt", ""])}
    | {"document_type": st.sampled_from([None, "bill_of_supply", "credit_note", "debit_note", "tax_invoice"])}
    | {"supplier.registration": st.sampled_from([None, "composition", "unregistered", "overseas"])}
    | {"recipient.category": st.sampled_from([None, "sez", "overseas", "unregistered", "deemed_export"])}
    | {"totals": st.none(), "recipient": st.none(), "original_invoice": st.just({"number": None, "date": "2020-01-01"})}
)
CHANGES = st.lists(
    st.sampled_from(sorted(FIELDS)).flatmap(lambda path: st.tuples(st.just(path), FIELDS[path])), max_size=8
)


@settings(deadline=None, max_examples=300)
@given(papers(), CHANGES, st.sampled_from(Language))
def test_any_paper_is_refused_or_gets_whole_sentences(
    body: dict[str, Any], changes: list[tuple[str, Any]], language: Language
) -> None:
    for path, value in sorted(changes, key=lambda change: -len(change[0])):
        of(body, {path: value})
    try:
        question = InvoiceQuestion().load(body)
    except ma.ValidationError:
        return
    answer = invoices.checked(question, on=ON, language=language)
    assert len({issue.id for issue in answer.issues}) == len(answer.issues)
    for issue in answer.issues:
        assert issue.suggested_fixes and issue.field and issue.law
        for sentence in (issue.description, issue.plain_language_explanation, *issue.suggested_fixes):
            assert re.search(r"[.?।]$", sentence), sentence
            assert "None" not in sentence and "Decimal" not in sentence
