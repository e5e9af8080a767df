"""The running system keeps what its OpenAPI document promises, under whatever schemathesis thinks of.

Two processes share the calls: two threads of one process take twice as long, and Python 3.11 now and
then fails to parse in two threads at once ("AST constructor recursion depth mismatch").
"""

import subprocess
import sys
from pathlib import Path

from tests.running import System

EXAMPLES = 30
SECONDS = 480
"""For each of the two; a minute on a quiet machine, four where others keep both cores busy."""
OF_THE_LAW = "^/api/v1/(gst|compliance)/"
SHARES = (("--include-path-regex", OF_THE_LAW), ("--exclude-path-regex", OF_THE_LAW))


class TestDocument:
    def test_is_kept(self, server: System, tmp_path: Path) -> None:
        runs = [_started(server, share, tmp_path) for share in SHARES]
        try:
            told = [run.communicate(timeout=SECONDS)[0] for run in runs]
        finally:
            for run in runs:
                run.kill()
                run.wait()
        failed = [said for run, said in zip(runs, told, strict=True) if run.returncode]
        assert not failed, "\n".join(said[-20_000:] for said in failed)


def _started(server: System, share: tuple[str, str], folder: Path) -> "subprocess.Popen[str]":
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(Path(__file__).with_name("schemathesis.toml")),
        "run",
        f"{server.url}/openapi.json",
        *share,
        "--header",
        f"Authorization: Bearer {server.demo['admin_token']}",
        "--checks=all",
        f"--max-examples={EXAMPLES}",
        "--phases=examples,coverage,fuzzing",
        "--workers=1",
        "--seed=7",
        "--continue-on-failure",
        "--warnings=off",
        "--request-timeout=30",
    ]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
