"""What two papers say of themselves: parts of one whole, one more, or merely other words for one thing."""

from collections.abc import Sequence

import pytest

from app.books.records import Document
from app.fraud.rules.duplicates import sayings
from tests.fraud.shop import bill, item

Said = tuple[str | None, str]
"""The notes, and the name of the only line."""
PARTS: Sequence[tuple[Said, Said]] = [
    (("part 1 of 4", "Machine"), ("part 2 of 4", "Machine")),
    (("10 of 20, balance to follow", "Hinge"), ("balance 10 of 20", "Hinge")),
    (("50% with order", "Almirah"), ("balance 50% on completion", "Almirah")),
    ((None, "Sand MH12 4410"), (None, "Sand MH14 7782")),
    ((None, "Rent for June"), (None, "Rent for July")),
    (("पेशगी अग्रिम", "Almirah"), ("बाकी", "Almirah")),
]
ONE_THING: Sequence[tuple[Said, Said]] = [
    (("part 1 of 4", "Machine"), ("Part 1 of 4", "Machine")),
    ((None, "Glass tumbler 6s"), (None, "GLASS TUMBLER")),
    ((None, "Wire 90 m"), (None, "90 m wire")),
    ((None, "Rent for June"), (None, "Rent for June")),
    (("balance pending", "Hinge"), (None, "Hinge")),
]
ONE_MORE: Sequence[tuple[Said, Said]] = [
    (("same as last", "Hinge"), (None, "Hinge")),
    (("10 of 20, balance to follow", "Hinge"), ("balance 10 of 20", "Hinge")),
    (("baaki maal", "Hinge"), ("baaki baad mein", "Hinge")),
]


def papers(one: Said, other: Said) -> tuple[Document, Document]:
    """Two bills that say so."""
    first, second = (bill("A-1", "1180", notes=notes, items=(item(name, "1000"),)) for notes, name in (one, other))
    return first, second


class TestSayings:
    @pytest.mark.parametrize(("one", "other"), PARTS)
    def test_parts_of_one_whole(self, one: Said, other: Said) -> None:
        first, second = papers(one, other)
        assert sayings.are_parts(first, second)
        assert sayings.are_parts(second, first)

    @pytest.mark.parametrize(("one", "other"), ONE_THING)
    def test_other_words_for_one_thing_are_no_parts(self, one: Said, other: Said) -> None:
        first, second = papers(one, other)
        assert not sayings.are_parts(first, second)
        assert not sayings.is_one_more(first, second)

    @pytest.mark.parametrize(("one", "other"), ONE_MORE)
    def test_just_one_of_them_is_one_more(self, one: Said, other: Said) -> None:
        assert sayings.is_one_more(*papers(one, other))
