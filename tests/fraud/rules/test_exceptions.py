"""A party that is always fine: what it covers, and what it must not cover."""

import pytest

from app.books.records import Party, PartyKind
from app.fraud.records import AlertType, Finding, PartyException, Rule
from app.fraud.rules import exceptions
from tests.fraud.shop import BUSINESS, DAY, customer, identifier, moment, supplier
from tests.fraud.suspicions import finding, pattern

SELLER, OTHER = supplier("Om Traders"), supplier("Bharat Paints")
AGAIN = supplier("OM TRADERS PVT LTD")
CLERK = supplier("Arjun Gill", kind=PartyKind.EMPLOYEE)
PARTIES = [SELLER, OTHER, AGAIN, CLERK, customer()]
BILLS, PATTERNS = AlertType.DUPLICATE_SUPPLIER_BILL, AlertType.SUSPICIOUS_PATTERN


class TestUnexcepted:
    @pytest.mark.parametrize(
        ("about", "type", "rule", "is_covered"),
        [
            (finding("AB", parties=(SELLER.id,)), None, None, True),
            (finding("AB", parties=(SELLER.id,)), BILLS, None, True),
            (finding("AB", parties=(SELLER.id,)), BILLS, Rule.DUPLICATE, True),
            (finding("AB", parties=(SELLER.id,)), None, Rule.DUPLICATE, True),
            (finding("AB", parties=(SELLER.id,)), PATTERNS, None, False),  # another type
            (pattern("AB", parties=(SELLER.id,)), PATTERNS, Rule.AT_NIGHT, False),  # another rule
            (finding("AB", parties=(AGAIN.id,)), None, None, True),  # the firm's other record
            (finding("AB", parties=(SELLER.id, AGAIN.id)), None, None, True),
            (finding("AB", parties=(OTHER.id,)), None, None, False),
            (finding("AB", parties=(SELLER.id, OTHER.id)), None, None, False),  # somebody else is in it
            (pattern("AB", parties=(SELLER.id, CLERK.id)), None, None, True),  # the supplier is what it is about
            (pattern("AB", parties=(CLERK.id,)), None, None, False),
            (finding("AB", parties=()), None, None, False),  # nobody is named, so nobody is fine
        ],
    )
    def test_covers_a_finding_where_all_that_matter_are_excepted(
        self, about: Finding, type: AlertType | None, rule: Rule | None, is_covered: bool
    ) -> None:
        left = exceptions.unexcepted([about], [excepted(SELLER, type, rule)], PARTIES)
        assert left == ([] if is_covered else [about])

    def test_two_parties_need_an_exception_each(self) -> None:
        about = finding("AB", parties=(SELLER.id, OTHER.id))
        assert exceptions.unexcepted([about], [excepted(SELLER), excepted(OTHER)], PARTIES) == []

    def test_employee_may_be_excepted_where_nobody_else_is_named(self) -> None:
        about = pattern("AB", parties=(CLERK.id,))
        assert exceptions.unexcepted([about], [excepted(CLERK)], PARTIES) == []

    def test_party_that_left_the_books_does_no_harm(self) -> None:
        about = finding("AB", parties=(SELLER.id,))
        assert exceptions.unexcepted([about], [excepted(supplier("Long gone"))], PARTIES) == [about]


def excepted(party: Party, type: AlertType | None = None, rule: Rule | None = None) -> PartyException:
    """The exception for a party."""
    return PartyException(identifier(f"of {party.name}"), BUSINESS.id, party.id, type, rule, None, None, moment(DAY))
