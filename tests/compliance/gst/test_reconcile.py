"""The call `reconcile-2b`: both sides sent, one row for each paper or pair, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.compliance.papers_2b import BENGALURU, MUMBAI, SUPPLIER
from tests.signed_in import Person, person


def _paper(id: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": id,
        "kind": "invoice",
        "supplier_gstin": SUPPLIER,
        "company_gstin": MUMBAI,
        "bill_no": "A-32",
        "bill_date": "2025-10-14",
        "place_of_supply": "27",
        "reverse_charge": False,
        "taxable_value": 10000.0,
        "cgst": 900.0,
        "sgst": 900.0,
        "igst": 0.0,
        "cess": 0.0,
    } | changes


def _asked(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> dict[str, Any]:
    return {"company_gstins": [MUMBAI, BENGALURU], "purchase_register": ours, "gstr_2b": theirs}


class TestAnswer:
    def test_names_each_difference_and_says_it(self, owner: Person) -> None:
        answer = owner.post("/gst/reconcile-2b", _asked([_paper("P1")], [_paper("G1", taxable_value=10002)]))
        (row,) = answer.json["rows"]
        assert (row["purchase"], row["inward"], row["state"]) == ("P1", "G1", "mismatch")
        assert row["differences"] == ["taxable_value"]
        (detail,) = row["details"]
        assert detail["sentence"] == "Taxable value is ₹10,000 in your books and ₹10,002 in 2B."
        assert (detail["in_books"], detail["in_2b"]) == (10000, 10002)
        assert "CGST Act 2017, s.16(2)(aa)" in answer.json["sources"]

    def test_batch_is_answered_in_order(self, owner: Person) -> None:
        asked = {"questions": [_asked([_paper("P1")], []), _asked([], [_paper("G1")])]}
        answers = owner.post("/gst/reconcile-2b", asked).json["answers"]
        assert [one["rows"][0]["state"] for one in answers] == ["missing_in_2b", "missing_in_books"]

    def test_place_may_be_written_with_its_name(self, owner: Person) -> None:
        ours = _paper("P1", place_of_supply="27-Maharashtra")
        assert owner.post("/gst/reconcile-2b", _asked([ours], [_paper("G1")])).json["rows"][0]["state"] == "exact"

    def test_null_is_as_good_as_left_out(self, owner: Person) -> None:
        bare = dict.fromkeys(("kind", "company_gstin", "place_of_supply", "reverse_charge", "igst", "cess"))
        asked = _asked([_paper("P1") | bare], [_paper("G1")]) | {"company_gstins": None}
        assert owner.post("/gst/reconcile-2b", asked).json["rows"][0]["state"] == "exact"

    def test_what_is_left_out_is_no_difference(self, owner: Person) -> None:
        bare = {name: _paper("P1")[name] for name in ("id", "supplier_gstin", "bill_no", "bill_date", "taxable_value")}
        answer = owner.post("/gst/reconcile-2b", _asked([bare | {"cgst": 900, "sgst": 900}], [_paper("G1")]))
        assert answer.json["rows"][0]["state"] == "exact"

    @pytest.mark.parametrize("kind", ["Credit Note", "credit_note", "CREDIT-NOTE"])
    def test_kind_is_taken_in_any_case(self, owner: Person, kind: str) -> None:
        asked = _asked([_paper("P1", kind=kind, taxable_value=-10000)], [_paper("G1", kind="credit_note")])
        assert owner.post("/gst/reconcile-2b", asked).json["rows"][0]["state"] == "exact"


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"bill_date": "14-10-2025"}, "bill_date"),
            ({"bill_date": "2016-10-14"}, "bill_date"),
            ({"taxable_value": "10,000"}, "taxable_value"),
            ({"taxable_value": 10**14}, "taxable_value"),
            ({"taxable_value": None}, "taxable_value"),
            ({"cgst": True}, "cgst"),
            ({"kind": "letter"}, "kind"),
            ({"place_of_supply": "99999"}, "place_of_supply"),
            ({"reverse_charge": "N"}, "reverse_charge"),
            ({"bill_no": "9" * 101}, "bill_no"),
            ({"colour": "red"}, "colour"),
        ],
    )
    def test_wrong_field_is_named_by_its_path(self, owner: Person, changes: dict[str, Any], field: str) -> None:
        refused = owner.post("/gst/reconcile-2b", _asked([_paper("P1")], [_paper("G1"), _paper("G2", **changes)]))
        assert refused.status_code == 422
        assert list(refused.json["errors"]) == [f"gstr_2b.1.{field}"]

    def test_one_id_twice_is_refused(self, owner: Person) -> None:
        refused = owner.post("/gst/reconcile-2b", _asked([_paper("P1"), _paper("P1")], []))
        assert refused.status_code == 422 and "purchase_register" in refused.json["errors"]

    def test_too_many_papers_are_refused(self, owner: Person) -> None:
        refused = owner.post("/gst/reconcile-2b", _asked([_paper(f"P{at}") for at in range(20_001)], []))
        assert refused.status_code == 422 and "20,000" in refused.json["message"]


@pytest.fixture
def owner(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Person:
    return person(rt, client, caller())
