"""Words on a bill against words of the tariff."""

import pytest

from app.gst.tariff import wording


@pytest.mark.parametrize(
    ("description", "phrase"),
    [
        ("Colgate TOOTHPASTE 100g", "toothpaste"),
        ("tooth-brushes", "tooth brush"),
        ("Wax candles, pack of 6", "candle"),
        ("Bicycle batteries", "battery"),
        ("glass", "glass"),
        ("Gas stove (2 burner)", "gas stove"),
        ("आटा 5 kg", "आटा"),
        ("ATTA_PACKED", "atta packed"),
    ],
)
def test_finds_a_phrase_in_any_dress(description: str, phrase: str) -> None:
    assert wording.says(wording.folded(description), (wording.folded(phrase),))


@pytest.mark.parametrize(
    ("description", "phrase"),
    [("steel", "tee"), ("pencil box", "pen"), ("stove gas", "gas stove"), ("", "soap"), ("soap", "soap dish")],
)
def test_finds_whole_words_in_their_order_only(description: str, phrase: str) -> None:
    assert not wording.says(wording.folded(description), (wording.folded(phrase),))
