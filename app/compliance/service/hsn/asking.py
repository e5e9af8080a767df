"""Asking the worker's model what wordings may be, all in one job; the words of shops answer where it cannot.

Answers are remembered by version and by the words that tell: other case, size or order of words asks nothing anew.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.compliance.records.suggestions import MODEL, MOST, WITHOUT_MODEL, Likely, Told
from app.gst import shop_words
from app.model_registry.service import serving
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs import patience
from app.runtime.runtime import Runtime
from ml_models.hsn_words import wordings

JOB = "compliance.suggest"
WAIT_SECONDS, WAIT_SECONDS_EACH = 10.0, 0.01
"""A worker that was not asked before takes some seconds to load the model, once; else it answers in a tenth of one."""

LEAST_FIT = 0.15
"""What fits less (0 to 1) shares but a word by chance."""

Words = tuple[str, ...]
"""What a model hears of a wording, in alphabetical order: all answers hang on it and on nothing else."""


def told(rt: Runtime, texts: Sequence[str], *, caller: Caller) -> list[Told]:
    """What each text may be, in order: by the version that serves, else by the words of shops."""
    label = serving.label(rt, MODEL)
    telling = [tuple(sorted(wordings.words(text))) for text in texts]
    asked = {words: text for words, text in zip(telling, texts, strict=True) if words}
    known = _by_model(rt, label, asked, caller) if label else {}
    return [known.get(words) or by_words(text) for words, text in zip(telling, texts, strict=True)]


def by_words(text: str) -> Told:
    """What the words of shops say; how well they fit (0 to 1) stands for the chance."""
    matches = shop_words.search(text[: wordings.LONGEST], limit=MOST) if wordings.words(text) else ()
    return Told(WITHOUT_MODEL, [Likely(one.goods.code, one.fit) for one in matches if one.fit >= LEAST_FIT])


def _by_model(rt: Runtime, label: str, asked: Mapping[Words, str], caller: Caller) -> dict[Words, Told]:
    found = {words: kept for words in asked if (kept := _kept(rt, label, words))}
    missing = [words for words in asked if words not in found]
    answer = _answered(rt, label, [asked[words] for words in missing], caller) if missing else None
    if answer and answer["version"]:
        for words, said in zip(missing, answer["codes"], strict=True):
            found[words] = _told(answer["version"], said)
            rt.cache.store(cache_types.HSN_SUGGESTIONS, answer["version"], _key(words), value=json.dumps(said).encode())
    return found


def _answered(rt: Runtime, label: str, texts: Sequence[str], caller: Caller) -> Mapping[str, Any] | None:
    return patience.told(
        rt,
        JOB,
        caller=caller,
        business_id=None,
        payload={"texts": list(texts)},
        key=f"{JOB}:{label}:{_key(texts)}",
        wait_seconds=WAIT_SECONDS + WAIT_SECONDS_EACH * len(texts),
    )


def _kept(rt: Runtime, label: str, words: Words) -> Told | None:
    kept = rt.cache.fetch(cache_types.HSN_SUGGESTIONS, label, _key(words))
    return None if kept is None else _told(label, json.loads(kept))


def _told(label: str, said: Sequence[tuple[str, float]]) -> Told:
    return Told(label, [Likely(code, chance) for code, chance in said])


def _key(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
