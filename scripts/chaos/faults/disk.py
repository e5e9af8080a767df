"""Disks that are full, under the database and under the files; each a tmpfs of its own, filled to the last byte."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg

from app.runtime import migrations
from app.runtime.embedded import ports
from app.runtime.embedded.postgres import Postgres
from scripts import waiting
from scripts.chaos import load, small_disk
from scripts.chaos.catalogue import fault
from scripts.chaos.database import Superuser
from scripts.chaos.invariants.kept import LINES
from scripts.chaos.outages import Outage
from scripts.chaos.records import Broken, Figure
from scripts.chaos.scene import Scene

CLUSTER_MB, STORE_MB = 200, 24
WAL = ("wal_keep_size=0", "max_wal_size=32MB", "min_wal_size=32MB")
AWAY = 503


@fault()
def database_disk_full(scene: Scene) -> Iterator[Figure]:
    """The disk of a PostgreSQL fills up while lines are written, and is given room again."""
    with small_disk.mounted(scene.folder / "small-disk", megabytes=CLUSTER_MB) as disk:
        outage = Outage(Postgres(disk / "postgres", ports.free(), WAL))
        try:
            list(migrations.upgrade(outage.url, local=True))
            with scene.web(DATABASE_URL=outage.url) as url, scene.phone(url) as phone:
                yield from _filled(disk, outage, phone)
        finally:
            outage.stop()


@fault()
def model_store_full(scene: Scene) -> Iterator[Figure]:
    """The disk of models and documents fills up; both are sent, and sent again when there is room."""
    with on_small_disk(scene.running.folder / "storage") as store, scene.phone() as phone:
        model = _downloaded(scene, phone)
        small_disk.fill(store)
        full = [_upload(scene, phone), _model_upload(scene, phone, model)]
        took = load.apart(scene.owner, scene.running.url, load.insights(scene.owner))
        small_disk.clear(store)
        again = _upload(scene, phone)
    for one in (*full, again):
        if one.status_code >= 500 and one.status_code != AWAY:
            raise Broken(f"a full disk is answered {one.status_code}: {one.text[:100]}")
    yield Figure("a document is refused with", full[0].status_code, most=AWAY, least=AWAY)
    yield Figure("with room it is taken with", again.status_code, most=202, least=200)
    yield Figure("other calls meanwhile within", round(took.seconds, 2), "s", most=2)


@contextmanager
def on_small_disk(folder: Path) -> Iterator[Path]:
    """Within the block `folder` lies on a small disk; what comes to it is brought back at the end."""
    aside = folder.with_name(f"{folder.name}-aside")
    folder.rename(aside)
    try:
        with small_disk.mounted(folder, megabytes=STORE_MB):
            shutil.copytree(aside, folder, dirs_exist_ok=True)
            yield folder
            shutil.copytree(folder, aside, dirs_exist_ok=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)


def _filled(disk: Path, outage: Outage, phone: httpx.Client) -> Iterator[Figure]:
    acknowledged = [_line(phone)[1] for _ in range(5)]
    small_disk.fill(disk)
    _use_up(outage.url)
    found = [_line(phone) for _ in range(20)]
    acknowledged += [number for took, number in found if took.status == httpx.codes.OK]
    load.statuses([took for took, _ in found], allowed=(200, AWAY))
    yield Figure("refused with 503", sum(took.status == AWAY for took, _ in found), "of 20", least=1)
    yield load.within("longest answer", [took for took, _ in found], 1, most=3)
    small_disk.clear(disk)
    if outage.child.poll() is not None:
        outage.start()
    again = waiting.until(lambda: _line(phone)[0].status == httpx.codes.OK, within=60, what="a line taken again")
    yield Figure("lines are taken again after", round(again, 2), "s", most=30)
    kept = Superuser(outage.url).value(LINES, (acknowledged,))
    yield Figure("acknowledged lines lost", len(acknowledged) - kept, f"of {len(acknowledged)}", most=0)


def _use_up(url: str) -> None:
    """Writes until PostgreSQL has no page left to write to, or has fallen."""
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            connection.execute("create table ballast (filler text)")
            while True:
                connection.execute("insert into ballast select repeat('x', 1000) from generate_series(1, 200)")
        except psycopg.OperationalError:
            return


def _noise() -> str:
    """4,000 characters that cannot be stored in fewer bytes, so that each line needs pages of its own."""
    return secrets.token_urlsafe(3000)


def _line(phone: httpx.Client) -> tuple[load.Took, str]:
    """A line of feedback of some length is sent: what came of it, and its id."""
    number = str(uuid4())
    body = {"id": number, "feedback_type": "insight", "entity_id": "chaos", "helpful": True, "comment": _noise()}
    path, body["submitted_at"] = "/api/v1/feedback/structured", "2026-04-01T10:00:00Z"
    return load.asked(phone, lambda asking: asking.post(path, json=body)), number


def _upload(scene: Scene, phone: httpx.Client) -> httpx.Response:
    """A bill as text, with enough of it to need room."""
    text = b"Sai Electricals\nGSTIN 24AAACC1206D1ZM\nLED bulb 10 x 120 = 1200\n" + b" " * 100_000
    return load.document(scene.owner, text)(phone)


def _downloaded(scene: Scene, phone: httpx.Client) -> bytes:
    path = "/api/v1/models/late_payment/versions/1/download"
    return phone.get(path, headers={"Authorization": f"Bearer {scene.people.admin.token}"}).content


def _model_upload(scene: Scene, phone: httpx.Client, model: bytes) -> httpx.Response:
    headers = {"Authorization": f"Bearer {scene.people.admin.token}"}
    files = {"file": ("model.zip", model)}
    return phone.post("/api/v1/models/late_payment/versions", headers=headers, files=files)
