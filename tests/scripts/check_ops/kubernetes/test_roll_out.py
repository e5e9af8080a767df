"""The order of a roll-out, and the way back, with a kubectl that notes what it is asked."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

MANIFESTS = """apiVersion: v1
kind: Namespace
metadata:
  labels:
    name: not-this
  name: ai-backend
---
apiVersion: batch/v1
kind: Job
metadata:
  name: ai-migrate-1.4.0
---
"""
CLUSTER = """#!/bin/sh
echo "$*" >> "$ASKED"
case "$*" in
    *"get job"*) printf %s "$MIGRATION" ;;
    *"rollout status deployment/$BROKEN "*) exit 1 ;;
esac
"""
RollOut = Callable[..., tuple[int, list[str]]]


class TestRollOut:
    def test_schema_comes_before_the_pods_and_each_is_waited_for(self, roll_out: RollOut) -> None:
        code, asked = roll_out()
        assert code == 0
        assert [one.split(" -l ")[-1] for one in asked] == [
            "app.kubernetes.io/component notin (web,worker,beat)",
            """-n ai-backend get job ai-migrate-1.4.0 -o jsonpath={.status.conditions[?(@.status=="True")].type}""",
            "apply -f manifests.yaml",
            *(
                f"-n ai-backend rollout status deployment/{name} --timeout=600s"
                for name in ("ai-backend", "ai-worker", "ai-beat")
            ),
        ]

    @pytest.mark.parametrize("migration", ["Failed", "FailureTarget Failed", "", "Suspended"])
    def test_no_pod_is_touched_when_the_schema_was_not_brought_up_to_date(
        self, roll_out: RollOut, migration: str
    ) -> None:
        code, asked = roll_out(migration=migration)
        assert code == 1
        assert not any(one == "apply -f manifests.yaml" or "rollout" in one for one in asked)

    @pytest.mark.parametrize("broken", ["ai-backend", "ai-worker"])
    def test_what_does_not_become_ready_goes_back_as_a_whole(self, roll_out: RollOut, broken: str) -> None:
        code, asked = roll_out(broken=broken)
        assert code == 1
        assert [one.split("/")[-1] for one in asked if " undo " in one] == ["ai-backend", "ai-worker", "ai-beat"]


@pytest.fixture
def roll_out(tmp_path: Path, repository: Path) -> RollOut:
    """Runs the script before a cluster in that state; its exit code, and what kubectl was asked."""
    kubectl, asked = tmp_path / "kubectl", tmp_path / "asked"
    kubectl.write_text(CLUSTER)
    kubectl.chmod(0o755)
    (tmp_path / "manifests.yaml").write_text(MANIFESTS)

    def run(migration: str = "SuccessCriteriaMet Complete", broken: str = "none") -> tuple[int, list[str]]:
        environ = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "ASKED": str(asked), "MIGRATION": migration}
        environ |= {"BROKEN": broken, "MIGRATION_LOOKS": "2", "MIGRATION_PAUSE": "0"}
        command = ["bash", str(repository / "k8s" / "roll-out.sh"), "manifests.yaml"]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True)
        return done.returncode, asked.read_text().splitlines()

    return run
