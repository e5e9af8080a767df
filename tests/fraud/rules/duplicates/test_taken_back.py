"""Which bill a credit or debit note takes back, however it says so."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.books.records import Document, DocumentKind
from app.fraud.rules.duplicates.shelf import Shelf
from tests.fraud.shop import DAY, bill, books

FIRST, SECOND = bill("K-11", "1180"), bill("K-15", "1180", DAY + timedelta(days=4))
AFTER = DAY + timedelta(days=9)
NOTES: dict[str, tuple[dict[str, Any], list[Document]]] = {
    "by its link": ({"related_document_id": FIRST.id}, [FIRST]),
    "by the number in its reference": ({"reference": "k11"}, [FIRST]),
    "by the number in its words": ({"notes": "goods returned, bill K-11"}, [FIRST]),
    "by its amount alone, the latest": ({}, [SECOND]),
    "a part of it was returned": ({"related_document_id": FIRST.id, "total": FIRST.total / 10}, []),
    "of another amount": ({"total": FIRST.total * 2}, []),
    "before both": ({"issued_on": DAY - timedelta(days=1)}, []),
}


class TestTakenBack:
    @pytest.mark.parametrize(("known", "expected"), NOTES.values(), ids=NOTES)
    def test_a_note_takes_back_what_it_is_for(self, known: dict[str, Any], expected: list[Document]) -> None:
        note = bill("DN-2", "1180", AFTER, kind=DocumentKind.DEBIT_NOTE)
        shelf, _ = Shelf.both(books(documents=[FIRST, SECOND, replace(note, **known)]))
        assert shelf.taken_back == {one.id for one in expected}
