"""Where each value stands in the sentence as it was sent, and how sure it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.invoices.rules.sentences import normalise, sureness
from tests.invoices.said import read

SENT = "Gupta  ji ko\u200b 2\u00bd kg चाय पत्ती ४०० रुपये किलो, gst १८% , 5% discount, 15 din me, cash"


class TestPlaces:
    def test_are_those_of_the_text_as_it_was_sent(self) -> None:
        assert {place.path: place.text for place in read(SENT).places} == {
            "customer_name": "Gupta",
            "items.0.description": "चाय पत्ती",
            "items.0.quantity": "2\u00bd",
            "items.0.unit": "kg",
            "items.0.unit_price": "४००",
            "gst_rate": "१८%",
            "discount": "5%",
            "due_in_days": "15 din",
            "payment_mode": "cash",
        }

    def test_cut_out_what_they_name(self) -> None:
        assert all(SENT[place.start : place.end] == place.text for place in read(SENT).places)

    def test_what_is_refused_has_none(self) -> None:
        assert read("good morning").places == ()

    def test_what_was_not_said_has_none(self) -> None:
        paths = {place.path for place in read("Ravi ko 850 ki service").places}
        assert "items.0.quantity" not in paths


class TestOrigins:
    @given(st.text(max_size=60))
    def test_every_character_comes_from_a_place_in_order(self, text: str) -> None:
        plain = normalise.plain(text)
        found = normalise.origins(text, plain)
        assert len(found) == len(plain)
        assert found == sorted(found)
        assert all(0 <= place <= len(text) for place in found)


class TestSureness:
    @pytest.mark.parametrize("path", ["customer_name", "items.3.unit_price", "gst_rate", "invoice_date"])
    def test_is_a_share_and_lower_where_the_reading_doubts(self, path: str) -> None:
        clear, doubted = read("Ravi ko 4 tyre 5200 each, gst 28"), read("anna tiffin 50 plate idli 30")
        assert not clear.doubts and doubted.doubts
        assert 0.5 <= sureness.of(path, doubted) <= sureness.of(path, clear) <= 1
