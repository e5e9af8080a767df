"""`flask fraud scan`: the alerts on books from a file, without a server and without a database."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import simulate
from app.books.importer import walking
from app.fraud.rules import judging
from app.simulate.books import LAST_DAY_OF_TESTS

KINDS = ("supplier", "supplier", "customer", "employee")


class TestScan:
    def test_writes_every_alert_as_the_api_gives_it_with_its_business(
        self, app: Flask, world: Mapping[str, Any], tmp_path: Path
    ) -> None:
        code, said, alerts = scanned(app, world, tmp_path)
        assert code == 0
        assert f"{len(alerts)} alerts" in said
        assert {one["business_id"] for one in alerts} == {world["businesses"][0]["id"]}
        for one in alerts:
            assert {"id", "type", "message", "confidence_score", "evidence", "detected_at"} <= one.keys()
        shown = [one for one in alerts if one["confidence_score"] >= judging.SHOWN_FROM]
        named = {id for one in shown for id in (*one["evidence"]["documents"], *one["evidence"]["payments"])}
        found = [one for one in world["labels"] if named & {*one["documents"], *one["payments"]}]
        assert len(found) >= 0.9 * len(world["labels"])

    def test_says_the_same_again(self, app: Flask, world: Mapping[str, Any], tmp_path: Path) -> None:
        first, again = (scanned(app, world, tmp_path)[2] for _ in range(2))
        for one in (*first, *again):
            del one["detected_at"]
        assert first == again

    @pytest.mark.parametrize("blank", ["", " ", None])
    def test_parties_without_names_and_papers_without_numbers_of_any_day_are_looked_through(
        self, app: Flask, blank: str | None, tmp_path: Path
    ) -> None:
        parties = [{"id": f"s{place}", "kind": kind, "name": blank} for place, kind in enumerate(KINDS)]
        days = ("1900-01-01", "2026-01-05", "2027-12-31")
        documents = [
            {"id": f"d{place}{day}", "kind": "supplier_bill", "party_id": f"s{place}", "number": blank, "date": day}
            | {"total_amount": 4321 + 100 * place, "subtotal": 4000}
            for place in range(2)
            for day in days
        ]
        business = {"id": "b", "name": "Shop", "parties": parties, "documents": documents, "payments": []}
        code, said, alerts = scanned(app, {"businesses": [business]}, tmp_path)
        assert (code, alerts) == (0, []), said

    def test_large_files_are_shared_among_processes_with_the_same_answer(
        self, app: Flask, world: Mapping[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        second = simulate.generate(simulate.SMALL, seed=6, until=LAST_DAY_OF_TESTS, months=6)
        both = {"businesses": [*world["businesses"], *second["businesses"]]}
        alone = scanned(app, both, tmp_path)[2]
        monkeypatch.setattr(walking, "LARGE_BYTES", 0)
        shared = scanned(app, both, tmp_path)[2]
        assert [one["id"] for one in shared] == [one["id"] for one in alone]
        assert len({one["business_id"] for one in shared}) == 2
        both["businesses"][1]["payments"][0]["amount"] = "much"
        code, said, _ = scanned(app, both, tmp_path)
        assert code == 1 and "much" in said and "line" in said

    def test_one_business_twice_is_refused(self, app: Flask, world: Mapping[str, Any], tmp_path: Path) -> None:
        code, said, _ = scanned(app, {"businesses": [*world["businesses"], *world["businesses"]]}, tmp_path)
        assert code == 1 and "is the id of another business before it" in said

    def test_names_the_row_and_the_reason_where_books_cannot_be_read(
        self, app: Flask, world: Mapping[str, Any], tmp_path: Path
    ) -> None:
        broken = json.loads(json.dumps(world))
        broken["businesses"][0]["documents"][3]["date"] = "31 February"
        code, said, _ = scanned(app, broken, tmp_path)
        assert code == 1
        assert "31 February" in said and "line" in said and "Traceback" not in said

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"businesses": 5}', "\x00"])
    def test_what_is_no_books_is_told_in_a_sentence(self, app: Flask, text: str, tmp_path: Path) -> None:
        path = tmp_path / "books.json"
        path.write_text(text)
        done = app.test_cli_runner().invoke(args=["fraud", "scan", str(path), "--out", str(tmp_path / "out.json")])
        assert done.exit_code == 1 and "Traceback" not in done.output
        assert not (tmp_path / "out.json").exists()

    @pytest.mark.parametrize(
        ("out", "reason"), [("books.json", "overwrite the books"), ("no/folder/a.json", "No such")]
    )
    def test_place_that_cannot_take_the_alerts_is_told_and_the_books_stay(
        self, app: Flask, world: Mapping[str, Any], out: str, reason: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "books.json"
        path.write_text(json.dumps(world))
        done = app.test_cli_runner().invoke(args=["fraud", "scan", str(path), "--out", str(tmp_path / out)])
        assert done.exit_code == 1 and reason in done.output and "Traceback" not in done.output
        assert json.loads(path.read_text()) == json.loads(json.dumps(world))

    def test_needs_no_server_and_no_database(self, repository: Path, world: Mapping[str, Any], tmp_path: Path) -> None:
        path, out = tmp_path / "books.json", tmp_path / "alerts.json"
        path.write_text(json.dumps(world))
        nowhere = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://127.0.0.1:1/none"}
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "fraud", "scan", str(path), "--out", str(out)]
        done = subprocess.run(command, cwd=repository, env=nowhere, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert json.loads(out.read_text())


@pytest.fixture(scope="module")
def world() -> Mapping[str, Any]:
    """A small invented business with its truth."""
    return simulate.generate(simulate.SMALL, seed=5, until=LAST_DAY_OF_TESTS, months=12)


def scanned(app: Flask, world: Mapping[str, Any], folder: Path) -> tuple[int, str, list[dict[str, Any]]]:
    """Exit code, what was said, and the alerts that were written."""
    path, out = folder / "books.json", folder / "alerts.json"
    path.write_text(json.dumps(world))
    done = app.test_cli_runner().invoke(args=["fraud", "scan", str(path), "--out", str(out)])
    return done.exit_code, done.output, json.loads(out.read_text()) if out.exists() else []
