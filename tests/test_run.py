"""`make run` as a person meets it: what it prints, what it refuses, what it survives. Real processes, really killed."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.runtime import migrations
from app.runtime.embedded import ports, private_files
from scripts import processes
from tests import terminals
from tests.running import System, copied, start_system, system

CARD = {
    "api_url",
    "access_token",
    "admin_token",
    "business_id",
    "invoice_id",
    "other_access_token",
    "other_business_id",
}


class TestStart:
    def test_prints_where_it_is_and_what_to_try(self, survivor: System) -> None:
        assert f"answers at {survivor.url}" in survivor.printed
        assert f"{survivor.url}/docs" in survivor.printed
        assert survivor.demo["access_token"] in survivor.printed

    def test_writes_the_demos_card_for_its_owner_alone(self, survivor: System) -> None:
        assert set(survivor.demo) == CARD
        assert survivor.demo["api_url"] == survivor.url
        assert (survivor.folder / "demo.json").stat().st_mode & 0o777 == 0o600

    def test_printed_curl_gets_an_answer(self, survivor: System) -> None:
        command = re.search(r"curl -H '([^:]+): ([^']+)' (\S+)", survivor.printed)
        assert command is not None
        answer = httpx.get(command[3], headers={command[1]: command[2]}, timeout=30)
        assert answer.status_code == 200, answer.text

    def test_every_line_of_a_child_bears_its_name(self, survivor: System) -> None:
        before_greeting = survivor.printed.split("\n\n")[0].splitlines()
        assert [line for line in before_greeting if not re.match(r"(\w+ *) \| ", line)] == []

    def test_commands_find_the_running_database(self, survivor: System, repository: Path) -> None:
        environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        command: list[str | Path] = [repository / ".venv/bin/flask", "--app", "wsgi", "db", "status"]
        environ |= {"DATA_DIR": str(survivor.folder)}
        done = subprocess.run(command, cwd=repository, env=environ, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "pending" not in done.stdout

    def test_no_secret_stands_on_a_command_line(self, survivor: System) -> None:
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        for name in ("postgres", "redis"):
            assert (survivor.folder / name / "password").read_text().strip() not in listed


class TestRefusal:
    def test_second_start_on_the_same_folder_names_the_first(self, survivor: System) -> None:
        assert refusal(survivor.folder) == [
            f"already running, pid {survivor.process.pid} uses DATA_DIR {survivor.folder}"
        ]

    def test_taken_port_is_one_line(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            assert refusal(tmp_path / "data", PORT=str(port)) == [
                f"PORT {port} on 127.0.0.1 cannot be used: Address already in use. Set another, as in PORT=8010"
            ]

    def test_wrong_variable_is_one_line(self, tmp_path: Path) -> None:
        assert refusal(tmp_path / "data", PORT="soon") == ["PORT must be a whole number from 1 to 65535"]

    def test_production_refuses_embedded_servers(self, tmp_path: Path) -> None:
        lines = refusal(tmp_path / "data", ENVIRONMENT="production", SUPABASE_URL="https://abc.supabase.co")
        assert any("DATABASE_URL must be set" in line and "Connect" in line for line in lines)

    def test_folder_that_cannot_be_made_is_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        (line,) = refusal(tmp_path / "data", DATA_DIR=str(tmp_path / "file" / "data"))
        assert "cannot be made" in line


class TestRecovery:
    @pytest.mark.parametrize(("name", "word"), [("worker", "worker"), ("beat", "beat"), ("web", "gunicorn")])
    def test_killed_child_of_the_service_comes_back(self, survivor: System, name: str, word: str) -> None:
        self.kill(survivor, name, processes.part(survivor.process.pid, word))
        survivor.await_ready_answer()

    @pytest.mark.parametrize("name", ["postgres", "redis"])
    def test_killed_server_comes_back(self, survivor: System, name: str) -> None:
        program = {"postgres": "postgres", "redis": "redis-server"}[name]
        self.kill(survivor, name, processes.part(survivor.process.pid, program))
        survivor.await_ready_answer()

    def test_killed_supervisor_leaves_nobody_and_make_run_in_a_terminal_has_everything_until_ctrl_c(
        self, settled: Path, tmp_path: Path, repository: Path
    ) -> None:
        first = start_system(copied(settled, tmp_path / "data"))
        first.await_ready()
        before = first.demo
        assert first.stop(signal.SIGKILL) == -signal.SIGKILL
        with terminals.make_run(repository, first.folder) as terminal:
            assert first.demo["business_id"] == before["business_id"]
            assert httpx.get(f"{first.demo['api_url']}/health/ready").status_code == 200
        assert (terminal.exit_code, b"***" in terminal.printed[-200:]) == (0, False), terminal.printed.decode()
        assert terminal.printed.rstrip().endswith(b"stack    | stopped")
        assert first.children() == []

    @staticmethod
    def kill(survivor: System, name: str, pid: int) -> None:
        already = survivor.printed.count(f"{name} was killed by SIGKILL")
        os.kill(pid, signal.SIGKILL)
        survivor.await_printed(f"{name} was killed by SIGKILL", times=already + 1)


class TestStop:
    def test_reader_that_went_away_stops_it(self, tmp_path: Path, repository: Path) -> None:
        folder = tmp_path / "data"
        environ = os.environ | {"DATA_DIR": str(folder), "PORT": str(ports.free()), "ENVIRONMENT": "test"}
        command = [sys.executable, "scripts/run.py"]
        with subprocess.Popen(
            command, cwd=repository, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as running:
            assert running.stdout is not None and running.stderr is not None
            running.stdout.readline()
            running.stdout.close()
            assert (running.wait(60), running.stderr.read()) == (0, b"")
        assert private_files.leftovers(folder) == []

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_stop_during_the_start_is_exit_0(self, tmp_path: Path, number: signal.Signals) -> None:
        starting = start_system(tmp_path / "data")
        starting.await_printed("stack    | ")
        assert starting.stop(number) == 0
        assert_all_ended(starting)


class TestExternalServers:
    def test_nothing_is_embedded_no_demo_lands_among_real_books_and_a_copy_runs_beside_it_until_sigterm(
        self, external: System, survivor: System
    ) -> None:
        assert not any(server in executable(pid) for pid in external.children() for server in ("postgres", "redis"))
        assert not (external.folder / "demo.json").exists()
        for running in (external, survivor):
            assert httpx.get(f"{running.url}/health/live").status_code == 200
        assert external.stop(signal.SIGTERM) == 0
        assert_all_ended(external)

    def test_unreachable_database_is_one_line(self, tmp_path: Path) -> None:
        url = "postgresql://somebody:hidden-word@127.0.0.1:1/none"
        lines = refusal(tmp_path / "data", DATABASE_URL=url, REDIS_URL="redis://127.0.0.1:1")
        assert "127.0.0.1" in lines[-1]
        assert not any("Traceback" in line or "hidden-word" in line for line in lines)


def refusal(folder: Path, **environ: str) -> list[str]:
    """What a start that must fail prints, without the lines that tell how far it got."""
    started = start_system(folder, **environ)
    assert started.process.wait(60) == 1
    lines = started.printed.splitlines()
    return [line for line in lines if not line.startswith("stack ")]


def assert_all_ended(running: System) -> None:
    assert running.children() == []
    assert running.printed.rstrip().endswith("stack    | stopped")
    assert not (running.folder / "servers.json").exists()


def executable(pid: int) -> str:
    return str(Path(f"/proc/{pid}/exe").readlink())


@pytest.fixture(scope="module")
def survivor(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system of its own, to be looked at, and for tests that kill its parts and see them back."""
    with system(copied(settled, tmp_path_factory.mktemp("survivor") / "data")) as running:
        yield running


@pytest.fixture
def external(tmp_path: Path, fresh_database: str, redis_url: str) -> Iterator[System]:
    """A system on servers that somebody else runs."""
    list(migrations.upgrade(fresh_database, local=True))
    running = start_system(tmp_path / "data", DATABASE_URL=fresh_database, REDIS_URL=redis_url)
    running.await_ready()
    yield running
    if running.process.poll() is None:
        running.stop()
