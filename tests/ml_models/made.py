"""Small models and the files they are kept in, made the same every time."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from ml_models import archive, bundle, formats, predicting
from ml_models.contracts import Bundle, Kind, Task

FEATURES = ("amount", "age_days")
ROWS = np.random.default_rng(0).normal(size=(200, 2))
TRUTH = ROWS[:, 0] > 0
MADE_AT = datetime(2026, 11, 21, 10, tzinfo=UTC)


@cache
def linear() -> Any:
    """A fitted scaler and logistic regression."""
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(ROWS, TRUTH)


@cache
def boosted() -> Any:
    """A fitted HistGradientBoosting of a few trees."""
    return HistGradientBoostingClassifier(max_iter=5, random_state=0).fit(ROWS, TRUTH)


def bundled(model: Any = None, **other: Any) -> Bundle:
    """A bundle of a scikit-learn model, unsigned."""
    model = linear() if model is None else model
    said: dict[str, Any] = {
        "name": "late_payment",
        "kind": Kind.SKOPS,
        "task": Task.BINARY,
        "frameworks": formats.frameworks(Kind.SKOPS),
        "features": FEATURES,
        "smoke": predicting.smoke_for(Task.BINARY, model, ROWS[:3].tolist()),
        "created_at": MADE_AT,
    }
    return bundle.bundled(formats.dump(Kind.SKOPS, model), **(said | other))


def changed(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """A skops file whose schema somebody edited by hand."""
    members = archive.unpacked(content)
    schema = json.loads(members["schema.json"])
    change(schema)
    return archive.packed({**members, "schema.json": json.dumps(schema).encode()})


def zipped(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """A zip as written, odd names, doubles and links included."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def nodes(node: Any, loader: str) -> list[dict[str, Any]]:
    """All nodes of a skops schema with this loader."""
    if isinstance(node, list):
        return [found for inner in node for found in nodes(inner, loader)]
    if not isinstance(node, dict):
        return []
    here = [node] if node.get("__loader__") == loader else []
    return here + [found for inner in node.values() for found in nodes(inner, loader)]
