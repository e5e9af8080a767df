"""Buyers under words of their trade, and whose lines, phones and numbers stand around them."""

import pytest

from tests.invoices.rules.documents import grids

FIRM, CLIENT = "27AAPFU0939F1ZV", "29AAGCB7383J1Z4"
LETTERHEAD = f"""
SHREE GANESH FITNESS                      +91 98765 43210
Train hard. Stay humble.                  desk@ganesh.in
12 MG Road
Pune - 411001
GSTIN: {FIRM}
"""
GOODS = """

Sl   Particulars     Qty    Rate      Amount
1    Yearly fee      1      1000.00   1000.00
Total                                 1000.00

For Shree Ganesh Fitness
Authorised Signatory
"""
TRIP = f"""
Guest                                Bill
Name: Ceramics of Kutch LLP          Bill No #    488/TT/25
Shop 17, Metro Complex               Dated        02/04/2026
Patna - 800004
GSTIN: {CLIENT}

From        To          Kms        Travel date
Raipur      Patna       289        01/04/2026
"""


def _read(box: str, *paths: str) -> list[object]:
    return grids.values(f"{LETTERHEAD}\n{box}{GOODS}", *paths)


class TestWordsOfATrade:
    @pytest.mark.parametrize(
        "box",
        [
            "Patient        : Anita Deshpande     Bill No    : 17",
            "Flat Owner: Anita Deshpande          Bill No: 17",
            "MEMBER DETAILS                       Invoice Details\nName: Anita Deshpande                Bill No: 17",
            "Learner Name   : Anita Deshpande     Bill No    : 17",
        ],
    )
    def test_name_behind_an_unknown_word_is_the_buyer(self, box: str) -> None:
        assert _read(box, "buyer.name", "supplier.name", "invoice_number") == [
            "Anita Deshpande",
            "SHREE GANESH FITNESS",
            "17",
        ]

    @pytest.mark.parametrize("box", ["Referred By : Anita Deshpande", "Batch : Morning", "Bill No : 17"])
    def test_who_did_something_else_and_what_is_no_name_bought_nothing(self, box: str) -> None:
        assert _read(box, "buyer.name") == [None]

    @pytest.mark.parametrize(
        "box",
        [
            "Organisation Name : District\nIndustries Centre\nAddress : 4 Link Road, Pune - 411005",
            "Company Name :     District Industries\n                   Centre\n"
            "Address :          4 Link Road,\n                   Pune - 411005",
        ],
    )
    def test_name_and_address_in_a_narrow_cell_are_whole(self, box: str) -> None:
        assert _read(box, "buyer.name", "buyer.address") == [
            "District Industries Centre",
            "4 Link Road, Pune - 411005",
        ]

    def test_caption_above_a_labelled_name_is_nobody_and_columns_of_a_journey_are_no_parties(self) -> None:
        values = _read(TRIP, "buyer.name", "buyer.gstin", "supplier.gstin", "invoice_number")
        assert values == ["Ceramics of Kutch LLP", CLIENT, FIRM, "488/TT/25"]


class TestWhoseNumbers:
    BOX = "Member: Anita Deshpande\n4 Link Road, Pune - 411005\nMobile: 91234 56789"

    def test_naked_numbers_beside_the_letterhead_are_the_suppliers(self) -> None:
        paths = ("supplier.phone", "supplier.email", "buyer.phone", "buyer.email")
        assert _read(self.BOX, *paths) == ["9876543210", "desk@ganesh.in", "9123456789", None]

    @pytest.mark.parametrize(
        ("line", "phone"),
        [
            ("Appointments: 080 4812 7349", "080 4812 7349"),
            ("Bookings: 98765 43210", "9876543210"),
            ("Toll free: 1800 123 4567", "1800 123 4567"),
            ("Society No. 9000012345678901", None),
        ],
    )
    def test_number_behind_an_unknown_word_counts_only_as_a_phone_is_written(self, line: str, phone: str) -> None:
        head = f"SHREE GANESH FITNESS\n12 MG Road\nPune - 411001\n{line}\nGSTIN: {FIRM}"
        assert grids.values(f"{head}\n\n{self.BOX}{GOODS}", "supplier.phone") == [phone]

    def test_numbers_at_the_foot_are_the_suppliers_who_has_none(self) -> None:
        head = f"SHREE GANESH FITNESS\n12 MG Road\nPune - 411001\nGSTIN: {FIRM}"
        text = f"{head}\n\n{self.BOX}{GOODS}\n\n98765 43210   desk@ganesh.in   www.ganesh.in"
        assert grids.values(text, "supplier.phone", "supplier.email", "buyer.phone") == [
            "9876543210",
            "desk@ganesh.in",
            "9123456789",
        ]


class TestAddresses:
    def test_praise_above_an_address_and_captions_below_it_are_none_of_it(self) -> None:
        box = "Corporate Account\nName: Ceramics of Kutch LLP\nShop 17, Patna - 800004"
        text = f"{LETTERHEAD.rstrip()}\n{box}\n{GOODS}"
        assert grids.values(text, "supplier.address", "buyer.address") == [
            "12 MG Road, Pune - 411001",
            "Shop 17, Patna - 800004",
        ]

    def test_office_at_the_foot_goes_on_below(self) -> None:
        text = f"NIRVAAN NET\n\n{self.box()}{GOODS}\nRegistered Office : 8 Barakhamba Road\nNew Delhi 110001"
        assert grids.values(text, "supplier.address") == ["8 Barakhamba Road, New Delhi 110001"]

    @staticmethod
    def box() -> str:
        return f"Member: Anita Deshpande\n4 Link Road, Pune - 411005\nGSTIN: {CLIENT}"


class TestCaptions:
    def test_caption_above_a_name_and_an_address_is_not_the_name(self) -> None:
        box = "Learner                        Fee Particulars\nAnita Deshpande                Bill No: 17\n"
        values = _read(f"{box}4 Link Road\nPune - 411005", "buyer.name", "buyer.address")
        assert values == ["Anita Deshpande", "4 Link Road, Pune - 411005"]

    def test_label_in_two_lines_has_its_value_in_as_many(self) -> None:
        box = "Company     Narmada Educational and\nName :      Charitable\n            Trust\nAddress :   4 Link,\n"
        more = f"            Sitabuldi,\n            Near Town Hall,\n            Pune - 411005\nGST No :    {CLIENT}"
        values = _read(box + more, "buyer.name", "buyer.gstin")
        assert values == ["Narmada Educational and Charitable Trust", CLIENT]

    def test_number_behind_the_word_office_is_a_phone(self) -> None:
        head = f"SHREE GANESH SOCIETY\n12 MG Road, Pune - 411001\nGSTIN: {FIRM} | Society Office: 98765 43210"
        values = grids.values(f"{head}\n\nMember: Anita Deshpande{GOODS}", "supplier.phone", "supplier.address")
        assert values == ["9876543210", "12 MG Road, Pune - 411001"]


class TestSentences:
    def test_sentence_in_a_letterhead_gives_its_phone_and_no_line_of_the_address(self) -> None:
        head = (
            "SHREE GANESH SALON\nLook good, feel better\n12 MG Road\nPune - 411001\nFor appointments call 98765 43210"
        )
        values = grids.values(f"{head}\n\nClient: Anita Deshpande{GOODS}", "supplier.address", "supplier.phone")
        assert values == ["12 MG Road, Pune - 411001", "9876543210"]

    def test_account_with_a_gstin_in_the_head_is_the_buyers(self) -> None:
        box = f"Account Name : Seeds Corporation\nLimited\nAddress : 4 Link Road,\nPune - 411005\nGSTIN : {CLIENT}"
        values = _read(box, "buyer.name", "buyer.address", "buyer.gstin")
        assert values == ["Seeds Corporation Limited", "4 Link Road, Pune - 411005", CLIENT]


class TestTwoFirmsSideBySide:
    SELLER = "Kaveri Software Labs Limited     {}\n12 MG Road                       Everest Mills Limited\n"
    MORE = f"Pune - 411001                    4 Link Road\nGSTIN {FIRM}            Nagpur - 440018\n"
    LAST = f"                                 GSTIN {CLIENT}"

    @pytest.mark.parametrize("caption", ["Subscriber", "To be billed"])
    def test_firm_under_a_caption_is_the_buyer_and_the_other_the_supplier(self, caption: str) -> None:
        text = f"Invoice\nInvoice No: 17\n\n{self.SELLER.format(caption)}{self.MORE}{self.LAST}{GOODS.split('For')[0]}"
        assert grids.values(text, "supplier.name", "supplier.gstin", "buyer.name", "buyer.gstin") == [
            "Kaveri Software Labs Limited",
            FIRM,
            "Everest Mills Limited",
            CLIENT,
        ]
