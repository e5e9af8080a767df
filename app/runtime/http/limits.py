"""How often one user, or one address without a user, may ask. Counted in Redis; per process while Redis is away."""

from collections.abc import Callable

from flask import Flask
from flask_limiter import ApplicationLimit, Limiter
from flask_limiter.util import get_remote_address
from redis.exceptions import RedisError
from werkzeug.exceptions import TooManyRequests

from app.runtime.http.leases import Leases, lease_size
from app.runtime.http.visit import present
from app.runtime.runtime import Runtime
from app.runtime.settings import Settings
from app.values.errors import TooMany


def register(app: Flask, runtime: Runtime) -> None:
    """Counts the requests of `app` by caller: questions in words in one account, all others in another."""
    settings, leases = runtime.settings, Leases()
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_cache_url or settings.redis_url
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"connection_pool": runtime.cache_pool}
    limiter = Limiter(
        key_func=_account,
        application_limits=[ApplicationLimit(lambda: f"{_limit(settings)}/minute", cost=lambda: _lease(settings))],
        strategy="sliding-window-counter",
        in_memory_fallback_enabled=True,
        key_prefix="limit",
    )
    limiter.init_app(app)
    check = app.before_request_funcs[None].pop()  # asked below, where nothing is left of what it granted before
    app.after_request_funcs[None].pop()  # writes headers that are switched off

    def count() -> None:
        if "is_unlimited" not in present().marks and not leases.spend(_account()):
            _ask(check)
            leases.grant(_account(), _lease(settings) - 1)

    app.before_request(count)


def _limit(settings: Settings) -> int:
    return settings.ai_rate_limit if "is_chat" in present().marks else settings.rate_limit_per_minute


def _account() -> str:
    visit = present()
    who = str(visit.caller.user_id) if visit.caller else f"address:{get_remote_address()}"
    return f"chat:{who}" if "is_chat" in visit.marks else who


def _lease(settings: Settings) -> int:
    return lease_size(_limit(settings))


def _ask(check: Callable[[], object]) -> None:
    """Asks the limiter. Its refusal becomes ours here, since what an error handler raises nobody handles.

    Only the first request that finds Redis missing has the limiter count by itself (flask_limiter/_extension.py,
    `_check_request_limit`); others that found out at the same moment ask again.
    """
    try:
        try:
            check()
        except RedisError:
            check()
    except TooManyRequests as error:
        raise TooMany from error
