"""deploy.sh and rollback.sh on real processes: two web processes behind nginx, under calls that must not notice."""

import itertools
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest

from app.runtime import migrations
from app.runtime.identity import Caller
from app.runtime.runtime import assemble
from app.runtime.settings import Settings
from scripts import waiting
from scripts.deployment import ledger
from tests import signed_in
from tests.conftest import TEST_SECRET
from tests.deployment import callers, standing
from tests.deployment.host import Host, host

pytestmark = pytest.mark.skipif(standing.NGINX is None, reason="nginx is not installed; `make check-ops` installs it")
BROKEN = """

@app.before_request
def break_the_description():
    from flask import abort, request

    if request.path == "/openapi.json":
        abort(500)
"""
REQUESTS = 1000
BUSY = ("ai-backend-worker", "ai-backend-beat")
"""They would work on the models that come with a release, all through the tests."""
VERSIONS = itertools.count(1)


class TestRolling:
    def test_thousand_requests_notice_neither_a_release_nor_the_way_back(
        self, server: Host, phone: Callable[[], httpx.Client], record_property: Callable[[str, object], None]
    ) -> None:
        before, version = running(server), fresh()
        with callers.calling(phone) as asked:
            came = server.deploy(version, AI_BACKEND_UNITS=" ".join(server.place.units))
            assert came[0] == 0, came[1]
            assert server.versions() == [version, version]
            assert f"a job came back from a worker of version {version}" in came[1]
            for unit in BUSY:
                server.services.stop(unit)
            asked.await_count(REQUESTS)
            back, said = server.awaited(server.begin("rollback.sh"))
            assert back == 0, said
            asked.await_count(len(asked.answers) + 50)
        record_property("requests", len(asked.answers))
        record_property("seconds", server.history[-2]["seconds"])
        print(f"{len(asked.answers)} requests, {len(asked.failures)} failed, {server.history[-2]['seconds']} s")
        assert asked.failures == []
        assert server.versions() == [before, before]

    def test_forced_repeat_and_reload_are_not_noticed_and_written_down(
        self, server: Host, phone: Callable[[], httpx.Client], audited: Callable[[str], list[dict[str, object]]]
    ) -> None:
        version = running(server)
        with callers.calling(phone) as asked:
            keeper = server.services.keeper(server.place.units[0])
            assert keeper
            os.kill(keeper, signal.SIGHUP)
            asked.await_count(100)
            code, said = server.deploy(version, "--force", "--skip-backup", "--skip-tests")
            asked.await_count(len(asked.answers) + 50)
        assert code == 0, said
        assert asked.failures == []
        assert server.history[-1]["is_forced"]
        assert audited(version)[-1]["forced"] is True


class TestGoingBack:
    def test_release_that_does_not_prove_itself_leaves_by_itself(
        self, server: Host, phone: Callable[[], httpx.Client], audited: Callable[[str], list[dict[str, object]]]
    ) -> None:
        before, version = running(server), fresh()
        with callers.calling(phone) as asked:
            with broken(server.source / "wsgi.py"):
                code, said = server.deploy(version)
            asked.await_count(len(asked.answers) + 50)
        assert code == 1
        assert "/openapi.json answered 500 instead of 200" in said
        assert asked.failures == []
        assert server.versions() == [before, before]
        assert (server.history[-1]["result"], running(server)) == ("rolled back", before)
        assert audited(version)[-1]["step"] == "roll"

    def test_release_cut_off_half_way_leaves_callers_served_and_the_next_one_possible(self, server: Host) -> None:
        cut_off, version = fresh(), fresh()
        deploying = server.begin_deploying(cut_off)
        web = server.place.units[0]
        waiting.until(lambda: server.services.runs(web, cut_off))
        deploying.kill()
        deploying.communicate()
        with server.calling() as https:
            assert {https.get("/health/ready").status_code for _ in range(5)} == {200}
        code, said = server.deploy(version)
        assert code == 0, said
        assert f"was cut off while {cut_off} came" in said
        assert server.versions() == [version, version]


class TestRefusals:
    def test_second_one_is_told_who_is_at_work(self, server: Host) -> None:
        with ledger.sole(server.place.releases, "bringing 9.9.9 to staging"):
            code, said = server.deploy(fresh())
        assert code == 75
        assert f"(pid {os.getpid()}) has been bringing 9.9.9 to staging since" in said

    def test_dry_run_says_all_and_changes_nothing(self, server: Host) -> None:
        before = standing_there(server)
        code, said = server.deploy(fresh(), "--dry-run")
        assert code == 0, said
        assert "6. roll: would replace one process after the other" in said
        assert "0 files of schema/ are pending" in said
        assert standing_there(server) == before

    def test_what_runs_already_is_left_alone(self, server: Host) -> None:
        before = standing_there(server)
        code, said = server.deploy(running(server))
        assert (code, standing_there(server)) == (0, before)
        assert "nothing to do" in said

    @pytest.mark.parametrize(
        ("environ", "sentence"),
        [
            ({"ENVIRONMENT": "production"}, "is for staging environment, not production"),
            ({"ENVIRONMENT": "laptop"}, "must be one of staging, production"),
            ({"VERSION": "../../etc"}, "is no name of a version"),
        ],
    )
    def test_what_was_not_meant_is_refused(self, server: Host, environ: dict[str, str], sentence: str) -> None:
        serving = server.versions()
        code, said = server.awaited(server.begin("deployment/deploy.sh", **{"VERSION": fresh(), **environ}))
        assert code == 1
        assert sentence in said
        assert server.versions() == serving


def fresh() -> str:
    """A version that was never there."""
    return f"1.0.{next(VERSIONS)}"


def running(server: Host) -> str:
    return server.place.linked()


@contextmanager
def broken(path: Path) -> Iterator[None]:
    """A program that answers all but one call, for the length of a block."""
    text = path.read_text()
    path.write_text(text + BROKEN)
    try:
        yield
    finally:
        path.write_text(text)


def standing_there(server: Host) -> tuple[object, ...]:
    """Every file of the releases with its moment, what `current` names, and every process."""
    found = (path for path in server.place.releases.rglob("*") if path.name != ledger.LOCK)
    files = sorted((str(path), path.lstat().st_mtime_ns) for path in found)
    processes = [server.services.state(unit).get("pid") for unit in server.place.units]
    return (files, server.place.linked(), processes, server.history)


@pytest.fixture(scope="module")
def database(postgres_url: str) -> Iterator[str]:
    """The address of a database with the whole schema, for this host alone."""
    name = f"host_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        url = postgres_url.rsplit("/", 1)[0] + f"/{name}"
        list(migrations.upgrade(url, local=True))
        yield url
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="module")
def server(database: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host that serves a first release by two web processes; only a test that names all units starts the others."""
    folder = tmp_path_factory.mktemp("host")
    settings = {
        "ENVIRONMENT": "staging",
        "DATABASE_URL": database,
        "REDIS_URL": f"{redis_url.rstrip('/').removesuffix('/0')}/9",
        "REDIS_CACHE_DB": "10",
        "DATA_DIR": str(folder / "data"),
        "AUTH_MODE": "hs256",
        "JWT_SECRET_KEY": TEST_SECRET,
        "MODEL_SIGNING_KEY": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "WEB_CONCURRENCY": "1",
        "WORKER_CONCURRENCY": "1",
        "TRUSTED_PROXIES": "1",
        "RATE_LIMIT_PER_MINUTE": "1000000",
        "LOG_FILES": "false",
    }
    with host(folder, settings) as made:
        made.environ["AI_BACKEND_UNITS"] = " ".join(unit for unit in made.place.units if unit not in BUSY)
        code, said = made.deploy(fresh())
        assert code == 0, said
        yield made


@pytest.fixture
def phone(server: Host) -> Callable[[], httpx.Client]:
    """Makes clients of somebody who is signed in."""
    with closing(assemble(Settings(jwt_secret_key=TEST_SECRET, auth_mode="hs256"))) as runtime:
        token = signed_in.token(runtime, Caller.user(uuid4()))
    return lambda: server.calling(Authorization=f"Bearer {token}")


@pytest.fixture
def audited(database: str) -> Callable[[str], list[dict[str, object]]]:
    """The details of what the trail holds about a version, oldest first."""
    asked = "select details from ai_audit_logs where subject_kind = 'release' and subject = %s order by seq"

    def details(version: str) -> list[dict[str, object]]:
        with psycopg.connect(database) as connection:
            return [row[0] for row in connection.execute(asked, (version,))]

    return details
