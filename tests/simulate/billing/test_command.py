"""`flask simulate documents`: bills as files, each beside its truth."""

import json
from pathlib import Path

from click.testing import CliRunner

from app.simulate import cli


class TestDocuments:
    def test_every_bill_lies_beside_its_truth_and_its_photograph(self, tmp_path: Path) -> None:
        asked = ["documents", "--out", str(tmp_path), "--count", "2", "--layout", "restaurant", "--photos"]
        done = CliRunner().invoke(cli.simulate, asked)
        assert done.exit_code == 0, done.output
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            f"restaurant-{seed}.{ending}" for seed in (1, 2) for ending in ("jpg", "json", "pdf")
        ]
        truth = json.loads((tmp_path / "restaurant-1.json").read_text(encoding="utf-8"))
        assert truth["supplier"]["name"] and truth["lines"]

    def test_unknown_hand_is_named_as_such(self, tmp_path: Path) -> None:
        done = CliRunner().invoke(cli.simulate, ["documents", "--out", str(tmp_path), "--layout", "nobody"])
        assert done.exit_code == 2
        assert "nobody" in done.output
