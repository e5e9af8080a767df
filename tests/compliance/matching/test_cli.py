"""`flask gst reconcile-2b` and `flask demo gstr2b`: what an accountant types, and reads."""

import json
from pathlib import Path
from uuid import uuid4

from flask import Flask

from app.compliance.service import matching as service
from tests.compliance.matching.conftest import Shop
from tests.compliance.papers_2b import BENGALURU
from tests.compliance.portal_files import as_json, invoice, supplied


class TestReconcile:
    def test_prints_rows_and_tax_by_state(self, app: Flask, shop: Shop, tmp_path: Path) -> None:
        shop.book("A-1")
        shop.book("A-2")
        file = tmp_path / "2b.json"
        file.write_bytes(as_json(b2b=[supplied(invoice("A-1"))]))
        code, said = _run(app, "gst", "reconcile-2b", str(file), "--business", str(shop.business_id))
        assert code == 0
        assert "2025-10: 1 documents in GSTR-2B of 27AAGCK7412M1Z7" in said
        assert "Credit at risk: ₹1,800" in said
        assert shop.glance()["is_stale"] is False  # what was just matched is not matched again

    def test_says_why_a_file_is_refused(self, app: Flask, shop: Shop, tmp_path: Path) -> None:
        file = tmp_path / "2b.json"
        file.write_bytes(as_json(gstin=BENGALURU))
        code, said = _run(app, "gst", "reconcile-2b", str(file), "--business", str(shop.business_id))
        assert code == 1 and BENGALURU in said and "Traceback" not in said


class TestDemoFile:
    def test_file_of_some_books_matches_most_of_them(self, app: Flask, shop: Shop, tmp_path: Path) -> None:
        for number in range(40):
            shop.book(f"A-{number * 7}")
        file = tmp_path / "2b.json"
        options = ("--business", str(shop.business_id), "--period", "2025-10")
        assert _run(app, "demo", "gstr2b", str(file), *options)[0] == 0
        first = json.loads(file.read_text())
        code, _ = _run(app, "gst", "reconcile-2b", str(file), "--business", str(shop.business_id))
        month = service.reconciliation(shop.rt, shop.business_id, period="2025-10", caller=shop.owner.caller)
        rows = {state.value: sums.rows for state, sums in month.states.items()}
        assert code == 0 and rows["exact"] > 25 and rows["missing_in_books"] == 1
        assert rows["exact"] + rows["suggested"] + rows["mismatch"] + rows["missing_in_2b"] == 40
        _run(app, "demo", "gstr2b", str(file), *options)
        assert json.loads(file.read_text()) == first

    def test_other_months_are_refused(self, app: Flask, tmp_path: Path) -> None:
        options = ("--business", str(uuid4()), "--period", "October")
        assert _run(app, "demo", "gstr2b", str(tmp_path / "x.json"), *options)[0] == 1


def _run(app: Flask, *arguments: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=list(arguments))
    return done.exit_code, done.output
