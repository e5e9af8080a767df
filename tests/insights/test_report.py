"""`flask insights report`: all insights on books from a file, without a server and without a database."""

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
from app.insights.schemas import BusinessInsightsSchema, InsightDetailSchema
from app.simulate.books import LAST_DAY_OF_TESTS


class TestReport:
    def test_writes_what_the_api_gives_with_the_rows_behind_each_figure(
        self, app: Flask, world: Mapping[str, Any], tmp_path: Path
    ) -> None:
        code, said, found = reported(app, world, tmp_path)
        assert code == 0, said
        (answer,) = found
        assert answer["business_id"] == world["businesses"][0]["id"]
        assert (answer["stale"], answer["age_seconds"], answer["generated_at"][:10]) == (False, 0, "2026-03-31")
        for insight in answer["insights"]:
            drill_down, _ = insight["drill_down"], insight.pop("looked_back")
            assert InsightDetailSchema(partial=True).validate({"drill_down": drill_down}) == {}
            del insight["drill_down"]
        assert BusinessInsightsSchema().validate(answer) == {}

    def test_says_the_same_again_and_in_many_processes(
        self, app: Flask, world: Mapping[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        second = simulate.generate(simulate.SMALL, seed=6, until=LAST_DAY_OF_TESTS, months=2)
        both = {"businesses": [*world["businesses"], *second["businesses"]]}
        _, _, alone = reported(app, both, tmp_path)
        monkeypatch.setattr(walking, "LARGE_BYTES", 0)
        _, _, shared = reported(app, both, tmp_path)
        assert alone == shared
        assert len(shared) == 2

    def test_names_the_row_where_books_cannot_be_read_and_leaves_no_file(
        self, app: Flask, world: Mapping[str, Any], tmp_path: Path
    ) -> None:
        broken = json.loads(json.dumps(world))
        broken["businesses"][0]["documents"][3]["date"] = "31 February"
        code, said, found = reported(app, broken, tmp_path)
        assert (code, found) == (1, [])
        assert "31 February" in said and "line" in said and "Traceback" not in said
        assert {path.name for path in tmp_path.iterdir()} == {"books.json"}

    @pytest.mark.parametrize(
        ("out", "reason"), [("books.json", "overwrite the books"), ("no/folder/a.json", "No such")]
    )
    def test_place_that_cannot_take_the_insights_is_told_and_the_books_stay(
        self, app: Flask, world: Mapping[str, Any], out: str, reason: str, tmp_path: Path
    ) -> None:
        code, said, _ = reported(app, world, tmp_path, out=out)
        assert code == 1 and reason in said and "Traceback" not in said
        assert json.loads((tmp_path / "books.json").read_text()) == json.loads(json.dumps(world))

    def test_needs_no_server_and_no_database(self, repository: Path, world: Mapping[str, Any], tmp_path: Path) -> None:
        path, out = tmp_path / "books.json", tmp_path / "insights.json"
        path.write_text(json.dumps(world))
        nowhere = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://127.0.0.1:1/none"}
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "insights", "report", str(path), "--out", str(out)]
        done = subprocess.run(command, cwd=repository, env=nowhere, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert json.loads(out.read_text())


@pytest.fixture(scope="module")
def world() -> Mapping[str, Any]:
    """A small invented business with its truth."""
    return simulate.generate(simulate.SMALL, seed=5, until=LAST_DAY_OF_TESTS, months=4)


def reported(
    app: Flask, world: Mapping[str, Any], folder: Path, out: str = "insights.json"
) -> tuple[int, str, list[dict[str, Any]]]:
    """How the command ended, what it said, and what is in its file; nothing where it failed."""
    path, written = folder / "books.json", folder / out
    path.write_text(json.dumps(world))
    done = app.test_cli_runner().invoke(
        args=["insights", "report", str(path), "--on", LAST_DAY_OF_TESTS.isoformat(), "--out", str(written)]
    )
    found = json.loads(written.read_text()) if written.exists() and done.exit_code == 0 else []
    return done.exit_code, done.output, found
