"""What a wording is made of: no sizes and packs, one word however it is spelt, Hindi as it sounds in Latin letters."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_models.hsn_words import devanagari, variations, wordings


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Cement 50kg bag", ("cement",)),
            ("basmati rice (Pack of 5)", ("basmati", "rice")),
            ("UPVC pipes 4 inch x 6mtr", ("upvc", "pipe")),
            ("Surf 1.5 kg MRP 210", ("surf",)),
            ("LED bulb 9W, set of 4 pcs", ("led", "bulb")),
            ("Cotton bag", ("cotton", "bag")),
            ("batteries and brushes", ("battery", "brush")),
            ("glass", ("glass",)),
            ("A4 paper ₹ 250", ("paper",)),
            ("चीनी ५ किलो", ("chini",)),
            ("१२ वोल्ट बैटरी", ("baitri",)),
            ("12345", ()),
            ("???", ()),
            ("jjj wwwww", ()),
            ("ss pipe", ("ss", "pipe")),
            ("thanks bhai", ()),
            ("", ()),
        ],
    )
    def test_tell_what_a_thing_is(self, text: str, expected: tuple[str, ...]) -> None:
        assert wordings.words(text) == expected

    @given(st.text(max_size=300))
    def test_of_any_text_are_lower_case_and_bounded(self, text: str) -> None:
        found = wordings.words(text)
        assert all(word == word.lower() for word in found)
        assert len(found) <= wordings.LONGEST

    @given(st.lists(st.sampled_from(["cement", "rice", "valve", "cheeni", "pipe"]), min_size=1, max_size=4))
    def test_order_and_case_do_not_change_the_gist(self, words: list[str]) -> None:
        turned = " ".join(words[::-1]).upper()
        assert wordings.gist(" ".join(words)) == wordings.gist(turned)


class TestSounds:
    @pytest.mark.parametrize(
        "alike",
        [
            ("cheeni", "chini", "चीनी"),
            ("zeera", "jeera", "jira", "ज़ीरा"),
            ("valve", "walve", "valv"),
            ("phool", "fool", "फूल"),
            ("chawal", "chaval", "चावल"),
            ("namkeen", "namkin", "नमकीन"),
            ("paneer", "panir", "पनीर"),
            ("tawa", "tava", "तवा"),
            ("ghee", "ghi", "घी"),
        ],
    )
    def test_spellings_of_one_word_are_one(self, alike: tuple[str, ...]) -> None:
        assert len({wordings.gist(text) for text in alike}) == 1

    @pytest.mark.parametrize(
        ("one", "other"),
        [("rice", "race"), ("pipe", "tape"), ("gold", "gond"), ("chana", "china"), ("maida", "madira")],
    )
    def test_other_words_stay_apart(self, one: str, other: str) -> None:
        assert wordings.gist(one) != wordings.gist(other)


class TestDevanagari:
    @pytest.mark.parametrize(
        ("hindi", "spelt"),
        [
            ("मोबाइल फोन", "mobail fon"),
            ("बासमती", "basamti"),
            ("सरसों का तेल", "sarson ka tel"),
            ("ब्रश", "brash"),
            ("पापड़", "papad"),
            ("कॉफ़ी", "kofi"),
            ("घी १ kg", "ghi 1 kg"),
        ],
    )
    def test_is_spelt_as_on_a_phone(self, hindi: str, spelt: str) -> None:
        assert devanagari.latin(hindi) == spelt

    def test_latin_letters_stay(self) -> None:
        assert devanagari.latin("Café 5%") == "Café 5%"

    def test_dotted_letters_are_read_in_both_forms(self) -> None:
        assert (
            devanagari.latin("\u095b\u0940\u0930\u093e") == devanagari.latin("\u091c\u093c\u0940\u0930\u093e") == "zira"
        )


class TestVariations:
    @pytest.mark.parametrize("seed", range(20))
    def test_same_chance_makes_the_same_and_never_nothing(self, seed: int) -> None:
        one, same = (variations.varied("mustard oil tin", random.Random(seed)) for _ in range(2))
        assert one == same
        assert one.strip()
        assert variations.nonsense(random.Random(seed)).strip()
