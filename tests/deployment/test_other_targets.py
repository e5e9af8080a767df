"""Compose and cluster: the commands that reach `docker` and `kubectl`, which here only write them down, in their order.

What those programs then do is theirs; that callers notice nothing is shown on real processes in test_local_deploy.py.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.deployment import compose, ledger
from scripts.deployment.records import Entry
from tests.running import ROOT

DOCKER = """#!/usr/bin/env bash
echo "$VERSION: $*" >> "$RECORDED"
case "$*" in
    *" ps --quiet web") cat "$RUNNING/web" ;;
    *" ps --quiet "*) echo "${@: -1}-1" ;;
    *"up --detach --no-deps --no-build --no-recreate --scale web="[1-9]*)
        seq 1 "$(sed 's/.*web=\\([0-9]*\\).*/\\1/' <<< "$*")" | sed "s/^/web-/" > "$RUNNING/web" ;;
    *"{{.Config.Image}} web-"[12]) echo fineasy/ai-backend:1.0.0 ;;
    *"{{.Config.Image}} "*-1) echo "fineasy/ai-backend:${OTHERS:-$VERSION}" ;;
    *"{{.Config.Image}}"*) echo "fineasy/ai-backend:$VERSION" ;;
    *"{{.State.Status}}"*) echo "running ${HEALTH:-healthy}" ;;
    *" up "*" worker beat") [ "$VERSION" != "${BROKEN:-}" ] ;;
    "stop "*) sed -i "/^${*##* }$/d" "$RUNNING/web" ;;
esac
"""
KUBECTL = """#!/usr/bin/env bash
echo "$*" >> "$RECORDED"
case "$*" in
    *"jsonpath={.items[*].spec"*) echo fineasy/ai-backend:1.0.0 ;;
    "kustomize "*)
        grep -h "version: " "$2/release.yaml" >> "$RECORDED"
        printf 'kind: Namespace\\nmetadata:\\n  name: ai-backend-staging\\n' ;;
    *"get job"*) echo "${STATE:-Complete}" ;;
esac
"""


class TestCompose:
    def test_new_copies_stand_beside_the_old_ones_before_those_leave(self, checkout: Path, tmp_path: Path) -> None:
        code, said, recorded = deployed(checkout, tmp_path, "compose", DOCKER)
        assert code == 0, said
        changing = [
            line for line in recorded if any(word in line for word in (" build ", " run ", " up ", "stop ", "rm "))
        ]
        assert [line.removeprefix("1.1.0: compose --file docker-compose.prod.yml ") for line in changing] == [
            "build --quiet web worker",
            "run --rm --no-deps -T migrate",
            "up --detach --no-deps --no-build --no-recreate --scale web=4 web",
            "1.1.0: stop --time 45 web-1",
            "1.1.0: rm web-1",
            "1.1.0: stop --time 45 web-2",
            "1.1.0: rm web-2",
            "up --detach --no-deps --no-build worker beat",
            "up --detach --no-deps --no-build --no-recreate nginx",
        ]

    def test_what_was_started_by_hand_is_gone_back_to(self, checkout: Path, tmp_path: Path) -> None:
        code, said, recorded = deployed(checkout, tmp_path, "compose", DOCKER, OTHERS="1.0.0", BROKEN="1.1.0")
        assert code == 1, said
        assert "Going back to 1.0.0." in said
        assert "1.0.0: compose --file docker-compose.prod.yml up --detach --no-deps --no-build worker beat" in recorded
        assert not [line for line in recorded if "rm --force" in line]

    def test_history_that_is_lost_leads_one_release_back_and_no_further(self, checkout: Path, tmp_path: Path) -> None:
        stands = Entry("2026-04-01T10:00:00+00:00", "asha", "staging", "1.1.0", "1.0.0", "ok")
        ledger.append(tmp_path / "history", stands)
        code, said, _ = deployed(checkout, tmp_path, "compose", DOCKER, script="rollback.sh")
        assert (code, "1.0.0 serves again" in said) == (0, True), said
        code, said, _ = deployed(checkout, tmp_path, "compose", DOCKER, script="rollback.sh")
        assert (code, "Nothing is known to have served before 1.0.0" in said) == (1, True)

    def test_other_environment_is_not_taken_back(self, checkout: Path, tmp_path: Path) -> None:
        stands = Entry("2026-04-01T10:00:00+00:00", "asha", "production", "1.1.0", "1.0.0", "ok")
        ledger.append(tmp_path / "history", stands)
        code, said, recorded = deployed(checkout, tmp_path, "compose", DOCKER, script="rollback.sh")
        assert (code, "Nothing was ever deployed to staging from here" in said) == (1, True)
        assert recorded == []

    def test_secret_that_a_release_newly_asks_for_is_named(self, checkout: Path, tmp_path: Path) -> None:
        (checkout / "secrets/BACKUP_KEY").unlink()
        code, said, recorded = deployed(checkout, tmp_path, "compose", DOCKER)
        assert (code, "secrets/BACKUP_KEY is missing: scripts/make_secrets.sh makes it" in said) == (1, True)
        assert not [line for line in recorded if " up " in line]

    def test_environment_of_another_server_is_refused(self, checkout: Path, tmp_path: Path) -> None:
        (checkout / ".env.production").write_text("ENVIRONMENT=production\n")
        code, said, recorded = deployed(checkout, tmp_path, "compose", DOCKER)
        assert (code, "is for production environment, not for staging" in said) == (1, True)
        assert not [line for line in recorded if " up " in line]

    def test_dry_run_touches_nothing(self, checkout: Path, tmp_path: Path) -> None:
        code, said, recorded = deployed(checkout, tmp_path, "compose", DOCKER, "--dry-run")
        assert code == 0, said
        assert [line.split()[-1] for line in recorded] == ["--short", "--quiet"]
        assert not (tmp_path / "history").exists()


class TestCluster:
    def test_schema_and_pods_come_in_by_the_clusters_own_script(self, checkout: Path, tmp_path: Path) -> None:
        code, said, recorded = deployed(checkout, tmp_path, "cluster", KUBECTL)
        assert code == 0, said
        assert "ai-backend-staging runs the new version" in said
        assert "  version: 1.1.0" in recorded
        applied = [number for number, line in enumerate(recorded) if line.startswith("apply")]
        waited = [number for number, line in enumerate(recorded) if "get job" in line or "rollout status" in line]
        assert "notin (web,worker,beat)" in recorded[applied[0]]
        assert applied[0] < waited[0] < applied[1] < waited[1]

    def test_migration_that_fails_leaves_pods_as_they_are(self, checkout: Path, tmp_path: Path) -> None:
        code, said, recorded = deployed(checkout, tmp_path, "cluster", KUBECTL, STATE="Failed")
        assert (code, "no pod was touched" in said) == (1, True)
        assert not [line for line in recorded if "rollout undo" in line]


def deployed(
    checkout: Path,
    folder: Path,
    target: str,
    program: str,
    *arguments: str,
    script: str = "deployment/deploy.sh",
    **environ: str,
) -> tuple[int, str, list[str]]:
    """Exit code, what was said, and every call of the program, beside two copies of 1.0.0 that run."""
    programs, name = folder / "bin", "docker" if target == "compose" else "kubectl"
    programs.mkdir(exist_ok=True)
    (folder / "recorded").write_text("")
    (programs / name).write_text(program)
    (programs / name).chmod(0o755)
    (folder / "web").write_text("web-1\nweb-2\n")
    given = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "RECORDED": str(folder / "recorded"),
        "RUNNING": str(folder),
        "DEPLOY_HISTORY": str(folder / "history"),
        "VERSION": "1.1.0",
        "DEPLOY_PAUSE_SECONDS": "0",
        **environ,
    }
    left_out = ("--skip-backup", "--skip-tests") if script.endswith("deploy.sh") else ()
    command = [str(checkout / "scripts" / script), "--target", target, *left_out, *arguments]
    done = subprocess.run(command, env=given, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr, (folder / "recorded").read_text().splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the two targets read of a checkout."""
    folder = tmp_path / "checkout"
    for name in ("scripts", "app", "k8s"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "ml_models").symlink_to(ROOT / "ml_models")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / ".env.production").write_text("ENVIRONMENT=staging\n")
    shutil.copy2(ROOT / compose.FILE, folder)
    (folder / "secrets").mkdir()
    for name in compose.SECRET.findall((folder / compose.FILE).read_text()):
        (folder / name).touch()
    return folder
