"""Our GSTIN check beside python-stdnum's: where the two differ, the table says why, and nothing else differs.

Numbers are made up from a few PANs, with the right check digit unless said otherwise.
"""

import random

import pytest
from stdnum.in_ import gstin as stdnum_gstin

from app.gst import gstin, states

PAN = "AAGCK7412M"
PLACES_OF_14 = "Z123456789ABCDEFGHIJ"

SAME = [
    ("24AANFA2641L1ZF", True, "an ordinary number"),
    ("24aanfa2641l1zf", True, "small letters"),
    (" 24 AANFA 2641 L1 ZF ", True, "blanks"),
    ("24AANFA2641L1ZG", False, "a wrong check digit"),
    ("24AANFA2641L1Z", False, "14 characters"),
    ("24AANFA2641L1ZFF", False, "16 characters"),
    ("", False, "nothing"),
    ("24AANFA2641L1ZＦ", False, "a full-width F"),
    ("24AANFA2641L1Z!", False, "a mark"),
    ("29AABCR17I8E1ZM", False, "the letter I for a 1 in the PAN"),
]
DIFFERENT = [
    ("38", PAN + "1Z", True, "38 is Ladakh since 2019-10-31; its table of states ends at 37"),
    ("97", PAN + "1Z", True, "97 is Other Territory, which its table lacks"),
    ("99", PAN + "1Z", True, "99 is the centre's jurisdiction, which its table lacks"),
    ("27", PAN + "1C", True, "C in place 14 is a collector of tax (TCS); it wants Z"),
    ("27", PAN + "1D", True, "D in place 14 is a deductor of tax (TDS); it wants Z"),
    ("27", "MUMA12345B1D", True, "a deductor's number is built on a TAN"),
    ("27", PAN + "11", True, "GSTN's pattern for ordinary taxpayers has 1 to 9 and A to J in place 14, too"),
    ("27", PAN + "1J", True, "GSTN's pattern for ordinary taxpayers has 1 to 9 and A to J in place 14, too"),
    ("27", "17USA00123UN", True, "the UIN of an embassy has no PAN"),
    ("27", "17ITA00012NR", True, "a non-resident's number has no PAN"),
    ("99", "17USA29016OS", True, "an OIDAR supplier's number has no PAN"),
    ("27", "AAGXK7412M1Z", True, "which fourth letters a PAN has the income tax department decides, and adds to"),
    ("27", "AAGCK0000M1Z", True, "whether a PAN was issued with 0000 its own register knows; the shape is right"),
]


class TestBesideStdnum:
    @pytest.mark.parametrize(("number", "is_valid", "why"), SAME)
    def test_same_verdict(self, number: str, is_valid: bool, why: str) -> None:
        assert (gstin.read(number).is_valid, stdnum_gstin.is_valid(number)) == (is_valid, is_valid), why

    @pytest.mark.parametrize(("state", "rest", "is_valid", "why"), DIFFERENT)
    def test_different_verdict_has_a_reason(self, state: str, rest: str, is_valid: bool, why: str) -> None:
        number = made(state + rest)
        assert (gstin.read(number).is_valid, stdnum_gstin.is_valid(number)) == (is_valid, not is_valid), why

    def test_hyphens_within_a_number_are_no_part_of_it(self) -> None:
        """It strips them; on an invoice they are a mistake that the portal does not take."""
        number = "24-AANFA2641L-1ZF"
        assert stdnum_gstin.is_valid(number) and not gstin.read(number).is_valid

    @pytest.mark.parametrize("code", [f"{code:02d}" for code in range(100)])
    def test_on_every_state_code(self, code: str) -> None:
        ours, theirs = (check(made(f"{code}{PAN}1Z")) for check in (is_ours, stdnum_gstin.is_valid))
        assert ours is states.can_register(code)
        assert ours is theirs or code in ("38", "97", "99")

    @pytest.mark.parametrize("character", gstin.ALPHABET)
    def test_on_every_count_of_registrations(self, character: str) -> None:
        number = made(f"27{PAN}{character}Z")
        assert is_ours(number) is stdnum_gstin.is_valid(number) is (character != "0")

    @pytest.mark.parametrize("character", gstin.ALPHABET)
    def test_on_every_place_14(self, character: str) -> None:
        number = made(f"27{PAN}1{character}")
        assert is_ours(number) is (character in PLACES_OF_14)
        assert stdnum_gstin.is_valid(number) is (character == "Z")

    def test_every_wrong_character_of_a_number_is_seen_by_both(self) -> None:
        right, chance = made(f"27{PAN}1Z"), random.Random(7)
        for place in range(len(right)):
            other = chance.choice([one for one in "0123456789ABCDEFGHIJ" if one != right[place]])
            wrong = right[:place] + other + right[place + 1 :]
            assert not is_ours(wrong) and not stdnum_gstin.is_valid(wrong), wrong


def is_ours(number: str) -> bool:
    """Our verdict."""
    return gstin.read(number).is_valid


def made(first14: str) -> str:
    """The number with its check digit."""
    return first14 + gstin.check_digit(first14)
