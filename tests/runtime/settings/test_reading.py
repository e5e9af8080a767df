"""What an operator may write into the environment, and what is said about what cannot be used."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.runtime.settings import Settings, SettingsError, described, read

GOOD_SECRET = "k3H9vXq2" * 6
FERNET_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
PRODUCTION = {
    "ENVIRONMENT": "production",
    "DATABASE_URL": "postgresql://app:pw@db.internal/app",
    "REDIS_URL": "redis://cache.internal:6379/0",
    "JWT_SECRET_KEY": GOOD_SECRET,
    "CORS_ALLOWED_ORIGINS": "https://app.example.in",
    "MODEL_SIGNING_KEY": GOOD_SECRET,
    "ENCRYPTION_KEY": FERNET_KEY,
}


class TestReading:
    def test_empty_environment_is_a_laptop(self) -> None:
        settings = read({"DATA_DIR": "/nowhere"})
        assert (settings.environment, settings.port, settings.identity_mode) == ("development", 8000, "local")
        assert settings.is_database_embedded and settings.is_redis_embedded

    def test_every_problem_is_named_at_once(self) -> None:
        found = problems({"PORT": "soon", "MAX_FILE_SIZE": "much", "REDIS_URL": "http://x", "AUTH_MODE": "jwks"})
        assert {line.split()[0] for line in found} == {"PORT", "MAX_FILE_SIZE", "REDIS_URL", "AUTH_MODE=jwks"}

    def test_a_malformed_setting_is_named_once(self) -> None:
        (line,) = problems(PRODUCTION | {"DATABASE_URL": "mysql://x"})
        assert line == "DATABASE_URL must start with postgresql://"

    @pytest.mark.parametrize(
        ("name", "field", "value", "expected"),
        [
            ("JWT_SECRET", "jwt_secret_key", GOOD_SECRET, GOOD_SECRET),
            (
                "ALLOWED_ORIGINS",
                "cors_allowed_origins",
                "https://a.in, https://b.in/",
                ("https://a.in", "https://b.in"),
            ),
            ("SUPABASE_SERVICE_ROLE_KEY", "supabase_service_key", "abc", "abc"),
            ("MAX_FILE_SIZE", "max_file_size", "2 MB", 2 * 1024 * 1024),
            ("MAX_FILE_SIZE", "max_file_size", "512", 512),
            ("LOG_LEVEL", "log_level", "warning", "WARNING"),
            ("DEBUG", "debug", "Yes", True),
            ("AI_ENABLED", "ai_enabled", "off", False),
            ("SUPABASE_URL", "supabase_url", "https://abc.supabase.co/", "https://abc.supabase.co"),
            ("STORAGE_URL", "storage_url", "s3://models/of/us/", "s3://models/of/us"),
            ("AWS_ENDPOINT_URL", "storage_endpoint_url", "https://minio:9000/", "https://minio:9000"),
            ("ALLOW_PRIVATE_NETWORK", "allow_private_network", "JWKS_URL, SUPABASE_URL", ("JWKS_URL", "SUPABASE_URL")),
            ("AWS_DEFAULT_REGION", "storage_region", "ap-south-1", "ap-south-1"),
        ],
    )
    def test_value_is_understood(self, name: str, field: str, value: str, expected: object) -> None:
        assert getattr(read({name: value}), field) == expected

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PORT", "0"),
            ("PORT", "65536"),
            ("PORT", "٨"),
            ("PORT", "9" * 5000),
            ("MAX_FILE_SIZE", "²MB"),
            ("MAX_FILE_SIZE", "-1"),
            ("JOB_WAIT_SECONDS", "nan"),
            ("JOB_WAIT_SECONDS", "inf"),
            ("DEBUG", "maybe"),
            ("DATABASE_URL", "http://db"),
            ("SUPABASE_URL", "abc.supabase.co"),
            ("JWKS_URL", "file:///etc/passwd"),
            ("ALLOWED_ORIGINS", "app.example.com"),
            ("LOG_LEVEL", "loud"),
            ("DATA_DIR", __file__),
            ("STORAGE_URL", "https://bucket.s3.amazonaws.com"),
            ("STORAGE_URL", "s3://"),
            ("ALLOW_PRIVATE_NETWORK", "GST_API_URL"),
        ],
    )
    def test_unusable_value_is_one_sentence_that_begins_with_its_name(self, name: str, value: str) -> None:
        line = problems({"JWT_ISSUER": "https://issuer", name: value})[0]
        assert line.startswith((f"{name} must ", f"{name} has "))
        assert "\n" not in line

    @pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "STORAGE_SECRET_KEY"])
    def test_keys_of_a_bucket_come_together(self, name: str) -> None:
        (line,) = problems({name: "half"})
        assert line.startswith("STORAGE_ACCESS_KEY and STORAGE_SECRET_KEY belong together")

    @pytest.mark.parametrize(
        ("values", "begins"),
        [
            ({"GST_API_URL": "https://api.gst.gov.in/v1"}, "GST_API_URL needs GST_API_KEY"),
            ({"GST_API_URL": "http://api.gst.gov.in", "GST_API_KEY": "k"}, "GST_API_URL must begin with https"),
            ({"GST_API_URL": "https://10.0.0.7", "GST_API_KEY": "k"}, "GST_API_URL names 10.0.0.7"),
            ({"GST_API_HOSTS": "https://api.gst.gov.in"}, "GST_API_HOSTS has"),
        ],
    )
    def test_register_of_taxpayers_is_asked_safely_or_not_at_all(self, values: dict[str, str], begins: str) -> None:
        line, *_ = problems(values)
        assert line.startswith(begins)

    def test_no_secret_is_in_a_trace(self) -> None:
        shown = repr(read(PRODUCTION))
        assert "production" in shown
        assert not [value for value in (GOOD_SECRET, FERNET_KEY, "app:pw") if value in shown]

    def test_no_wrong_secret_is_printed(self) -> None:
        assert "hidden-word" not in "".join(problems({"DATABASE_URL": "mysql://u:hidden-word@h/x"}))


class TestSecretsInFiles:
    @pytest.mark.parametrize("name", ["JWT_SECRET_KEY", "JWT_SECRET"])
    def test_file_is_read_without_its_last_line_break(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "secret").write_text(GOOD_SECRET + "\n")
        assert read({f"{name}_FILE": str(tmp_path / "secret")}).jwt_secret_key == GOOD_SECRET

    def test_variable_wins_over_its_file(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("x" * 40)
        environ = {"JWT_SECRET_KEY": GOOD_SECRET, "JWT_SECRET_KEY_FILE": str(tmp_path / "secret")}
        assert read(environ).jwt_secret_key == GOOD_SECRET

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
    def test_unreadable_file_is_a_problem_with_its_name(self, tmp_path: Path, content: bytes | None) -> None:
        if content:
            (tmp_path / "secret").write_bytes(content)
        (line,) = problems({"JWT_SECRET_KEY_FILE": str(tmp_path / "secret")})
        assert line.startswith("JWT_SECRET_KEY_FILE names ")


class TestProduction:
    def test_complete_settings_are_taken(self) -> None:
        assert read(PRODUCTION).is_production

    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"DEBUG": "true"}, "DEBUG"),
            ({"CORS_ALLOWED_ORIGINS": "https://app.example.in,*"}, "CORS_ALLOWED_ORIGINS"),
            ({"DATABASE_URL": ""}, "embedded PostgreSQL"),
            ({"DATABASE_URL": "", "SUPABASE_URL": "https://abc.supabase.co"}, "Connect > Connection string"),
            ({"REDIS_URL": ""}, "REDIS_URL"),
            ({"AUTH_MODE": "local"}, "AUTH_MODE=local"),
            ({"JWT_SECRET_KEY": ""}, "AUTH_MODE=local"),
            ({"JWT_SECRET_KEY": "short"}, "JWT_SECRET_KEY"),
            ({"JWT_SECRET_KEY": "your-jwt-secret-key-with-32-characters"}, "JWT_SECRET_KEY"),
            ({"JWT_SECRET_KEY": "change-me-change-me-change-me-change-me"}, "JWT_SECRET_KEY"),
            ({"SUPABASE_SERVICE_KEY": "your-service-key"}, "SUPABASE_SERVICE_KEY"),
            ({"EMBEDDED_SERVERS": "database"}, "DATABASE_URL"),
            ({"MODEL_SIGNING_KEY": ""}, "MODEL_SIGNING_KEY"),
            ({"ENCRYPTION_KEY": ""}, "ENCRYPTION_KEY"),
            ({"MODEL_SIGNING_KEY": "change-me-change-me-change-me-change-me"}, "MODEL_SIGNING_KEY"),
        ],
    )
    def test_refuses_what_is_fit_for_a_laptop_alone(self, change: Mapping[str, str], word: str) -> None:
        (line,) = problems({**PRODUCTION, **change})
        assert word in line

    @pytest.mark.parametrize(
        ("environ", "expected"),
        [
            (PRODUCTION, True),
            (PRODUCTION | {"MODEL_TWO_PERSON_APPROVAL": "false"}, False),
            ({}, False),
            ({"MODEL_TWO_PERSON_APPROVAL": "true"}, True),
        ],
    )
    def test_two_persons_decide_in_production_unless_told_otherwise(
        self, environ: Mapping[str, str], expected: bool
    ) -> None:
        assert read(environ).is_second_person_needed is expected

    @pytest.mark.parametrize(
        "environ",
        [
            {"MODEL_SIGNING_KEY": "short"},
            {"ENCRYPTION_KEY": GOOD_SECRET},
            {"ENCRYPTION_KEY": f"{FERNET_KEY},{FERNET_KEY[:-4]}"},
            {"MODEL_SIGNING_KEY": "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
            {"MODEL_TRUSTED_KEYS": "no key at all"},
            {"MODEL_TRUSTED_KEYS": "ed25519:AAAA"},
        ],
    )
    def test_what_is_no_key_is_refused(self, environ: Mapping[str, str]) -> None:
        (line,) = problems(environ)
        assert line.startswith(f"{next(iter(environ))} ")

    def test_short_secret_is_refused_everywhere(self) -> None:
        (line,) = problems({"JWT_SECRET_KEY": "short"})
        assert "at least 32 bytes" in line

    @pytest.mark.parametrize(
        ("environ", "word"),
        [({"AUTH_MODE": "jwks"}, "SUPABASE_URL"), ({"JWKS_URL": "https://keys.example/jwks.json"}, "JWT_ISSUER")],
    )
    def test_keys_without_an_issuer_are_refused(self, environ: Mapping[str, str], word: str) -> None:
        (line,) = problems(environ)
        assert word in line


class TestIdentityMode:
    @pytest.mark.parametrize(
        ("environ", "mode", "issuer"),
        [
            ({}, "local", "fineasy-local"),
            ({"JWT_SECRET_KEY": GOOD_SECRET}, "hs256", "fineasy-local"),
            ({"SUPABASE_URL": "https://abc.supabase.co"}, "jwks", "https://abc.supabase.co/auth/v1"),
            (
                {"SUPABASE_URL": "https://abc.supabase.co", "JWT_SECRET_KEY": GOOD_SECRET},
                "hs256",
                "https://abc.supabase.co/auth/v1",
            ),
            ({"SUPABASE_URL": "https://abc.supabase.co", "AUTH_MODE": "local"}, "local", None),
            ({"SUPABASE_URL": "https://abc.supabase.co", "JWT_ISSUER": "https://own"}, "jwks", "https://own"),
        ],
    )
    def test_follows_from_what_is_set(self, environ: Mapping[str, str], mode: str, issuer: str | None) -> None:
        settings = read(environ)
        assert settings.identity_mode == mode
        assert issuer in (None, settings.issuer)


class TestRunningServers:
    def test_stack_on_the_same_folder_is_found(self, tmp_path: Path) -> None:
        (tmp_path / "servers.json").write_text('{"database_url": "postgresql://one", "redis_url": "redis://two"}')
        settings = read({"DATA_DIR": str(tmp_path)})
        assert (settings.database_url, settings.redis_url) == ("postgresql://one", "redis://two")
        assert settings.is_database_embedded and settings.is_redis_embedded

    def test_environment_wins(self, tmp_path: Path) -> None:
        (tmp_path / "servers.json").write_text('{"database_url": "postgresql://one", "redis_url": "redis://two"}')
        settings = read({"DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://own"})
        assert (settings.database_url, settings.redis_url) == ("postgresql://own", "redis://two")
        assert not settings.is_database_embedded

    def test_damaged_file_is_a_problem_and_no_traceback(self, tmp_path: Path) -> None:
        (tmp_path / "servers.json").write_text("{")
        (line,) = problems({"DATA_DIR": str(tmp_path)})
        assert "servers.json" in line


class TestDescribed:
    def test_shows_no_secret(self) -> None:
        shown = list(described(read(PRODUCTION | {"SUPABASE_SERVICE_KEY": "k" * 50})))
        text = " ".join(value for _, value, _ in shown)
        assert not any(secret in text for secret in (GOOD_SECRET, "k" * 50, "app:pw", "cache.internal"))
        assert ("SUPABASE_SERVICE_KEY", "(secret, 50 characters)") in [(name, value) for name, value, _ in shown]

    def test_has_every_setting_with_a_meaning(self) -> None:
        shown = list(described(Settings()))
        assert len({name for name, _, _ in shown}) == len(shown) >= 40
        assert all(meaning for _, _, meaning in shown)


def problems(environ: Mapping[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(environ)
    return caught.value.problems
