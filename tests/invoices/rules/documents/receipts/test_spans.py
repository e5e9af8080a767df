"""Names and addresses as runs of lines, without what is not part of them."""

import pytest

from app.invoices import files
from app.invoices.rules.documents.receipts import lines, reading, span_cues, spans


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("KEDAI SATU SDN BHD (519537-X)", "KEDAI SATU SDN BHD"),
            ("KEDAI SATU SDN BHD(728384-M)", "KEDAI SATU SDN BHD"),
            ("KEDAI SATU SDN BHD (CO. NO:20154-T)", "KEDAI SATU SDN BHD"),
            ("KEDAI SATU S/B 273500-U (KSB)", "KEDAI SATU S/B"),
            ("OWN BY: KEDAI SATU SDN BHD", "KEDAI SATU SDN BHD"),
            ("KEDAI SATU\nSDN BHD", "KEDAI SATU SDN BHD"),
        ],
    )
    def test_number_behind_and_words_before_a_name_can_be_left_out(self, text: str, name: str) -> None:
        assert name in {span.text for span in spans.names(read(text))}

    def test_printed_form_stays_possible(self) -> None:
        assert "SATU (M) SDN BHD" in {span.text for span in spans.names(read("SATU (M) SDN BHD"))}


class TestAddresses:
    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("HQ ADD: LOT 9, BATU 2\n41400 KLANG", "LOT 9, BATU 2 41400 KLANG"),
            ("1, JALAN SATU,\n81750 JOHOR BAHRU, TEL NO.: 07-387 3322", "1, JALAN SATU, 81750 JOHOR BAHRU"),
        ],
    )
    def test_telephone_behind_and_label_before_can_be_left_out(self, text: str, address: str) -> None:
        assert address in {span.text for span in spans.addresses(read(text))}

    def test_words_of_a_span_are_those_that_it_says(self) -> None:
        (span,) = [one for one in spans.names(read("KEDAI SATU (519537-X)")) if one.text == "KEDAI SATU"]
        assert [token.text for token in span.tokens] == ["KEDAI", "SATU"]

    def test_every_candidate_has_every_column(self) -> None:
        evidence = reading.read(files.of_text("KEDAI SATU (519537-X)\n1, JALAN SATU,\n81750 KLANG").pages).evidence
        rows = (*evidence.candidates["company"], *evidence.candidates["address"])
        assert {len(one.cues) for one in rows} == {len(span_cues.COLUMNS)}


def read(text: str) -> tuple[lines.Line, ...]:
    """The lines of a text."""
    return lines.lines(files.of_text(text).pages)
