"""Boxes of parties as forms draw them: a heading over the middle of its cell, drawn lines, columns of passengers."""

from tests.invoices.rules.documents import grids
from tests.invoices.rules.documents.test_announced import CLIENT, GOODS, LETTERHEAD


def read(box: str, *paths: str) -> list[object]:
    """What stands between a letterhead and the goods."""
    return grids.values(f"{LETTERHEAD}\n{box}{GOODS}", *paths)


class TestBoxes:
    def test_short_first_line_under_a_heading_in_the_middle_of_its_cell_is_the_name(self) -> None:
        box = f"""
                 Bill to Party                                       Ship to Party
Name: Star Enterprises                            Name: Moon Enterprises
Address: Godown 20, Lakshmi Mandi, Rajkot 360001  Address: Godown 21, Lakshmi Mandi, Rajkot 360001
GSTIN: {CLIENT}                            GSTIN: {CLIENT}
"""
        assert read(box, "buyer.name", "ship_to.name") == ["Star Enterprises", "Moon Enterprises"]

    def test_drawn_line_is_none_of_a_party(self) -> None:
        box = """
Bill No. : 33                                 Date : 23/10/2025
To       : Perfect Nursing Home
            Shop 6, Opp. S.B.I., Itwari, Nagpur - 440018
---------------------------------------------------------------
"""
        paths = ("buyer.name", "buyer.address")
        assert read(box, *paths) == ["Perfect Nursing Home", "Shop 6, Opp. S.B.I., Itwari, Nagpur - 440018"]

    def test_name_over_a_column_of_passengers_is_no_party(self) -> None:
        box = f"""
Name              Age       Gender      Seat
Deepika Soni      31        F           L5
Imran Khan        27        M           U1

Invoice Number:      Recipient Name: Al-Ameen Consultants
TB2592049100         Recipient GSTIN: {CLIENT}
"""
        assert read(box, "buyer.name") == ["Al-Ameen Consultants"]
