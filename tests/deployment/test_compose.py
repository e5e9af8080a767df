"""The compose files keep what they promise, each rule finds who breaks it, and the secrets they name can be made."""

import copy
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from app.runtime import settings
from scripts.check_ops import compose
from scripts.check_ops.kinds.compose import LAPTOP, SERVER, read

File = dict[str, Any]
Rule = Callable[[File], Iterable[str]]


def _change(service: str, **fields: Any) -> Callable[[File], None]:
    return lambda file: file["services"][service].update(fields)


BREAKS: tuple[tuple[Rule, Callable[[File], None], str], ...] = (
    (compose.published, _change("web", ports=["8000:8000"]), "web publishes 8000:8000"),
    (compose.published, _change("grafana", ports=["0.0.0.0:3000:3000"]), "grafana publishes"),
    (compose.hardening, _change("worker", read_only=False), "worker: read_only"),
    (compose.hardening, _change("beat", cap_drop=["NET_RAW"]), "beat: cap_drop"),
    (compose.hardening, _change("nginx", security_opt=[]), "nginx: no-new-privileges"),
    (compose.hardening, _change("redis-cache", logging={}), "redis-cache: its output"),
    (compose.hardening, _change("loki", deploy={}), "loki: no limits"),
    (compose.images, _change("nginx", image="nginx:latest"), "nginx: nginx:latest"),
    (compose.images, _change("loki", image="grafana/loki"), "loki: grafana/loki"),
    (compose.images, _change("redis-broker", image="redis:7-alpine"), "redis-broker: redis:7-alpine"),
    (compose.secrets, _change("web", secrets=[]), "web: DATABASE_URL_FILE names"),
    (compose.secrets, _change("nginx", secrets=["tls_kye"]), "the secret tls_kye"),
    (compose.settings, _change("beat", environment={"REDIS_URI": "x"}), "beat: nobody reads REDIS_URI"),
)


class TestRules:
    @pytest.mark.parametrize(
        "rule", [compose.published, compose.hardening, compose.images, compose.secrets, compose.settings]
    )
    def test_server_keeps_each(self, server: File, rule: Rule) -> None:
        assert list(rule(server)) == []

    @pytest.mark.parametrize("rule", [compose.published, compose.images, compose.settings])
    def test_laptop_keeps_those_it_promises(self, repository: Path, rule: Rule) -> None:
        assert list(rule(read(repository, LAPTOP))) == []

    @pytest.mark.parametrize(("rule", "change", "said"), BREAKS)
    def test_each_says_who_breaks_it(self, server: File, rule: Rule, change: Callable[[File], None], said: str) -> None:
        broken = copy.deepcopy(server)
        change(broken)
        assert said in "\n".join(rule(broken))

    def test_what_is_mounted_is_there(self, repository: Path, server: File) -> None:
        assert list(compose.mounts(server, repository)) == []


class TestStart:
    def test_settings_of_the_server_are_fit_for_production(self, repository: Path, server: File, made: Path) -> None:
        (made / "DATABASE_URL").write_text("postgresql://ai@db.abc.supabase.co:5432/postgres")
        given = {**template(repository), "SUPABASE_URL": "https://abc.supabase.co"}
        named = server["services"]["web"]["environment"]
        found = settings.read(given | {name: value.replace("/run/secrets", str(made)) for name, value in named.items()})
        assert found.is_production
        assert "@redis-broker:" in found.redis_url
        assert "@redis-cache:" in found.redis_cache_url

    def test_without_what_only_the_operator_knows_it_does_not_start(
        self, repository: Path, server: File, made: Path
    ) -> None:
        named = server["services"]["web"]["environment"]
        (made / "DATABASE_URL").write_text("")
        with pytest.raises(settings.SettingsError, match="DATABASE_URL"):
            settings.read(template(repository) | {n: v.replace("/run/secrets", str(made)) for n, v in named.items()})

    def test_schema_is_brought_up_to_date_before_anybody_starts(self, server: File) -> None:
        for name in ("web", "worker", "beat"):
            assert server["services"][name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}

    def test_queue_forgets_nothing_and_cache_may(self, repository: Path, server: File) -> None:
        broker, cache = (
            (repository / server["services"][name]["volumes"][0].split(":")[0]).read_text()
            for name in ("redis-broker", "redis-cache")
        )
        assert "maxmemory-policy noeviction" in broker
        assert "appendonly yes" in broker
        assert "maxmemory-policy allkeys-lru" in cache
        assert "maxmemory 2gb" in cache


class TestSecrets:
    def test_all_that_the_file_names_are_made(self, server: File, made: Path) -> None:
        named = {one["file"].removeprefix("./secrets/") for one in server["secrets"].values()}
        assert {path.name for path in made.iterdir()} == named

    def test_the_folder_is_closed_to_others(self, made: Path) -> None:
        assert stat.S_IMODE(made.stat().st_mode) == 0o700

    def test_again_changes_none(self, repository: Path, made: Path) -> None:
        before = {path.name: path.read_bytes() for path in made.iterdir()}
        make_secrets(repository, made)
        assert {path.name: path.read_bytes() for path in made.iterdir()} == before

    def test_one_that_was_lost_fits_the_others_again(self, repository: Path, made: Path) -> None:
        before = (made / "REDIS_URL").read_text()
        (made / "REDIS_URL").unlink()
        make_secrets(repository, made)
        assert (made / "REDIS_URL").read_text() == before


def template(repository: Path) -> dict[str, str]:
    lines = (repository / ".env.production.template").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def make_secrets(repository: Path, folder: Path) -> None:
    subprocess.run([repository / "scripts" / "make_secrets.sh", folder], check=True, capture_output=True)


@pytest.fixture(scope="module")
def server(repository: Path) -> File:
    return read(repository, SERVER)


@pytest.fixture(scope="module")
def made_once(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "secrets"
    make_secrets(repository, folder)
    return folder


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    """The secrets as the script makes them."""
    return Path(shutil.copytree(made_once, tmp_path / "secrets"))
