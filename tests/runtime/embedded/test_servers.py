"""PostgreSQL and Redis from the wheels: what they keep, whom they let in, what they survive."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.runtime import settings
from app.runtime.embedded import private_files, process
from app.runtime.embedded.output import Output
from app.runtime.embedded.postgres import Postgres
from app.runtime.embedded.process import Account, CannotStart, Launch
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.supervisor import Supervisor


class TestPostgres:
    def test_keeps_rows_over_a_restart(self, copy: "Copy") -> None:
        copy.start()
        with psycopg.connect(copy.servers.database_url) as connection:
            connection.execute("create table kept as select 7 as answer")
        copy.stop()
        copy.start()
        assert copy.ask("select answer from kept") == 7

    def test_keeps_committed_rows_when_killed(self, copy: "Copy") -> None:
        copy.start()
        with psycopg.connect(copy.servers.database_url) as connection:
            connection.execute("create table kept as select 7 as answer")
        copy.kill()
        copy.start()
        assert copy.ask("select answer from kept") == 7

    def test_starts_although_another_process_bears_the_number_of_its_killed_server(self, copy: "Copy") -> None:
        copy.start()
        copy.kill()
        pid_file = copy.folder / "postgres" / "data" / "postmaster.pid"
        with _sleeper_of(pid_file.parent) as bearer:
            lines = pid_file.read_text().splitlines()
            pid_file.write_text("\n".join([str(bearer.pid), *lines[1:]]) + "\n")
            copy.start()
            assert copy.ask("select 1") == 1
            bearer.kill()

    def test_lets_nobody_in_without_the_password(self, copy: "Copy") -> None:
        copy.start()
        stranger = copy.servers.database_url.replace(copy.password("postgres"), "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(stranger)

    def test_listens_on_loopback_alone_and_speaks_utc(self, copy: "Copy") -> None:
        copy.start()
        assert copy.ask("show listen_addresses") == "127.0.0.1"
        assert copy.ask("show unix_socket_directories") == ""
        assert copy.ask("show timezone") == "UTC"

    def test_half_made_cluster_is_made_anew(self, copy: "Copy") -> None:
        half = copy.folder / "postgres" / "data.part"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18")
        copy.start()
        assert copy.ask("select 1") == 1

    def test_cluster_that_another_server_uses_is_refused(self, copy: "Copy") -> None:
        copy.start()
        with pytest.raises(CannotStart, match="already serves"):
            Postgres(copy.folder / "postgres", 1).launch({})

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another account")
    def test_root_runs_it_as_nobody_below_a_folder_that_nobody_may_enter(self, copy: "Copy") -> None:
        copy.start()
        server = copy.supervisor.services[0].child
        assert server is not None
        assert Path(f"/proc/{server.pid}").stat().st_uid not in (0, copy.folder.stat().st_uid)
        assert copy.folder.parent.stat().st_mode & 0o777 == 0o700


class TestRedis:
    def test_keeps_what_was_queued_over_a_restart(self, copy: "Copy") -> None:
        copy.start()
        with redis.Redis.from_url(copy.servers.redis_url) as client:
            client.rpush("queue", "job")
        copy.stop()
        copy.start()
        with redis.Redis.from_url(copy.servers.redis_url) as client:
            assert client.lrange("queue", 0, -1) == [b"job"]

    def test_never_evicts_what_is_queued(self, copy: "Copy") -> None:
        copy.start()
        with redis.Redis.from_url(copy.servers.redis_url) as client:
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}

    def test_lets_nobody_in_without_the_password(self, copy: "Copy") -> None:
        copy.start()
        port = copy.servers.redis_url.rsplit(":", 1)[1].split("/")[0]
        once = Retry(NoBackoff(), 0)  # the client would take a refusal for a fault that passes
        with redis.Redis(port=int(port), retry=once) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()


class TestSecrets:
    def test_no_password_stands_on_a_command_line(self, copy: "Copy") -> None:
        copy.start()
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        assert copy.password("postgres") not in listed
        assert copy.password("redis") not in listed

    @pytest.mark.parametrize("name", ["postgres/password", "redis/password", "redis/redis.conf", "servers.json"])
    def test_files_with_passwords_are_for_their_owner_alone(self, copy: "Copy", name: str) -> None:
        copy.start()
        copy.servers.publish()
        assert (copy.folder / name).stat().st_mode & 0o777 == 0o600


class Copy:
    """The embedded servers of one data folder, started and stopped at will."""

    def __init__(self, folder: Path, descriptor: int, output: Output) -> None:
        self.folder = folder
        self.supervisor = Supervisor(folder, descriptor, output)
        self.servers = self._new_servers()

    def start(self) -> None:
        self.servers = self._new_servers()
        self.servers.prepare()
        services = self.servers.services(os.environ)
        self.supervisor.start(*services)
        self.supervisor.await_ready(*services)

    def stop(self) -> None:
        self.supervisor.stop()
        self.supervisor.services.clear()

    def kill(self) -> None:
        for service in self.supervisor.services:
            service.signal(signal.SIGKILL)
            service.kill()
        self.supervisor.services.clear()

    def ask(self, question: str) -> object:
        with psycopg.connect(self.servers.database_url) as connection:
            row = connection.execute(question.encode()).fetchone()
        return row and row[0]

    def password(self, server: str) -> str:
        return (self.folder / server / "password").read_text().strip()

    def _new_servers(self) -> Servers:
        return Servers.of(settings.read({"DATA_DIR": str(self.folder)}), ("fsync=off",))


def _sleeper_of(folder: Path) -> "subprocess.Popen[bytes]":
    """A process of the account that owns `folder`."""
    owner = folder.stat()
    account = Account(owner.st_uid, owner.st_gid) if os.geteuid() == 0 else None
    return process.start(Launch(["sleep", "600"], os.environ, Path("/"), account=account))


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    folder = private_files.make_folder(tmp_path / "data")
    with private_files.sole_use(folder) as descriptor, Output(lambda name, line: None) as output:
        made = Copy(folder, descriptor, output)
        yield made
        made.stop()
