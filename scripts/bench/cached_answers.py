"""What an answer from the cache costs: stored insights, beside a plain view that verifies the same token."""

import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import redis

from app.runtime.auth.local_issuer import LocalIssuer
from app.runtime.settings import Settings
from scripts import processes
from scripts.bench import load, stack
from scripts.whole_system import System

USERS = 40
ROUNDS = 5
REQUESTS = 2000


def ratio(running: System) -> float:
    """Processor time of cached insights over that of the plain view, in the middle of some rounds, each printed."""
    card, found = running.demo, running.settings
    path = f"/api/v1/insights/{card['business_id']}"
    tokens = list(_members(found, card["business_id"]))
    _, body = stack.get(running.port, path, card["access_token"])
    redis.Redis.from_url(found.redis_url).set(stack.CONTROL_KEY, body)
    with stack.control(running.folder, found.redis_url) as (pid, port):
        ours = load.Target("the system", running.port, lambda: _web(running.process.pid), path)
        control = load.Target("the plain view", port, lambda: processes.tree(pid), path)
        for target in (control, ours):
            load.cpu_microseconds(target, tokens, len(tokens) * 4)
        return statistics.median(_round(control, ours, tokens) for _ in range(ROUNDS))


def _round(control: load.Target, ours: load.Target, tokens: list[str]) -> float:
    bare = load.cpu_microseconds(control, tokens, REQUESTS)
    full = load.cpu_microseconds(ours, tokens, REQUESTS)
    print(f"    round: plain view {bare:.0f} us, cached insights {full:.0f} us of processor time a request")
    return full / bare


def _web(pid: int) -> list[int]:
    return processes.named(processes.tree(pid), "gunicorn")


def _members(found: Settings, business_id: str) -> Iterator[str]:
    """Tokens of new members of the business: each has its own rate limit, the usual one."""
    issuer = LocalIssuer(found)
    with psycopg.connect(found.database_url) as connection:
        for _ in range(USERS):
            user_id = uuid4()
            connection.execute(
                "insert into auth.users (id, email) values (%s, %s)", (user_id, f"{user_id}@bench.invalid")
            )
            connection.execute("insert into user_profiles (id, business_id) values (%s, %s)", (user_id, business_id))
            yield issuer.issue(user_id, now=datetime.now(UTC))
