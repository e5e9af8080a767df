"""Which documents meet: few, the right ones, and the same whether all are compared or one."""

from dataclasses import replace
from datetime import date

from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import Index, candidates
from app.fraud.rules.duplicates.candidates import Blocks
from app.fraud.rules.duplicates.shelf import Shelf
from tests.fraud.shop import bill, books, identifier, invoice
from tests.fraud.test_properties import honest, messy


class TestCandidates:
    def test_pairs_grow_with_the_books_even_when_everything_is_alike(self) -> None:
        same = [bill("", "500", key=f"tea {n}") for n in range(2000)]
        shelf, _ = Shelf.both(books(documents=same))
        assert sum(1 for _ in Blocks(shelf).pairs()) <= candidates.NEIGHBOURS * len(same)

    def test_no_pair_comes_twice_and_no_document_meets_itself(self) -> None:
        for blocks in Index(messy(3)).blocks:
            met = [frozenset((one.document.id, other.document.id)) for one, other in blocks.pairs()]
            assert len(met) == len(set(met))
            assert all(len(pair) == 2 for pair in met)


class TestOneDocument:
    def test_meets_the_document_that_it_repeats(self) -> None:
        index = Index(honest(1, months=6))
        for document in list(index.books.documents)[:50]:
            draft = replace(document, id=identifier("draft"))
            met = {one.id for pair in duplicates.pairs_with(index, draft) for one in (pair.one, pair.other)}
            assert met >= {document.id, draft.id}

    def test_is_not_compared_with_itself_where_it_is_an_edit(self) -> None:
        index = Index(honest(1, months=6))
        document = next(iter(index.books.documents))
        edited = replace(document, total=document.total + 1)
        met = [one.id for pair in duplicates.pairs_with(index, edited) for one in (pair.one, pair.other)]
        assert met.count(document.id) == len(met) / 2

    def test_a_kind_that_is_not_compared_meets_nobody(self) -> None:
        index = Index(books(documents=[bill("A-1"), invoice("A-1")]))
        assert duplicates.pairs_with(index, bill("A-1", "0", date(1900, 1, 1), key="nothing")) == []
