"""Tables on papers that were photographed at an angle: lines fall, columns lean."""

import math
from dataclasses import replace
from decimal import Decimal

import pytest

from app.invoices.records.pages import Box, Medium, Page, Pages, Source
from app.invoices.rules.documents import figures, solver
from app.invoices.rules.documents.page import layout, rowing
from tests.invoices.rules.documents import grids

BILL = """
Sl   Description          HSN     Qty      Rate       Amount
1    Ultra Cement 50kg    2523     10    350.00     3,500.00
2    Steel rod 12mm       7214     25     60.00     1,500.00
3    Wall putty 20kg      3214      4    500.00     2,000.00
4    PVC pipe 4 inch      3917      6    100.00       600.00
                        Sub Total                   7,600.00
                        CGST @ 9%                     684.00
                        SGST @ 9%                     684.00
                        Grand Total                 8,968.00
"""


ROLL = """
Item/HSN             Qty      Rate     Amount
1 Milk chocolate bar 50 g
  1806  58            5      99.85     499.25
2 Garlic pickle     500 g
  2001  5%            2     118.35     236.70
3 Sugar 1 kg
  1701  188           1      42.00      42.00
Items: 3    Qty: 8
Bi11 Amount                            777.95
"""
"""Seen by a camera: percent signs taken for digits, letters for digits, and a name in two stretches."""


def turned(pages: Pages, degrees: float) -> Pages:
    """The page as a camera sees it that is held askew; every word stays level in itself."""
    page, angle = pages.pages[0], math.radians(degrees)
    sine, cosine = math.sin(angle), math.cos(angle)

    def moved(box: Box) -> Box:
        right, down = (box.centre - 0.5) * page.width, (box.middle - 0.5) * page.height
        centre = 0.5 + (right * cosine - down * sine) / page.width
        middle = 0.5 + (right * sine + down * cosine) / page.height
        return Box(centre - box.width / 2, middle - box.height / 2, centre + box.width / 2, middle + box.height / 2)

    tokens = tuple(type(token)(token.text, moved(token.box), token.piece, Source.OCR) for token in page.tokens)
    return Pages(pages.medium, (Page(1, page.width, page.height, tokens),))


class TestTurnedTable:
    @pytest.mark.parametrize("degrees", [-7, -4, -1.5, 0, 1.5, 4, 7])
    def test_reads_as_the_straight_one(self, degrees: float) -> None:
        document = layout.laid_out(turned(grids.pages(BILL), degrees))
        fields = solver.settled(figures.proposals(document), on=grids.READ_ON).fields
        rows = [
            [str(fields[f"lines.{n}.{name}"].value) for name in ("description", "hsn_sac", "quantity")]
            for n in range(4)
        ]
        assert rows == [
            ["Ultra Cement 50kg", "2523", "10"],
            ["Steel rod 12mm", "7214", "25"],
            ["Wall putty 20kg", "3214", "4"],
            ["PVC pipe 4 inch", "3917", "6"],
        ]
        assert fields["totals.grand_total"].value == 8968

    @pytest.mark.parametrize("degrees", [-4, 0, 4])
    def test_slope_is_that_of_its_lines(self, degrees: float) -> None:
        page = turned(grids.pages(BILL), degrees).pages[0]
        expected = math.tan(math.radians(degrees)) * page.width / page.height
        assert rowing.slope(page.tokens) == pytest.approx(expected, abs=0.003)


class TestRoll:
    def test_names_above_their_amounts_codes_and_rates_below_them(self) -> None:
        fields = grids.read(ROLL, source=Source.OCR).fields
        names = ("description", "hsn_sac", "gst_rate", "quantity", "unit_price", "unit")
        rows = [[fields.get(f"lines.{n}.{name}") for name in names] for n in range(3)]
        assert [[str(found.value) if found else None for found in row] for row in rows] == [
            ["Milk chocolate bar 50 g", "1806", "5", "5", "99.85", None],
            ["Garlic pickle 500 g", "2001", "5", "2", "118.35", None],
            ["Sugar 1 kg", "1701", "18", "1", "42.00", None],
        ]
        assert fields["totals.grand_total"].value == Decimal("777.95")


class TestHeadsInSmallPrint:
    def test_stretches_near_each_other_head_columns_of_their_own(self) -> None:
        page = grids.pages(NARROW, source=Source.OCR).pages[0]
        near = [replace(token, box=nearer(token.box)) if token.box.top < 0.5 else token for token in page.tokens]
        document = layout.laid_out(Pages(Medium.IMAGE, (replace(page, tokens=tuple(near)),)))
        fields = solver.settled(figures.proposals(document), on=grids.READ_ON).fields
        names = ("quantity", "taxable_value", "gst_rate", "igst", "total")
        assert [str(fields[f"lines.0.{name}"].value) for name in names] == ["2", "1000.00", "18", "180.00", "1180.00"]


NARROW = """
                           Unit     Net       Tax   Tax   Tax     Total
Description          Qty   Price    Amount    Rate  Type  Amount  Amount
Mixer grinder 750 W  2     500.00   1,000.00  18%   IGST  180.00  1,180.00
Table fan 400 mm     1     1,500.00 1,500.00  18%   IGST  270.00  1,770.00
"""


def nearer(box: Box) -> Box:
    """As wide as it seems with a margin on both sides, which is how stretches are seen."""
    return Box(box.left - 0.0115, box.top, box.right + 0.0115, box.bottom)
