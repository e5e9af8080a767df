"""What holds for every text: nothing is raised, sums add up to the paisa, and long input ends soon."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.invoices import service
from app.invoices.records import MAX_TEXT_LENGTH, Status
from app.invoices.rules.sentences import assemble, lexicon, numerals, sentence
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.schemas import GenerationSchema, ReadingSchema
from tests.invoices.said import TODAY

WORDS = sorted({*lexicon.KINDS, *lexicon.UNITS, *lexicon.PAYMENT_MODES, *numerals.WORDS})
NUMBERS = ["5", "12", "360", "2.5", "1,000", "3k", "1.5L", "0", "99999999", "15W", "3/4/2026", "9812345678", "½"]
NAMES = ["Ramesh", "Das", "cement", "Sharma Traders", "सीमेंट", "20 mm"]
PIECES = [
    *("Total", "CGST 9%", "Invoice No:", "Bill to", "GSTIN", "Due date", "31/12/2026"),
    *("12", "5.00", "60.00", "Rice 1006", "\n"),
]
phrases = st.lists(st.sampled_from([*WORDS, *NUMBERS * 5, *NAMES * 5]), max_size=16).map(" ".join)


class TestSentences:
    @given(st.one_of(st.text(max_size=300), phrases))
    def test_any_text_is_answered(self, text: str) -> None:
        answer = service.drafted(text, [], on=TODAY)
        dumped = GenerationSchema().dump(answer)
        assert dumped["success"] == answer.said.is_priced
        assert 0 <= dumped["confidence_score"] <= 1
        assert dumped["success"] or dumped["errors"]

    @given(phrases)
    def test_drafts_add_up(self, text: str) -> None:
        said = sentence.read(text, on=TODAY)
        if said.status is not Status.DRAFT:
            return
        draft = assemble.draft(said, on=TODAY)
        assert draft.subtotal == sum(line.total_price for line in draft.items)
        assert draft.total_amount == draft.subtotal - draft.discount_amount + draft.tax_amount
        assert min(draft.subtotal, draft.tax_amount, draft.discount_amount, draft.total_amount) >= 0
        assert draft.due_on >= draft.issued_on or said.due_on is not None

    @given(phrases)
    def test_no_number_is_invented(self, text: str) -> None:
        said = sentence.read(text, on=TODAY)
        written = {token.value for token in Sentence(text, TODAY).tokens if token.value is not None}
        for item in said.items:
            assert {item.quantity, item.unit_price, item.amount} <= written | {None, Decimal(1)}

    @given(
        st.integers(1, 500),
        st.integers(1, 99_999),
        st.sampled_from([0, 5, 12, 18, 28]),
        st.integers(0, 100),
        st.booleans(),
    )
    def test_plain_request_is_calculated_exactly(
        self, quantity: int, price: int, rate: int, percent: int, is_inclusive: bool
    ) -> None:
        text = f"{quantity} pcs lamp @ {price}, gst {rate}%{' included' if is_inclusive else ''}, discount {percent}%"
        draft = assemble.draft(sentence.read(text, on=TODAY), on=TODAY)
        gross = Decimal(quantity * price) / (1 + Decimal(rate) / 100 if is_inclusive else 1)
        expected = gross * (1 - Decimal(percent) / 100) * (1 + Decimal(rate) / 100)
        assert abs(draft.total_amount - expected) <= Decimal("0.02")


class TestDocuments:
    @given(st.text(max_size=400))
    def test_any_text_is_answered(self, text: str) -> None:
        ReadingSchema().dump(service.read(text, on=TODAY))

    @given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
    def test_pieces_of_bills_are_answered(self, text: str) -> None:
        fields = service.read(text, on=TODAY).fields
        assert all(line.total_price > 0 for line in fields.lines)


class TestLongInput:
    @pytest.mark.parametrize(
        "piece",
        [
            "1",
            "1,22",
            "5 ",
            "A ",
            "%",
            "ka ",
            "w ",
            "M/s ",
            "gst+",
            "1.",
            "1/",
            "a-",
            "5 bori ",
            "Ramesh ko ",
            "\n",
            "x",
        ],
    )
    def test_rules_do_work_in_proportion_to_length(self, piece: str) -> None:
        text = (piece * MAX_TEXT_LENGTH)[:MAX_TEXT_LENGTH]
        service.drafted(text, [], on=TODAY)
        service.read(text, on=TODAY)

    def test_far_dates_do_not_overflow(self) -> None:
        said = sentence.read("2 pens at 10 each, dated 31/12/2099, due in 3000 days", on=TODAY)
        assert assemble.due_on(said, TODAY) == TODAY + timedelta(days=3000)
        assert sentence.read("2 pens at 10 each, due in 99999999 days", on=TODAY).due_in_days is None
