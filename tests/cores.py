"""How the tests are shared when several processes run them (`make test`): whole files, the longest ones first.

Everything that starts the whole system goes to one process: the system takes ten seconds and half a gigabyte, and tests
that watch a clock would meet those that load both cores. Each process has a PostgreSQL and a Redis of its own.
One process alone, as `pytest tests/gst` has it, keeps the random order throughout.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

ON_THE_SYSTEM = (
    *("tests/contract/", "tests/reliability/", "tests/console/test_browser.py", "tests/docs/test_readme.py"),
    *("tests/tasks/test_real_worker.py", "tests/test_run.py"),
)
"""Folders and files whose tests start the whole system, or take the one that is there."""
LONG = (
    *("tests/insights/test_learned_payments.py", "tests/fraud/test_learned_pairs.py"),
    *("tests/model_registry/test_rebuilding.py", "tests/invoices/test_ocr.py"),
)
"""Files that take more than ten seconds: begun last, one of them would keep a core alone at the end."""


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist carries no types
    """Hands out files; those of `ON_THE_SYSTEM` together, as one."""

    def _split_scope(self, nodeid: str) -> str:
        return "the whole system" if nodeid.startswith(ON_THE_SYSTEM) else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """What decides which process runs which test; it keeps the order that `pytest_collection_modifyitems` made."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Puts the long work first where processes share it; the rest stays in its random order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _turn(item.nodeid))


def _turn(nodeid: str) -> int:
    return 0 if nodeid.startswith(ON_THE_SYSTEM) else 1 if nodeid.startswith(LONG) else 2
