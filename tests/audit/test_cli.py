"""`flask audit`."""

import json
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.audit.conftest import ROWS
from tests.runtime.auditing import trails


class TestCommands:
    def test_verify_names_the_first_bad_row_and_fails(self, app: Flask, engine: Engine, business_id: UUID) -> None:
        asked = ["audit", "verify", "--business", str(business_id)]
        done = app.test_cli_runner().invoke(args=asked)
        assert done.exit_code == 0, done.output
        assert f"{ROWS} rows of business {business_id} are as they were written." in done.output
        trails.tamper(engine, "delete from ai_audit_logs where chain = :chain and seq = 4", chain=business_id)
        done = app.test_cli_runner().invoke(args=asked)
        assert done.exit_code == 1
        assert f"Row 4 of business {business_id} is missing" in done.output

    def test_anchor_writes_a_file_outside_of_the_database(self, app: Flask, business_id: UUID, tmp_path: Path) -> None:
        done = app.test_cli_runner().invoke(args=["audit", "anchor", "--out", str(tmp_path / "anchor.json")])
        assert done.output.startswith("audit-anchors/")
        heads = json.loads((tmp_path / "anchor.json").read_text())["heads"]
        assert [str(business_id), ROWS] in [head[:2] for head in heads]

    @pytest.mark.parametrize("format", ["jsonl", "csv"])
    def test_export_writes_rows_and_proof(self, app: Flask, business_id: UUID, tmp_path: Path, format: str) -> None:
        out = tmp_path / "trail.zip"
        done = app.test_cli_runner().invoke(
            args=["audit", "export", "--business", str(business_id), "--format", format, "--out", str(out)]
        )
        assert f"{ROWS} rows" in done.output
        with zipfile.ZipFile(out) as packed:
            assert set(packed.namelist()) == {f"events.{format}", "proof.json"}
