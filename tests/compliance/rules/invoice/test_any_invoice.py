"""Whatever stands in the books gets an answer: every sentence whole, every id its own, nothing raised."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.books.records import Document, DocumentKind, DocumentStatus, Item, Party
from app.compliance import wording
from tests.compliance.papers import INVOICE, LAPTOP, STORES, found, read

AMOUNTS = st.decimals("-9999999", "9999999", places=2)
WORDS = st.text(max_size=12)
LINES = st.builds(
    replace,
    st.just(LAPTOP),
    name=WORDS,
    quantity=st.decimals("-10", "9999", places=3),
    unit_price=AMOUNTS,
    rate_percent=st.decimals("-100", "200", places=2),
    amount=AMOUNTS,
    hsn_code=st.none() | st.from_regex(r"\A[0-9A-Z]{0,8}\Z"),
    unit=st.none() | WORDS,
    is_taxable=st.booleans(),
    metadata=st.dictionaries(
        st.sampled_from(["cgst_amount", "sgst_amount", "igst_amount", "cess_amount", "place_of_supply"]),
        st.none() | WORDS | AMOUNTS.map(str) | st.integers(0, 99999),
    ),
)
DOCUMENTS = st.builds(
    replace,
    st.just(INVOICE),
    kind=st.sampled_from(DocumentKind),
    status=st.sampled_from(DocumentStatus),
    number=WORDS,
    issued_on=st.dates(date(2016, 1, 1), date(2030, 1, 1)),
    subtotal=AMOUNTS,
    tax_amount=AMOUNTS,
    total=AMOUNTS,
    discount=st.just(Decimal(0)) | AMOUNTS,
    items=st.lists(LINES, max_size=4).map(tuple),
    notes=st.none() | WORDS,
)
PARTIES = st.none() | st.builds(
    replace, st.just(STORES), name=WORDS, gstin=st.none() | st.just(STORES.gstin) | WORDS, address=st.none() | WORDS
)


@settings(deadline=None)
@given(DOCUMENTS, PARTIES)
def test_any_invoice_gets_whole_sentences(document: Document, party: Party | None) -> None:
    invoice = read(document, party)
    issues = [wording.issue(finding, invoice) for finding in found(document, party)]
    assert len({issue.id for issue in issues}) == len(issues)
    for issue in issues:
        assert issue.description and issue.plain_language_explanation and issue.suggested_fixes


@settings(deadline=None)
@given(st.lists(LINES, max_size=4))
def test_order_of_lines_does_not_matter(lines: list[Item]) -> None:
    document = replace(INVOICE, items=tuple(lines))
    turned = replace(INVOICE, items=tuple(reversed(lines)))
    assert sorted(f.rule.code for f in found(document)) == sorted(f.rule.code for f in found(turned))
