"""How many jobs one worker process carries out in a minute: `python -m scripts.bench.work`.

A system of its own with the demo (two businesses, two years of books each) and one worker process is given jobs of one
kind at a time, of both businesses in turn. Beside the clock's figure stands the processor's, which a busy machine does
not change: a minute divided by the processor time that the worker's processes spent for a job.
"""

import tempfile
import time
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from scripts import processes
from scripts.whole_system import System, system

KINDS = ("insights.compute", "fraud.analyze")
JOBS = 10
ONE_WORKER = {"WORKER_CONCURRENCY": "1", "RATE_LIMIT_PER_MINUTE": "1000000"}
BUSINESSES = text("select id from businesses order by name")


def main() -> None:
    temporary = tempfile.TemporaryDirectory(prefix="work-")
    with temporary as folder, system(Path(folder) / "data", **ONE_WORKER) as running:
        running.await_idle()
        rt = assemble(running.settings)
        for kind in KINDS:
            _ask(rt, kind, 2)
            running.await_idle()
            print(_measured(running, rt, kind), flush=True)
        rt.close()


def _measured(running: System, rt: Runtime, kind: str) -> str:
    began, spent = time.monotonic(), _spent(running)
    _ask(rt, kind, JOBS)
    running.await_idle()
    seconds, processor = (time.monotonic() - began) / JOBS, (_spent(running) - spent) / JOBS
    return f"{kind}: {60 / seconds:.0f} jobs a minute by the clock, {60 / processor:.0f} by the processor"


def _spent(running: System) -> float:
    """Processor seconds of the worker and its children until now."""
    return processes.cpu_seconds(processes.tree(processes.part(running.process.pid, "worker")))


def _ask(rt: Runtime, kind: str, count: int) -> None:
    operator = Caller.service()
    with rt.db.transaction(operator) as tx:
        businesses: list[UUID] = list(tx.execute(BUSINESSES).scalars())
        for number in range(count):
            rt.jobs.enqueue(tx, kind, caller=operator, business_id=businesses[number % len(businesses)], payload={})


if __name__ == "__main__":
    main()
