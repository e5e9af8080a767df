"""A real worker (`celery -A tests.tasks.tiny_worker:app worker`) of a service with one small learned model.

Its name stands in TINY_MODEL. Each part of its search notes its process in the file PARTS_NOTED, and ends only when a
second process has taken a part, too.
"""

import importlib
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from scripts.waiting import until
from tasks import jobs, retrain, validate
from tests.model_registry import learners

NOTED = Path(os.environ["PARTS_NOTED"])


def fold_score(rows: learners.Rows, parameters: Mapping[str, Any], fold: int, seed: int) -> float:
    """The learner's own, once two processes work on the search."""
    with NOTED.open("a") as file:
        file.write(f"{os.getpid()}\n")
    until(lambda: len(set(NOTED.read_text().split())) > 1)
    return learners.fold_score(rows, parameters, fold, seed)


ONLY = learners.only(learners.learner(os.environ["TINY_MODEL"], fold_score=fold_score))
jobs.HANDLERS |= {
    retrain.JOB: partial(retrain.retrain, learners=ONLY),
    retrain.PART_JOB: partial(retrain.fold, learners=ONLY),
    validate.JOB: partial(validate.validate, learners=ONLY),
}
app = importlib.import_module("tasks.worker").app
