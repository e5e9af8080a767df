"""Two records of one firm, and two firms that look alike."""

import pytest

from app.books.records import Party
from app.fraud.rules import identity
from tests.fraud.shop import customer, supplier

ONE_PAN, OTHER_STATE, OTHER_PAN = "27ABCDE1234F1Z5", "24ABCDE1234F1Z1", "27PQRST9876K1Z2"
SAME = [
    (supplier("Sri Steel Private Limited"), supplier("Sri Steel Pvt Ltd")),
    (supplier("Khan Steel"), supplier("KHAN STEEL", key="copy")),
    (supplier("M/s Gupta & Co"), supplier("Gupta", key="copy")),
    (supplier("Om Traders", gstin=ONE_PAN), supplier("Aum Trading House", gstin=ONE_PAN)),
    (supplier("Ravi", phone="+91 98765 43210"), supplier("Ravi Kirana", phone="09876543210")),
    (
        supplier("Kaveri Foods Pune", gstin=ONE_PAN, phone="9876543210"),
        supplier("Kaveri Foods Surat", gstin=OTHER_STATE, phone="9876543210"),
    ),
    (supplier("ओम ट्रेडर्स"), supplier("ओम  ट्रेडर्स", key="copy")),
]
APART = [
    (supplier("Sri Steel"), supplier("Sri Cement")),
    (supplier("Om Traders", gstin=ONE_PAN), supplier("Om Traders", key="namesake", gstin=OTHER_PAN)),
    (supplier("Rani Sarees"), customer("Rani Sarees", key="buys as well")),
    (supplier("🙂"), supplier("🙃")),
    (supplier(""), supplier("", key="nameless too")),
    (supplier("Ravi", phone="100"), supplier("Mohan", phone="100")),
    (supplier("Ravi", phone="9999999999"), supplier("Mohan", phone="9999999999")),
    (supplier("Ravi", gstin="URP"), supplier("Mohan", gstin="urp")),
    (supplier("Ravi", gstin="Unregistered"), supplier("Mohan", gstin="Unregistered")),
]


class TestFirms:
    @pytest.mark.parametrize(("one", "other"), SAME)
    def test_records_of_one_firm_stand_together(self, one: Party, other: Party) -> None:
        firms = identity.firms([one, other])
        assert firms[one.id] == firms[other.id]

    @pytest.mark.parametrize(("one", "other"), APART)
    def test_two_firms_stay_apart(self, one: Party, other: Party) -> None:
        firms = identity.firms([one, other])
        assert firms[one.id] != firms[other.id]

    def test_order_of_the_records_does_not_matter(self) -> None:
        parties = [party for pair in SAME + APART for party in pair]
        assert identity.firms(parties) == identity.firms(parties[::-1])

    def test_number_given_for_everyone_joins_nobody(self) -> None:
        parties = [supplier(name, phone="9812345670") for name in ("Ravi", "Mohan", "Salma", "Gurpreet")]
        assert len(set(identity.firms(parties).values())) == 4


class TestSimilarNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("Chandrika Trading", "Chandrika Traders"), ("Anmol Storse", "Anmol Stores"), ("tide diet", "diet tide")],
    )
    def test_order_of_the_names_does_not_matter(self, one: str, other: str) -> None:
        assert identity.is_similar_name(one, other) == identity.is_similar_name(other, one)
