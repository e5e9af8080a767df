"""What collecting the tests leaves behind is no rubbish: the collector of garbage is spared looking through it.

Twelve thousand tests and the modules they bring are some millions of objects that live as long as the process. Each
full collection goes through all of them, half a second of work or more, and what measures a model's memory asks for
two of them. Frozen objects are passed over (`gc.freeze`); those of the tests themselves are collected as ever.
"""

import gc
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collects the tests without looking for garbage meanwhile, and freezes what is there then."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
