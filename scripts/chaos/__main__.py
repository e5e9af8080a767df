"""Does faults to a system of its own and says what held; exit 1 when anything did not.

`python -m scripts.chaos [fault or family ...] [--short] [--minutes N] [--report FILE]`: all faults, the short form, or
those named. A run of all of them writes docs/reliability.json.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.chaos import catalogue, report
from scripts.chaos.carrying_out import Stage, learn_answers
from scripts.chaos.invariants import secrets
from scripts.chaos.records import Fault, Outcome
from scripts.chaos.scene import Scene
from scripts.chaos.watch import Watch
from scripts.whole_system import System, start_system

UNLIMITED = {"RATE_LIMIT_PER_MINUTE": "1000000", "AI_RATE_LIMIT": "1000000"}
SHORT = {"JOB_LEASE_SECONDS": "3"}
"""The short form does not wait half a minute for a lost job to be found."""


def main() -> int:
    options = _options()
    try:
        faults = catalogue.chosen(options.faults, is_short=options.short)
    except LookupError as strange:
        print(strange, file=sys.stderr)
        return 2
    began = time.monotonic()
    print(f"{len(faults)} faults; starting a system of its own", flush=True)
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, staged(Path(folder), options) as stage:
        found = told(stage, faults)
        version = stage.scene.rt.settings.app_version
    path = options.report or (None if options.faults or options.short else report.REPORT)
    if path:
        report.write(report.as_json(found, seconds=time.monotonic() - began, version=version), path)
    code, sentence = report.ending(found)
    print(sentence, file=sys.stderr if code else sys.stdout)
    return code


def told(stage: Stage, faults: list[Fault]) -> list[Outcome]:
    """Every outcome, printed as soon as it is known."""
    found = []
    for fault in faults:
        found.append(stage.outcome(fault))
        print(report.line(found[-1]), flush=True)
    return found


@contextmanager
def staged(folder: Path, options: argparse.Namespace) -> Iterator[Stage]:
    """A system of its own with people at work, stopped at the end whatever became of it."""
    environ = UNLIMITED | (SHORT if options.short else {})
    scene = Scene(_started(folder, environ), folder, environ, options.short, options.minutes)
    try:
        scene.running.await_idle()
        learn_answers(scene)
        with Watch(scene) as watch:
            yield Stage(scene, watch, secrets.Logs(scene.running.log, scene.rt.settings.logs))
    finally:
        scene.rt.close()
        scene.running.stop()


def _started(folder: Path, environ: dict[str, str]) -> System:
    running = start_system(folder / "data", **environ)
    running.await_ready()
    return running


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Do faults to a system of its own, and say what held.")
    parser.add_argument("faults", nargs="*", metavar="fault", help="faults or families; all when none is named")
    parser.add_argument("--short", action="store_true", help="the short form, a minute and a half")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long the mixed load of `growth` lasts")
    parser.add_argument("--report", type=Path, help="where the report is written")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
