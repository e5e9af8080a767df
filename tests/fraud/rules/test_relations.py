"""Accounts as they are compared, and names that speak for one family."""

import pytest

from app.books.records import Party
from app.fraud.rules import relations
from tests.fraud.shop import supplier

PAN, BRANCH, OTHER = "27ABCDE1234F1Z5", "24ABCDE1234F1Z1", "27PQRST9876K1Z2"


class TestAccounts:
    @pytest.mark.parametrize(
        ("written", "account"),
        [
            ("0012 3456-7890", "1234567890"),
            ("sb01234567", "SB01234567"),
            ("000000", ""),
            ("1111111", ""),
            ("42", ""),
            (None, ""),
        ],
    )
    def test_as_they_are_compared(self, written: str | None, account: str) -> None:
        assert relations.account_number(written) == account

    @pytest.mark.parametrize(
        ("one", "other", "is_slip"),
        [
            ("1234567890", "1234567899", True),
            ("1234567890", "1235467890", True),
            ("1234567890", "123456789", True),
            ("1234567890", "9876501234", False),
            ("1234567890", "12345678", False),
        ],
        ids=["a digit", "two swapped", "one lost", "another account", "two lost"],
    )
    def test_slips(self, one: str, other: str, is_slip: bool) -> None:
        assert relations.is_slip(one, other) is relations.is_slip(other, one) is is_slip


class TestKin:
    @pytest.mark.parametrize(
        ("one", "other", "are_kin"),
        [
            (supplier("Kaveri Foods - Pune"), supplier("Kaveri Foods - Nashik"), True),
            (supplier("Bansal Steel"), supplier("Bansal Cement House"), True),
            (supplier("Om Traders", gstin=PAN), supplier("Lotus Impex", gstin=BRANCH), True),
            (supplier("Om Traders", gstin=PAN), supplier("Lotus Impex", gstin=OTHER), False),
            (supplier("Sri Steel Traders"), supplier("Shree Cement Traders"), False),
            (supplier(""), supplier("", key="nameless too"), False),
        ],
        ids=["branches", "one family", "one PAN", "two PANs", "words of the trade", "no names"],
    )
    def test_firms(self, one: Party, other: Party, are_kin: bool) -> None:
        assert relations.are_kin(one, other) is relations.are_kin(other, one) is are_kin

    def test_word_that_many_bear_proves_nothing(self) -> None:
        many = [supplier(f"Jyoti {name}") for name in ("Carriers of Pune", "Steel", "Vastralaya")]
        assert not relations.are_kin(*many[:2], common=relations.common_words(many))
