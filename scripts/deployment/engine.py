"""The nine steps of a deployment, the same for every target, and the way back when one of them fails.

prerequisites, environment, backup, build, migrate, roll, health, monitoring, summary. The schema is only added to, so
it is never taken back: what ran before runs on the new one as well.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

from scripts.deployment import ledger
from scripts.deployment.records import Entry, Failed, Result, Wanted
from scripts.deployment.target import Target

OK, FAILED, STUCK = 0, 1, 2
"""Exit codes: it serves; it does not, and what ran before does; neither can be said."""
INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the nine. `intent` says what it would do; one without it only looks, so a dry run takes it as well."""

    title: str
    act: Callable[[], Iterator[str]]
    intent: str = ""
    is_left_out: bool = False


class Deployment:
    """One version on its way into one target."""

    def __init__(self, wanted: Wanted, target: Target, folder: Path, say: Say) -> None:
        self._wanted = wanted
        self._target = target
        self._folder = folder
        self._say = say
        self._began = time.monotonic()
        self._step = ""
        self._has_touched = False
        stands = ledger.standing(folder, wanted.environment)
        self._entry = Entry(
            at=ledger.moment(),
            who=ledger.who(),
            environment=wanted.environment,
            version=wanted.version,
            before=stands.version if stands else "",
            result="begun",
            is_forced=wanted.is_forced,
        )

    def carry_out(self) -> int:
        """Takes every step and returns the exit code. Whatever goes wrong once processes were touched is undone."""
        with _interruptible():
            if self._is_there():
                self._say(f"{self._wanted.version} runs already: nothing to do (--force does it again).")
                return OK
            if not self._entry.before:  # it was started by hand, or the history is lost
                self._entry = replace(self._entry, before=self._target.running())
            ledger.append(self._folder, self._entry)
            try:
                for number, step in enumerate(self._steps(), 1):
                    self._take(number, step)
            except (Failed, OSError) as problem:
                return self._fail(problem)
            except BaseException:
                self._fail(Failed("Something unforeseen happened, which is told below."))
                raise
            self._end("ok")
            self._tidy()
            self._say(f"{self._wanted.version} serves {self._wanted.environment}, after {self._seconds:.1f} s.")
            return OK

    def foresee(self) -> int:
        """Looks at all that can be looked at and says what would be done; changes nothing."""
        for number, step in enumerate(self._steps(), 1):
            if step.is_left_out or step.intent:
                self._say(f"{number}. {step.title}: would {'be left out' if step.is_left_out else step.intent}")
            else:
                self._take(number, step)
        return OK

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _steps(self) -> Iterator[Step]:
        wanted, target = self._wanted, self._target
        yield Step("prerequisites", target.require)
        yield Step("environment", target.check)
        yield Step("backup", target.backup, "make a backup and delete those that have aged", wanted.skips_backup)
        yield Step("build", self._build, f"build {wanted.version} beside what runs, and load it once")
        yield Step("migrate", self._migrate, "apply what the schema lacks")
        yield Step("roll", self._roll, "replace one process after the other")
        yield Step("health", target.prove, "ask the new version what shows that it works")
        yield Step("monitoring", target.monitor, "start what watches", not wanted.with_monitoring)
        yield Step("summary", self._sum_up, "write into history and audit trail how it went")

    def _take(self, number: int, step: Step) -> None:
        self._step = step.title
        if step.is_left_out:
            self._say(f"{number}. {step.title}: left out")
            return
        self._say(f"{number}. {step.title}")
        for line in step.act():
            self._say(f"   {line}")

    def _build(self) -> Iterator[str]:
        yield from self._target.build()
        if not self._wanted.skips_tests:
            yield from self._target.try_out()

    def _migrate(self) -> Iterator[str]:
        yield from self._target.migrate()
        self._entry = replace(self._entry, models=dict(self._target.models()))

    def _roll(self) -> Iterator[str]:
        self._has_touched = True
        yield from self._target.roll()

    def _sum_up(self) -> Iterator[str]:
        entry = self._entry
        yield f"{entry.before or 'nothing'} -> {entry.version} in {self._seconds:.1f} s, by {entry.who}"
        self._target.tell(self._finished("ok"))

    def _is_there(self) -> bool:
        cut_off = ledger.cut_off(self._folder, self._wanted.environment)
        if cut_off:
            self._say(f"{cut_off.who} was cut off while {cut_off.version} came; this takes its place.")
        is_same = self._entry.before == self._wanted.version == self._target.running()
        return is_same and not cut_off and not self._wanted.is_forced

    def _fail(self, problem: Failed | OSError) -> int:
        _ignore_interruptions()
        self._say(f"{self._step} failed: {problem}")
        if not self._has_touched:
            self._end("failed")
            self._say(f"Nothing that runs was touched; {self._entry.before or 'nothing'} serves as before.")
            return FAILED
        self._say(f"Going back to {self._entry.before or 'nothing'}.")
        try:
            for line in self._target.go_back(self._entry.before, self._entry.models):
                self._say(f"   {line}")
        except (Failed, OSError) as worse:
            self._end("failed")
            self._say(f"The way back failed as well: {worse} This needs a person.")
            return STUCK
        self._end("rolled back")
        self._say(f"{self._entry.before or 'Nothing'} serves again; the schema stays as it is.")
        return FAILED

    def _finished(self, result: Result) -> Entry:
        return replace(self._entry, result=result, seconds=round(self._seconds, 1), step=self._step)

    def _end(self, result: Result) -> None:
        entry = self._finished(result)
        try:
            ledger.append(self._folder, entry)
        except OSError as error:
            self._say(f"The history in {self._folder} could not be written: {error.strerror}.")
        if result != "ok":
            self._target.tell(entry)

    def _tidy(self) -> None:
        try:
            self._target.tidy()
        except OSError as error:
            self._say(f"Old releases could not be taken away: {error}.")


def _ignore_interruptions() -> None:
    """The way back is taken to its end."""
    for each in INTERRUPTIONS:
        signal.signal(each, signal.SIG_IGN)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets Ctrl-C, TERM and a lost terminal end the steps as a failure does, so that what is half done is undone."""

    def interrupt(number: int, _: FrameType | None) -> None:
        _ignore_interruptions()
        raise Failed(f"It was told to end ({signal.Signals(number).name}).")

    before = {each: signal.signal(each, interrupt) for each in INTERRUPTIONS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
