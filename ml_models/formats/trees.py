"""Decision trees are lists of nodes that point at each other and at inputs by number, and scikit-learn follows these
numbers in compiled code without looking. A file can hold any numbers, so they are looked at before a tree is built.

See scikit-learn pull request 34558 and `skops.io.exceptions.UNTRUSTED_TYPE_REASONS`.
"""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ml_models.contracts import RefusedModel
from ml_models.formats import allowed_types

PREDICTOR = "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor"
BOOSTING = "sklearn.ensemble._hist_gradient_boosting.gradient_boosting.HistGradientBoostingClassifier"
LEAF = -1
Node = dict[str, Any]


def check(schema: Node, members: Mapping[str, bytes]) -> None:
    """Return when every tree in an (already walked) skops schema stays within itself. Raises `RefusedModel`."""
    try:
        for node, width in _trees(schema, None):
            if node["__loader__"] == "TreeNode":
                _check_tree(node, members)
            else:
                _check_predictor(node, width, members)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as broken:
        if isinstance(broken, RefusedModel):
            raise
        raise _odd() from broken


def check_forest(model: Any) -> None:
    """Return when the trees of every forest in the built `model` look only at inputs the forest has: it hands its rows
    on to them unchecked. Raises `RefusedModel`.
    """
    for part in _parts(model, set()):
        trees = getattr(part, "estimators_", None)
        if isinstance(trees, list) and hasattr(part, "n_features_in_"):
            chosen = getattr(part, "estimators_features_", None) or [range(part.n_features_in_)] * len(trees)
            if len(chosen) != len(trees) or any(
                hasattr(tree, "tree_") and not tree.tree_.n_features <= len(inputs) <= part.n_features_in_
                for tree, inputs in zip(trees, chosen, strict=True)
            ):
                raise _odd()


def _trees(node: Any, width: int | None) -> Iterator[tuple[Node, int | None]]:
    """Each tree's node, with the number of inputs of the boosting model that it stands in."""
    if isinstance(node, list):
        for inner in node:
            yield from _trees(inner, width)
    elif isinstance(node, dict):
        name = f"{node.get('__module__')}.{node.get('__class__')}"
        if name == BOOSTING:
            fitted = node["content"]["content"].get("n_features_in_")
            width = _number(fitted) if fitted else None
        if name in (PREDICTOR, allowed_types.TREE) and "__loader__" in node:
            yield node, width
        for inner in node.values():
            yield from _trees(inner, width)


def _check_tree(node: Node, members: Mapping[str, bytes]) -> None:
    """scikit-learn's own tree: made by `Tree(n_features, n_classes, n_outputs)`, then given its nodes."""
    features, classes, outputs = node["__reduce__"]["args"]["content"]
    state = node["content"]["content"]
    nodes, counts = _array(state["nodes"], members), _array(classes, members)
    n_features, n_outputs = _number(features), _number(outputs)
    if _number(state["node_count"]) != len(nodes) or counts.shape != (n_outputs,) or not 1 <= n_outputs <= 1000:
        raise _odd()
    if counts.dtype != np.intp or counts.min() < 1 or counts.max() > 100_000:
        raise _odd()
    inner = nodes["left_child"] != LEAF
    if (inner != (nodes["right_child"] != LEAF)).any():
        raise _odd()
    _check_links(nodes, inner, nodes["left_child"], nodes["right_child"])
    _check_inputs(nodes["feature"][inner], n_features)


def _check_predictor(node: Node, width: int | None, members: Mapping[str, bytes]) -> None:
    """A tree of HistGradientBoosting: an array of nodes, and bit sets for inputs that are categories."""
    nodes = _array(node["content"]["content"]["nodes"], members)
    inner = nodes["is_leaf"] == 0
    if width is None or (nodes["is_categorical"] != 0).any():
        raise RefusedModel(
            "odd_tree",
            "The model splits on categories in its trees, which is not taken: turn categories into numbers first.",
        )
    _check_links(nodes, inner, nodes["left"].astype(np.int64), nodes["right"].astype(np.int64))
    _check_inputs(nodes["feature_idx"][inner], width)


def _check_links(nodes: Any, inner: Any, left: Any, right: Any) -> None:
    """Children come after their parent, so every way down ends, and inside the tree."""
    places = np.arange(len(nodes))[inner]
    if nodes.ndim != 1 or not len(nodes):
        raise _odd()
    for children in (left[inner], right[inner]):
        if (children <= places).any() or (children >= len(nodes)).any():
            raise _odd()


def _check_inputs(features: Any, width: int) -> None:
    if len(features) and (features.min() < 0 or features.max() >= width):
        raise _odd()


def _array(node: Node, members: Mapping[str, bytes]) -> Any:
    return np.load(io.BytesIO(members[node["file"]]), allow_pickle=False)


def _number(node: Node) -> int:
    value = json.loads(node["content"])
    if type(value) is not int:
        raise _odd()
    return value


def _parts(thing: Any, seen: set[int]) -> Iterator[Any]:
    if id(thing) in seen or isinstance(thing, str | bytes | int | float):
        return
    seen.add(id(thing))
    if isinstance(thing, dict):
        inside: Any = thing.values()
    elif isinstance(thing, list | tuple) or (isinstance(thing, np.ndarray) and thing.dtype == object):
        inside = list(np.ravel(thing)) if isinstance(thing, np.ndarray) else thing
    else:
        yield thing
        inside = vars(thing).values() if hasattr(thing, "__dict__") and not isinstance(thing, type) else ()
    for inner in inside:
        yield from _parts(inner, seen)


def _odd() -> RefusedModel:
    return RefusedModel(
        "odd_tree",
        "A decision tree in the file points outside itself or at inputs the model does not have. "
        "Following it would crash the service, so it is not loaded.",
    )
