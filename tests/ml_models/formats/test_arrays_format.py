"""Models of plain arrays: the same answers, and parts that do not fit are refused."""

import io
import json
from collections.abc import Callable

import numpy as np
import pytest

from ml_models import archive, formats, predicting
from ml_models.contracts import Kind, RefusedModel, Task
from ml_models.formats.linear_text import LinearText

TEXTS = ["rent for march", "rent of the shop", "salary of ravi", "salary for march"] * 3
TRUTH = [True, True, False, False] * 3


class TestArrays:
    def test_loads_to_the_same_answers_and_the_same_bytes(self) -> None:
        loaded = formats.load(Kind.ARRAYS, _written())
        assert np.array_equal(loaded.predict_proba(TEXTS), _model().predict_proba(TEXTS))
        assert formats.dump(Kind.ARRAYS, loaded) == _written()

    def test_learns_which_word_decides(self) -> None:
        rent, salary = predicting.predicted(Task.BINARY, _model(), ["rent", "salary"])
        assert rent > 0.5 > salary

    def test_word_never_seen_leaves_the_intercept(self) -> None:
        assert predicting.predicted(Task.BINARY, _model(), ["zzz"]) == [pytest.approx(0.5, abs=0.2)]

    def test_other_model_is_not_written(self) -> None:
        with pytest.raises(RefusedModel, match="not a dict"):
            formats.dump(Kind.ARRAYS, {})

    @pytest.mark.parametrize(
        ("name", "change"),
        [
            ("model.json", lambda _: b"{"),
            ("model.json", lambda said: json.dumps(json.loads(said) | {"class": "Evil"}).encode()),
            ("model.json", lambda said: json.dumps(json.loads(said) | {"run": 1}).encode()),
            ("model.json", lambda said: json.dumps(json.loads(said) | {"words": 99}).encode()),
            ("model.json", lambda said: json.dumps(json.loads(said) | {"vocabulary": ["rent"]}).encode()),
            ("model.json", lambda said: json.dumps(json.loads(said) | {"vocabulary": [1] * 9}).encode()),
            ("model.json", lambda said: said.replace(b'"intercept": ', b'"intercept": NaN, "x": ')),
            ("idf.npy", lambda _: b"x"),
            ("idf.npy", lambda _: _array(np.zeros(3, dtype="<f4"))),
            ("coefficients.npy", lambda content: _array(np.load(io.BytesIO(content)) * np.nan)),
            ("coefficients.npy", lambda content: _array(np.load(io.BytesIO(content)).astype(object))),
            ("more.npy", lambda _: b"x"),
        ],
    )
    def test_parts_that_do_not_fit_are_refused(self, name: str, change: Callable[[bytes], bytes]) -> None:
        members = archive.unpacked(_written())
        with pytest.raises(RefusedModel):
            formats.load(Kind.ARRAYS, archive.packed({**members, name: change(members.get(name, b""))}))


def _model() -> LinearText:
    return LinearText(words=2).fit(TEXTS, TRUTH)


def _written() -> bytes:
    return formats.dump(Kind.ARRAYS, _model())


def _array(array: object) -> bytes:
    out = io.BytesIO()
    np.save(out, np.asarray(array), allow_pickle=True)
    return out.getvalue()
