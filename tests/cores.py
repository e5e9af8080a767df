"""How the tests are shared when several processes run them (`make test`): whole files, the longest ones first.

Each process has a PostgreSQL and a Redis of its own; what else takes long to start is started in one of them alone.
One process for all, as `pytest tests/gst` has it, keeps the random order throughout.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

TOGETHER = (
    (
        *("tests/contract/", "tests/reliability/", "tests/console/test_browser", "tests/docs/test_readme.py"),
        "tests/test_run.py",
    ),  # the whole system: ten seconds and half a gigabyte for each one that is started
    ("tests/insights/test_learned_payments.py",),
    ("tests/fraud/test_learned_pairs.py",),
    ("tests/runtime/",),  # servers of its own that are frozen and killed
    ("tests/schema/",),  # three more versions of PostgreSQL
    ("tests/invoices/test_ocr.py",),
    ("tests/model_registry/test_rebuilding.py",),
)
"""What runs in one process, the longest first: begun last, it would keep one core alone at the end."""


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist carries no types
    """Hands out files; those of a line of `TOGETHER` at once, as if they were one."""

    def _split_scope(self, nodeid: str) -> str:
        turn = _turn(nodeid)
        return TOGETHER[turn][0] if turn < len(TOGETHER) else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """What decides which process runs which test; it keeps the order that `pytest_collection_modifyitems` made."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Puts the long work first where processes share it; the rest stays in its random order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _turn(item.nodeid))


def _turn(nodeid: str) -> int:
    """The line of `TOGETHER` that names a test, or the number of lines where none does."""
    return next((turn for turn, paths in enumerate(TOGETHER) if nodeid.startswith(paths)), len(TOGETHER))
