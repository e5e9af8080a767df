"""The Celery worker: `celery -A tasks.worker:app worker`, and `... beat` for the schedule.

Messages carry a job's id and nothing else; `runtime.jobs` decides who runs it, how often, and when it is dead. So
messages are acknowledged when they arrive, may be lost or doubled, and no result is sent anywhere.
"""

import logging
import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init, worker_process_init, worker_process_shutdown
from kombu.entity import Exchange, Queue

from app.runtime import memory

with memory.staying():
    from app.insights.service import tools
    from app.model_registry.service import serving
    from app.operations.records import ProcessKind
    from app.operations.service import schedule as schedule_pulse
    from app.operations.service.pulse import Pulse
    from app.runtime import one_thread
    from app.runtime import settings as settings_
    from app.runtime.jobs import runner
    from app.runtime.jobs.queue import QUEUE, TRANSPORT
    from app.runtime.jobs.records import RELEASE_CHECK, Handler, JobState
    from app.runtime.maintenance import service as maintenance
    from app.runtime.observe import logs, metrics, tracing
    from app.runtime.observe import serving as serving_figures
    from app.runtime.runtime import Runtime, assemble
    from app.runtime.sealing import at_start
    from ml_models.lockdown import can_be_refused
    from tasks import jobs, schedule
    from tasks.direct import DirectRunner

HARD_LIMIT_GRACE_SECONDS = 15
ENDS = (JobState.DONE, JobState.FAILED, JobState.DEAD, JobState.QUEUED)
"""In which states a run may leave its job; queued is for another attempt."""
GO_ON = frozenset((RELEASE_CHECK, "jobs.reap", "worker.heartbeat"))
"""What is done while the service is closed: others begin nothing, and their messages come again afterwards."""
_log = logging.getLogger("ai_backend.worker")

QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in (QUEUE, schedule.QUEUE)]  # type: ignore[no-untyped-call]
"""Taken from in turn."""

settings = settings_.read(os.environ)
app = Celery("fineasy", broker=settings.redis_url)
app.conf.update(
    broker_transport="tasks.unreadable:Transport",
    broker_transport_options=TRANSPORT,
    broker_connection_retry_on_startup=True,
    task_default_queue=QUEUE,
    task_queues=QUEUES,
    task_routes={name: {"queue": schedule.QUEUE} for name in schedule.CHORES},
    task_ignore_result=True,
    task_acks_late=False,  # the jobs table redelivers, by leases that are judged in one place
    worker_prefetch_multiplier=1,
    worker_disable_prefetch=True,  # what a busy process held back would begin before a question that comes now
    task_soft_time_limit=settings.model_timeout_seconds,
    task_time_limit=settings.model_timeout_seconds + HARD_LIMIT_GRACE_SECONDS,
    worker_concurrency=settings.worker_processes,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    timezone="Asia/Kolkata",
    beat_schedule=schedule.ENTRIES,
    beat_schedule_filename=str(settings.data_dir / "beat"),
)
_process: dict[str, Runtime] = {}
_pulses: list[Pulse] = []


def runtime() -> Runtime:
    """The runtime of this process."""
    return _process["runtime"]


def may_begin(name: str, rt: Runtime) -> bool:
    """Whether a job or chore of this name may begin now."""
    return name in GO_ON or not maintenance.is_closed(rt)


def _limits(name: str) -> dict[str, int]:
    """How long the job may run, where that is not MODEL_TIMEOUT_SECONDS."""
    if name not in jobs.LONG:
        return {}
    seconds = jobs.LONG[name]
    return {"soft_time_limit": seconds, "time_limit": seconds + HARD_LIMIT_GRACE_SECONDS}


def _bind(name: str, handler: Handler) -> None:
    """Registers `handler` as the Celery task `name`."""

    @app.task(name=name, **_limits(name))  # type: ignore[untyped-decorator]
    def run(*, job_id: str, **_: Any) -> None:
        if may_begin(name, runtime()):
            runner.execute(runtime(), UUID(job_id), handler)


def _bind_chore(name: str, chore: Callable[[Runtime], Any]) -> None:
    """Registers `chore` as the Celery task `name`."""

    @app.task(name=name)  # type: ignore[untyped-decorator]
    def run(**_: Any) -> None:
        if may_begin(name, runtime()):
            chore(runtime())


for _name, _handler in jobs.HANDLERS.items():
    _bind(_name, _handler)
for _name, _chore in schedule.CHORES.items():
    _bind_chore(_name, _chore)


@setup_logging.connect  # type: ignore[untyped-decorator]
def _log_as_we_do(**_: Any) -> None:
    logs.configure(settings)


@worker_init.connect  # type: ignore[untyped-decorator]
def _prove_keys(**_: Any) -> None:
    refusal = at_start.refusal(settings)
    if refusal:
        raise SystemExit(refusal)


@worker_init.connect  # type: ignore[untyped-decorator]
def _import_arrays(**_: Any) -> None:
    """Once, before the processes part ways: they share the memory, and no first question waits for it."""
    with memory.staying():
        tools.open_all()
    if not can_be_refused():
        _log.warning("no seccomp: files are opened in a process that is limited, but may ask the system for anything")


@worker_process_init.connect  # type: ignore[untyped-decorator]
def _begin_process(**_: Any) -> None:
    """A forked child shares no connection with its parent, and only children have threads: nothing forks from them."""
    one_thread.keep_to_one()
    tracing.start(settings, "worker")
    _process["runtime"] = assemble(settings)
    DirectRunner(_process["runtime"], jobs.HANDLERS).start()
    serving.follow(_process["runtime"])
    schedule.beat_heart(_process["runtime"])
    metrics.expect_jobs(jobs.HANDLERS, (state.value for state in ENDS))
    serving_figures.start(settings.worker_metrics_port)
    _pulses.append(Pulse(_process["runtime"], ProcessKind.WORKER))
    _pulses[-1].start()


@beat_init.connect  # type: ignore[untyped-decorator]
def _begin_schedule(**_: Any) -> None:
    """The schedule asks for work and does none; that it runs is known all the same."""
    schedule_pulse.start(assemble(settings))


@worker_process_shutdown.connect  # type: ignore[untyped-decorator]
def _end_process(**_: Any) -> None:
    for pulse in _pulses:
        pulse.stop()
    _process.pop("runtime").close()
    tracing.stop()
