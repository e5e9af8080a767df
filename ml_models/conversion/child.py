"""The one place where a pickle is opened: in a process of its own that has given up everything else first.

It reads the pickle from its standard input and writes a skops file to its standard output; both were opened for it.
What it writes is not believed: the parent inspects it like any other file.
"""

import io
import sys
from typing import Any

from ml_models import formats
from ml_models.contracts import Kind, RefusedModel
from ml_models.lockdown import CannotLockDown, Limits, give_up_everything

LIMITS = Limits(memory=4 << 30, cpu_seconds=120)
CANNOT_LOCK_DOWN, CANNOT_READ, CANNOT_WRITE = 3, 4, 5


def main() -> int:
    """Exit code 0 with a skops file on standard output, or one of the codes above, perhaps with a reason."""
    content = sys.stdin.buffer.read()
    _import_all()
    try:
        give_up_everything(LIMITS)
    except (CannotLockDown, OSError, ValueError):
        return CANNOT_LOCK_DOWN
    try:
        model = _opened(content)
    except BaseException:  # noqa: BLE001 somebody else's code may raise anything
        return CANNOT_READ
    try:
        written = formats.dump(Kind.SKOPS, model)
    except RefusedModel as refused:
        sys.stdout.write(refused.reason)
        return CANNOT_WRITE
    except BaseException:  # noqa: BLE001
        return CANNOT_WRITE
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()
    return 0


def _import_all() -> None:
    """Load every library that a model may need now: afterwards no file can be opened."""
    import joblib
    from sklearn.linear_model import LogisticRegression
    from sklearn.utils import all_estimators

    all_estimators()
    formats.dump(Kind.SKOPS, LogisticRegression())
    joblib.dump(LogisticRegression(), packed := io.BytesIO(), compress=3)
    _opened(packed.getvalue())


def _opened(content: bytes) -> Any:
    import joblib

    # nosemgrep: loads-code -- this process is shut in before it opens anything
    return joblib.load(io.BytesIO(content))
