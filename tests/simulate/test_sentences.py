"""Generated sentences: the same for a seed, their parts where they say, and what judges apart from what teaches."""

from decimal import Decimal

import pytest

from app.invoices.records import Role
from app.invoices.rules.sentences import normalise
from app.simulate import sentences
from app.simulate.sentences import Language, Sentence, Share, phrases

COUNT = 300


class TestWritten:
    def test_same_seed_writes_the_same_sentences(self) -> None:
        first, second = (sentences.written(3, 50, Share.KNOWN) for _ in range(2))
        assert first == second != sentences.written(4, 50, Share.KNOWN)

    def test_parts_stand_where_they_say_and_never_overlap(self, written: list[Sentence]) -> None:
        for one in written:
            ends = [0, *(end for _, end, _ in one.spans)]
            assert all(end <= start for end, (start, _, _) in zip(ends, one.spans, strict=False)), one
            parts = [one.text[start:end] for start, end, _ in one.spans]
            assert all(part == part.strip() != "" for part in parts), one

    def test_every_label_is_a_role_that_the_reader_knows(self, written: list[Sentence]) -> None:
        assert {label for one in written for _, _, label in one.spans} == {role.value for role in Role}

    def test_what_was_meant_is_what_stands_there(self, written: list[Sentence]) -> None:
        for one in written:
            if one.meant is not None:
                names = [one.text[start:end].casefold() for start, end, label in one.spans if label == "CUSTOMER"]
                goods = [one.text[start:end].casefold() for start, end, label in one.spans if label == "ITEM"]
                assert names == [one.meant.customer.casefold()]
                assert goods == [item.description.casefold() for item in one.meant.items]

    def test_sentences_are_as_the_reader_sees_them(self, written: list[Sentence]) -> None:
        assert [one.text for one in written if normalise.plain(one.text) != one.text] == []

    def test_all_languages_and_sentences_that_ask_for_nothing_are_there(self, written: list[Sentence]) -> None:
        assert {one.language for one in written} == set(Language)
        assert 0.05 < sum(one.meant is None for one in written) / len(written) < 0.25

    def test_amounts_are_positive(self, written: list[Sentence]) -> None:
        items = [item for one in written if one.meant for item in one.meant.items]
        assert all(item.quantity > 0 and item.price > Decimal(0) for item in items)


class TestShares:
    @pytest.mark.parametrize("language", Language)
    def test_templates_that_judge_are_never_learned_from(self, language: Language) -> None:
        known, unseen = phrases.OF[language, Share.KNOWN], phrases.OF[language, Share.UNSEEN]
        assert set(known.frames).isdisjoint(unseen.frames)
        assert set(known.lines).isdisjoint(unseen.lines)

    def test_hardly_a_name_that_judges_is_learned_from(self) -> None:
        names = [
            {one.meant.customer for one in sentences.written(5, COUNT, share) if one.meant}
            for share in (Share.KNOWN, Share.UNSEEN)
        ]
        assert names[0].isdisjoint(names[1])


@pytest.fixture(scope="module", params=Share)
def written(request: pytest.FixtureRequest) -> list[Sentence]:
    return sentences.written(11, COUNT, request.param)
