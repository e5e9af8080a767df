"""Many who ask at once for what is not there yet: it is worked out once, and everybody gets the same.

What happens when processes, servers, disks and clocks fail is held by `make chaos` (docs/reliability.md).
"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.reliability.conftest import Fragile

AGE = re.compile(rb', "age_seconds": \d+')
MOST_JOBS = 2
"""Whoever looked just before the first answer was kept may still ask for a second, whose work is kept by nobody."""


class TestManyAtOnce:
    @pytest.mark.parametrize(
        ("call", "job"), [(Fragile.fresh_insights, "insights.compute"), (Fragile.fraud, "fraud.analyze")]
    )
    def test_fifty_cold_calls_compute_once(
        self, fragile: Fragile, call: Callable[[Fragile], httpx.Response], job: str
    ) -> None:
        fragile.change_books()
        before = fragile.jobs(job)
        with ThreadPoolExecutor(50) as threads:
            answers = list(threads.map(call, [fragile] * 50))
        assert {answer.status_code for answer in answers} == {200}
        assert len({AGE.sub(b"", answer.content) for answer in answers}) == 1
        assert 1 <= fragile.jobs(job) - before <= MOST_JOBS
