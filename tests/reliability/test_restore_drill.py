"""The drill: a worker backs up the system at work; it is brought back elsewhere, started there, and asked the same."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg

from app.runtime import settings
from app.runtime.backups import keeping, keys, nightly, noted
from app.runtime.backups.manifest import Manifest
from app.runtime.runtime import Runtime, assemble
from scripts.waiting import until
from tests.reliability.conftest import Fragile
from tests.running import System, system

LONG_AGO = "update service_state set backup_begun_at = now() - interval '2 days' returning 1"
BILL = "documents/0123456789abcdef"
ALLOWED_SECONDS = 300
SERVING = (
    "select string_agg(name || ' ' || version || ' ' || state || ' ' || sha256, ', ' order by name, version)"
    " from ml_models where sha256 <> ''"
)
TORN = (
    "select count(*) from ai_audit_logs l where seq > 1 and not exists (select from ai_audit_logs p"
    " where p.chain = l.chain and p.seq = l.seq - 1 and p.hash = l.prev_hash)"
)


class TestDrill:
    def test_a_system_at_work_comes_back_elsewhere(self, fragile: Fragile, tmp_path: Path, repository: Path) -> None:
        server = fragile.running
        with runtime(server.folder) as here:
            here.storage.put(BILL, b"%PDF a bill of a real shop")
            with at_work(server):
                name, manifest = made_by_a_worker(server, here)
            safe = shutil.copy(here.settings.backups / name, tmp_path / name)
            backup_key = (server.folder / keys.KEY_FILE).read_text().strip()
            signing_key = (server.folder / keys.KEPT["MODEL_SIGNING_KEY"]).read_text().strip()
            versions, models = asked(here, SERVING), {one: here.models.get(one) for one in models_of(manifest)}
            sealing_key = (server.folder / keys.KEPT["ENCRYPTION_KEY"]).read_text().strip()
        given = {"BACKUP_KEY": backup_key, "MODEL_SIGNING_KEY": signing_key, "ENCRYPTION_KEY": sealing_key}
        folder, began = tmp_path / "elsewhere", time.monotonic()
        printed = restored(repository, folder, Path(safe), given)
        seconds = time.monotonic() - began
        assert f"{manifest.rows:,} rows" in printed
        assert seconds < ALLOWED_SECONDS
        with system(folder, **given) as again, runtime(folder) as there:
            assert there.storage.get(BILL) == b"%PDF a bill of a real shop"
            assert asked(there, SERVING) == versions
            assert {one: there.models.get(one) for one in models_of(manifest)} == models != {}
            assert asked(there, TORN) == 0
            assert answer(again, given=server) == answer(server, given=server)
        print(f"the drill: {Path(safe).stat().st_size / 1e6:.1f} MB; restore {seconds:.1f} s")


def made_by_a_worker(running: System, rt: Runtime) -> tuple[str, Manifest]:
    """Name and manifest of the day's backup, asked for as beat asks, when the last one was made two days ago."""
    running.await_idle()
    began, _ = rt.clock.now(), asked(rt, LONG_AGO)
    assert nightly.ask_if_due(rt)
    until(lambda: (noted.present(rt).begun_at or began) > began)
    return keeping.verified(rt.settings, noted.present(rt).name)


@contextmanager
def at_work(running: System) -> Iterator[None]:
    """Somebody uses the app meanwhile; every call must be answered."""
    enough, statuses = threading.Event(), list[int]()
    worker = threading.Thread(target=lambda: statuses.extend(calls(running, enough)))
    worker.start()
    try:
        yield
    finally:
        enough.set()
        worker.join()
    assert statuses
    assert set(statuses) == {200}


def calls(running: System, enough: threading.Event) -> Iterator[int]:
    while not enough.is_set():
        yield checked(running, running.demo).status_code


def answer(running: System, *, given: System) -> Any:
    """What a check of the demo's invoice finds, without what each answer has for itself."""
    found = checked(running, {**given.demo, "access_token": running.demo["access_token"]})
    assert found.status_code == 200, found.text
    return found.json()["issues"]


def checked(running: System, demo: dict[str, Any]) -> httpx.Response:
    body = {"invoice_id": demo["invoice_id"]}
    headers = {"Authorization": f"Bearer {demo['access_token']}"}
    return httpx.post(f"{running.url}/api/v1/compliance/check", json=body, headers=headers, timeout=30)


def restored(repository: Path, folder: Path, backup: Path, given: dict[str, str]) -> str:
    """What `flask backup restore` prints."""
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "backup", "restore", str(backup)]
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environ |= {"DATA_DIR": str(folder), "ENVIRONMENT": "test", **given}
    done = subprocess.run(words, cwd=repository, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def models_of(manifest: Manifest) -> list[str]:
    return [key.removeprefix("models/") for key in manifest.files if key.startswith("models/")]


def asked(rt: Runtime, question: str) -> Any:
    with psycopg.connect(rt.settings.database_url, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row and row[0]


@contextmanager
def runtime(folder: Path) -> Iterator[Runtime]:
    """What a command on the running system of `folder` stands on."""
    rt = assemble(settings.read({"DATA_DIR": str(folder), "ENVIRONMENT": "test"}))
    yield rt
    rt.close()
