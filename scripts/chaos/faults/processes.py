"""Processes that are killed, stand still, or are told to begin anew, while jobs run and people ask."""

import itertools
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from scripts import processes, waiting
from scripts.chaos import holding, load
from scripts.chaos.catalogue import fault
from scripts.chaos.records import CUT, Figure
from scripts.chaos.scene import Scene
from scripts.whole_system import start_system

WORKER_LOSS_SECONDS = 60.0
STOPPED_SECONDS = 5.0
REQUESTS, RELOADS = 1000, (100, 400, 700)


@fault(is_short=True)
def worker_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of the worker and its processes, jobs running and queued."""
    with holding.running_jobs(scene, 8) as jobs:
        scene.kill("worker")
    yield scene.done("all 8 jobs done after", jobs, most=WORKER_LOSS_SECONDS)
    yield scene.starts(jobs, most=2)


@fault()
def pool_child_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of the two processes that carry out jobs; their parent lives."""
    with holding.running_jobs(scene, 8) as jobs:
        processes.tell(processes.children(scene.pid("worker")), signal.SIGKILL)
    yield scene.done("all 8 jobs done after", jobs, most=WORKER_LOSS_SECONDS)
    yield scene.starts(jobs, most=2)


@fault()
def worker_stopped(scene: Scene) -> Iterator[Figure]:
    """-STOP of the worker until its jobs are taken over by another, then -CONT: it finds that they are not its own."""
    with scene.worker(), holding.running_jobs(scene, 6) as jobs, processes.stopped(scene.tree("worker")):
        holding.release(scene)
        took = scene.await_over(*jobs, within=120)
    yield Figure("all 6 jobs done by the other after", round(took, 1), "s", most=WORKER_LOSS_SECONDS)
    time.sleep(2)  # the first one has its say
    yield scene.starts(jobs, most=2)


@fault(cuts=True)
def web_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of gunicorn and its processes."""
    scene.kill("gunicorn")
    took = waiting.until(scene.running.says_ready, within=60, what="the return of the web")
    yield Figure("answers again after", round(took, 1), "s", most=15)


@fault(cuts=True)
def web_process_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of one of the two web processes under load."""
    owner, asks = scene.owner, [load.insights(scene.owner), load.gstin(scene.owner)]
    with load.going_on(owner, scene.running.url, asks, clients=4, pause=0.01) as found:
        time.sleep(0.5)
        processes.tell(processes.children(scene.pid("gunicorn"))[:1], signal.SIGKILL)
        time.sleep(3)
    load.statuses(found, allowed=(200, CUT))
    yield Figure("calls cut off", sum(one.status == CUT for one in found), f"of {len(found)}", most=4)


@fault()
def web_process_stopped(scene: Scene) -> Iterator[Figure]:
    """-STOP of one web process for 5 s, then -CONT; calls on connections of their own."""
    with processes.stopped(processes.children(scene.pid("gunicorn"))[:1]):
        found = load.one_by_one(scene.owner, scene.running.url, load.insights(scene.owner), seconds=STOPPED_SECONDS)
    load.statuses(found, allowed=(200,))
    yield load.within("half of the calls answered within", found, 0.5, most=1)
    yield load.within("longest answer", found, 1, most=STOPPED_SECONDS + 2)


@fault()
def web_stopped(scene: Scene) -> Iterator[Figure]:
    """-STOP of the whole web for 5 s, then -CONT."""
    with processes.stopped(scene.tree("gunicorn")):
        time.sleep(STOPPED_SECONDS)
    took = load.apart(scene.owner, scene.running.url, load.insights(scene.owner))
    load.statuses([took], allowed=(200,))
    yield Figure("first answer afterwards", round(took.seconds, 2), "s", most=2)


@fault()
def beat_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of beat, the clock of the schedule."""
    before = scene.pid("beat")
    scene.kill("beat")
    took = waiting.until(lambda: _runs_anew(scene, "beat", before), within=30, what="the return of beat")
    yield Figure("runs again after", round(took, 1), "s", most=10)


@fault()
def beat_stopped(scene: Scene) -> Iterator[Figure]:
    """-STOP of beat for 15 s, then -CONT: chores come late, jobs do not."""
    with processes.stopped(scene.tree("beat")):
        jobs = [scene.enqueue() for _ in range(4)]
        took = scene.await_over(*jobs, within=30)
        time.sleep(max(0.0, 15 - took))
    yield Figure("4 jobs done meanwhile after", round(took, 1), "s", most=10)


@fault()
def two_beats(scene: Scene) -> Iterator[Figure]:
    """A second beat beside the first for 25 s: every chore is asked for twice."""
    schedule = str(scene.folder / "second-beat")
    with scene.beside("celery", "--app", "tasks.worker:app", "beat", "--schedule", schedule, "--pidfile", ""):
        jobs = [scene.enqueue() for _ in range(4)]
        time.sleep(25)
        scene.await_over(*jobs)
    yield scene.starts(jobs, most=1)


@fault(cuts=True)
def supervisor_killed(scene: Scene) -> Iterator[Figure]:
    """kill -9 of the supervisor with jobs queued; then the system is started again on the same data."""
    jobs = [scene.enqueue() for _ in range(6)]
    running = scene.running
    running.process.kill()
    running.process.wait()
    gone = waiting.until(lambda: not running.children(), within=60, what="the end of all children")
    yield Figure("nobody is left after", round(gone, 1), "s", most=40)
    began = time.monotonic()
    scene.running = start_system(running.folder, **{**scene.environ, "PORT": str(running.port)})
    scene.running.await_ready()
    yield Figure("ready again after", round(time.monotonic() - began, 1), "s", most=60)
    scene.rt.close()
    scene.meet()
    yield scene.done("its jobs done after", jobs, most=WORKER_LOSS_SECONDS)


@fault()
def supervisor_stopped(scene: Scene) -> Iterator[Figure]:
    """-STOP of the supervisor for 8 s while the worker is killed, then -CONT."""
    before = scene.pid("worker")
    with processes.stopped([scene.running.process.pid]):
        scene.kill("worker")
        took = load.apart(scene.owner, scene.running.url, load.insights(scene.owner))
        time.sleep(8)
    load.statuses([took], allowed=(200,))
    back = waiting.until(lambda: _runs_anew(scene, "worker", before), within=30, what="the return of the worker")
    yield Figure("worker runs again after", round(back, 1), "s", most=10)


@fault(is_short=True)
def reload_under_load(scene: Scene) -> Iterator[Figure]:
    """Three times HUP of the web during 1,000 calls, half of them on connections of their own."""
    numbers, asks = itertools.count(), (load.insights(scene.owner), load.fraud(scene.owner))

    def use(client: int) -> list[load.Took]:
        found = list[load.Took]()
        with scene.phone() as phone:
            while (number := next(numbers)) < REQUESTS:
                if number in RELOADS:
                    processes.tell([scene.pid("gunicorn")], signal.SIGHUP)
                ask, is_apart = asks[number % 2], client % 2
                found.append(load.apart(scene.owner, scene.running.url, ask) if is_apart else load.asked(phone, ask))
                time.sleep(0.02)
        return found

    with ThreadPoolExecutor(8) as threads:
        found = [one for part in threads.map(use, range(8)) for one in part]
    yield Figure("failed", sum(one.status != 200 for one in found), f"of {len(found)}", most=0)
    yield load.within("longest answer", found, 1, most=5)


def _runs_anew(scene: Scene, word: str, before: int) -> bool:
    try:
        return scene.pid(word) != before
    except LookupError:
        return False
