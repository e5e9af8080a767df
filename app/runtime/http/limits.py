"""How often one user, or one address without a user, may ask. Counted in Redis; per process while Redis is away."""

from typing import NoReturn

from flask import Flask, g
from flask_limiter import ApplicationLimit, Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import TooManyRequests

from app.runtime.breaker import GuardedPool
from app.runtime.http.blueprints import is_marked
from app.runtime.runtime import Runtime
from app.values.errors import TooMany


def register(app: Flask, runtime: Runtime) -> None:
    """Counts the requests of `app`: all of a caller's together, and questions in words once more."""
    settings = runtime.settings
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {
        "connection_pool": GuardedPool(settings.redis_url, settings.redis_cache_db)
    }
    limiter = Limiter(
        key_func=_who,
        application_limits=[
            ApplicationLimit(f"{settings.rate_limit_per_minute}/minute"),
            ApplicationLimit(
                f"{settings.ai_rate_limit}/minute", scope="chat", exempt_when=lambda: not is_marked("is_chat")
            ),
        ],
        strategy="sliding-window-counter",
        in_memory_fallback_enabled=True,
        key_prefix="limit",
        on_breach=None,
    )
    limiter.request_filter(lambda: is_marked("is_unlimited"))
    limiter.init_app(app)
    app.register_error_handler(TooManyRequests, _too_many)


def _who() -> str:
    caller = g.get("caller")
    return str(caller.user_id) if caller else f"address:{get_remote_address()}"


def _too_many(error: TooManyRequests) -> NoReturn:
    raise TooMany from error
