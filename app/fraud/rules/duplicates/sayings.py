"""What notes and lines say about being one of several, one more, or a copy. Words are one sign among many.

Two papers whose words are alike but for a count, a month, a vehicle or a letter ("part 2 of 4", "trip 7, MH12 4410",
"rent for June", "site B") tell of two things that follow one another. The words are those of English, Hinglish and
Hindi bookkeeping.
"""

import re
from functools import lru_cache

from app.books.records import Document

_INSTALMENT = re.compile(
    r"\b(\d{1,3})\s*(?:of|out of)\s*\d{1,3}\b"
    r"|\b(?:instal?lment|emi|part|phase|milestone|stage|ra bill|lot|trip|load|batch|delivery|kist)\s*"
    r"(?:no\.?|number|#)?\s*[-:]?\s*(\d{1,3}|[ivx]{1,4}|[a-h])\b"
    r"|\b(\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|final|last|pehl[ai]|d[ou]+sr[ai]|t[ei]+sr[ai])\s+"
    r"(?:instal?lment|emi|part|phase|milestone|stage|ra bill|lot|trip|load|batch|delivery|half|kist)\b",
    re.IGNORECASE,
)
_NOT_YET = r"(?!\W+(?:\w+\W+)?(?:to follow|to come|awaited|pending|later|baad))"
"""What is still to come is no part of this paper: balance to follow."""
_STAGE = re.compile(
    r"\b(?:(advance|token|booking|with order|against order|on order|to follow|to come)"
    r"|(?:on|against|after) (delivery|completion|dispatch|installation|handover)"
    rf"|(balance|remaining|final|retention|baa?ki))\b{_NOT_YET}|(अग्रिम|बाकी)",
    re.IGNORECASE,
)
"""Which part of a price a paper is for: in words, where no count is given."""
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
)
_COUNTED = re.compile(
    rf"\w*\d\w*|\b(?:{_MONTHS}|nov(?:ember)?|dec(?:ember)?)\b|\b(?:first|second|third|fourth|final|last|[a-z])\b"
    r"|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|\b(?:morning|evening|left|right|north|south|east|west)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?P<month>{_MONTHS}|nov(?:ember)?|dec(?:ember)?)\b[\s,.'-]*(?:(?:20)?(?P<year>\d\d)\b(?!\d)|(?=month\b|rent\b))"
    r"|\b\d\d?[./-]\d\d?[./-](?:20)?\d\d\b|(?<![\w./-])0?(?P<count>1[0-2]|[1-9])[/-](?P<counted>20\d\d)\b"
    r"|\b(?:q(?:tr|uarter)?|term|semester)[\s.:-]*(?:no\.?\s*)?[1-4]\b|\b(?:week|month|period)[\s.:-]*\d+\b",
    re.IGNORECASE,
)
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COPY = re.compile(
    r"\bduplicate\b|\bcop(?:y|ies)\b|\bre-?sen[dt]\b|\bre-?print|\bre-?issue|\brevised\b|\bcorrected\b|\bpro-?forma\b"
    r"|\bscan(?:ned)?\b|\bwhatsapp\b|\bon mail\b|\bby e?-?mail\b|\bdobara (?:bheja|bill)|नकल|प्रति",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"\brepeat\b|\bre-?order|\b(?:balance|remaining)\b{_NOT_YET}"
    r"|\b(?:second|2nd) (?:lot|half|delivery|trip|load|order)\b"
    r"|\bother half\b|\breplacement\b|\badditional\b|\bexchange\b|\bsubscription\b"
    rf"|\bsame as (?:last|earlier|previous)\b|\bbaa?ki\b{_NOT_YET}|\bfir se\b|बाकी|दूसर",
    re.IGNORECASE,
)


def are_parts(one: Document, other: Document) -> bool:
    """Whether both say which part of a whole they are, and say different ones; or differ by a count alone."""
    for said in (instalment, stage):
        a, b = said(texts(one)), said(texts(other))
        if a and b and a != b:
            return True
    return any(_are_counted(x, y) for x, y in zip(_said(one), _said(other), strict=True))


def are_copies(one: Document, other: Document) -> bool:
    """Whether one of them says that it is a copy or goes before the other."""
    return bool(_COPY.search(one.notes or "") or _COPY.search(other.notes or ""))


def is_one_more(one: Document, other: Document) -> bool:
    """Whether just one of them says that it is one more."""
    return is_more(texts(one)) != is_more(texts(other))


def texts(document: Document) -> tuple[str, ...]:
    """The notes and the names of the lines."""
    return (document.notes or "", *(item.name for item in document.items))


@lru_cache(maxsize=65536)
def instalment(said: tuple[str, ...]) -> str | None:
    """Which part of a whole a document says it is."""
    for match in (_INSTALMENT.search(text) for text in said if text):
        if match:
            return next(group for group in match.groups() if group).lower()
    return None


@lru_cache(maxsize=65536)
def stage(said: tuple[str, ...]) -> str | None:
    """Which part of a price it is for, in its own word."""
    for match in (_STAGE.search(text) for text in said if text):
        if match:
            return next(group for group in match.groups() if group).lower()
    return None


@lru_cache(maxsize=65536)
def periods(said: tuple[str, ...]) -> frozenset[str]:
    """The months, quarters and days that are named."""
    return frozenset(_plain_period(match) for text in said if text for match in _PERIOD.finditer(text))


def _plain_period(match: re.Match[str]) -> str:
    """May 2024, may-24 and 05/2024 as one; other periods as they were typed."""
    if month := match["month"]:
        return f"{month[:3].lower()} {match['year'] or ''}"
    if count := match["count"]:
        return f"{NAMES[int(count) - 1]} {match['counted'][-2:]}"
    return re.sub(r"\W+", " ", match.group().lower())


@lru_cache(maxsize=65536)
def is_more(said: tuple[str, ...]) -> bool:
    """Whether it says that it is one more."""
    return any(bool(_MORE.search(text)) for text in said)


def _said(document: Document) -> tuple[str, str]:
    names = " ".join(item.name for item in document.items)
    return " ".join((document.notes or "").casefold().split()), " ".join(names.casefold().split())


def _are_counted(one: str, other: str) -> bool:
    """Whether they differ by what counts, and not only by the order of their words."""
    if not one or not other or one == other or _mask(one) != _mask(other) or not _mask(one):
        return False
    return sorted(_COUNTED.findall(one)) != sorted(_COUNTED.findall(other))


@lru_cache(maxsize=65536)
def _mask(text: str) -> str:
    """The words without what counts, and how many counts there are; nothing where little else is said."""
    words, counts = _COUNTED.subn(" ", text.casefold())
    rest = re.sub(r"\W+", " ", words).strip()
    return f"{rest}|{counts}" if len(rest) >= 3 else ""
