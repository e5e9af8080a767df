"""What a column is taken for when nobody says so."""

import numpy as np
import pytest

from ml_models.rarity import columns
from ml_models.rarity.levels import as_texts
from ml_models.rarity.records import TextArray, UnusableTable

DAYS = [f"2026-{month:02d}-{day:02d}" for month in (4, 5, 6) for day in range(1, 11)] * 10
PLAIN = [f"branch {number % 11}" for number in range(300)]
KINDS = [
    ("amounts with paise", [f"{number * 7.25:.2f}" for number in range(300)], "numeric"),
    ("amounts with commas", [f"{number * 977:,}.50" for number in range(300)], "numeric"),
    ("whole rupees of all sizes", [str(number**2) for number in range(300)], "numeric"),
    ("amounts, some missing", [f"{number}.5" if number % 3 else "" for number in range(300)], "numeric"),
    ("codes with noughts in front", [f"{number % 30:04d}" for number in range(300)], "categorical"),
    ("codes of digits", [str(number % 90 + 10) for number in range(300)], "categorical"),
    ("names", ["Asha Traders", "Meera Stores", "भारत स्टोर"] * 100, "categorical"),
    ("numbers of papers", [f"INV/{number}" for number in range(300)], "none"),
    ("days", DAYS, "none"),
    ("days the Indian way", [f"{number % 28 + 1:02d}/04/2026" for number in range(300)], "none"),
    ("nothing at all", [""] * 300, "none"),
]


class TestKinds:
    @pytest.mark.parametrize(("values", "kind"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
    def test_found_by_what_a_column_holds(self, values: list[str], kind: str) -> None:
        found = looked_at({"plain": PLAIN, "asked": values})
        assert ("asked" in found.categorical, "asked" in found.numeric) == (kind == "categorical", kind == "numeric")

    def test_the_month_of_a_date_is_no_category(self) -> None:
        table = {"day": DAYS, "month": [day[5:7] for day in DAYS], "branch": PLAIN}
        assert looked_at(table).categorical == ("branch",)

    def test_whoever_names_columns_is_believed(self) -> None:
        table = {"code": ["1.5", "2.5"] * 5, "kind": ["a", "b"] * 5}
        assert looked_at(table, categorical=["code"]).categorical == ("code",)
        assert looked_at(table, ignore=["kind"]).categorical == ()

    @pytest.mark.parametrize(
        ("named", "said"),
        [({"numeric": ["sum"]}, "no column"), ({"ignore": ["sum"]}, "no column"), ({"numeric": ["a", "a"]}, "twice")],
    )
    def test_names_that_cannot_be_are_refused(self, named: dict[str, list[str]], said: str) -> None:
        with pytest.raises(UnusableTable, match=said):
            looked_at({"a": ["1", "2"]}, **named)


class TestAmounts:
    def test_the_first_text_that_is_no_number_is_named(self) -> None:
        texts = as_texts(["1", "", "two", "three"])
        with pytest.raises(UnusableTable, match='"two"') as refused:
            columns.amounts_of("amount", texts)
        assert refused.value.row == 2

    def test_blanks_are_missing(self) -> None:
        assert np.isnan(columns.amounts_of("amount", as_texts(["1,200.50", " ", None]))).tolist() == [False, True, True]


def looked_at(
    table: dict[str, list[str]],
    *,
    categorical: list[str] | None = None,
    numeric: list[str] | None = None,
    ignore: list[str] | None = None,
) -> columns.Columns:
    texts: dict[str, TextArray] = {name: as_texts(values) for name, values in table.items()}
    return columns.found(texts, categorical=categorical, numeric=numeric, ignore=ignore or ())
