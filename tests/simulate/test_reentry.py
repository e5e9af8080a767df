"""Documents entered twice in every known way, and honest repeats: planted as often as asked for, and noted truly."""

from uuid import UUID

import pytest

from app import simulate
from app.books.records import Books, DocumentKind
from app.simulate import reentry
from app.simulate.reentry import Replanted
from app.simulate.reentry.honest import HONEST
from app.simulate.reentry.invoiced_twice import INVOICED_TWICE
from app.simulate.reentry.like import LIKE
from app.simulate.reentry.twice import TWICE

WAYS = (*TWICE, *INVOICED_TWICE, *HONEST, *LIKE)


class TestReplanted:
    def test_same_seed_plants_the_same_and_another_seed_something_else(self, books: Books) -> None:
        first, again, other = (reentry.replanted(books, seed=seed) for seed in (1, 1, 2))
        assert (first.books, first.twice, first.honest) == (again.books, again.twice, again.honest)
        assert first.twice != other.twice

    def test_every_way_is_planted_as_often_as_asked_for(self, planted: Replanted) -> None:
        names = [name for name, _ in (*planted.twice, *planted.honest)]
        assert {name: names.count(name) for name in set(names)} == {name: 2 for _, name in WAYS}

    def test_what_is_noted_stands_in_the_books(self, planted: Replanted) -> None:
        known = set(planted.books.document_by_id)
        assert all(documents <= known for _, documents in (*planted.twice, *planted.honest))
        assert all(len(documents) >= 2 for _, documents in planted.twice)

    def test_no_document_belongs_to_two_cases(self, planted: Replanted) -> None:
        named = [one for _, documents in (*planted.twice, *planted.honest) for one in documents]
        assert len(named) == len(set(named))

    def test_documents_of_other_cases_are_left_alone(self, books: Books) -> None:
        besides = {one.id for one in books.documents[::2]}
        found = reentry.replanted(books, seed=1, besides=besides)
        named: set[UUID] = {one for _, documents in (*found.twice, *found.honest) for one in documents}
        assert not named & besides

    def test_the_business_itself_stays_as_it_was(self, books: Books, planted: Replanted) -> None:
        before = {one.id for one in books.documents}
        assert before <= set(planted.books.document_by_id)
        assert planted.books.payments == books.payments

    def test_a_business_without_papers_gets_nothing(self, books: Books) -> None:
        only_notes = [one for one in books.documents if one.kind is DocumentKind.DEBIT_NOTE]
        empty = Books(business=books.business, revision=0, parties=books.parties, documents=only_notes)
        found = reentry.replanted(empty, seed=1)
        assert (found.twice, found.honest) == ([], [])


@pytest.fixture(scope="module")
def books() -> Books:
    """A year of a small business."""
    return simulate.books_for_tests(3, profile=simulate.TEXTILES, months=12)


@pytest.fixture(scope="module")
def planted(books: Books) -> Replanted:
    """The same with every case planted twice."""
    return reentry.replanted(books, seed=1, of_each=2)
