"""Where the parts that a person named stand in the sentence, and that nothing else gets a place."""

from datetime import date
from decimal import Decimal

import pytest

from app.invoices.records import Alignment, Discount, Right, RightItem
from app.invoices.rules.sentences import aligning
from tests.invoices.said import TODAY

TEXT = "Mishra ji ka bill, do bori cement 350 ke bhav aur 3 kg keel 90 ka kilo, 18% gst, 10% chhoot, upi, 15 din me"
CEMENT = RightItem(description="Cement", quantity=Decimal(2), unit="bag", unit_price=Decimal(350))
NAILS = RightItem(description="keel", quantity=Decimal(3), unit="kg", unit_price=Decimal(90))
RIGHT = Right(
    customer_name="mishra",
    items=(CEMENT, NAILS),
    gst_rate=Decimal(18),
    discount=Discount("percent", Decimal(10)),
    payment_mode="upi",
    due_in_days=15,
)


class TestAligned:
    def test_every_part_gets_its_place(self) -> None:
        found = aligning.aligned(TEXT, RIGHT, on=TODAY)
        assert parts(TEXT, found) == [
            ("Mishra", "CUSTOMER"),
            ("do", "QUANTITY"),
            ("bori", "UNIT"),
            ("cement", "ITEM"),
            ("350", "PRICE"),
            ("3", "QUANTITY"),
            ("kg", "UNIT"),
            ("keel", "ITEM"),
            ("90", "PRICE"),
            ("18", "GST_RATE"),
            ("10", "DISCOUNT"),
            ("upi", "PAYMENT_MODE"),
            ("15 din", "DUE"),
        ]
        assert found.is_whole

    def test_number_goes_to_the_goods_beside_it(self) -> None:
        right = Right(
            items=(
                RightItem(description="pens", quantity=Decimal(5), unit_price=Decimal(10)),
                RightItem(description="files", quantity=Decimal(10), unit_price=Decimal(5)),
            )
        )
        text = "5 pens at 10 and 10 files at 5"
        assert [start for start, _, label in aligning.aligned(text, right, on=TODAY).spans if label == "PRICE"] == [
            text.index("10"),
            len(text) - 1,
        ]

    def test_sum_of_the_line_is_its_price(self) -> None:
        right = Right(items=(RightItem(description="chawal", quantity=Decimal(12), unit_price=Decimal(60)),))
        found = aligning.aligned("12 kilo chawal 720 ka", right, on=TODAY)
        assert ("720", "PRICE") in parts("12 kilo chawal 720 ka", found)
        assert found.is_whole

    def test_days_and_devanagari(self) -> None:
        text = "गीता को २ पंखे १५०० रुपये वाले, 5/4/2026, due 3 May 2026"
        right = Right(
            customer_name="गीता",
            items=(RightItem(description="पंखे", quantity=Decimal(2), unit_price=Decimal(1500)),),
            invoice_date=date(2026, 4, 5),
            due_date=date(2026, 5, 3),
        )
        found = aligning.aligned(text, right, on=TODAY)
        assert found.is_whole
        assert {label for _, _, label in found.spans} == {"CUSTOMER", "ITEM", "QUANTITY", "PRICE", "DATE", "DUE"}

    @pytest.mark.parametrize(
        ("right", "missing"),
        [
            (Right(customer_name="Sharma Traders", items=(CEMENT,)), ("customer_name",)),
            (Right(items=(RightItem(description="white cement"),)), ("items.0.description",)),
            (Right(items=(RightItem(description="cement", quantity=Decimal(7)),)), ("items.0.quantity",)),
            (Right(items=(CEMENT, RightItem(description="keel", unit_price=Decimal(5)))), ("items.1.unit_price",)),
        ],
    )
    def test_part_that_does_not_stand_there_is_named(self, right: Right, missing: tuple[str, ...]) -> None:
        found = aligning.aligned(TEXT, right, on=TODAY)
        assert found.not_found == missing
        assert not found.is_whole

    def test_computed_total_and_one_lot_need_no_place(self) -> None:
        right = Right(
            customer_name="Mamta",
            items=(RightItem(description="dawai", quantity=Decimal(1), unit_price=Decimal(3000)),),
            total=Decimal(3150),
        )
        assert aligning.aligned("teen hazaar ki dawai Mamta ko", right, on=TODAY).is_whole

    def test_same_word_twice_is_taken_twice_at_most(self) -> None:
        right = Right(items=tuple(RightItem(description="soap") for _ in range(3)))
        assert aligning.aligned("soap and soap", right, on=TODAY).not_found == ("items.2.description",)

    @pytest.mark.parametrize("text", ["", " ", "\n", "।", "१", "🙂"])
    def test_any_text_is_taken(self, text: str) -> None:
        assert aligning.aligned(text, RIGHT, on=TODAY).spans == () or text == "१"


def parts(text: str, found: Alignment) -> list[tuple[str, str]]:
    return [(text[start:end], label) for start, end, label in found.spans]
