"""Invented books against the GSTR-2B that their suppliers would have caused: what was planted is found, and no more."""

from datetime import date
from uuid import uuid4

import pytest

from app import simulate
from app.books import reader
from app.books.importer import service as importer
from app.books.records import Books
from app.compliance.records.matching import Row, State
from app.compliance.rules import matching
from app.compliance.rules.matching import books as bought
from app.compliance.rules.matching import month
from app.compliance.rules.portal_2b import documents
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.simulate import gstr2b
from app.values.period import Month

PERIOD = Month(2026, 9)


class TestInventedBooks:
    def test_only_planted_troubles_are_told(self, books: Books) -> None:
        rows = _matched(books)
        planted = {State.SUGGESTED, State.MISMATCH, State.MISSING_IN_BOOKS}
        told = [row.state for row in rows if row.state in planted]
        exact = [row for row in rows if row.state is State.EXACT]
        assert len(exact) > 2 * len(told) and told.count(State.MISSING_IN_BOOKS) == 1

    def test_no_head_differs_that_nobody_planted(self, books: Books) -> None:
        fields = {difference.field for row in _matched(books) for difference in row.differences}
        assert fields <= {"bill_no", "taxable_value"}

    def test_rows_keep_their_ids_when_matched_again(self, books: Books) -> None:
        first, second = (month.kept(_matched(books), business_id=books.business.id, period=PERIOD) for _ in range(2))
        assert first == second and len({row.id for row in first}) == len(first)


def _matched(books: Books) -> tuple[Row, ...]:
    file = documents.read(gstr2b.portal_json(books, PERIOD, seed=7))
    return matching.reconciled(list(bought.papers(books, PERIOD)), file.papers)


@pytest.fixture
def books(rt: Runtime) -> Books:
    business_id = uuid4()
    content = simulate.generate(
        simulate.ELECTRICALS, seed=5, until=date(2026, 10, 20), months=3, business_id=business_id
    )
    importer.import_content(rt, content, owner_id=uuid4())
    with rt.db.transaction(Caller.service()) as tx:
        return reader.load(tx, business_id)
