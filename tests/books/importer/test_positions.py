"""Where a value stands in a JSON text, however it is laid out."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.books.importer import positions
from app.books.importer.faults import SHOWN, Fault, Spot

TEXT = """{
  "businesses": [
    {"id": "a", "documents": []},
    {"id": "b",
     "documents": [
       {"id": "1", "date": "2026-01-01", "items": [{"name": "x, \\"y\\" ]", "quantity": 1}]},
       {"id": "2",
        "date": "nonsense"}
     ]}
  ]
}"""
NAMES = st.text(min_size=1, max_size=8)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


class TestLocated:
    @pytest.mark.parametrize(
        ("path", "field", "line", "column"),
        [
            (("businesses", 1, "documents", 1), "date", 8, 17),
            (("businesses", 1, "documents", 0, "items", 0), "quantity", 6, 87),
            (("businesses", 0), "id", 3, 12),
            (("businesses", 1, "documents", 1), "number", 7, 8),  # Missing: the record that lacks it.
            ((), "", 1, 1),
        ],
    )
    def test_line_and_column_are_those_an_editor_shows(
        self, path: tuple[str | int, ...], field: str, line: int, column: int
    ) -> None:
        found = positions.located([Fault(Spot("books.json", None, path), field, "is wrong")], TEXT)[0]
        assert (found.spot.line, found.column) == (line, column)

    def test_only_faults_that_will_be_shown_are_looked_up(self) -> None:
        faults = [Fault(Spot("books.json", None, ("businesses", 0)), "id", "is wrong")] * (SHOWN + 5)
        lines = [fault.spot.line for fault in positions.located(faults, TEXT)]
        assert lines == [3] * SHOWN + [None] * 5


class TestOffset:
    @given(DOCUMENTS, st.sampled_from([None, 1, 3]), st.data())
    def test_value_at_any_path_begins_there(self, document: Any, indent: int | None, data: st.DataObject) -> None:
        text = json.dumps(document, indent=indent)
        path: list[str | int] = []
        value = document
        while isinstance(value, list | dict) and value and data.draw(st.booleans()):
            step: Any = data.draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
            path.append(step)
            value = value[step]
        assert json.JSONDecoder().raw_decode(text, positions.offset_of(text, path))[0] == value
