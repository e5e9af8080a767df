"""spaCy pipelines: the folder that `nlp.to_disk` writes, packed as one archive, same pipeline, same bytes.

spaCy reads folders, so the checked members are laid out in a private folder that goes again at once.
"""

import gc
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ml_models import archive
from ml_models.contracts import RefusedModel
from ml_models.inspection import spacy_folder


def dump(model: Any) -> bytes:
    """The pipeline (a spaCy `Language`). Raises `RefusedModel` when it holds what could not be loaded again."""
    with TemporaryDirectory(prefix="pipeline-") as folder:
        model.to_disk(folder)
        members = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        }
    spacy_folder.components(members)
    return archive.packed(members)


def load(content: bytes) -> Any:
    """The pipeline. Raises `RefusedModel` when a file, component or function in it is not allowed."""
    from spacy.util import load_model_from_path

    members = archive.unpacked(content)
    spacy_folder.components(members)
    with TemporaryDirectory(prefix="pipeline-") as folder:
        for name, member in members.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(member)
        model = _loaded(lambda: load_model_from_path(Path(folder)))
    _check_tables(model)
    return model


def _loaded(load_folder: Any) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            return load_folder()
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, OSError, UserWarning, RuntimeError) as wrong:
        raise RefusedModel(
            "damaged", "The parts of the pipeline do not fit together. Save it again where it was trained."
        ) from wrong
    finally:
        gc.enable()  # srsly switches it off while it reads, and leaves it off when that fails


def _check_tables(model: Any) -> None:
    """Tables that compiled code looks words up in must have the rows that the pipeline says. Raises `RefusedModel`."""
    for _, component in model.pipeline:
        network = getattr(component, "model", None)
        for layer in network.walk() if network is not None and hasattr(network, "walk") else ():
            is_table = layer.has_param("E") and layer.has_dim("nV")
            if is_table and layer.get_param("E").shape != (layer.get_dim("nV"), layer.get_dim("nO")):
                raise RefusedModel("damaged", "A table of the pipeline has other rows than it says.")
