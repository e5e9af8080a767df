"""spaCy pipelines keep their answers and bytes; a config can only name functions on our list."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.training import Example

from ml_models import archive, formats, predicting
from ml_models.contracts import Kind, RefusedModel, Task

SENTENCE = "pay 500 rupees"


class TestDump:
    def test_loads_to_the_same_answers_and_the_same_bytes(self, pipeline: Any, written: bytes) -> None:
        loaded = formats.load(Kind.SPACY, written)
        assert predicting.predicted(Task.TAGGING, loaded, [SENTENCE, ""]) == [[(4, 7, "AMOUNT")], []]
        assert formats.dump(Kind.SPACY, loaded) == formats.dump(Kind.SPACY, pipeline) == written

    def test_component_that_could_not_be_loaded_is_not_written(self) -> None:
        ruler = spacy.blank("en")
        ruler.add_pipe("entity_ruler")
        with pytest.raises(RefusedModel, match="entity_ruler"):
            formats.dump(Kind.SPACY, ruler)


class TestConfig:
    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("spacy.Tokenizer.v1", "spacy.JiebaTokenizer.v1", "unknown_type"),
            ('@tokenizers = "spacy.Tokenizer.v1"', '@misc = "spacy.read_file.v1"', "unknown_type"),
            ("spacy.HashEmbedCNN.v2", "spacy.PyTorchWrapper.v1", "unknown_type"),
            ("spacy.ConsoleLogger.v1", "spacy.WandbLogger.v5", "unknown_type"),
            ("before_creation = null", 'before_creation = {"@callbacks": "evil.v1"}', "odd_config"),
            ("before_creation = null", 'before_creation = "evil"', "odd_config"),
            ("after_pipeline_creation = null", "after_pipeline_creation = ${nlp}", "odd_config"),
            ("before_init = null", '[initialize.before_init]\n@callbacks = "evil.v1"', "unknown_type"),
            ('factory = "ner"', 'source = "/tmp/other"', "odd_config"),
            ('factory = "ner"', 'factory = "transformer"', "unknown_type"),
            ('factory = "ner"', 'factory = "${system.name}"', "unknown_type"),
            ('factory = "ner"', 'factory = "n${system.seed}"', "odd_config"),
            ("init_tok2vec = null", 'init_tok2vec = "/etc/passwd"', "odd_config"),
            ("vectors = null", 'vectors = "/etc/passwd"', "odd_config"),
            ('lang = "en"', 'lang = "ru"', "odd_config"),
            ('pipeline = ["ner"]', 'pipeline = ["../ner"]', "odd_config"),
            ('pipeline = ["ner"]', "pipeline = []", "odd_config"),
            ("[paths]", '[DEFAULT]\n@misc = "spacy.read_file.v1"\n\n[paths]', "odd_config"),
            ("batch_size = 1000", 'batch_size = "__SECTION__:components"', "odd_config"),
            ("batch_size = 1000", 'batch_size = [{"@misc": "evil.v1"}]', "odd_config"),
            ("[paths]", "paths]", "damaged"),
        ],
    )
    def test_anything_but_known_functions_is_refused(self, written: bytes, old: str, new: str, code: str) -> None:
        assert _refusal(written, "config.cfg", lambda config: config.replace(old.encode(), new.encode(), 1)) == code


class TestFiles:
    @pytest.mark.parametrize(
        "name",
        [
            "ner/patterns.jsonl",
            "ner/payload.pkl",
            "__init__.py",
            "vocab/lookups_extra.bin",
            "other/model",
            "package/setup.py",
        ],
    )
    def test_file_that_components_do_not_have_is_refused(self, written: bytes, name: str) -> None:
        assert _refusal(written, name, lambda _: b"x") == "odd_archive"

    @pytest.mark.parametrize("name", ["ner/model", "ner/moves", "tokenizer", "vocab/key2row", "vocab/lookups.bin"])
    @pytest.mark.parametrize(
        "content", [b"", b"\xdf\xff\xff\xff\xff", b"\xc7\x01\x00\x00", b"\x81", b"\x00\x00", b"\x91" * 500]
    )
    def test_messagepack_that_is_none_is_refused(self, written: bytes, name: str, content: bytes) -> None:
        assert _refusal(written, name, lambda _: content) == "damaged"

    def test_weights_that_do_not_fit_are_refused_not_raised(self, written: bytes) -> None:
        assert _refusal(written, "ner/model", lambda _: b"\x80") == "damaged"

    @pytest.mark.parametrize("name", ["meta.json", "config.cfg"])
    def test_missing_file_is_refused(self, written: bytes, name: str) -> None:
        members = archive.unpacked(written)
        del members[name]
        with pytest.raises(RefusedModel, match=r"lacks its config\.cfg or meta\.json"):
            formats.load(Kind.SPACY, archive.packed(members))

    def test_nothing_is_left_behind(self, written: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        formats.load(Kind.SPACY, written)
        assert list(tmp_path.iterdir()) == []


def _refusal(written: bytes, name: str, change: Callable[[bytes], bytes]) -> str:
    members = archive.unpacked(written)
    changed = {**members, name: change(members.get(name, b""))}
    assert changed != members
    with pytest.raises(RefusedModel) as refused:
        formats.load(Kind.SPACY, archive.packed(changed))
    return refused.value.code


@pytest.fixture(scope="module")
def pipeline() -> Any:
    """An entity recogniser that knows one sentence."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner", config={"model": {"tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", **SMALL}}})
    examples = [Example.from_dict(nlp.make_doc(SENTENCE), {"entities": [(4, 7, "AMOUNT")]})]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    return nlp


@pytest.fixture(scope="module")
def written(pipeline: Any) -> bytes:
    """The pipeline as one archive."""
    return formats.dump(Kind.SPACY, pipeline)


SMALL = {
    "pretrained_vectors": None,
    "width": 32,
    "depth": 1,
    "embed_size": 200,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}
