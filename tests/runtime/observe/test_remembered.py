"""Many who ask at once cause one measurement, and only the one who measures waits for it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.runtime.observe.remembered import Remembered


class TestRemembered:
    def test_fifty_who_ask_first_cause_one_measurement(self) -> None:
        slow = Slow()
        shared = Remembered(slow, seconds=60)
        with ThreadPoolExecutor(50) as pool:
            answers = [pool.submit(shared.value) for _ in range(50)]
            slow.finish.set()
            assert {answer.result(10) for answer in answers} == {1}
        assert slow.runs == 1

    def test_while_one_measures_the_others_get_the_last_one_at_once(self) -> None:
        slow = Slow()
        slow.finish.set()
        shared = Remembered(slow, seconds=0)
        assert shared.value() == 1
        slow.finish.clear()
        with ThreadPoolExecutor(1) as pool:
            measuring = pool.submit(shared.value)
            assert slow.began.wait(10)
            assert shared.value() == 1
            slow.finish.set()
            assert measuring.result(10) == 2

    def test_failure_is_told_and_the_next_tries_again(self) -> None:
        outcomes = iter((ValueError("away"), 7))

        def measure() -> int:
            outcome = next(outcomes)
            if isinstance(outcome, ValueError):
                raise outcome
            return outcome

        shared = Remembered(measure, seconds=60)
        with pytest.raises(ValueError, match="away"):
            shared.value()
        assert shared.value() == 7


class Slow:
    """A measurement that ends when it is told to, and counts its runs."""

    def __init__(self) -> None:
        self.runs = 0
        self.began, self.finish = threading.Event(), threading.Event()

    def __call__(self) -> int:
        self.began.clear() if self.runs == 0 else self.began.set()
        assert self.finish.wait(10)
        self.runs += 1
        return self.runs
