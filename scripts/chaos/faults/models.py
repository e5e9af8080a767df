"""Files of models that were changed by hand or by a failing disk, in the store and in this machine's copies."""

import signal
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from scripts import processes, waiting
from scripts.chaos import load
from scripts.chaos.catalogue import fault
from scripts.chaos.records import Broken, Figure
from scripts.chaos.scene import Scene

NAME, OTHER = "late_payment", "duplicate_pairs"
"""The model that is hurt takes part in insights; the jobs of the watch go by others, whose answers stay known."""
SERVING = "select sha256 from ml_models where name = %s and state = 'production' order by version desc limit 1"
MENDED_SECONDS, WELL_SECONDS = 30.0, 90.0


@fault()
def model_flipped(scene: Scene) -> Iterator[Figure]:
    """One bit of the file of a serving model is flipped, everywhere."""
    yield from _damaged(scene, lambda content, _: content[:-1] + bytes([content[-1] ^ 1]))


@fault()
def model_truncated(scene: Scene) -> Iterator[Figure]:
    """The file of a serving model is cut to half, everywhere."""
    yield from _damaged(scene, lambda content, _: content[: len(content) // 2])


@fault()
def model_swapped(scene: Scene) -> Iterator[Figure]:
    """The file of another model lies in the place of a serving one, everywhere."""
    yield from _damaged(scene, lambda _, other: other)


@fault()
def model_copy_flipped(scene: Scene) -> Iterator[Figure]:
    """Only this machine's copy is damaged: the store's sound one is fetched again."""
    path = scene.rt.settings.model_copies / _serving(scene, NAME)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    _restart_pool(scene)
    took = _fresh(scene)
    yield Figure("a fresh answer within", round(took, 1), "s", most=30)
    yield Figure("the copy is mended", int(path.read_bytes() == content), least=1)


def _damaged(scene: Scene, harm: Callable[[bytes, bytes], bytes]) -> Iterator[Figure]:
    """What a damaged file costs: an answer without it, until the release's own file is put there anew."""
    sha256, other = _serving(scene, NAME), _serving(scene, OTHER)
    store = scene.running.folder / "storage" / "models"
    sound, rival = (store / sha256).read_bytes(), (store / other).read_bytes()
    for path in (store / sha256, scene.rt.settings.model_copies / sha256):
        path.write_bytes(harm(sound, rival))
    _restart_pool(scene)
    yield Figure("a fresh answer without it within", round(_fresh(scene), 1), "s", most=30)
    mended = waiting.until(lambda: (store / sha256).read_bytes() == sound, within=MENDED_SECONDS, what="its repair")
    yield Figure("mended by itself after", round(mended, 1), "s", most=MENDED_SECONDS)
    well = waiting.until(lambda: _models_are_well(scene), within=WELL_SECONDS, what="a good word of health")
    yield Figure("health has a good word after", round(well, 1), "s", most=WELL_SECONDS)


def _serving(scene: Scene, name: str) -> str:
    """The hash of the version that serves. Raises `Broken` when there is none."""
    found = scene.database.value(SERVING, (name,))
    if not found:
        raise Broken(f"no version of {name} serves")
    return str(found)


def _restart_pool(scene: Scene) -> None:
    """New processes have loaded nothing yet."""
    old = processes.children(scene.pid("worker"))
    processes.tell(old, signal.SIGKILL)
    waiting.until(
        lambda: processes.are_replaced(scene.pid("worker"), old), within=60, what="new processes of the worker"
    )


def _fresh(scene: Scene) -> float:
    """Seconds of a call that waits for insights which are not old. Raises `Broken` unless it is answered."""
    scene.change_books()
    with scene.phone() as phone:
        took = load.asked(phone, load.fresh_insights(scene.owner))
    load.statuses([took], allowed=(200,))
    return took.seconds


def _models_are_well(scene: Scene) -> bool:
    found: dict[str, Any] = httpx.get(f"{scene.running.url}/health").json()
    return bool(found["checks"]["ml_models"]["healthy"])
