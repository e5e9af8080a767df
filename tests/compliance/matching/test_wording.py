"""Every field that may differ, and every state, has its sentence in every language."""

from datetime import date
from decimal import Decimal

import pytest

from app.compliance.records.matching import Difference, Kind, State
from app.compliance.rules.matching import differences
from app.compliance.wording import matching as wording
from app.values.language import Language

SPOKEN: list[tuple[Difference, str]] = [
    (
        Difference("taxable_value", Decimal(10000), Decimal("10002.50")),
        "Taxable value is ₹10,000 in your books and ₹10,002.50 in 2B.",
    ),
    (
        Difference("bill_date", date(2025, 10, 4), date(2025, 10, 14)),
        "The bill date is 04.10.2025 in your books and 14.10.2025 in 2B.",
    ),
    (
        Difference("place_of_supply", "27", "29"),
        "The place of supply is Maharashtra (27) in your books and Karnataka (29) in 2B.",
    ),
    (Difference("reverse_charge", False, True), "“Tax under reverse charge” is no in your books and yes in 2B."),
    (
        Difference("supplier_gstin", None, "27ABCFR5521K1Z2"),
        "The supplier's GSTIN is missing in your books; 2B says 27ABCFR5521K1Z2.",
    ),
    (
        Difference("kind", "debit_note", "credit_note"),
        "The kind of document is a debit note in your books and a credit note in 2B.",
    ),
    (Difference("bill_no", "{name}", "%s"), "The bill number is {name} in your books and %s in 2B."),
]


class TestSentences:
    @pytest.mark.parametrize(("difference", "sentence"), SPOKEN)
    def test_difference_is_said_as_an_owner_says_it(self, difference: Difference, sentence: str) -> None:
        assert wording.sentence(difference) == sentence

    @pytest.mark.parametrize("language", Language)
    def test_nothing_lacks_its_words(self, language: Language) -> None:
        words = wording.catalogue()[language.value]
        assert set(words["fields"]) == differences.HARD | {"bill_no", "bill_date"}
        assert set(words["kinds"]) == {kind.value for kind in Kind}
        assert set(words["rows"]) == {state.value for state in State}

    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("state", State)
    def test_row_says_the_tax_without_its_sign(self, state: State, language: Language) -> None:
        said = wording.explanation(state, Decimal(-1800), language=language)
        assert said and "-" not in said.replace("-एक", "") and "{" not in said
