"""The pipeline: hashed words, beginnings, ends and shapes, four layers of their neighbours, spans found left to right.

spaCy's blank multi-language pipeline with one component, `ner`; nothing in it comes from outside this repository.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ml_models.invoice_ner import features
from ml_models.invoice_ner.records import LABELS, Span

if TYPE_CHECKING:
    from spacy.language import Language

PARAMETERS: dict[str, Any] = {"width": 64, "depth": 4, "rows": 1500, "hidden": 64}


def blank(norms: Mapping[str, str], *, width: int, depth: int, rows: int, hidden: int) -> "Language":
    """An untrained tagger, without labels yet; `norms` as in `features.set_norms`."""
    import spacy

    nlp = spacy.blank("xx")
    features.set_tokenizer(nlp)
    features.set_norms(nlp, norms)
    nlp.add_pipe("ner", config={"model": _model(width, depth, rows, hidden)})
    return nlp


def add_labels(nlp: "Language") -> None:
    """Tells the tagger what it may find."""
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]


def tagged(nlp: "Language", sentences: Sequence[str]) -> list[list[Span]]:
    """The spans of each sentence."""
    return [_spans(document.ents) for document in nlp.pipe(sentences)]


def _spans(found: Iterable[Any]) -> list[Span]:
    return [(span.start_char, span.end_char, span.label_) for span in found]


def _model(width: int, depth: int, rows: int, hidden: int) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": width,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": [rows, rows // 2, rows // 2, rows // 2],
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": width,
                "depth": depth,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        },
    }
