"""The settings: name, meaning, unit and default of each, in one frozen object.

The names are those of the user's own documents. A field's first name is the one we print; the others are accepted.
Every secret can also be given as a file, by its name with `_FILE` behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.runtime.retention import kinds
from app.runtime.settings import key_parsers, parsers


def setting(
    names: str, meaning: str, default: Any, parse: Callable[[str], Any] = str, *, unit: str = "", secret: bool = False
) -> Any:
    """A dataclass field that is read from the first of `names` (blank-separated) that is set; no repr has secrets."""
    details = {"names": names.split(), "meaning": meaning, "parse": parse, "unit": unit, "secret": secret}
    return field(default=default, metadata=details, repr=not secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One process's settings. Made by `read`, which also judges them; tests may build it by hand."""

    environment: str = setting(
        "ENVIRONMENT",
        "development, test, staging or production; production refuses what is only fit for a laptop",
        "development",
        parsers.one_of("development", "test", "staging", "production"),
    )
    host: str = setting("HOST", "address on which the web server listens", "127.0.0.1")
    port: int = setting("PORT", "port of the web server", 8000, parsers.whole(1, 65535))
    data_dir: Path = setting("DATA_DIR", "folder of everything this copy keeps", Path(".local"), parsers.folder)
    debug: bool = setting("DEBUG", "Flask's debug mode (`app.debug`); refused in production", False, parsers.yes_or_no)
    api_version: str = setting(
        "API_VERSION", "version of the calls at /api/<version>; this release serves one", "v1", parsers.one_of("v1")
    )

    log_level: str = setting("LOG_LEVEL", "least severe level that is logged, any case", "INFO", parsers.log_level)
    log_dir: Path | None = setting("LOG_DIR", "folder of the log files; DATA_DIR/logs when empty", None, parsers.folder)
    log_files: bool = setting(
        "LOG_FILES", "false logs to stdout alone, for a container whose output is kept", True, parsers.yes_or_no
    )

    otlp_endpoint: str = setting(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "address of a collector of OpenTelemetry (OTLP over HTTP), as http://127.0.0.1:4318; empty: no spans are made",
        "",
        parsers.web_address,
    )

    alertmanager_url: str = setting(
        "ALERTMANAGER_URL",
        "address of an Alertmanager, as http://127.0.0.1:9093: its open alerts stand at /admin/status; empty: none is"
        " told of",
        "",
        parsers.web_address,
    )

    database_url: str = setting(
        "DATABASE_URL",
        "PostgreSQL connection string; empty starts the embedded server",
        "",
        parsers.database_url,
        secret=True,
    )
    database_direct_url: str = setting(
        "DATABASE_DIRECT_URL",
        "the same server past a pooler by transaction, for the schema and for backups; DATABASE_URL when empty",
        "",
        parsers.database_url,
        secret=True,
    )
    database_max_connections: int = setting(
        "DATABASE_MAX_CONNECTIONS", "most connections of one process", 20, parsers.whole(1, 500)
    )
    database_timeout_seconds: float = setting(
        "DATABASE_TIMEOUT_SECONDS",
        "longest wait for a connection or a statement",
        5.0,
        parsers.number(1, 300),
        unit="s",
    )
    redis_url: str = setting(
        "REDIS_URL",
        "Redis of the queue and the cache; empty starts the embedded server",
        "",
        parsers.redis_url,
        secret=True,
    )
    redis_cache_url: str = setting(
        "REDIS_CACHE_URL",
        "Redis of the cache alone, which may forget (allkeys-lru); empty: REDIS_CACHE_DB of REDIS_URL",
        "",
        parsers.redis_url,
        secret=True,
    )
    redis_cache_db: int = setting(
        "REDIS_CACHE_DB", "logical database of the cache where it shares REDIS_URL", 1, parsers.whole(0, 15)
    )

    supabase_url: str = setting("SUPABASE_URL", "address of the Supabase project", "", parsers.web_address)
    supabase_anon_key: str = setting("SUPABASE_ANON_KEY", "Supabase's public key", "", secret=True)
    supabase_service_key: str = setting(
        "SUPABASE_SERVICE_KEY SUPABASE_SERVICE_ROLE_KEY", "Supabase's service key", "", secret=True
    )
    supabase_bucket: str = setting("SUPABASE_BUCKET", "Storage bucket of uploads and model files", "ai-backend")

    storage_url: str = setting(
        "STORAGE_URL",
        "S3-compatible bucket of uploads and model files, as s3://bucket/prefix; empty: Supabase Storage, or DATA_DIR",
        "",
        parsers.bucket_url,
    )
    storage_endpoint_url: str = setting(
        "STORAGE_ENDPOINT_URL AWS_ENDPOINT_URL",
        "address of the bucket's service; empty: Amazon",
        "",
        parsers.web_address,
    )
    storage_access_key: str = setting(
        "STORAGE_ACCESS_KEY AWS_ACCESS_KEY_ID", "the bucket's access key; empty: that of the machine's role", ""
    )
    storage_secret_key: str = setting(
        "STORAGE_SECRET_KEY AWS_SECRET_ACCESS_KEY", "the bucket's secret key", "", secret=True
    )
    storage_session_token: str = setting(
        "STORAGE_SESSION_TOKEN AWS_SESSION_TOKEN", "goes with keys that are lent for a time", "", secret=True
    )
    storage_region: str = setting("STORAGE_REGION AWS_REGION AWS_DEFAULT_REGION", "the bucket's region", "us-east-1")

    auth_mode: str = setting(
        "AUTH_MODE",
        "jwks (Supabase signing keys), hs256 (legacy secret) or local (own issuer); empty chooses by what is set",
        "",
        parsers.one_of("", "jwks", "hs256", "local"),
    )
    jwt_secret_key: str = setting(
        "JWT_SECRET_KEY JWT_SECRET", "legacy HS256 secret of the token issuer, 32 bytes or more", "", secret=True
    )
    jwt_issuer: str = setting("JWT_ISSUER", "expected `iss`; SUPABASE_URL/auth/v1 when empty", "")
    jwt_audience: str = setting("JWT_AUDIENCE", "expected `aud`", "authenticated")
    jwt_expiration_hours: int = setting(
        "JWT_EXPIRATION_HOURS", "life of tokens of the local issuer", 24, parsers.whole(1, 8760), unit="h"
    )
    jwks_url: str = setting(
        "JWKS_URL", "signing keys; SUPABASE_URL/auth/v1/.well-known/jwks.json when empty", "", parsers.web_address
    )

    allow_private_network: tuple[str, ...] = setting(
        "ALLOW_PRIVATE_NETWORK",
        "settings whose address may lie in your own network, and be http there, comma-separated; empty: none,"
        " and outside production this machine",
        (),
        parsers.some_of(
            *("SUPABASE_URL", "JWKS_URL", "STORAGE_ENDPOINT_URL", "OTEL_EXPORTER_OTLP_ENDPOINT", "ALERTMANAGER_URL")
        ),
    )

    cors_allowed_origins: tuple[str, ...] = setting(
        "CORS_ALLOWED_ORIGINS ALLOWED_ORIGINS", "web origins that may call, comma-separated", (), parsers.origins
    )
    trusted_proxies: int = setting(
        "TRUSTED_PROXIES", "proxies in front whose headers are believed", 0, parsers.whole(0, 5)
    )
    rate_limit_per_minute: int = setting(
        "RATE_LIMIT_PER_MINUTE", "requests of one user", 600, parsers.whole(1, 10_000_000), unit="1/min"
    )
    ai_rate_limit: int = setting(
        "AI_RATE_LIMIT", "questions in words of one user", 60, parsers.whole(1, 1_000_000), unit="1/min"
    )
    max_file_size: int = setting(
        "MAX_FILE_SIZE", "largest upload, as 10MB", 10 * 1024 * 1024, parsers.byte_size, unit="bytes"
    )

    document_retention_days: int = setting(
        "DOCUMENT_RETENTION_DAYS",
        "life of documents that were sent to be read, and of the pictures of their pages",
        30,
        parsers.whole(1, 90),
        unit="days",
    )
    retention_days: tuple[tuple[str, int], ...] = setting(
        "RETENTION_DAYS",
        "other ages than 90 days, as ai_analysis_results=30,jobs=60",
        (),
        parsers.ages_of(kinds.settable()),
        unit="days",
    )

    einvoice_qr_keys: Path | None = setting(
        "EINVOICE_QR_KEYS",
        "folder of the e-invoice portal's public keys (.pem); empty: signed QR codes are read and not verified",
        None,
        parsers.folder,
    )

    gst_api_url: str = setting(
        "GST_API_URL",
        "https address that looks a GSTIN up in the register of taxpayers, {gstin} standing for it; empty: no look-up",
        "",
        parsers.web_address,
    )
    gst_api_key: str = setting("GST_API_KEY", "sent to GST_API_URL as a bearer token", "", secret=True)
    gst_api_hosts: tuple[str, ...] = setting(
        "GST_API_HOSTS",
        "hosts that GST_API_URL may name, comma-separated",
        ("api.gst.gov.in",),
        parsers.host_names,
    )

    ai_enabled: bool = setting("AI_ENABLED", "false answers every analysis with 503", True, parsers.yes_or_no)
    fraud_detection_enabled: bool = setting("FRAUD_DETECTION_ENABLED", "default of that flag", True, parsers.yes_or_no)
    predictive_analytics_enabled: bool = setting(
        "PREDICTIVE_ANALYTICS_ENABLED", "default of that flag", True, parsers.yes_or_no
    )
    compliance_checking_enabled: bool = setting(
        "COMPLIANCE_CHECKING_ENABLED", "default of that flag", True, parsers.yes_or_no
    )
    nlp_invoice_enabled: bool = setting("NLP_INVOICE_ENABLED", "default of that flag", True, parsers.yes_or_no)

    web_processes: int = setting("WEB_CONCURRENCY", "web server processes", 2, parsers.whole(1, 64))
    web_threads: int = setting("WEB_THREADS", "requests at a time in one web process", 16, parsers.whole(1, 256))
    worker_processes: int = setting("WORKER_CONCURRENCY", "jobs at a time in one worker", 2, parsers.whole(1, 64))
    worker_metrics_port: int = setting(
        "WORKER_METRICS_PORT",
        "port of the worker's own /metrics, inside the network; 0: none, web and worker share PROMETHEUS_MULTIPROC_DIR",
        0,
        parsers.whole(0, 65535),
    )
    job_lease_seconds: int = setting(
        "JOB_LEASE_SECONDS", "silence after which a job is given to another worker", 30, parsers.whole(2, 600), unit="s"
    )
    job_max_attempts: int = setting("JOB_MAX_ATTEMPTS", "starts after which a job is dead", 3, parsers.whole(1, 20))
    job_wait_seconds: float = setting(
        "JOB_WAIT_SECONDS", "longest that a request waits for its job", 25.0, parsers.number(0, 28), unit="s"
    )
    model_timeout_seconds: int = setting(
        "MODEL_TIMEOUT_SECONDS", "longest that one analysis may run", 60, parsers.whole(1, 3600), unit="s"
    )

    model_cache_size: int = setting(
        "MODEL_CACHE_SIZE", "loaded models that one worker process keeps", 3, parsers.whole(1, 100)
    )

    model_signing_key: str = setting(
        "MODEL_SIGNING_KEY",
        "signs the models that this service keeps: a secret of 32 characters or more, or an Ed25519 private key;"
        " empty: made once and kept in DATA_DIR",
        "",
        key_parsers.signing_key,
        secret=True,
    )
    model_trusted_keys: tuple[str, ...] = setting(
        "MODEL_TRUSTED_KEYS",
        "Ed25519 public keys, comma-separated; when set, an uploaded model must be signed with one of them",
        (),
        key_parsers.public_keys,
    )
    model_max_file_size: int = setting(
        "MODEL_MAX_FILE_SIZE", "largest model file, as 64MB", 64 * 1024 * 1024, parsers.byte_size, unit="bytes"
    )
    model_two_person_approval: bool | None = setting(
        "MODEL_TWO_PERSON_APPROVAL",
        "two persons agree on each model that serves; empty: in production only",
        None,
        parsers.yes_or_no,
    )

    audit_anchor_key: str = setting(
        "AUDIT_ANCHOR_KEY",
        "signs the heads of the audit trail: a secret of 32 characters or more, or an Ed25519 private key;"
        " empty: derived from MODEL_SIGNING_KEY",
        "",
        key_parsers.signing_key,
        secret=True,
    )

    encryption_key: str = setting(
        "ENCRYPTION_KEY",
        "seals what is personal in the database and in files: a Fernet key; of several, comma-separated, the first"
        " seals and each still opens; empty: made once and kept in DATA_DIR",
        "",
        key_parsers.fernet_keys,
        secret=True,
    )
    blind_index_key: str = setting(
        "BLIND_INDEX_KEY",
        "finds equal values that are sealed: a secret of 32 characters or more, or several, of which the first indexes"
        " anew; empty: derived from ENCRYPTION_KEY",
        "",
        key_parsers.secrets,
        secret=True,
    )

    backup_dir: Path | None = setting(
        "BACKUP_DIR", "folder of the backups; DATA_DIR/backups when empty", None, parsers.folder
    )
    backup_url: str = setting(
        "BACKUP_URL",
        "bucket to which each backup is copied as well, as s3://bucket/prefix, with the address and keys of STORAGE_*",
        "",
        parsers.bucket_url,
    )
    backup_key: str = setting(
        "BACKUP_KEY",
        "encrypts backups: a secret of 32 characters or more; of several, comma-separated, the first encrypts and"
        " each still reads; empty: made once and kept in DATA_DIR",
        "",
        key_parsers.secrets,
        secret=True,
    )
    backup_at: str = setting(
        "BACKUP_AT",
        "hour of the day (India) from which a worker makes the day's backup, as 01:30; never: somebody else does",
        "01:30",
        parsers.hour_of_day,
    )
    backup_retention_days: int = setting(
        "BACKUP_RETENTION_DAYS",
        "life of backups; one that is sound always stays",
        7,
        parsers.whole(1, 3650),
        unit="days",
    )
    pg_dump_path: Path | None = setting(
        "PG_DUMP_PATH", "folder of pg_dump and psql; empty: those that fit the server", None, parsers.folder
    )
    app_version: str = setting("APP_VERSION", "version of this release, as its image says", "development")
    app_built_at: str = setting("APP_BUILT_AT", "when this release was built, as its image says; shown at /info", "")
    support_contact: str = setting("SUPPORT_CONTACT", "e-mail, phone or web address for help; shown at /info", "")

    is_database_embedded: bool = False
    is_redis_embedded: bool = False

    @property
    def logs(self) -> Path:
        """The folder of the log files."""
        return self.log_dir or self.data_dir / "logs"

    @property
    def server_url(self) -> str:
        """The connection string by which a session stays with one server process."""
        return (not self.is_database_embedded and self.database_direct_url) or self.database_url

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.backup_dir or self.data_dir / "backups"

    @property
    def model_copies(self) -> Path:
        """The folder of the model files that this machine has used, by their hash."""
        return self.data_dir / "models"

    @property
    def issuer(self) -> str:
        """The `iss` that tokens must carry."""
        return self.jwt_issuer or (f"{self.supabase_url}/auth/v1" if self.supabase_url else "fineasy-local")

    @property
    def identity_mode(self) -> str:
        """How tokens are verified: `auth_mode`, or what the other settings imply."""
        if self.auth_mode:
            return self.auth_mode
        if self.jwt_secret_key:
            return "hs256"
        return "jwks" if self.supabase_url or self.jwks_url else "local"

    @property
    def is_production(self) -> bool:
        """Whether this process serves the real app's users."""
        return self.environment == "production"

    @property
    def is_second_person_needed(self) -> bool:
        """Whether one person alone may not decide which model serves."""
        return self.is_production if self.model_two_person_approval is None else self.model_two_person_approval
