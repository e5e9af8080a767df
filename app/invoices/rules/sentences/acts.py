"""What a message does with the words and numbers of trade, when it does not ask to bill anything.

It may ask, undo, complain, remind, tell of money that came in or went out, or of goods that we bought ourselves, or
give orders to whatever reads it. An order to make a bill ("bill bana do") outweighs the words of all of these but
the orders to undo and those to the reader.
"""

import re
from collections.abc import Collection
from itertools import pairwise

from app.invoices.records import Said, Span
from app.invoices.rules.sentences import lexicon, normalise
from app.invoices.rules.sentences.customer.names import Named
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.vocabulary import act_words

_ORDERED = r"V[wkKEgD+]{0,4}B|B[wkKEv]{0,3}V|^[w,]{0,6}B[w]?(?:[foltk:\-]|[hWC])"
"""A bill is to be made: "make me a bill", "bill bana do", "Bill to ...", "Invoice Nova Foods for ..."."""

_OF_TRADE = r"[BRGMEPUHuKJLD%fx]|@R?N"
"""What tells that goods are sold: a bill, money, units, a rate; not a name and a number alone."""

_MARKUP = re.compile(r"[{}<>]|[A-Za-z]_[A-Za-z]|[A-Za-z]\(\)|```")
_CLAUSES = re.compile(r"[\n!?।]|\.(?=\s|$)")
_WORDS = re.compile(r"[^\W\d]+|:")
_DIGIT = re.compile(r"\d")
_MONEY_MOVES = re.compile(r"[^WNUTg]*W{1,4}[^WNUTg]*N[^WNUTg]*")
"""One name and one number, and nothing that could be sold."""


def is_another(sentence: Sentence, spans: Collection[Span]) -> bool:
    """Whether the message does something else, whatever goods it names."""
    if _is_for_reader(sentence) or _undoes(sentence):
        return True
    if _wishes_to_buy(sentence):
        return True
    if sentence.search(_ORDERED):
        return False
    return _asks(sentence) or _tells(sentence) or _bought(sentence) or _spent(sentence)


def is_question(sentence: Sentence, spans: Collection[Span]) -> bool:
    """Whether it may be one, or tells of money that came in: a bill only where goods are counted and priced."""
    return "q" in sentence.kinds or ("B" not in sentence.kinds and _was_paid(sentence, spans))


def is_of_trade(sentence: Sentence, said: Said, customer: Named | None) -> bool:
    """Whether what it lacks is worth asking for: goods and numbers alone are in every chat."""
    written = "".join(token.kind for token in sentence.tokens)
    is_led = customer is not None and (not customer.is_guessed or len(said.items) > 1)
    return bool(re.search(_OF_TRADE, written)) or is_led or (bool(said.items) and customer is not None)


def _first(sentence: Sentence) -> int:
    """The place of the first word that carries meaning."""
    return next((place for place, kind in enumerate(sentence.kinds) if kind not in "wyv,:-#"), 0)


def _is_for_reader(sentence: Sentence) -> bool:
    """Whether it begins by speaking to a machine: in the marks of code, or telling it what it is and shall answer."""
    for clause in _CLAUSES.split(sentence.text):
        keys = [normalise.key(word) for word in _WORDS.findall(clause)]
        is_told = any(pair in act_words.TO_A_READER for pair in pairwise(keys))
        if is_told or _MARKUP.search(clause) or not act_words.OF_A_READER.isdisjoint(keys):
            return True
        if _DIGIT.search(clause):
            return False
    return False


def _undoes(sentence: Sentence) -> bool:
    """ "delete the invoice of Ramesh", "cancel order 4471", "yaad dilana ki ...": first a word that makes no bill."""
    place = _first(sentence)
    if sentence.tokens[place : place + 1] and sentence.tokens[place].key in act_words.UNDOING:
        return sentence.kinds[place + 1 : place + 2] != lexicon.WORD or "B" in sentence.kinds
    return False


def _asks(sentence: Sentence) -> bool:
    """ "What would 12 fans come to?", "20 chair ka quotation bhejo"."""
    keys = {token.key for token in sentence.tokens}
    is_first = sentence.kinds[_first(sentence) :][:1] == lexicon.QUESTION
    is_open = "?" in keys and "B" not in sentence.kinds
    return is_open or is_first or not act_words.ASKING.isdisjoint(keys)


def _tells(sentence: Sentence) -> bool:
    """Whether it complains, or tells what went wrong."""
    pairs = tuple(pairwise(sentence.tokens))
    is_about_paper = any(one.key == "against" and two.kind == "B" for one, two in pairs)
    is_about_paper |= any(one.kind == "B" and two.key in act_words.HAPPENED for one, two in pairs)
    return is_about_paper or any(token.key in act_words.NEWS for token in sentence.tokens)


def _bought(sentence: Sentence) -> bool:
    """ "Bought rice from Agro Traders", "humne 20 bori kharidi", "mandi se pyaaz kharida": we are the customer."""
    kinds, tokens = sentence.kinds, sentence.tokens
    for place in (place for place, token in enumerate(tokens) if token.key in act_words.BUYING):
        subject = re.search(r"[Wh]+[Je]*w?$", kinds[:place])
        is_ours = any(token.key in act_words.OURS for token in tokens[:place])
        is_first = place == _first(sentence) and kinds[place + 1 : place + 2] != "b"
        is_from = any(tokens[match.end() - 1].key in ("se", "से") for match in re.finditer("Ww", kinds[:place]))
        if is_ours or is_first or ((is_from and "e" not in kinds and "K" not in kinds) and subject is not None):
            return True
    return False


def _spent(sentence: Sentence) -> bool:
    """ "Paid rent 15,000", "Sunil ko salary 18000 di": what we pay is no sale."""
    place, keys = _first(sentence), {token.key for token in sentence.tokens}
    is_first = sentence.tokens[place : place + 1] and sentence.tokens[place].key in act_words.SPENDING
    pays = is_first and sentence.kinds[place + 1 : place + 2] in (lexicon.WORD, "g", "K", "t", "R", "N")
    pairs = tuple(pairwise(sentence.tokens))
    is_filled = any(one.key in act_words.FILLED and two.kind == "v" for one, two in pairs)
    is_given = any(one.key in ("de", "दे") and two.key in act_words.GIVEN for one, two in pairs)
    if is_given and not re.search("[KUTlfJhEe]", sentence.kinds):
        return True
    return bool(pays) or (is_filled and "B" in sentence.kinds) or not act_words.OUTLAYS.isdisjoint(keys)


def _was_paid(sentence: Sentence, spans: Collection[Span]) -> bool:
    """Whether somebody gave money: "Ramesh ne 5000 diye", "Chetan se 3000 aaye", "Suresh ka paisa aa gaya 4500"."""
    gave = not spans and bool(sentence.search(r"We.*N"))
    from_whom = (
        sentence.tokens[match.end("from") - 1].key for match in sentence.matches(r"(?P<from>WJ?w)NR?(?:[vW]|kMv)")
    )
    came = any(key in ("se", "से") for key in from_whom)
    return gave or came or _has_only_money(sentence)


def _has_only_money(sentence: Sentence) -> bool:
    kinds = sentence.kinds
    moves = re.search("[Ke].*[vVA]|k[wN][Rw]?[vA]|A", kinds)
    return bool(_MONEY_MOVES.fullmatch(kinds)) and "B" not in kinds and bool(moves)


def _wishes_to_buy(sentence: Sentence) -> bool:
    """Whether the speaker wants to buy, not to bill: "mujhe 20 bori cement chahiye", "we need it tomorrow"."""
    keys = [token.key for token in sentence.tokens]
    is_ours = not act_words.TO_US.isdisjoint(keys)
    wishes = any(one in ("we", "i") and two in act_words.WISHES for one, two in pairwise(keys))
    names_paper = any(token.kind == "B" and token.key != "order" for token in sentence.tokens)
    return (is_ours or wishes) and not act_words.WISHES.isdisjoint(keys) and not names_paper
