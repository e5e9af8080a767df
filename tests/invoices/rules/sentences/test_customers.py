"""Which customer a name stands for."""

from uuid import uuid4

import pytest

from app.invoices.records import Customer
from app.invoices.rules.sentences import customers

SHOP = customers.indexed(
    [
        Customer(uuid4(), name, phone)
        for name, phone in (
            ("Sharma Traders", "+91 98765 43210"),
            ("Sharma Sweets", None),
            ("Gita Stores", None),
            ("Ravi Kumar", None),
            ("Kumar Electronics Pvt Ltd", None),
            ("M/s Om Agencies", None),
        )
    ]
)


class TestResolve:
    @pytest.mark.parametrize(
        ("said", "name"),
        [
            ("Sharma Traders", "Sharma Traders"),
            ("sharma traders ji", "Sharma Traders"),
            ("Om Agencies", "M/s Om Agencies"),
            ("Shri Ravi Kumar", "Ravi Kumar"),
            ("Kumar Electronics Private Limited", "Kumar Electronics Pvt Ltd"),
            ("Geeta Store", "Gita Stores"),
            ("Ravi", "Ravi Kumar"),
        ],
    )
    def test_one_that_fits_is_taken(self, said: str, name: str) -> None:
        found = customers.resolve(said, SHOP).customer
        assert found is not None
        assert found.name == name

    @pytest.mark.parametrize("said", ["Sharma", "Kumar"])
    def test_two_that_fit_are_asked_about(self, said: str) -> None:
        found = customers.resolve(said, SHOP)
        assert found.customer is None
        assert len(found.candidates) == 2

    @pytest.mark.parametrize("said", ["Zenith Motors", "", None, "ji", "गीता"])
    def test_unknown_name_stays_unknown(self, said: str | None) -> None:
        assert not customers.resolve(said, SHOP).is_known

    def test_telephone_number_decides_between_two(self) -> None:
        found = customers.resolve("Sharma", SHOP, phone="9876543210").customer
        assert found is not None
        assert found.name == "Sharma Traders"

    def test_two_of_the_same_name_are_asked_about(self) -> None:
        twins = [Customer(uuid4(), "Anil"), Customer(uuid4(), "ANIL")]
        assert len(customers.resolve("anil", customers.indexed(twins)).candidates) == 2
