"""Which settings are refused, and why. Production fails closed: what is only fit for a laptop stops the start."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from app.runtime.settings import doors
from app.runtime.settings.fields import Settings

TEMPLATE_SECRETS = ("changeme", "change-me", "your-", "secret", "password", "example", "template", "placeholder")
SHORTEST_SECRET_BYTES = 32


def problems(settings: Settings) -> list[str]:
    """One sentence for each setting that must not be used as it is; empty when all are fine."""
    found = list(_everywhere(settings))
    if settings.is_production:
        found += _in_production(settings)
    return found


def _everywhere(settings: Settings) -> Iterator[str]:
    secret = settings.jwt_secret_key
    if settings.identity_mode == "hs256" and len(secret.encode()) < SHORTEST_SECRET_BYTES:
        yield f"JWT_SECRET_KEY must be at least {SHORTEST_SECRET_BYTES} bytes long; it has {len(secret.encode())}"
    if settings.identity_mode == "jwks" and not (settings.supabase_url or settings.jwks_url):
        yield "AUTH_MODE=jwks needs SUPABASE_URL or JWKS_URL"
    if settings.identity_mode == "jwks" and settings.jwks_url and not (settings.supabase_url or settings.jwt_issuer):
        yield "JWKS_URL needs JWT_ISSUER (or SUPABASE_URL), since the issuer of a token is always checked"
    yield from _gst_register(settings)
    yield from doors.flaws(settings)
    if bool(settings.storage_access_key) != bool(settings.storage_secret_key):
        yield "STORAGE_ACCESS_KEY and STORAGE_SECRET_KEY belong together: set both, or neither"


def _gst_register(settings: Settings) -> Iterator[str]:
    if settings.gst_api_url and not settings.gst_api_key:
        yield "GST_API_URL needs GST_API_KEY"
    address = urlsplit(settings.gst_api_url)
    if settings.gst_api_url and address.hostname not in settings.gst_api_hosts:
        yield f"GST_API_URL names {address.hostname}, which is not among GST_API_HOSTS"


def _in_production(settings: Settings) -> Iterator[str]:
    if settings.debug:
        yield "DEBUG must be off in production: it shows the inside of the service to whoever meets an error"
    if "*" in settings.cors_allowed_origins:
        yield "CORS_ALLOWED_ORIGINS must name its origins in production; * lets every web page call with a user's token"
    if settings.is_database_embedded:
        yield (
            "DATABASE_URL must be set in production. In the Supabase dashboard: Connect > Connection string"
            if settings.supabase_url
            else "DATABASE_URL must be set in production: the embedded PostgreSQL is for development"
        )
    if settings.is_redis_embedded:
        yield "REDIS_URL must be set in production: the embedded Redis is for development"
    if settings.identity_mode == "local":
        yield "AUTH_MODE=local is refused in production: set SUPABASE_URL (signing keys) or JWT_SECRET_KEY"
    if not settings.model_signing_key:
        yield (
            "MODEL_SIGNING_KEY must be set in production, the same on every machine: it vouches for the models that"
            " serve; make one with: openssl rand -hex 32"
        )
    if not settings.encryption_key:
        yield (
            "ENCRYPTION_KEY must be set in production, the same on every machine: it seals what is personal;"
            " make one with: flask keys generate"
        )
    yield from _from_a_template(settings)


def _from_a_template(settings: Settings) -> Iterator[str]:
    for name, secret in (
        ("JWT_SECRET_KEY", settings.jwt_secret_key),
        ("SUPABASE_SERVICE_KEY", settings.supabase_service_key),
        ("MODEL_SIGNING_KEY", settings.model_signing_key),
        ("AUDIT_ANCHOR_KEY", settings.audit_anchor_key),
        ("BACKUP_KEY", settings.backup_key),
        ("BLIND_INDEX_KEY", settings.blind_index_key),
    ):
        if secret and any(word in secret.lower() for word in TEMPLATE_SECRETS):
            yield f"{name} looks like the value of a template; make one with: openssl rand -base64 48"
