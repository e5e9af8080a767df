"""ONNX graphs: read where onnxruntime is installed, without weights in other files or operators of others."""

import struct

import pytest

from ml_models import formats, inspection, predicting
from ml_models.contracts import Kind, RefusedModel, Task

pytest.importorskip("onnxruntime")
FLOAT = 1


class TestOnnx:
    def test_graph_answers_with_chances(self) -> None:
        model = formats.load(Kind.ONNX, graph())
        chances = predicting.predicted(Task.BINARY, model, [[3.0, 0.0], [0.0, 3.0]])
        assert chances == pytest.approx([0.0474, 0.9526], abs=1e-3)
        predicting.checked(Kind.ONNX, Task.BINARY, ("a", "b"), model)

    def test_is_known_by_its_bytes(self) -> None:
        found = inspection.inspected(graph(), filename="model.bin")
        assert (found.kind, found.inside) == (Kind.ONNX, ("Softmax",))

    def test_is_written_as_it_came(self) -> None:
        assert formats.dump(Kind.ONNX, formats.load(Kind.ONNX, graph())) == graph()

    def test_graph_of_another_width_is_refused(self) -> None:
        with pytest.raises(RefusedModel, match="takes 2 inputs"):
            predicting.checked(Kind.ONNX, Task.BINARY, ("a",), formats.load(Kind.ONNX, graph()))

    @pytest.mark.parametrize("tensor", [b"\x6a\x02\x0a\x00", b"\x70\x01"])
    def test_weights_in_other_files_are_refused(self, tensor: bytes) -> None:
        """Field 13 is external_data, field 14 data_location; 1 means external."""
        with pytest.raises(RefusedModel, match="keeps weights in other files"):
            formats.load(Kind.ONNX, graph(initializer=tensor))

    def test_operators_of_others_are_refused(self) -> None:
        with pytest.raises(RefusedModel, match=r"com\.evil"):
            formats.load(Kind.ONNX, graph(domain="com.evil"))

    @pytest.mark.parametrize("cut", [1, 5, 20])
    def test_cut_off_graph_is_refused(self, cut: int) -> None:
        with pytest.raises(RefusedModel):
            formats.load(Kind.ONNX, graph()[:-cut])

    def test_other_operator_than_there_is_refused_not_raised(self) -> None:
        with pytest.raises(RefusedModel, match="cannot build"):
            formats.load(Kind.ONNX, graph(operator="Nonsense"))


def graph(*, operator: str = "Softmax", domain: str = "", initializer: bytes | None = None) -> bytes:
    """A graph of one operator from (n, 2) to (n, 2), written by hand after onnx.proto."""
    node = message((1, "x"), (2, "y"), (4, operator), (7, domain))
    parts: list[tuple[int, bytes | str | int]] = [(1, node), (2, "g"), (11, value("x")), (12, value("y"))]
    if initializer is not None:
        parts.append((5, initializer))
    opset = message((1, ""), (2, 17))
    return message((1, 9), (7, message(*parts)), (8, opset))


def value(name: str) -> bytes:
    """A ValueInfoProto: a table of float32 with two columns."""
    shape = message((1, message((2, "n"))), (1, message((1, 2))))
    return message((1, name), (2, message((1, message((1, FLOAT), (2, shape))))))


def message(*fields: tuple[int, bytes | str | int]) -> bytes:
    """Protocol buffers: whole numbers as varints, all else with its length in front."""
    out = b""
    for number, content in fields:
        if isinstance(content, int):
            out += varint(number << 3) + varint(content)
        else:
            raw = content.encode() if isinstance(content, str) else content
            out += varint(number << 3 | 2) + varint(len(raw)) + raw
    return out


def varint(number: int) -> bytes:
    """A whole number, seven bits a byte, the lowest first."""
    out = b""
    while number > 0x7F:
        out += struct.pack("B", number & 0x7F | 0x80)
        number >>= 7
    return out + struct.pack("B", number)
