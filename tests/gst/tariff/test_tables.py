"""The shape of the rate tables: whole, dated, sourced, and of one mind about every heading on every day."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.gst import hsn, slabs, tables
from app.gst.slabs import Standing
from app.gst.tariff import asking, entries
from app.gst.tariff.entries import Entry

DAYS = (date(2022, 7, 18), date(2024, 6, 1), date(2025, 9, 21), date(2025, 9, 22), date(2026, 1, 31), date(2026, 2, 1))
SOURCE = re.compile(r"\d{1,2}/20\d\d-(CT|IT|UT)\(R\)|CGST Act|IGST Act")


@pytest.mark.parametrize("name", entries.FILES)
class TestEachTable:
    def test_has_its_columns_and_is_sorted_by_code(self, name: str) -> None:
        rows = list(tables.rows(f"rates/{name}"))
        assert list(rows[0]) == [
            *("codes", "except_codes", "rate_percent", "goods", "words", "not_words", "is_rest"),
            *("limits", "condition", "valid_from", "valid_to", "source"),
        ]
        first = [row["codes"].split("|")[0] for row in rows]
        assert first == sorted(first)

    def test_every_code_is_one_of_the_list_or_leads_to_some(self, name: str) -> None:
        for row in tables.rows(f"rates/{name}"):
            for code in (*tables.parts(row["codes"]), *tables.parts(row["except_codes"])):
                assert re.fullmatch(r"\d{2}|\d{4}|\d{5}|\d{6}|\d{8}", code), row
                assert hsn.is_heading(code[:4]) or len(code) == 2, row

    def test_every_row_says_what_it_means_and_who_says_so(self, name: str) -> None:
        for row in tables.rows(f"rates/{name}"):
            assert row["goods"].strip(), row
            assert SOURCE.search(row["source"]), row
            assert row["is_rest"] in ("", "yes"), row
            assert row["is_rest"] or row["words"] or row["limits"], row
            assert row["words"] == row["words"].lower(), row


class TestAllTogether:
    def test_every_rate_was_a_slab_on_each_of_its_days(self) -> None:
        for entry in entries.every():
            for on in (entry.valid_from, entry.valid_to or DAYS[-1]):
                on = max(on, slabs.GST_BEGAN)
                standing = slabs.standing(entry.rate_percent, on, hsn=entry.codes[0], description=entry.goods)
                assert standing is not Standing.NOT_IN_FORCE, entry

    def test_no_row_ends_before_it_begins(self) -> None:
        assert not [entry for entry in entries.every() if entry.valid_to and entry.valid_to < entry.valid_from]

    def test_rows_of_one_meaning_follow_each_other_without_overlap(self) -> None:
        stretches = defaultdict(list)
        for entry in entries.every():
            stretches[entry.codes, entry.goods, entry.limits, entry.condition].append(entry)
        for rows in stretches.values():
            rows.sort(key=lambda entry: entry.valid_from)
            for earlier, later in itertools.pairwise(rows):
                assert earlier.valid_to is not None, later
                assert earlier.valid_to < later.valid_from, later

    @pytest.mark.parametrize("on", DAYS, ids=str)
    def test_every_heading_has_an_entry_each_day(self, on: date) -> None:
        silent = [heading for heading in hsn.headings() if not any(entries.under(heading, on))]
        assert silent == []

    @pytest.mark.parametrize("on", DAYS, ids=str)
    def test_the_rest_of_a_heading_has_one_rate_unless_a_limit_divides_it(self, on: date) -> None:
        doubtful = [heading for heading in hsn.headings() if len(set(_rates_of_the_rest(heading, on))) > 1]
        assert doubtful == []

    def test_no_day_is_left_out_when_a_heading_changes_its_rate(self) -> None:
        for entry in entries.every():
            if entry.valid_to is not None and entry.valid_to >= asking.COMPLETE_FROM:
                next_day = entry.valid_to + timedelta(days=1)
                assert any(entries.under(entry.codes[0], next_day)), entry


def _rates_of_the_rest(heading: str, on: date) -> Iterator[Decimal]:
    """Rates of the entries for all else under just this heading, those with a limit or a condition left out."""
    covering: list[Entry] = [entry for entry in entries.under(heading, on) if entry.is_rest and entry.covers(heading)]
    depth = max((entry.depth(heading) for entry in covering), default=0)
    for entry in covering:
        if entry.depth(heading) == depth and not entry.limits and not entry.condition:
            yield entry.rate_percent
