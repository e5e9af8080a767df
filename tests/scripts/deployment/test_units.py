"""The units of systemd/, read for a host that has no systemd."""

import signal
from pathlib import Path

import pytest

from scripts.deployment import place, units
from scripts.deployment.place import Place
from scripts.deployment.records import Failed


class TestUnits:
    def test_web_is_started_from_the_present_release_on_its_port(self, where: Place) -> None:
        unit = units.read(where, "ai-backend-web@8000")
        assert unit.command == ("/usr/bin/env", "PORT=8000", f"{where.home}/current/.venv/bin/gunicorn", "wsgi:app")
        assert unit.folder == where.releases / "1.4.0"
        assert unit.folders == (where.run / "ai-backend-web-8000",)
        assert unit.environ["PROMETHEUS_MULTIPROC_DIR"] == f"{where.run}/ai-backend-web-8000"
        assert (unit.environ["APP_VERSION"], unit.environ["JWT_SECRET_KEY"]) == ("1.4.0", "with = and space")

    @pytest.mark.parametrize(
        ("name", "seconds", "number"),
        [
            ("ai-backend-worker", 330, signal.SIGTERM),
            ("ai-backend-beat", 30, signal.SIGTERM),
            ("ai-backend-nginx", 70, signal.SIGQUIT),
        ],
    )
    def test_each_is_ended_as_its_unit_says(
        self, where: Place, name: str, seconds: float, number: signal.Signals
    ) -> None:
        unit = units.read(where, name)
        assert (unit.stop_seconds, unit.stops_on) == (seconds, number)

    def test_nginx_is_tried_out_first(self, where: Place) -> None:
        ((program, option, *_),) = units.read(where, "ai-backend-nginx").before
        assert (program, option) == ("/usr/sbin/nginx", "-t")

    def test_missing_settings_are_named(self, where: Place) -> None:
        where.settings_file.unlink()
        with pytest.raises(Failed, match=r"\.env\.production cannot be read"):
            units.read(where, "ai-backend-worker")


@pytest.fixture
def where(tmp_path: Path, repository: Path) -> Place:
    """A place with one release, which holds the shipped units."""
    found = place.of({f"AI_BACKEND_{name}": str(tmp_path / f"a {name.lower()}") for name in ("HOME", "ETC", "RUN")})
    release = found.releases / "1.4.0"
    release.mkdir(parents=True)
    (release / "systemd").symlink_to(repository / "systemd")
    (release / "release.env").write_text("APP_VERSION=1.4.0\n")
    found.link("1.4.0")
    found.etc.mkdir()
    found.settings_file.write_text("# a comment\nENVIRONMENT=staging\nJWT_SECRET_KEY='with = and space'\n\n")
    return found
