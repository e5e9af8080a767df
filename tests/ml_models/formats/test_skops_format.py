"""scikit-learn models keep their answers and their bytes, and nothing in a skops file runs, crashes or hides."""

import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skops.io
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, IsolationForest, RandomForestClassifier
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.impute import SimpleImputer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, QuantileTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier

from ml_models import archive, formats
from ml_models.contracts import Kind, RefusedModel
from ml_models.formats import allowed_types
from tests.ml_models import made

Node = dict[str, Any]
MODELS: list[Callable[[], Any]] = [
    made.linear,
    made.boosted,
    lambda: RandomForestClassifier(4, random_state=0),
    lambda: IsolationForest(n_estimators=4, random_state=0),
    lambda: DecisionTreeClassifier(random_state=0),
    lambda: GaussianNB(),
    lambda: CalibratedClassifierCV(made.boosted().__class__(max_iter=3), method="isotonic", cv=2),
    lambda: CalibratedClassifierCV(LogisticRegression(), method="sigmoid", cv=2),
    lambda: make_pipeline(SimpleImputer(), QuantileTransformer(n_quantiles=10), LogisticRegression()),
    lambda: make_pipeline(
        ColumnTransformer([("scaled", StandardScaler(), [0])], remainder="passthrough"), LogisticRegression()
    ),
]


class TestDump:
    @pytest.mark.parametrize("make", MODELS)
    def test_loads_to_the_same_answers_and_the_same_bytes(self, make: Callable[[], Any]) -> None:
        model = make().fit(made.ROWS, made.TRUTH)
        written = formats.dump(Kind.SKOPS, model)
        loaded = formats.load(Kind.SKOPS, written)
        assert np.array_equal(_answers(loaded), _answers(model))
        assert formats.dump(Kind.SKOPS, loaded) == formats.dump(Kind.SKOPS, model) == written

    def test_file_as_skops_writes_it_loads_too(self) -> None:
        loaded = formats.load(Kind.SKOPS, skops.io.dumps(made.boosted()))
        assert np.array_equal(_answers(loaded), _answers(made.boosted()))

    def test_type_that_could_not_be_loaded_is_not_written(self) -> None:
        with pytest.raises(RefusedModel, match="GradientBoostingClassifier"):
            formats.dump(Kind.SKOPS, GradientBoostingClassifier(n_estimators=2).fit(made.ROWS, made.TRUTH))

    def test_small_model_loads_in_well_under_300_ms(self) -> None:
        written = formats.dump(Kind.SKOPS, made.boosted())
        took = []
        for _ in range(5):
            began = time.process_time()
            formats.load(Kind.SKOPS, written)
            took.append(time.process_time() - began)
        assert min(took) < 0.3


class TestAllowList:
    def test_each_name_is_a_type_that_is_there(self) -> None:
        for name in allowed_types.OBJECTS | allowed_types.LOSSES | {allowed_types.TREE}:
            module, _, kind = name.rpartition(".")
            assert isinstance(getattr(__import__(module, fromlist=[kind]), kind), type), name

    def test_no_name_can_run_or_read_what_it_is_given(self) -> None:
        said = " ".join(allowed_types.trusted())
        for word in ("eval", "exec", "open", "system", "partial", "operator", "methodcaller", "importlib", "load"):
            assert f".{word}" not in said


class TestTricks:
    """Files that go round skops's own audit, or did before it was mended (CVE-2024-37065 and those after it)."""

    def test_function_by_any_node_is_never_called(self, canary: Path) -> None:
        arguments = skops_list([str(canary), "w"])
        for node in (
            {"__loader__": "OperatorFuncNode", "__module__": "operator", "__class__": "call", "attrs": arguments},
            {
                "__loader__": "ConstructorFromReduceNode",
                "__module__": "builtins",
                "__class__": "open",
                "content": arguments,
            },
            {"__loader__": "FunctionNode", "__module__": "builtins", "__class__": "open"},
            {"__loader__": "FunctionNode", "__module__": "numpy", "__class__": "add"},
            {"__loader__": "MethodNode", "__module__": "builtins", "__class__": "str", "content": {}},
            {"__loader__": "PartialNode", "__module__": "functools", "__class__": "partial", "content": {}},
            {"__loader__": "CachedNode", "__module__": "builtins", "__class__": "list", "__id__": 1},
            {"__loader__": "MaskedArrayNode", "__module__": "numpy.ma", "__class__": "MaskedArray", "content": {}},
            {"__loader__": "QuantileForestNode", "__module__": "a", "__class__": "b", "__reduce__": {}},
            {"__loader__": "TypeNode", "__module__": "os", "__class__": "system"},
            {"__loader__": "TypeNode", "__module__": "builtins", "__class__": "open"},
            {"__loader__": "ObjectNode", "__module__": "builtins", "__class__": "open", "content": None},
            {"__loader__": "ObjectNode", "__module__": "pathlib", "__class__": "Path", "content": None},
            {
                "__loader__": "LossNode",
                "__module__": "subprocess",
                "__class__": "Popen",
                "__reduce__": {"args": arguments},
            },
            {"__loader__": "DictNode", "__module__": "collections", "__class__": "UserDict", "content": {}},
            {"__loader__": "ListNode", "__module__": "builtins", "__class__": "set", "content": []},
        ):
            assert _refusal(_with_attribute(node)) == "unknown_type", node
        assert not canary.exists()

    def test_unknown_type_is_named(self) -> None:
        def change(schema: Node) -> None:
            schema["__class__"], schema["__module__"] = "Evil", "somewhere.bad"

        with pytest.raises(RefusedModel, match=r"'somewhere\.bad\.Evil'"):
            formats.load(Kind.SKOPS, made.changed(_linear(), change))

    def test_function_inside_an_estimator_is_refused(self) -> None:
        hidden = make_pipeline(FunctionTransformer(np.log1p), LogisticRegression()).fit(abs(made.ROWS), made.TRUTH)
        with pytest.raises(RefusedModel, match="Only data is taken"):
            formats.load(Kind.SKOPS, skops.io.dumps(hidden))

    def test_node_behind_another_ones_id_is_what_it_says(self) -> None:
        """skops takes the first node of an id for all of them, whatever the others say; here each is its own."""

        def change(schema: Node) -> None:
            for node in made.nodes(schema, "NdArrayNode"):
                node["__id__"] = 7

        loaded = formats.load(Kind.SKOPS, made.changed(skops.io.dumps(made.linear()), change))
        assert np.array_equal(_answers(loaded), _answers(made.linear()))

    @pytest.mark.parametrize("protocol", [0, 1, 3, -1, None, "2"])
    def test_old_or_odd_protocol_is_refused(self, protocol: Any) -> None:
        assert _refusal(lambda schema: schema.update(protocol=protocol)) == "other_version"

    @pytest.mark.parametrize(
        "extra", [{"file": "../../etc/passwd"}, {"type": "scipy"}, {"attrs": []}, {"content": {"a": 1}}]
    )
    def test_array_that_is_no_array_is_refused(self, extra: Node) -> None:
        assert _refusal(lambda schema: made.nodes(schema, "NdArrayNode")[0].update(extra)) == "odd_skops"

    def test_key_that_skops_does_not_write_is_refused(self) -> None:
        assert _refusal(lambda schema: schema.update(attrs={"__loader__": "ObjectNode"})) == "odd_skops"

    def test_file_that_the_schema_does_not_use_is_refused(self) -> None:
        with pytest.raises(RefusedModel, match="does not use: 'payload"):
            formats.load(Kind.SKOPS, archive.packed({**archive.unpacked(_linear()), "payload.bin": b"x"}))

    @pytest.mark.parametrize("value", ["100000", "-5", '"all"', "true"])
    def test_model_that_wants_many_threads_is_refused(self, value: str) -> None:
        node = {
            "__loader__": "JsonNode",
            "__module__": "builtins",
            "__class__": "str",
            "content": value,
            "is_json": True,
        }
        assert _refusal(lambda schema: _attributes(schema).update(n_jobs=node)) == "odd_setting"

    def test_text_read_from_files_is_refused(self) -> None:
        reader = HashingVectorizer(input="filename", n_features=8)
        with pytest.raises(RefusedModel, match="read its text from files"):
            formats.dump(Kind.SKOPS, reader)

    def test_nesting_without_end_is_refused(self) -> None:
        def change(schema: Node) -> None:
            node = schema
            for _ in range(300):
                node["content"] = {
                    "__loader__": "ListNode",
                    "__module__": "builtins",
                    "__class__": "list",
                    "content": [{}],
                }
                node = node["content"]["content"][0]
                node |= {"__loader__": "ListNode", "__module__": "builtins", "__class__": "list"}

        assert _refusal(change) in ("odd_skops", "damaged")

    def test_random_generator_of_an_unknown_kind_is_refused(self) -> None:
        def change(schema: Node) -> None:
            state = made.nodes(schema, "RandomGeneratorNode")[0]["content"]["bit_generator"]["content"]
            state["bit_generator"]["content"] = '"seed"'

        with pytest.raises(RefusedModel, match="random generator"):
            formats.load(Kind.SKOPS, made.changed(formats.dump(Kind.SKOPS, made.boosted()), change))

    def test_array_of_objects_is_refused_as_pickle(self) -> None:
        out = io.BytesIO()
        np.save(out, np.array([{}, None], dtype=object), allow_pickle=True)
        members = archive.unpacked(_linear())
        with pytest.raises(RefusedModel, match="stored as pickle"):
            formats.load(Kind.SKOPS, archive.packed({**members, "0.npy": out.getvalue()}))

    def test_array_that_promises_more_than_it_has_is_refused(self) -> None:
        members = archive.unpacked(_linear())
        name = next(name for name, content in members.items() if b"(2,)" in content)
        members[name] = members[name].replace(b"(2,), }" + b" " * 10, b"(99999999999,), }", 1)
        with pytest.raises(RefusedModel, match="another size"):
            formats.load(Kind.SKOPS, archive.packed(members))

    def test_data_alone_is_no_model(self) -> None:
        with pytest.raises(RefusedModel, match="holds no model"):
            formats.load(Kind.SKOPS, skops.io.dumps({"a": [1, 2]}))


class TestTrees:
    """Nodes point by number, and compiled code follows: a wrong number would crash the worker, or never end."""

    @pytest.mark.parametrize(
        ("field", "value"),
        [("left_child", 10**6), ("right_child", 0), ("left_child", -7), ("feature", 99), ("feature", -3)],
    )
    def test_tree_that_points_outside_is_refused(self, field: str, value: int) -> None:
        forest = RandomForestClassifier(2, random_state=0).fit(made.ROWS, made.TRUTH)
        assert _tampered(forest, "left_child", field, value) == "odd_tree"

    @pytest.mark.parametrize(
        ("field", "value"), [("left", 10**6), ("right", 0), ("feature_idx", 2), ("is_categorical", 1)]
    )
    def test_boosted_tree_that_points_outside_is_refused(self, field: str, value: int) -> None:
        assert _tampered(made.boosted(), "feature_idx", field, value) == "odd_tree"

    def test_tree_that_claims_more_nodes_than_it_has_is_refused(self) -> None:
        def change(schema: Node) -> None:
            made.nodes(schema, "TreeNode")[0]["content"]["content"]["node_count"]["content"] = "1000000"

        assert _tree_refusal(change) == "odd_tree"

    def test_tree_with_fewer_classes_than_outputs_is_refused(self) -> None:
        def change(schema: Node) -> None:
            made.nodes(schema, "TreeNode")[0]["__reduce__"]["args"]["content"][2]["content"] = "500"

        assert _tree_refusal(change) == "odd_tree"

    def test_forest_narrower_than_its_trees_is_refused(self) -> None:
        forest = RandomForestClassifier(2, random_state=0).fit(made.ROWS, made.TRUTH)
        forest.n_features_in_ = 1
        with pytest.raises(RefusedModel) as refused:
            formats.load(Kind.SKOPS, formats.dump(Kind.SKOPS, forest))
        assert refused.value.code == "odd_tree"

    def test_isotonic_step_without_its_parts_is_refused_not_raised(self) -> None:
        model = IsotonicRegression().fit(made.ROWS[:, 0], made.TRUTH)
        with pytest.raises(RefusedModel):
            formats.load(
                Kind.SKOPS,
                made.changed(formats.dump(Kind.SKOPS, model), lambda schema: _attributes(schema).pop("X_thresholds_")),
            )


def skops_list(values: list[str]) -> Node:
    """A list of texts as skops writes one."""
    items = [
        {
            "__loader__": "JsonNode",
            "__module__": "builtins",
            "__class__": "str",
            "content": json.dumps(value),
            "is_json": True,
        }
        for value in values
    ]
    return {"__loader__": "ListNode", "__module__": "builtins", "__class__": "list", "content": items}


def _answers(model: Any) -> Any:
    ask = model.predict_proba if hasattr(model, "predict_proba") else model.predict
    return ask(made.ROWS)


def _linear() -> bytes:
    return formats.dump(Kind.SKOPS, made.linear())


def _attributes(schema: Node) -> Node:
    attributes: Node = schema["content"]["content"]
    return attributes


def _refusal(change: Callable[[Node], Any]) -> str:
    with pytest.raises(RefusedModel) as refused:
        formats.load(Kind.SKOPS, made.changed(_linear(), change))
    return refused.value.code


def _with_attribute(node: Node) -> Callable[[Node], None]:
    return lambda schema: _attributes(schema).update(extra=node)


def _tree_refusal(change: Callable[[Node], Any]) -> str:
    tree = formats.dump(Kind.SKOPS, DecisionTreeClassifier(random_state=0).fit(made.ROWS, made.TRUTH))
    with pytest.raises(RefusedModel) as refused:
        formats.load(Kind.SKOPS, made.changed(tree, change))
    return refused.value.code


def _tampered(model: Any, marker: str, field: str, value: int) -> str:
    """The refusal of a file in whose first array of nodes the root's `field` is set to `value`."""
    members = archive.unpacked(formats.dump(Kind.SKOPS, model))
    name = next(name for name, content in members.items() if marker.encode() in content[:400] and name != "schema.json")
    nodes = np.load(io.BytesIO(members[name]))
    nodes[field][0] = value
    out = io.BytesIO()
    np.save(out, nodes)
    with pytest.raises(RefusedModel) as refused:
        formats.load(Kind.SKOPS, archive.packed({**members, name: out.getvalue()}))
    return refused.value.code


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that only running code would make."""
    return tmp_path / "canary"
