"""Days by their names: how far "kal" and "Monday" lie from a day, and whether a phrase is about paying then."""

from datetime import date

from app.invoices.rules.sentences import lexicon, normalise
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.heard.tokens import Token

_AWAY = {
    normalise.key(word): days
    for days, words in (
        (0, "aaj aj today आज"),
        (1, "kal tomorrow yesterday tmrw कल"),
        (2, "parso parson परसों परसो"),
    )
    for word in words.split()
}
_WEEK = (
    "monday somvar somwar सोमवार",
    "tuesday mangalvar mangalwar मंगलवार",
    "wednesday budhvar budhwar बुधवार",
    "thursday guruvar guruwar गुरुवार",
    "friday shukravar shukrawar शुक्रवार",
    "saturday shanivar shaniwar शनिवार",
    "sunday ravivar raviwar itvar itwar रविवार इतवार",
)
_WEEKDAYS = {normalise.key(name): day for day, names in enumerate(_WEEK) for name in names.split()}
_PAY_WORDS = (
    "pay pays paying payment payable transfer settle dega degi denge dunga chukayega karega karenge"
    " bhugtan paisa paise देगा देगी देंगे दूंगा भुगतान पैसा पैसे चुकाएगा करेगा करेंगे"
)
_PAST_WORDS = (
    "sold delivered sent supplied yesterday tha thi the gaya gaye gayi bheja bheji bheje becha beche bechi"
    " diya diye liya था थी थे गया गए गई भेजा भेजी भेजे बेचा बेचे बेची दिया दिए दी लिया"
)
_PAYS = frozenset(map(normalise.key, _PAY_WORDS.split()))
_PAST = frozenset(map(normalise.key, _PAST_WORDS.split()))


def away(found: tuple[Token, ...], on: date) -> int:
    """How many days the day among the tokens lies from `on`: for a weekday the coming one, which is never today."""
    key = next(token.key for token in found if token.kind == "y")
    return _AWAY[key] if key in _AWAY else (_WEEKDAYS[key] - on.weekday() - 1) % 7 + 1


def is_past(sentence: Sentence) -> bool:
    """Whether the sentence tells of what has been done."""
    return any(token.key in _PAST for token in sentence.tokens)


def is_weekday(token: Token) -> bool:
    """Whether it names a day of the week, which does not say before or after today."""
    return token.key in _WEEKDAYS


def is_about_paying(sentence: Sentence, place: int) -> bool:
    """Whether the phrase around a token, between breaks and numbers, has a word for paying and none for the past."""
    first = max(sentence.kinds.rfind(kind, 0, place) for kind in (lexicon.BREAK, lexicon.CLAIMED, lexicon.NUMBER)) + 1
    ends = [sentence.kinds.find(kind, place) for kind in (lexicon.BREAK, lexicon.CLAIMED, lexicon.NUMBER)]
    last = min((end for end in ends if end >= 0), default=len(sentence.tokens))
    keys = {token.key for token in sentence.tokens[first:last]}
    return not _PAYS.isdisjoint(keys) and _PAST.isdisjoint(keys)
