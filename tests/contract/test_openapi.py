"""The running system keeps what its OpenAPI document promises, under whatever schemathesis thinks of."""

import subprocess
import sys
from pathlib import Path

from tests.running import System

EXAMPLES = 30
SECONDS = 240


class TestDocument:
    def test_is_kept(self, server: System, tmp_path: Path) -> None:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "--config-file",
            str(Path(__file__).with_name("schemathesis.toml")),
            "run",
            f"{server.url}/openapi.json",
            "--header",
            f"Authorization: Bearer {server.demo['admin_token']}",
            "--checks=all",
            f"--max-examples={EXAMPLES}",
            "--phases=examples,coverage,fuzzing",
            "--workers=2",
            "--seed=7",
            "--continue-on-failure",
            "--warnings=off",
            "--request-timeout=30",
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode == 0, done.stdout[-20_000:]
