"""What a line of a document says, whatever the app has put into its row."""

from decimal import Decimal
from typing import Any

import pytest

from app.books.rows import documents

LINE = {"name": "Wire", "quantity": Decimal(2), "unit_price": Decimal(50), "tax_rate": Decimal(18)}


class TestItem:
    @pytest.mark.parametrize("metadata", [None, [], [1], "{}", "reverse charge", 7, True])
    def test_metadata_that_is_no_object_says_nothing(self, metadata: Any) -> None:
        item = documents.item({**LINE, "total_amount": Decimal(100), "metadata": metadata})
        assert item.metadata == {}

    @pytest.mark.parametrize("written", ["100.00", "118.00"])
    def test_the_amount_is_before_tax_either_way_it_was_written(self, written: str) -> None:
        assert documents.item({**LINE, "total_amount": Decimal(written)}).amount == 100
