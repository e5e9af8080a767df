"""Who may know whom, as .importlinter says it, and what the web process must do without."""

import json
import os
import subprocess
import sys
from pathlib import Path

ONLY_FOR_THE_WORKER = ("pandas", "numpy", "scipy", "sklearn", "spacy", "onnxruntime", "rapidocr", "cv2", "PIL")
LOADED_BY_THE_WEB = (
    "import gc, json, sys, wsgi; loaded = sorted(name for name in sys.modules if '.' not in name);"
    "print(json.dumps([loaded, gc.isenabled(), gc.get_freeze_count()]))"
)
OBJECTS = 200_000
"""Fewer than the web process has once it is loaded."""


class TestImports:
    def test_every_contract_is_kept(self, repository: Path) -> None:
        command = [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
        ]  # in here it would switch loggers off
        done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout

    def test_web_loads_nothing_that_only_the_worker_needs_and_looks_through_it_no_more(
        self, repository: Path, tmp_path: Path
    ) -> None:
        environ = os.environ | {"DATABASE_URL": "postgresql://127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1"}
        command = [sys.executable, "-c", LOADED_BY_THE_WEB]
        environ |= {"DATA_DIR": str(tmp_path), "ENVIRONMENT": "test"}
        said = subprocess.check_output(command, cwd=repository, env=environ).splitlines()[-1]
        loaded, is_collecting, frozen = json.loads(said)
        assert set(loaded).isdisjoint(ONLY_FOR_THE_WORKER)
        assert is_collecting and frozen > OBJECTS
