"""A chart as bytes: the same for the same figures, small, legible, closed, and never a box for a letter."""

import io
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

pytest.importorskip("matplotlib", reason="requirements-worker.txt is not installed")

from PIL import Image

from app.insights.charts import drawing, labels, letters
from app.insights.records.evidence import Unit
from app.insights.records.picture import Dot, Drawing, Format, Line, Look

SVG, PNG = Look(Format.SVG, 720), Look(Format.PNG, 1080)
START = date(2026, 11, 22)
SPACE = "{http://www.w3.org/2000/svg}"


def line(name: str, days: int = 91, *, step: int = 1, is_banded: bool = False, unit: Unit = Unit.RUPEES) -> Line:
    """A falling line."""
    dots = [Dot(START + timedelta(days=step * at), 300_000.0 - 3_000 * at) for at in range(days)]
    if is_banded:
        dots = [
            replace(one, low80=one.value - 9e3, high80=one.value + 9e3, low95=one.value - 2e4, high95=one.value + 2e4)
            for one in dots
        ]
    return Line(name, name.title(), unit, tuple(dots), is_expected=is_banded)


def drawn(*lines: Line, title: str = "Cash in 13 weeks", floor: float | None = None) -> Drawing:
    """A drawing of these lines."""
    return Drawing(title, "Cash ahead", "Cash falls <below> the floor & rises.", "INR", "₹", lines, floor)


CASH = drawn(line("cash", is_banded=True), floor=50_000.0)


class TestBytes:
    @pytest.mark.parametrize("look", [SVG, PNG], ids=["svg", "png"])
    def test_are_the_same_for_the_same_figures_and_others_for_others(self, look: Look) -> None:
        assert drawing.drawn(CASH, look) == drawing.drawn(CASH, look)
        assert drawing.drawn(CASH, look) != drawing.drawn(replace(CASH, floor=60_000.0), look)

    def test_png_is_as_wide_as_asked_and_under_100_kb(self) -> None:
        four = [
            replace(line(f"line {at}", is_banded=True), title=f"A rather long title of line {at}") for at in range(4)
        ]
        for look in (PNG, replace(PNG, is_dark=True)):
            body = drawing.drawn(drawn(*four, floor=1.0), look)
            assert Image.open(io.BytesIO(body)).width == 1080
            assert len(body) < 100_000

    def test_svg_tells_itself_to_who_listens_and_brings_nothing_from_elsewhere(self) -> None:
        text = drawing.drawn(CASH, SVG).decode()
        root = ElementTree.fromstring(text)  # noqa: S314 - our own
        assert (root.get("role"), root.get("width"), root[0].tag, root[1].tag) == (
            *("img", "720"),
            *(f"{SPACE}title", f"{SPACE}desc"),
        )
        assert (root[0].text, root[1].text) == (CASH.title, CASH.description)
        assert not [one for one in root.iter() if one.tag in (f"{SPACE}script", f"{SPACE}text", f"{SPACE}image")]
        assert "font-family" not in text and "@import" not in text and "date>" not in text

    def test_dark_is_dark(self) -> None:
        corners = [
            Image.open(io.BytesIO(drawing.drawn(CASH, replace(PNG, is_dark=is_dark)))).convert("L").getpixel((2, 2))
            for is_dark in (False, True)
        ]
        assert corners[0] == 255
        assert corners[1] != 255

    @pytest.mark.parametrize(
        "lines",
        [
            [line("one", 2)],
            [line("flat", 3, unit=Unit.SHARE), line("single", 1, unit=Unit.SHARE)],
            [Line("nothing", "Nothing", Unit.COUNT, (Dot(START, 0.0), Dot(START + timedelta(days=40), 0.0)))],
        ],
        ids=["two dots", "one dot beside", "zeros"],
    )
    def test_little_can_be_drawn_too(self, lines: list[Line]) -> None:
        assert drawing.drawn(drawn(*lines), SVG).startswith(b"<svg ")

    def test_dollars_are_no_formula(self) -> None:
        drawing.drawn(drawn(line("costs $5 and $6_"), title="$5_ or $6^"), SVG)


class TestLetters:
    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ("Ask Rao Traders for ₹59,000", "Ask Rao Traders for ₹59,000"),
            ("राम ट्रेडर्स pays late", "Ram Tredars pays late"),
            ("Sales 🙂 are up", "Sales are up"),
            ("ரவி ஸ்டோர்ஸ்", "Your sales"),
            ("", "Your sales"),
        ],
    )
    def test_are_spelt_left_out_or_replaced_by_other_words(self, given: str, shown: str) -> None:
        assert letters.shown(given, "Your sales") == shown

    def test_no_letter_of_a_chart_is_missing_in_the_font(self) -> None:
        """matplotlib warns of each, and warnings are errors."""
        drawing.drawn(drawn(line("राम ரவி 🙂 ₹ ’"), title="राम ரவி 🙂 of ৳5", floor=0.0), SVG)
        drawing.drawn(replace(CASH, currency="BDT", sign="৳"), SVG)


class TestLabels:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (0, "₹0"), (-0.0, "₹0"), (950, "₹950"), (50_000, "₹50,000"), (120_000, "₹1.2 lakh"),
            (-125_000, "-₹1.25 lakh"), (30_000_000, "₹3 crore"),
        ],
    )  # fmt: skip
    def test_rupees_are_told_in_lakh_and_crore(self, value: float, shown: str) -> None:
        assert labels.of_unit(Unit.RUPEES, "INR", "₹")(value) == shown

    @pytest.mark.parametrize(("value", "shown"), [(120_000, "$120,000"), (2_500_000, "$2.5 m"), (3e9, "$3 bn")])
    def test_other_money_is_told_in_thousands(self, value: float, shown: str) -> None:
        assert labels.of_unit(Unit.RUPEES, "USD", "$")(value) == shown

    @pytest.mark.parametrize(
        ("unit", "value", "shown"),
        [(Unit.DAYS, 1, "1 day"), (Unit.DAYS, 46.5, "46.5 days"), (Unit.COUNT, 12, "12"), (Unit.SHARE, 0.25, "25%")],
    )
    def test_other_units_have_their_words(self, unit: Unit, value: float, shown: str) -> None:
        assert labels.of_unit(unit, "INR", "₹")(value) == shown

    @pytest.mark.parametrize(
        ("days", "names"),
        [
            ([START + timedelta(days=at) for at in range(91)], ["13 Dec", "5 Jan", "28 Jan", "20 Feb"]),
            ([date(2026, month, 1) for month in range(1, 13)], ["Mar ’26", "Jun ’26", "Sep ’26", "Dec ’26"]),
            ([START, START + timedelta(days=1)], ["22 Nov", "23 Nov"]),
            ([START], ["22 Nov"]),
        ],
        ids=["quarter", "year", "two", "one"],
    )
    def test_days_are_few_and_evenly_apart(self, days: list[date], names: list[str]) -> None:
        assert [name for _, name in labels.named_days(days)] == names
