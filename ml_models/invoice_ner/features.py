"""How a sentence is cut into the tokens that the tagger sees: by patterns alone, which travel inside the model file.

A token is a word, a number with its commas and point, or a sign; digits and letters written together are two tokens
("10kg", "Rs1250", "2k"), since either may be a part of its own.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_SIGNS = r"[^\w\s\u0900-\u0963\u0971-\u097f]"
_PREFIX = re.compile(rf"^{_SIGNS}")
_SUFFIX = re.compile(rf"{_SIGNS}$")
_INFIX = re.compile(
    rf"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)"
    rf"|(?<=\D){_SIGNS}|(?<!^){_SIGNS}(?=\D)|(?<=\d)[/\-:*@=](?=\d)"
)


def set_tokenizer(nlp: "Language") -> None:
    """Gives `nlp` these patterns, and no exceptions."""
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
    )


def set_norms(nlp: "Language", norms: Mapping[str, str]) -> None:
    """Lets words that are used alike count as one word: `norms` gives each word, in any case, what it stands for.

    The table travels with the vocabulary; spaCy reads it back from there by its name.
    """
    from spacy.attrs import NORM  # type: ignore[import-not-found]
    from spacy.lang.lex_attrs import lower
    from spacy.util import add_lookups

    cased = {form: norm for word, norm in sorted(norms.items()) for form in (word, word.title(), word.upper())}
    table = nlp.vocab.lookups.add_table("lexeme_norm", cased)
    nlp.vocab.lex_attr_getters[NORM] = add_lookups(lower, table)  # type: ignore[attr-defined]


def aligned(nlp: "Language", text: str, spans: tuple[tuple[int, int, str], ...]) -> tuple[Any, dict[str, Any]]:
    """The tokens of `text`, and the spans that end where tokens end, as spaCy's training takes them."""
    document = nlp.make_doc(text)
    starts = {token.idx for token in document}
    ends = {token.idx + len(token) for token in document}
    return document, {"entities": [span for span in spans if span[0] in starts and span[1] in ends]}
