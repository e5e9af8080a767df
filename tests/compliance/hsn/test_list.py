"""Which rows of the official list are taken, and why others are not."""

import pytest

from app.compliance.records.hsn import ListedCode
from app.compliance.rules import hsn_list
from app.compliance.rules.hsn_list import Fault


class TestRows:
    @pytest.mark.parametrize(
        ("code", "taken"),
        [
            ("0101", "0101"),
            (" 8471 ", "8471"),
            (101, "0101"),
            (1012100, "01012100"),
            (1, "01"),
            (10121.0, "010121"),
            ("998314", "998314"),
        ],
    )
    def test_code_is_text_with_the_zero_that_a_spreadsheet_lost(self, code: object, taken: str) -> None:
        (found,), left_out = hsn_list.listed([(code, "Something")])
        assert found.code == taken
        assert not left_out

    @pytest.mark.parametrize(
        ("code", "description", "fault"),
        [
            (None, "Something", Fault.NO_CODE),
            ("", "Something", Fault.NO_CODE),
            ("84.71", "Something", Fault.NO_CODE),
            ("847130101", "Something", Fault.NO_CODE),
            ("८४७१", "Something", Fault.NO_CODE),
            ("8471", "", Fault.NO_DESCRIPTION),
            ("8471", " - ", Fault.NO_DESCRIPTION),
            ("8471", "OMITTED", Fault.NO_DESCRIPTION),
            ("7051", "Lettuce", Fault.STUB),  # 0705 1..., cut short
        ],
    )
    def test_row_that_is_no_code_is_left_out_with_its_reason(
        self, code: object, description: str, fault: Fault
    ) -> None:
        assert hsn_list.listed([(code, description)]) == ([], {fault: 1})

    def test_first_of_a_repeated_code_counts(self) -> None:
        found, left_out = hsn_list.listed([("8471", "Computers"), ("8471", "Something else")])
        assert found == [ListedCode("8471", "HSN", "Computers")]
        assert left_out == {Fault.REPEATED: 1}

    def test_services_are_told_from_goods(self) -> None:
        found, _ = hsn_list.listed([("9987", "Repair"), ("8471", "Computers")])
        assert [code.kind for code in found] == ["SAC", "HSN"]

    def test_description_is_bounded_and_its_blanks_single(self) -> None:
        ((found), _) = hsn_list.listed([("8471", "a\n b" + "x" * 9000)])
        assert found[0].description.startswith("a bx")
        assert len(found[0].description) == hsn_list.LONGEST_DESCRIPTION


class TestColumns:
    def test_head_is_the_first_row_that_names_both(self) -> None:
        table: list[list[object]] = [
            ["List"],
            [None, "HSN_CD", "HSN_Description"],
            ["x", "8471", "Computers"],
            ["short"],
        ]
        assert list(hsn_list.columns(table)) == [("8471", "Computers")]

    def test_order_of_the_columns_does_not_matter(self) -> None:
        assert list(hsn_list.columns([["Description", "Code"], ["Computers", "8471"]])) == [("8471", "Computers")]

    def test_table_without_a_head_has_none(self) -> None:
        assert list(hsn_list.columns([["8471", "Computers"]])) == []
