"""Whatever stands in the books, every question gets an answer of finite figures."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.books.records import Books, Document, Party, PartyKind
from app.compliance.records.periods.asked import Matter
from app.compliance.service.periods.asking import Asked
from app.compliance.service.periods.working import ANSWERS
from app.values.language import Language
from tests.compliance.papers import SHOP
from tests.compliance.rules.invoice.test_any_invoice import DOCUMENTS, PARTIES

PARAMETERS = {
    Matter.GSTR1: {"period": "2025-10"},
    Matter.GSTR3B: {"period": "2025-Q3"},
    Matter.SERIALS: {"financial_year": "2025-26"},
    Matter.CHECKS: {"period": "2025-10"},
}
DAYS = st.one_of(st.dates(date(2025, 10, 1), date(2025, 12, 31)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))


@pytest.mark.parametrize("matter", Matter)
@settings(deadline=None, max_examples=60)
@given(
    documents=st.lists(st.tuples(DOCUMENTS, DAYS), max_size=4),
    party=PARTIES,
    kind=st.sampled_from(PartyKind),
    gstin=st.sampled_from([SHOP.gstin, None, "27AAGCK7412M1Z8"]),
    on=st.dates(date(2025, 11, 1), date(2027, 1, 1)),
    language=st.sampled_from(Language),
)
def test_any_books_get_an_answer(
    matter: Matter,
    documents: list[tuple[Document, date]],
    party: Party | None,
    kind: PartyKind,
    gstin: str | None,
    on: date,
    language: Language,
) -> None:
    parties = [replace(party, kind=kind)] if party else []
    papers = [
        replace(document, id=UUID(int=place), issued_on=day, related_document_id=UUID(int=0))
        for place, (document, day) in enumerate(documents)
    ]
    books = Books(replace(SHOP, gstin=gstin), 1, parties=parties, documents=papers)
    asked = Asked(books, PARAMETERS.get(matter, {}), on=on, language=language)
    assert json.dumps(ANSWERS[matter](asked), allow_nan=False)
