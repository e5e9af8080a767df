"""Which two records of a party are one firm, and which only look like it."""

import pytest

from app.books.records import Party, PartyKind
from app.fraud.rules.duplicates.kin import Kin
from app.fraud.rules.duplicates.kin import PartyRelation as Is
from tests.fraud.shop import supplier

GSTIN, OTHER_STATE, OTHER_PAN = "27ABCPD1234E1Z5", "29ABCPD1234E1Z1", "27ZZZPD9999E1Z3"
CASES = [
    ("the legal form left out", supplier("Om Traders"), supplier("OM TRADERS PVT LTD", key="b"), Is.OTHER_RECORD),
    ("one GSTIN, trade and legal name", supplier("Om Traders", gstin=GSTIN),
     supplier("Deshmukh & Sons", gstin=GSTIN), Is.OTHER_RECORD),
    ("one letter less", supplier("Jalaram Agencies"), supplier("Jalram Agencies"), Is.SIMILAR_NAME),
    ("by sound", supplier("Lakshmi Traders"), supplier("Laxmi Treders"), Is.SIMILAR_NAME),
    ("in Devanagari", supplier("ओम ट्रेडर्स नासिक"), supplier("Om Traders Nasik"), Is.SIMILAR_NAME),
    ("with its city", supplier("Om Traders"), supplier("Om Traders Pune"), Is.SIMILAR_NAME),
    ("by initials", supplier("Ram Kumar Stores"), supplier("R K Stores"), Is.SIMILAR_NAME),
    ("words cut short", supplier("Mehta Enterprises"), supplier("Mehta Ent"), Is.SIMILAR_NAME),
    ("a like name and one account", supplier("Om Traders", bank_account="1234567890"),
     supplier("Om Tradars", bank_account="1234567890"), Is.OTHER_RECORD),
    ("the first words cut short, and one phone", supplier("K. Arumugam Graphics", phone="9820012345"),
     supplier("K. Arum.", phone="9820012345"), Is.OTHER_RECORD),
    ("the first words cut short, and nothing shared", supplier("K. Arumugam Graphics"), supplier("K. Arum."),
     Is.DIFFERENT),
    ("a script that cannot be compared, and one phone", supplier("Vel Enterprises", phone="9820012345"),
     supplier("வேல் என்டர்பிரைசஸ்", phone="9820012345"), Is.OTHER_RECORD),
    ("a script that cannot be compared, and nothing shared", supplier("Vel Enterprises"),
     supplier("வேல் என்டர்பிரைசஸ்"), Is.DIFFERENT),
    ("a bill booked on a customer's record", supplier("Om Traders"),
     supplier("Om Traders", key="b", kind=PartyKind.CUSTOMER), Is.OTHER_RECORD),
    ("brother and sister under one phone", supplier("Riya Doshi", phone="9820012345"),
     supplier("Dev Karnik", phone="9820012345"), Is.SHARES_CONTACT),
    ("branches in two states", supplier("Om Traders", gstin=GSTIN),
     supplier("Om Traders", key="b", gstin=OTHER_STATE), Is.BRANCH),
    ("two persons of one name", supplier("Om Traders", gstin=GSTIN),
     supplier("Om Traders", key="b", gstin=OTHER_PAN), Is.DIFFERENT),
    ("two firms", supplier("Om Traders"), supplier("Sri Cement"), Is.DIFFERENT),
    ("the web shop", supplier("Online store 2"), supplier("Sri Cement"), Is.UNKNOWN),
    ("who claims the money back", supplier("Sri Cement"), supplier("Anil", kind=PartyKind.EMPLOYEE), Is.UNKNOWN),
    ("whoever came in", supplier("Cash sale"), supplier("Sri Cement"), Is.UNKNOWN),
]  # fmt: skip


class TestRelation:
    @pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in CASES], ids=[one[0] for one in CASES])
    def test_is_what_a_bookkeeper_would_say(self, one: Party, other: Party, expected: Is) -> None:
        kin = Kin.of([one, other])
        assert kin.relation(one, other) is kin.relation(other, one) is expected

    def test_a_phone_under_which_everybody_stands_joins_nobody(self) -> None:
        crowd = [supplier(f"Buyer {letter * 5}", phone="9820012345") for letter in "abcdef"]
        kin = Kin.of(crowd)
        assert kin.relation(crowd[0], crowd[1]) is Is.DIFFERENT
        assert len(set(kin.circle.values())) == len(crowd)
