"""What a model costs in the process that serves it: time to load, time for one answer, memory kept.

Memory is what one more loaded copy keeps, by `tracemalloc`: Python, numpy and spaCy all ask through it, and it counts
the same on every machine; what a library takes behind its back (onnxruntime's session) is not in it.
"""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

from ml_models import formats, predicting
from ml_models.contracts import Manifest
from ml_models.evaluation.records import Cost

LOADS = 3
ANSWERS = 100
MEGABYTE = 1024 * 1024


def of_file(manifest: Manifest, content: bytes) -> Cost:
    """The cost of the model in a file, asked for the first input that its manifest keeps."""
    return cost(
        lambda: formats.load(manifest.kind, content),
        lambda model, one: predicting.predicted(manifest.task, model, [one]),
        manifest.smoke.inputs[0],
    )


def cost(
    load: Callable[[], Any],
    answer: Callable[[Any, Any], Any],
    one: Any,
    *,
    seconds: Callable[[], float] = time.perf_counter,
) -> Cost:
    """Loads the model a few times (the first, which imports libraries, does not count) and asks it for `one` input.

    answer(model, one) : the answer to one input; seconds() : a clock
    """
    model = load()
    loads = [_timed(load, seconds) for _ in range(LOADS)]
    answer(model, one)
    answers = [_timed(lambda: answer(model, one), seconds) for _ in range(ANSWERS)]
    return Cost(
        load_ms=statistics.median(loads),
        one_ms=statistics.median(answers),
        one_p95_ms=_percentile(answers, 0.95),
        memory_mb=memory_mb(load),
    )


def memory_mb(load: Callable[[], Any]) -> float:
    """Megabytes that what `load` returns keeps, its libraries being there already."""
    gc.collect()
    was_tracing = tracemalloc.is_tracing()
    if not was_tracing:
        tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        kept = load()
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
        del kept
    finally:
        if not was_tracing:
            tracemalloc.stop()
    return max(grown, 0) / MEGABYTE


def _timed(run: Callable[[], Any], seconds: Callable[[], float]) -> float:
    started = seconds()
    run()
    return (seconds() - started) * 1000


def _percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
