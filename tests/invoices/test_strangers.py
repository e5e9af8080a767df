"""How strangers would print a page: every change leaves what the paper says, and no two hands are alike."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.invoices.records.pages import Box, Page, Token
from app.invoices.rules.documents.page import layout
from app.invoices.training import strangers
from app.invoices.training.strangers import Change, boxes, layouts, words
from app.simulate.chance import Chance
from tests.invoices.rules.documents import grids

TEXT = """
TAX INVOICE
Kaveri Spinning Mills         Invoice No: KS/118
44 Avinashi Road              Date: 05-10-2026
Description      Rate       GST %    Amount
Steel almirah    5,000.00   18%      10,000.00
Total                                10,000.00
"""
NAMES = ["Kaveri Spinning Mills"]
KEPT = frozenset(("kaveri", "spinning", "mills", "steel", "almirah"))
VALUES = ("KS/118", "05-10-2026", "5,000.00", "18%", "10,000.00", "Kaveri", "almirah")
PAGE = replace(grids.pages(TEXT).pages[0], rulings=(Box(0.1, 0.5, 0.9, 0.5),))


class TestChanges:
    @pytest.mark.parametrize("change", dict.fromkeys(strangers.CHANGES), ids=lambda change: change.__name__)
    @pytest.mark.parametrize("seed", range(4))
    def test_values_stay_and_the_same_chance_gives_the_same_page(self, change: Change, seed: int) -> None:
        page = changed(change, seed)
        assert page == changed(change, seed)
        said = "".join(token.text for token in page.tokens)
        assert all(value in said for value in VALUES)

    def test_labels_are_words_that_mean_nothing(self) -> None:
        said = texts(changed(words.renamed, 1).tokens)
        assert len(said) == len(PAGE.tokens)
        assert 0 < sum(one != other for one, other in zip(said, texts(PAGE.tokens), strict=True)) <= 6

    def test_labels_are_left_out(self) -> None:
        assert 0 < len(PAGE.tokens) - len(changed(words.unlabelled, 1).tokens) <= 4

    def test_captions_stand_where_there_is_room(self) -> None:
        page = next(
            page for seed in range(9) if len((page := changed(words.captioned, seed)).tokens) > len(PAGE.tokens)
        )
        more = page.tokens[len(PAGE.tokens) :]
        assert not any(boxes.touches(one.box, other.box) for one in more for other in PAGE.tokens)

    def test_name_goes_on_below_itself(self) -> None:
        rows = layout.laid_out(replace(grids.pages(TEXT), pages=(changed(layouts.broken, 1),))).rows
        assert [row.segments[0].text for row in rows[1:3]] == ["Kaveri Spinning", "Mills"]

    def test_percentage_stands_in_brackets_under_its_amount(self) -> None:
        tokens = changed(layouts.stacked, 1).tokens
        below = next(token for token in tokens if token.text == "(18%)")
        amounts = [token for token in tokens if token.text == "10,000.00"]
        assert amounts[0].box.bottom < below.box.top < amounts[1].box.top

    def test_words_grow_no_further_than_their_neighbours(self) -> None:
        for before, after in zip(PAGE.tokens, changed(layouts.crowded, 2).tokens, strict=True):
            assert before.box.left == after.box.left and before.box.right <= after.box.right <= 1

    def test_lines_are_not_drawn(self) -> None:
        assert changed(layouts.unruled, 1).rulings == ()

    def test_words_of_one_piece_are_glued(self) -> None:
        pages = [changed(layouts.glued, seed) for seed in range(9)]
        assert min(len(page.tokens) for page in pages) < len(PAGE.tokens)

    def test_column_is_off_its_line(self) -> None:
        moved = [token.box.top for seed in range(9) for token in changed(layouts.lowered, seed).tokens]
        assert len(set(moved)) > len({token.box.top for token in PAGE.tokens})


class TestPrinted:
    def test_paper_is_changed_and_hands_differ(self) -> None:
        truth = {"supplier": {"name": NAMES[0]}, "buyer": {"name": None}, "lines": [{"description": "Steel almirah"}]}
        pages = grids.pages(TEXT)
        hands = [strangers.printed(pages, Chance(seed, "hand"), truth) for seed in range(6)]
        assert len({tuple(hand.tokens) for hand in hands} - {tuple(pages.tokens)}) > 3


def changed(change: Change, seed: int) -> Page:
    return change(PAGE, Chance(seed, "stranger"), NAMES, KEPT)


def texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]
