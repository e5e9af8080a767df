"""Which addresses a setting may name, by the environment that names it; what is refused says how it could be set."""

from dataclasses import replace

import pytest

from app.runtime.settings import Settings, SettingsError, doors, read

PRODUCTION = Settings(environment="production")
LAPTOP = Settings()
PUBLIC, PRIVATE, OWN, METADATA = "8.8.8.8", "10.0.0.7", "127.0.0.1", "169.254.169.254"
ALL = (PUBLIC, PRIVATE, OWN, METADATA, "fd00:ec2::254", "0.0.0.0", "fe80::1")  # noqa: S104 - nothing is bound


class TestDoor:
    @pytest.mark.parametrize(
        ("settings", "url", "is_named", "reached"),
        [
            (PRODUCTION, "https://a.example", False, {PUBLIC}),
            (PRODUCTION, "https://a.example", True, {PUBLIC, PRIVATE, OWN}),
            (PRODUCTION, "http://a.example", False, set()),
            (PRODUCTION, "http://a.example", True, {PRIVATE, OWN}),
            (PRODUCTION, "https://localhost", False, {PUBLIC}),
            (PRODUCTION, "http://localhost", False, set()),
            (LAPTOP, "http://localhost:54321", False, {OWN}),
            (LAPTOP, "http://127.0.0.1:54321", False, {OWN}),
            (LAPTOP, "https://localhost", False, {PUBLIC, OWN}),
            (LAPTOP, "http://a.example", False, set()),
            (LAPTOP, "https://a.example", False, {PUBLIC}),
        ],
    )
    def test_leads_no_further_than_its_setting_may(
        self, settings: Settings, url: str, is_named: bool, reached: set[str]
    ) -> None:
        named = ("SUPABASE_URL",) if is_named else ("JWKS_URL",)
        found = doors.door(replace(settings, supabase_url=url, allow_private_network=named), "SUPABASE_URL")
        assert {address for address in ALL if found.is_allowed(address)} == reached

    def test_of_the_keys_is_the_projects_unless_they_have_their_own(self) -> None:
        project = replace(PRODUCTION, supabase_url="https://a.example")
        assert doors.door_of_keys(project).url == "https://a.example/auth/v1/.well-known/jwks.json"
        own = doors.door_of_keys(replace(project, jwks_url="https://b.example/keys"))
        assert (own.setting, own.url) == ("JWKS_URL", "https://b.example/keys")


class TestStart:
    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("http://a.example", "must begin with https://"),
            ("http://localhost", "must begin with https://"),
            ("https://a.example@10.0.0.7", "must hold no user"),
            ("https://10.0.0.7", "names 10.0.0.7"),
            ("https://169.254.169.254/latest", "names 169.254.169.254"),
            ("https://[fd00::1]", "names fd00::1"),
            ("https://[::ffff:10.0.0.1]", "names ::ffff:10.0.0.1"),
            ("https://2130706433", "names 2130706433"),
            ("https://0177.0.0.1", "names 0177.0.0.1"),
            ("https://0x8.0x8.0x8.0x8", "names 0x8.0x8.0x8.0x8"),
        ],
    )
    @pytest.mark.parametrize(
        "setting",
        [
            *("SUPABASE_URL", "JWKS_URL", "STORAGE_ENDPOINT_URL", "OTEL_EXPORTER_OTLP_ENDPOINT", "ALERTMANAGER_URL"),
            "GST_API_URL",
        ],
    )
    def test_is_refused_with_the_name_of_the_setting(self, setting: str, url: str, said: str) -> None:
        with pytest.raises(SettingsError) as refused:
            read({"ENVIRONMENT": "production", setting: url})
        assert any(line.startswith(f"{setting} {said}") for line in refused.value.problems)

    def test_says_how_an_address_of_ones_own_network_is_allowed(self) -> None:
        (line,) = doors.flaws(replace(PRODUCTION, storage_endpoint_url="http://minio:9000"))
        assert line.endswith("ALLOW_PRIVATE_NETWORK=STORAGE_ENDPOINT_URL)")
        named = replace(
            PRODUCTION, storage_endpoint_url="http://10.0.0.7:9000", allow_private_network=("STORAGE_ENDPOINT_URL",)
        )
        assert list(doors.flaws(named)) == []

    def test_no_address_at_all_has_no_flaw(self) -> None:
        assert list(doors.flaws(PRODUCTION)) == []
