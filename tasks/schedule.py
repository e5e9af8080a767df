"""What beat asks for, and when. Chores are safe to run twice and beside each other; they are no rows in `jobs`."""

from collections.abc import Callable
from typing import Any

import redis
from celery.schedules import crontab
from redis.exceptions import RedisError

from app.audit.service import anchoring
from app.fraud.service import nightly
from app.insights.service import nightly as insights
from app.model_registry.service.serving import shadowing
from app.operations.service import reporting, tables
from app.runtime.backups import nightly as backups
from app.runtime.health.probes import HEARTBEAT_KEY, HEARTBEAT_SECONDS, UNFILTERED
from app.runtime.jobs import reaper
from app.runtime.retention.cleaning import clean_up
from app.runtime.runtime import Runtime
from app.runtime.sealing import rotation
from ml_models.lockdown import can_be_refused
from tasks import measure, release, retrain, validate


def beat_heart(rt: Runtime) -> None:
    """Shows that a worker takes messages and carries them out, and whether it can hold a process that opens files."""
    beat = rt.clock.now().isoformat() if can_be_refused() else UNFILTERED
    try:
        redis.Redis(connection_pool=rt.broker).set(HEARTBEAT_KEY, beat, ex=HEARTBEAT_SECONDS)
    except RedisError:
        return


def vouch(rt: Runtime) -> None:
    """Has the heads of the audit trail vouched for outside of the database."""
    anchoring.anchor(rt, now=rt.clock.now())


def look_after_tables(rt: Runtime) -> None:
    """Vacuums and analyzes our tables, and notes their size and rows."""
    tables.look_after(rt, now=rt.clock.now())


def write_reports(rt: Runtime) -> None:
    """Writes the reports on the last week and the last month that are over, unless they are there."""
    reporting.write_due(rt, now=rt.clock.now())


QUEUE = "chores"
"""Apart from the jobs, and taken in turn with them: behind a long queue of those, what expires would never be done,
neither the heartbeat nor the search for lost jobs."""
SHADOW_LIMITS = {"expires": 10, "soft_time_limit": 15, "time_limit": 25}
"""A shadow that hangs is stopped long before an answer of the app would be."""
CLEANING_LIMITS = {"soft_time_limit": 3600, "time_limit": 3660}
"""Seconds: the first night on a database that was never cleaned; what is left is the next night's."""
NIGHTLY = crontab(hour="1-5", minute="*/3")
"""Shops are closed, and the owner finds the alerts in the morning. Each time some more are asked for."""
CHORES: dict[str, Callable[[Runtime], Any]] = {
    "jobs.reap": reaper.sweep,
    "worker.heartbeat": beat_heart,
    "cleanup-ai-data": clean_up,
    "backup.ask-due": backups.ask_if_due,
    "look-after-tables": look_after_tables,
    "reports.write-due": write_reports,
    "audit.anchor": vouch,
    "sealing.rotate": rotation.rotate_nightly,
    "fraud.scan-due": nightly.ask_for_due,
    "insights.refresh-due": insights.ask_for_due,
    "models.import-shipped": release.take_models,
    "models.measure-new": measure.ask_for_new,
    "models.retrain-due": retrain.ask_for_due,
    "models.collect-outcomes": validate.collect_outcomes,
    "models.score-shadows": shadowing.score_waiting,
}
ENTRIES: dict[str, dict[str, Any]] = {
    "reap lost jobs": {"task": "jobs.reap", "schedule": 10.0, "options": {"expires": 10}},
    "show that the worker lives": {"task": "worker.heartbeat", "schedule": 15.0, "options": {"expires": 15}},
    "let shadows score": {"task": "models.score-shadows", "schedule": 10.0, "options": SHADOW_LIMITS},
    "take the models of this release": {"task": "models.import-shipped", "schedule": 5.0, "options": {"expires": 5}},
    "measure new models": {"task": "models.measure-new", "schedule": 20.0, "options": {"expires": 20}},
    "collect what became of predictions": {"task": "models.collect-outcomes", "schedule": crontab(minute="17")},
    "retrain what has come due": {"task": "models.retrain-due", "schedule": 300.0, "options": {"expires": 300}},
    "renew the insights of active businesses": {
        "task": "insights.refresh-due",
        "schedule": NIGHTLY,
        "options": {"expires": 120},
    },
    "scan what has moved": {"task": "fraud.scan-due", "schedule": NIGHTLY, "options": {"expires": 120}},
    "see to the day's backup": {"task": "backup.ask-due", "schedule": 300.0, "options": {"expires": 300}},
    "delete what has aged": {
        "task": "cleanup-ai-data",
        "schedule": crontab(hour="2", minute="30"),
        "options": CLEANING_LIMITS,
    },
    "seal by the first key": {
        "task": "sealing.rotate",
        "schedule": crontab(hour="1-5", minute="5-55/10"),
        "options": {"expires": 300},
    },
    "look after our tables": {
        "task": "look-after-tables",
        "schedule": crontab(day_of_week="0", hour="4", minute="15"),
        "options": CLEANING_LIMITS,
    },
    "tell of the week and the month": {
        "task": "reports.write-due",
        "schedule": crontab(hour="5-23", minute="30"),
        "options": {"expires": 1800, "soft_time_limit": 600, "time_limit": 660},
    },
    "vouch for the audit trail": {"task": "audit.anchor", "schedule": crontab(hour="3", minute="45")},
}
