"""Where a name ends among words that may be goods: capitals tell, and words such as "traders" that end firms' names."""

from dataclasses import dataclass

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.heard.tokens import Token

LONGEST = 8
"""Words of a name."""

NAME = r"(?P<name>W{1,8}(?:&W{1,3})?)"
"""What may be a name, as kinds of words."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as tokens `start` to before `end`, and what is claimed with it.

    is_placed : no word that is always said with names leads it in
    is_guessed : no word at all leads it in; it was taken for its place in the sentence
    """

    start: int
    end: int
    claim_from: int
    claim_to: int
    is_placed: bool = False
    is_guessed: bool = False
    is_tagged: bool = False


def head(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The name at the beginning of a run: it ends where capitals end, if it begins with one, or at a colon or dash."""
    words = sentence.tokens[start:end]
    owner = next((i + 1 for i, word in enumerate(words[:-1]) if owns(word, words[i + 1])), len(words))
    if not words[0].is_capitalised or sentence.kinds[end : end + 1] in (":", "-"):
        return start, start + owner
    length = next((i for i, word in enumerate(words) if not _belongs(word)), len(words))
    return start, start + max(min(length, owner), 1)


def owns(word: Token, thing: Token) -> bool:
    """ "D'Souza's anniversary": the name ends with whose it is; "St. Mary's Convent" goes on."""
    return word.key.endswith("'s") and not thing.is_capitalised


def ends_small(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name in capitals has one small word more, before a break: "for Lokmat office, ..."."""
    words = sentence.tokens[start:end]
    ending = "".join(token.kind for token in sentence.tokens[end - 1 : end + 1])
    is_last = ending in (lexicon.WORD, lexicon.WORD + lexicon.BREAK) and end <= len(sentence.tokens)
    return is_last and len(words) > 1 and not words[-1].is_capitalised and all(w.is_capitalised for w in words[:-1])


def tails(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """The names that may end a run which may begin with goods, the likeliest first."""
    likely = _tail(sentence, start, end)
    words = sentence.tokens[start:end]
    firm = next((i for i in range(len(words) - 2) if words[-1].key in lexicon.NAME_SUFFIXES), None)
    measured = max((i + 1 for i, word in enumerate(words[:-1]) if word.unit), default=None)
    spans = [
        (start + measured, end) if measured else None,
        likely,
        (end - 2, end) if firm is not None else None,
        (start, end),
    ]
    return list(dict.fromkeys(span for span in spans if span))


def _tail(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The name at the end of a run that may begin with goods; None when it can only be goods."""
    words, before = sentence.tokens[start:end], sentence.kinds[start - 1 : start] if start else ""
    holds_goods = before != "" and before in "NUkRE"
    length = next((i for i, word in enumerate(reversed(words)) if not _belongs(word)), len(words))
    if not any(word.is_capitalised for word in words[len(words) - length :]):
        length = len(words)
    if holds_goods and length == len(words) and not (words[0].is_capitalised and tells_case(sentence)):
        length -= 1
    return (end - length, end) if length else None


def tells_case(sentence: Sentence) -> bool:
    """Whether capitals mean anything here: not where every word begins with one."""
    return sentence.has_small_letters


def leaves_goods(sentence: Sentence, start: int, end: int, *, kinds: str = "WgUT") -> bool:
    """Whether something to sell is still named when this run is a customer; without a number nothing is sold yet.

    kinds : what may name goods; a unit does where the customer is led in ("8 plate Gokul Bartan ko").
    """
    rest = sentence.kinds[:start] + sentence.kinds[end:]
    return "N" not in rest or any(kind in rest for kind in kinds)


def _belongs(word: Token) -> bool:
    """Whether a word goes on with a capitalised name."""
    return word.is_capitalised or word.key in lexicon.NAME_SUFFIXES or not word.text[:1].isalpha()
