"""ONNX graphs, an option: they are read where onnxruntime is installed (it comes with the reading of scans).

A graph answers rows of numbers (its one input, float32, n x features) with chances in an output of the shape (n, 2).
It is made elsewhere; nothing here writes one. With skl2onnx, pin protobuf below 7 and switch `zipmap` off.
"""

from typing import Any

import numpy as np

from ml_models.contracts import RefusedModel
from ml_models.inspection import onnx_file


class OnnxModel:
    """A graph that can be asked like a scikit-learn classifier."""

    def __init__(self, content: bytes, session: Any) -> None:
        self.content = content
        self._session = session
        self._input = session.get_inputs()[0]
        width = self._input.shape[-1] if self._input.shape else None
        self.n_features_in_ = width if isinstance(width, int) else None

    def predict_proba(self, rows: Any) -> Any:
        """Chances against and for, (n, 2). Raises `ValueError` when the graph cannot take the rows."""
        try:
            answers = self._session.run(None, {self._input.name: np.asarray(rows, dtype=np.float32)})
        except RuntimeError as wrong:
            raise ValueError("the graph cannot take these rows") from wrong
        tables = [answer for answer in answers if isinstance(answer, np.ndarray) and answer.ndim == 2]
        if not tables:
            raise ValueError("the graph has no output of two dimensions")
        return tables[-1]


def dump(model: Any) -> bytes:
    """The graph's own bytes. Raises `RefusedModel` for anything but an `OnnxModel`."""
    if not isinstance(model, OnnxModel):
        raise RefusedModel("unknown_type", "Models are not turned into ONNX here; make the graph where it is trained.")
    return model.content


def load(content: bytes) -> OnnxModel:
    """The graph, ready to be asked on one thread. Raises `RefusedModel`."""
    onnx_file.operators(content)
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError:
        raise RefusedModel(
            "no_onnxruntime", "ONNX models need onnxruntime, which is not installed here (requirements-ocr.txt has it)."
        ) from None
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as wrong:
        raise RefusedModel("damaged", "onnxruntime cannot build this graph.") from wrong
    if len(session.get_inputs()) != 1:
        raise RefusedModel(
            "wrong_task", f"The graph has {len(session.get_inputs())} inputs; one table of rows is given."
        )
    return OnnxModel(content, session)
