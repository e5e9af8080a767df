"""monitor.sh tells a person and cron alike, from a service that answers and from one that does not."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.runtime.embedded import ports
from scripts.deployment import ledger, watching
from scripts.deployment.records import Entry
from scripts.deployment.watching import Level


class TestLook:
    def test_service_that_is_away_is_down(self, repository: Path, tmp_path: Path) -> None:
        environ = {"SMOKE_URL": f"http://127.0.0.1:{ports.free()}", "DEPLOY_HISTORY": str(tmp_path)}
        environ |= {f"AI_BACKEND_{name}": str(tmp_path / name) for name in ("HOME", "ETC", "RUN")}
        done = subprocess.run(
            [repository / "scripts/monitor.sh", "once", "--target", "local"],
            env={"PATH": os.environ["PATH"], **environ},
            capture_output=True,
            text=True,
        )
        assert done.returncode == Level.DOWN, done.stderr
        assert "process ai-backend-worker: is down" in done.stdout
        assert "health: http://127.0.0.1" in done.stdout

    def test_history_and_complaints_are_told(self, tmp_path: Path) -> None:
        ledger.append(tmp_path, Entry("2026-04-01T10:00:00+00:00", "asha", "staging", "1.4.0", "", "ok"))
        lines = [{"level": "INFO", "message": "request"}, {"level": "ERROR", "message": "notices lost"}]
        (tmp_path / "ai_backend.log").write_text("\n".join(map(json.dumps, lines)))
        seen = list(watching.sights("http://127.0.0.1:1", tmp_path, tmp_path, {}))
        assert seen[0].sentence == "deployed: 1.4.0 by asha at 2026-04-01T10:00:00+00:00"
        assert seen[-1].sentence.startswith("log ai_backend.log: 1 errors lately")
        assert seen[-1].level == Level.WORSE

    @pytest.mark.parametrize("path", watching.CALLS)
    def test_running_service_answers_what_is_asked(self, client: FlaskClient, path: str) -> None:
        assert client.get(path).status_code == 200
