"""`make eval-gst` counts right answers as the contract means them, and reaches its bars on the cases that are there."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.runtime.runtime import assemble
from app.runtime.settings import Settings
from scripts.eval_gst import __main__ as eval_gst
from scripts.eval_gst import judging

PLAIN: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"valid": True}, {"valid": True, "reason": None}, True),
    ({"valid": True}, {"valid": False}, False),
    ({"table_any_of": ["7", "7A"]}, {"table": "7"}, True),
    ({"table_any_of": ["7", "7A"]}, {"table": "5"}, False),
    ({"igst": 10.0, "tolerance_per_head": 1.0}, {"igst": 10.99}, True),
    ({"igst": 10.0, "tolerance_per_head": 1.0}, {"igst": 11.5}, False),
    ({"late_fee_total": 250}, {"late_fee_total": None}, False),
    ({"allowed_rates": [12, 6]}, {"allowed_rates": [6, 12]}, True),
    ({"allowed_rates": [12, 6]}, {"allowed_rates": [12]}, False),
    ({"disallowed_rates": [5]}, {"allowed_rates": [12]}, True),
    ({"disallowed_rates": [5]}, {"allowed_rates": [5, 12]}, False),
]
LAWFUL = {"compliant": True, "issue_types": [], "allowed_extra": []}
FAULTY = {"compliant": False, "must_include_one_of_each": [["gst_mismatch"]], "allowed_extra": ["warning"]}
INVOICES: list[tuple[dict[str, Any], bool, list[str], bool]] = [
    (LAWFUL, True, [], True),
    (LAWFUL, True, ["warning"], False),
    (FAULTY, False, ["gst_mismatch"], True),
    (FAULTY, False, ["gst_mismatch", "warning"], True),
    (FAULTY, False, ["gst_mismatch", "missing_gstin"], False),
    (FAULTY, False, ["warning"], False),
    (FAULTY, True, ["gst_mismatch"], False),
]


class TestJudging:
    @pytest.mark.parametrize(("expected", "answer", "is_right"), PLAIN)
    def test_keys_are_compared_as_they_say(
        self, expected: dict[str, Any], answer: dict[str, Any], is_right: bool
    ) -> None:
        assert (not judging.faults({"kind": "tax_amount", "expected": expected}, answer)) is is_right

    @pytest.mark.parametrize(("expected", "is_compliant", "types", "is_right"), INVOICES)
    def test_invoice_has_what_was_planted_and_nothing_else(
        self, expected: dict[str, Any], is_compliant: bool, types: list[str], is_right: bool
    ) -> None:
        answer = {"compliant": is_compliant, "issues": [{"type": one} for one in types]}
        assert (not judging.faults({"kind": "invoice_check", "expected": expected}, answer)) is is_right

    @pytest.mark.parametrize(
        ("rows", "is_right"),
        [
            ([("P1", "G1", "exact"), ("P2", None, "missing_in_2b")], True),
            ([("P2", "G1", "exact"), ("P1", None, "missing_in_2b")], True),
            ([("P1", "G1", "mismatch"), ("P2", None, "missing_in_2b")], False),
            ([("P1", "G1", "exact")], False),
        ],
    )
    def test_interchangeable_bills_may_stand_for_each_other(
        self, rows: list[tuple[str, str | None, str]], is_right: bool
    ) -> None:
        expected = {
            "rows": [
                {"purchase": "P1", "inward": "G1", "state_any_of": ["exact"]},
                {"purchase": "P2", "inward": None, "state_any_of": ["missing_in_2b"]},
            ],
            "interchangeable": [["P1", "P2"]],
        }
        answer = {"rows": [dict(zip(("purchase", "inward", "state"), row, strict=True)) for row in rows]}
        assert (not judging.faults({"kind": "reconcile_2b", "expected": expected}, answer)) is is_right


class TestCommand:
    def test_says_where_it_looked_for_cases(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert eval_gst.main([str(tmp_path / "none.json")]) == 2
        assert "There are no cases at" in capsys.readouterr().err

    def test_missed_bar_is_an_exit_code(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        cases = [
            {"id": "right", "kind": "gstin", "input": {"gstin": ""}, "expected": {"reason": "missing"}},
            {"id": "wrong", "kind": "gstin", "input": {"gstin": ""}, "expected": {"valid": True}},
            {"id": "refused", "kind": "gstin", "input": {"gstin": 7}, "expected": {"valid": False}},
            {"id": "unknown", "kind": "horoscope", "input": {}, "expected": {}},
        ]
        file = tmp_path / "cases.json"
        file.write_text(json.dumps(cases))
        assert eval_gst.main([str(file)]) == 1
        said = capsys.readouterr().out
        assert "gstin: 1/3 right" in said and "wrong: valid: False, expected True" in said
        assert "refused: refused" in said and "no call answers this kind" in said

    @pytest.mark.skipif(not eval_gst.DEFAULT.is_file(), reason="no file of cases beside this checkout")
    def test_every_kind_that_a_call_answers_reaches_its_bar(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        rt = assemble(Settings(environment="test", data_dir=tmp_path))
        cases = json.loads(eval_gst.DEFAULT.read_text(encoding="utf-8"))
        kinds = {case["kind"] for case in cases if eval_gst.call_for(case["kind"])}
        missed = [
            kind
            for kind in kinds
            if not eval_gst.is_reached(kind, [eval_gst.asked(case, rt) for case in cases if case["kind"] == kind])
        ]
        assert missed == [], capsys.readouterr().out
