"""Who may know whom, as .importlinter says it, and what the web process must do without."""

import json
import os
import subprocess
import sys
from pathlib import Path

ONLY_FOR_THE_WORKER = ("pandas", "numpy", "scipy", "sklearn", "spacy", "onnxruntime", "rapidocr", "cv2", "PIL")
LOADED_BY_THE_WEB = "import json, sys, wsgi; print(json.dumps(sorted(name for name in sys.modules if '.' not in name)))"


class TestImports:
    def test_every_contract_is_kept(self, repository: Path) -> None:
        command = [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
        ]  # in here it would switch loggers off
        done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout

    def test_web_loads_nothing_that_only_the_worker_needs(self, repository: Path, tmp_path: Path) -> None:
        environ = os.environ | {"DATABASE_URL": "postgresql://127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1"}
        command = [sys.executable, "-c", LOADED_BY_THE_WEB]
        environ |= {"DATA_DIR": str(tmp_path), "ENVIRONMENT": "test"}
        loaded = json.loads(subprocess.check_output(command, cwd=repository, env=environ).splitlines()[-1])
        assert set(loaded).isdisjoint(ONLY_FOR_THE_WORKER)
