"""Words of a recognised stretch stand where their characters were seen."""

import pytest

from app.invoices.files import placed_words

WIDTH = 0.02


def seen(text: str, starts: list[float]) -> list[float]:
    """The middles of the characters of words that begin at these shares, letters as wide as the next."""
    return [
        start + WIDTH * (at + 0.5) for word, start in zip(text.split(), starts, strict=True) for at in range(len(word))
    ]


def read(text: str, places: list[float]) -> list[tuple[str, float, float]]:
    return list(placed_words.words(text, [1.0] * len(text), places))


class TestWords:
    def test_a_blank_is_as_wide_as_it_was_seen(self) -> None:
        (code, begin, end), (price, from_left, to_left) = read("7214 60.00", seen("7214 60.00", [0.1, 0.7]))
        assert (code, begin, end) == ("7214", pytest.approx(0.1), pytest.approx(0.18))
        assert (price, from_left, to_left) == ("60.00", pytest.approx(0.7), pytest.approx(0.8))

    def test_words_do_not_overlap_and_stay_inside(self) -> None:
        found = read("ab cd ef", [0.01, 0.02, 0.03, 0.5, 0.99, 1.0])
        ends = [end for _, begin, end in found for end in (begin, end)]
        assert ends == sorted(ends)
        assert ends[0] >= 0
        assert ends[-1] <= 1

    @pytest.mark.parametrize(
        ("text", "gap_at", "words"),
        [
            ("26dt.", 2, ["26", "dt."]),
            ("121S", 2, ["12", "1S"]),
            ("Bill", 2, ["Bill"]),
            ("1001", 2, ["1001"]),
            ("-60.50", 1, ["-60.50"]),
        ],
    )
    def test_blank_that_was_not_written_parts_digits_only(self, text: str, gap_at: int, words: list[str]) -> None:
        places = [0.1 + WIDTH * at + (1.5 * WIDTH if at >= gap_at else 0) for at in range(len(text))]
        assert [word for word, _, _ in read(text, places)] == words

    def test_words_without_a_gap_stay_whole(self) -> None:
        assert [word for word, _, _ in read("27AAPFU 10Nos", seen("27AAPFU 10Nos", [0.0, 0.2]))] == ["27AAPFU", "10Nos"]
