"""Words that belong together, lists with one price, men for days, sizes, and what each rate of tax is on."""

from decimal import Decimal

import pytest

from tests.invoices.said import lines, read, total

Lines = list[tuple[str, str, str | None, str]]


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "price"),
        [
            ("Ravi ko 400 sweets at two rupees fifty paise each", "2.5"),
            ("Ravi ko 400 cups 65 paise each", "0.65"),
            ("Ravi ko 75 blouses, one hundred and twenty rupees per blouse", "120"),
            ("Ravi ko 5 tyre puncture 50 50 rupaye", "50"),
            ("Ravi ko 5 cups 60 paise each... sorry 65 paise each", "0.65"),
        ],
    )
    def test_are_read_whole(self, text: str, price: str) -> None:
        assert [item.unit_price for item in read(text).items] == [Decimal(price)]


class TestLines:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "3 pens, 2 books and 5 files all at 50 each for Ravi",
                [("pens", "3", None, "50"), ("books", "2", None, "50"), ("files", "5", None, "50")],
            ),
            (
                "40 kursi aur 5 mez di thi Ravi ji ko, kursi 15 rupaye, mez 80 rupaye",
                [("kursi", "40", None, "15"), ("mez", "5", None, "80")],
            ),
            (
                "Ravi ko 20 kilo khoya aur 10 kilo paneer, dono 300 rupaye kilo",
                [("khoya", "20", "kg", "300"), ("paneer", "10", "kg", "300")],
            ),
            ("Ravi ko 40 bags of 50 kg onion, Rs 900 per bag", [("50 kg onion", "40", "bag", "900")]),
            ("Ravi ko 50-50 kg ki 30 bori gehu 1250 bori", [("50 kg gehu", "30", "bag", "1250")]),
            ("Two dozen samosa boxes at Rs 240 a box to Ravi", [("samosa boxes", "24", "box", "240")]),
            ("do hazaar ka ek pankha teen nag, Ravi ko", [("pankha", "3", "pcs", "2000")]),
            ("Ravi ki putai, 900 sq ft, 14 rupaye sq ft", [("putai", "900", "sqft", "14")]),
        ],
    )
    def test_are_read(self, text: str, expected: Lines) -> None:
        assert lines(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "Bill to Ravi, loading 6 men x 4 days at 700 per man per day",
            "6 mazdoor 4 din kaam kiye 700 dihadi, Ravi ka bill",
        ],
    )
    def test_men_count_for_each_day(self, text: str) -> None:
        assert total(text) == Decimal(16800)


class TestRates:
    def test_go_to_the_goods_that_they_are_said_to_be_on(self) -> None:
        said = read("3 kg jaggery @ 100 and 2 coconuts @ 50 - Ravi Stores - gst 5% on jaggery, coconut exempt")
        assert said.customer_name == "Ravi Stores"
        assert [item.gst_rate_percent for item in said.items] == [5, 0]

    def test_of_lines_have_their_places(self) -> None:
        said = read("oil 5% gst 6 bottles at 150, paste 18% gst 12 pcs at 55, for Ravi")
        places = {place.path: place.text for place in said.places}
        assert (places["items.0.gst_rate"], places["items.1.gst_rate"]) == ("5", "18")


class TestCustomers:
    @pytest.mark.parametrize(
        ("text", "customer"),
        [
            ("Catering for Mrs. D'Souza's anniversary: 120 plates thali at 340", "D'Souza"),
            ("Invoice to be drawn on Godavari Feeds. Maize bran, 12 quintals, Rs 1,640 per quintal", "Godavari Feeds"),
            ("Bill St. Mary's Convent for 60 cakes @ 275", "St. Mary's Convent"),
            ("invoice banana hai Maa Durga Caterers ka: 15 pankha 1850 each", "Maa Durga Caterers"),
            ("Bansal sahab ki factory me 5 motor 2200 ki ek", "Bansal"),
            ("Tiwari ji se 12 chair repair ka paisa lena hai 150 ek ka", "Tiwari"),
            ("tea 45 cups at ten rupees, for Lokmat office", "Lokmat office"),
        ],
    )
    def test_are_named_by_their_place_too(self, text: str, customer: str) -> None:
        assert read(text).customer_name == customer
