"""How the tests are shared when several processes run them (`make test`): whole files, the longest ones first.

Each process has a PostgreSQL and a Redis of its own; what else takes long to start is started in one of them alone.
One process for all, as `pytest tests/gst` has it, keeps the random order throughout.
"""

import os
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

TOGETHER = (
    (
        *("tests/contract/test_openapi.py", "tests/contract/", "tests/docs/test_readme.py"),
        "tests/docs/test_operations.py",
        "tests/console/test_browser",
    ),  # one system, half a gigabyte, that is asked
    ("tests/deployment/test_local_deploy.py",),  # one release after the other
    ("tests/insights/test_learned_payments.py",),
    ("tests/fraud/test_learned_pairs.py",),
    ("tests/test_run.py", "tests/reliability/"),  # systems that are stopped and hurt, once one has settled
    ("tests/runtime/",),  # servers of its own that are frozen and killed
    ("tests/schema/",),  # three more versions of PostgreSQL
    ("tests/security/",),  # two businesses with everything that can be asked for
    ("tests/invoices/test_ocr.py",),
    ("tests/invoices/files/test_turned.py",),
    ("tests/tasks/test_real_worker.py",),
)
"""What runs in one process, in this order, and what is long by itself: begun last, it would keep one core alone."""


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist carries no types
    """Hands out files; those of a line of `TOGETHER` at once, as if they were one."""

    def _split_scope(self, nodeid: str) -> str:
        line, _ = _turn(nodeid)
        return TOGETHER[line][0] if line < len(TOGETHER) else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """What decides which process runs which test; it keeps the order that `pytest_collection_modifyitems` made."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Puts the long work first where processes share it; the rest stays in its random order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _turn(item.nodeid))


def place_of_all(temporary: Path) -> Path:
    """A folder that the processes of a run have in common; `temporary` is this one's own, below it where they share."""
    return temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary


def _turn(nodeid: str) -> tuple[int, int]:
    """The line of `TOGETHER` that names a test, and the place in it; the number of lines where none does."""
    for line, paths in enumerate(TOGETHER):
        for place, path in enumerate(paths):
            if nodeid.startswith(path):
                return line, place
    return len(TOGETHER), 0
