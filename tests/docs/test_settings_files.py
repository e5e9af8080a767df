"""The two files of settings that people copy hold names that are read, and values that are taken."""

from pathlib import Path

import pytest

from app.runtime import settings
from app.runtime.settings import SettingsError

FILLED_IN = {
    "DATABASE_URL": "postgresql://postgres@db.abc.supabase.co:5432/postgres",
    "REDIS_URL": "redis://10.0.0.5:6379/0",
    "SUPABASE_URL": "https://abc.supabase.co",
    "MODEL_SIGNING_KEY": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "ENCRYPTION_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
}


class TestSettingsFiles:
    @pytest.mark.parametrize("name", [".env.example", ".env.production.template"])
    def test_every_name_is_a_setting_under_its_first_name(self, repository: Path, name: str) -> None:
        known = {setting for setting, _, _ in settings.described(settings.Settings())}
        assert set(values(repository / name)) - known == set()

    @pytest.mark.parametrize("name", [".env.example", ".env.production.template"])
    def test_no_secret_is_given_away(self, repository: Path, name: str) -> None:
        given = values(repository / name)
        assert [setting for setting in given if given[setting] and setting.endswith(("_KEY", "_URL"))] == []

    def test_example_starts_on_a_laptop_as_it_is(self, repository: Path, tmp_path: Path) -> None:
        found = settings.read(values(repository / ".env.example") | {"DATA_DIR": str(tmp_path)})
        assert found.is_database_embedded
        assert found.identity_mode == "local"

    def test_template_filled_in_is_fit_for_production(self, repository: Path) -> None:
        found = settings.read(values(repository / ".env.production.template") | FILLED_IN)
        assert found.is_production
        assert found.identity_mode == "jwks"

    @pytest.mark.parametrize("name", sorted({*FILLED_IN} - {"SUPABASE_URL"}))
    def test_template_without_what_it_requires_is_refused(self, repository: Path, name: str) -> None:
        given = values(repository / ".env.production.template") | FILLED_IN | {name: ""}
        with pytest.raises(SettingsError, match=name):
            settings.read(given)


def values(path: Path) -> dict[str, str]:
    """Names and values as a shell would read them."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)
