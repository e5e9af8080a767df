"""What can be the name of a firm or a person, what is a line of an address, of goods or a sum."""

import re

from app.gst import states

_SIGNED = re.compile(r"\W*(?:for\b|authori[sz]ed|signat|receiver|seal\b|stamp\b)", re.I)
"""What stands where somebody signs."""
_MOST_WORDS = 9
_LONGEST = 80
_SUM = re.compile(
    r"\d\.\d\d\b|@ ?\d|\d ?/-|(?:\brs\.?|\binr|₹) ?\d|\b(?:qty|quantity|total|subtotal)\b"
    r"|\b(?:amount|amt|paid|round(?:ing|ed)?)\b|^\W*to be\b|%|\bcash\b|\bbalance\b",
    re.I,
)
"""What stands in lines of goods, in the head of their table and in its foot, and in no name."""

_PIN = re.compile(r"(?<!\d)[1-9]\d{2} ?\d{3}(?!\d)")
_PERSON = re.compile(r"(?:(?:mr|mrs|miss|smt|kumari|श्रीमती)\b|ms\.)", re.I)
_ADDRESS = re.compile(
    r"\W*(?:plot|flat|shop|door|house|gala|hall|unit|office|floor|room|h|no|d)\b[\W]*(?:no\b\W*)?\d[\w/-]*\s*,"
    r"|\d[\w/-]*,\s*[^\W\d]|\d+[a-z]?(?:[/-]\w+)? [^,]+,",
    re.I,
)
"""How lines of an address begin: "Plot 12, ...", "14/50, ...", "7B Park Lane, ..."."""

JOINING = frozenset(("and", "&", "of", "the", "for", "cum", "-"))
"""Words within a name that have no capital, and behind which it goes on."""
_STREET = re.compile(
    r"\b(?:road|rd|street|st|nagar|marg|lane|plot|floor|sector|near|opp|behind|beside|dist|shop|colony|market|chowk|phase"
    r"|block|house|building|tower|towers|complex|estate|bazaa?r|pin|p\.?o|industrial|highway|main|cross|naka|peth|ward"
    r"|taluka?|tehsil|village|campus|mall|plaza|arcade|city|point|centre|center|layout|extension|enclave|vihar|puram|gate|circle"
    r"|square|area|town|east|west|north|south)\b|\w(?:nagar|puram|pur|wadi|palli|palya|halli|guda|pet|peth|ganj|bagh)\b",
    re.I,
)
"""Words of streets, quarters and buildings, and the endings of their names."""
_SENTENCE = re.compile(r"\b(?:is|are|we|your|our|every|since|estd|where)\b", re.I)
"""Small words that no line of an address holds, whatever figures it has."""
_PRAISE = re.compile(r"[a-z][.!?] \S|\b(?:for|with|all|the|us)\b|[|•·●▪~*]", re.I)
"""An end of a sentence, more of its words and marks between trades: none stands in an address without a figure."""


def is_placed(text: str) -> bool:
    """Whether a line of an address tells a place: by a figure, a word of streets, a list or a State."""
    if has_pin(text) or states.code_in_address(text) is not None:
        return True
    if _SENTENCE.search(text):
        return False
    parts = [part.strip() for part in text.split(",")]
    is_listed = (len(parts) > 1 and not any(map(str.islower, (part[:1] for part in parts)))) or _STREET.search(text)
    return any(map(str.isdigit, text)) or (bool(is_listed) and not _PRAISE.search(text))


def is_address(text: str) -> bool:
    """Whether a line begins as an address does, with a number of a house."""
    return _ADDRESS.match(text) is not None


def has_pin(text: str) -> bool:
    """Whether a text holds a postal index number: six digits of which the first is none of 0 (India Post)."""
    return _PIN.search(text) is not None


def is_person(text: str) -> bool:
    """Whether a name has a title that no firm has."""
    return _PERSON.match(text) is not None


def is_name(text: str) -> bool:
    """Whether a text can be a name: words, not too many, no sum and no address of the net."""
    letters = sum(map(str.isalpha, text))
    digits = sum(map(str.isdigit, text))
    is_short = len(text.split()) <= _MOST_WORDS and len(text) <= _LONGEST
    is_other = _SIGNED.match(text) or _SUM.search(text) or "@" in text or "://" in text
    return letters >= 2 and digits <= letters / 2 and is_short and not is_other


def is_whole(text: str) -> bool:
    """Whether words without a figure are a whole name: several, each with a capital but for those that join them."""
    words = [word for word in text.split() if word.casefold() not in JOINING]
    is_written = len(words) > 1 and all(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return is_written and is_name(text) and not any(map(str.isdigit, text))
