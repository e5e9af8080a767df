"""What the note on a payment says, in English, Hinglish or Hindi: the owner's own explanation, where there is one.

A note is one sign among several. One of nothing but plain words ("payment against bill 12") explains nothing by itself.
"""

import re
from decimal import Decimal
from functools import lru_cache

LEAST_DIGITS = 3
"""Shorter numbers stand in notes for days, pieces and instalments."""

_ADVANCE = re.compile(
    r"\b(adv(an\w*)?\b|token|bayana|deposit|booking|pro ?forma|earnest|peshgi|prepaid|agrim|"
    r"security(?! (guard|serv|agenc|camera)))|अग्रिम|बयाना|पेशगी|जमानत",
    re.IGNORECASE,
)
_TAX = re.compile(r"\bt\.?d\.?s\b|\btax (deduct|withh)|(?<!\d)194(?!\d)|टीडीएस", re.IGNORECASE)
_DISCOUNT = re.compile(r"discount|\bdisc\b|\bcd\b|rebate|chh?oot|chhut|scheme|छूट", re.IGNORECASE)
_KEPT_BACK = re.compile(
    r"reten?tion|retained|withh?eld|deduct|\bless\b|\bnet of|set.?off|adjust|\bshort|return|damage|breakage|"
    r"claim|credit note|debit note|\b[cd]n\b|charge|\bmdr\b|\bfees?\b|\bkat(a|auti)|quality|penalty|\bround|"
    r"\bcontra\b|कटौती|वापसी",
    re.IGNORECASE,
)
_ON_ACCOUNT = re.compile(
    r"on a/?c|on account|settle|\bpart(ly|ial\w*|[ -]?pa(id|y\w*))?\b|balance|\binst(al|l)|\bemi\b|\bkist|khata|hisab|"
    r"किस्त|खाता",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"on a/?c\b|on account(?! of)|lump|against bills|several|multiple|old dues|opening|settle|excess|extra|interest|"
    r"\blate\b|freight|packing|cartage|bhada|\btcs\b|arrear|\bdues|khata|hisab|bakaya|previous|earlier|खाता|बकाया|ब्याज",
    re.IGNORECASE,
)
_BOUNCED = re.compile(
    r"bounc|dis-?honou?r|not honou?red|\b(chq|cheque|check|nach|ecs)\b.{0,12}\b(ret|rtn|wapas|lauta|laut)|"
    r"\bret(urn(ed)?|d|\.)? (unpaid|by (the |our |his |their |your )?bank)|bank (ne )?(returned|lauta|wapas)|"
    r"insufficient|funds? (insuf|not)|unpaid return|refer to drawer|stop(ped)? payment|payment stopped|"
    r"exceeds arrangement|बाउंस|चेक (वापस|लौट)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\bre-?(present|deposit|issue|paid|pay)|replac|in lieu|instead|dobara|cleared|दोबारा", re.IGNORECASE
)
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d{1,2}[/-]20\d\d\b", re.IGNORECASE)
_BACK = re.compile(r"refund|wapas|returned? (to|by|from)|reversal|reversed|money back|वापस", re.IGNORECASE)
_PLAIN = re.compile(
    r"\b(payments?|paid|pay|pymt|pmt|rcvd|recd|received?|receipt|against|agst|towards?|for|of|to|from|by|the|vide|via|"
    r"as|per|our|your|ref|utr|txn|id|bills?|inv|invoices?|no|nos|num|number|dt|dtd|dated|date|neft|rtgs|imps|upi|cash|"
    r"cheque|chq|ch|transfer|bank|online|full|final|goods|purchase|sales?|supply|material|parts?|account|a/?c|balance|"
    r"bal|instal+ments?|amount|amt|rs|inr|done|ok)\b|भुगतान|बिल|नकद|नगद",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})?) ?%[^%]{0,40}?(?:with ?in|in|before|by|/) ?(\d{1,3}) ?(?:days?|din|d\b|दिन)", re.IGNORECASE
)
_PERCENT = re.compile(r"(\d{1,2}(?:\.\d{1,3})?) ?%")
_YEAR_OR_SECTION = re.compile(r"[A-Z]{0,4}(19|20)\d\d(\d\d)?|19[45][A-Z]{0,2}|\d{6}|\d{8}|\d+(ST|ND|RD|TH)")
"""Years, months, days and sections of the law: numbers that many notes share."""
_RUPEES = re.compile(
    r"(?<![\w./-])(?:rs\.? ?|₹ ?|inr ?)?(\d[\d,]*(?:\.\d{1,2})?)(?:/-)?(?![\w/%-]|\.\d| ?%)", re.IGNORECASE
)
_TELLING = re.compile(r"[^\W\d_]{3,}|[^\x00-\x7f\W]")
"""A word, or one letter of another script than the Latin one: vowel signs break words of Devanagari apart."""
_SOME_DIGITS = re.compile(r"\d.*\d.*\d", re.DOTALL)
_BETWEEN_WORDS = re.compile(r"[\s,;:&()]+")
_MARKS = re.compile(r"[\W_]+")
_WITH_DIGITS = re.compile(r"\S*\d\S*")


def discount_offered(note: str | None) -> tuple[Decimal, int] | None:
    """The percentage and the days of an offer such as "2% cash discount if paid within 7 days"."""
    match = _OFFER.search(note) if note and _DISCOUNT.search(note) else None
    return (Decimal(match[1]), int(match[2])) if match else None


def numbers_in(note: str | None) -> frozenset[str]:
    """The numbers of papers in a note; years, dates and sections of the law, which many notes share, left out."""
    return frozenset(word for word in words_with_digits(note) if not _YEAR_OR_SECTION.fullmatch(word))


@lru_cache(maxsize=1 << 14)
def words_with_digits(note: str | None) -> frozenset[str]:
    """What may be numbers in a note: words of three digits or more, without punctuation, in capitals."""
    if not note or not _SOME_DIGITS.search(note):
        return frozenset()
    plain = map(bare, _BETWEEN_WORDS.split(note))
    return frozenset(word for word in plain if sum(map(str.isdigit, word)) >= LEAST_DIGITS)


def bare(text: str) -> str:
    """A number of a paper or of a bank without punctuation, in capitals, as two hands write it alike."""
    return (text if text.isalnum() else _MARKS.sub("", text)).upper()


def percents_in(note: str | None) -> list[Decimal]:
    """The percentages that a note states."""
    return [Decimal(one) for one in _PERCENT.findall(note or "")]


def rupees_in(note: str | None) -> list[Decimal]:
    """The sums that a note states, in rupees: percentages, numbers of papers, sections and dates left out."""
    return [Decimal(one.replace(",", "")) for one in _RUPEES.findall(note or "")]


def says_advance(*notes: str | None) -> bool:
    """Whether a note speaks of money paid ahead."""
    return _any(_ADVANCE, notes)


def says_tax(*notes: str | None) -> bool:
    """Whether a note speaks of tax deducted."""
    return _any(_TAX, notes)


def says_discount(*notes: str | None) -> bool:
    """Whether a note speaks of a discount."""
    return _any(_DISCOUNT, notes)


def says_kept_back(*notes: str | None) -> bool:
    """Whether a note speaks of something other than tax or a discount that was deducted."""
    return _any(_KEPT_BACK, notes)


def says_on_account(*notes: str | None) -> bool:
    """Whether a note speaks of money for no bill in particular, of a part, or of more than the bill."""
    return _any(_ON_ACCOUNT, notes) or _any(_MORE, notes)


def says_more(*notes: str | None) -> bool:
    """Whether a note speaks of something beyond the bill: other dues, interest, freight."""
    return _any(_MORE, notes)


def says_bounced(*notes: str | None) -> bool:
    """Whether a note says that a cheque came back, and not that it was presented or replaced since."""
    return _any(_BOUNCED, notes) and not _any(_AGAIN, notes)


def says_back(*notes: str | None) -> bool:
    """Whether a note says that money went back."""
    return _any(_BACK, notes)


def says_again(*notes: str | None) -> bool:
    """Whether a note says that something was presented, paid or issued again."""
    return _any(_AGAIN, notes)


def says_month(note: str | None) -> bool:
    """Whether a note names a month."""
    return _any(_MONTH, (note,))


def is_explained(*notes: str | None) -> bool:
    """Whether a note says anything beyond plain words and numbers."""
    return any(_TELLING.search(_PLAIN.sub(" ", _WITH_DIGITS.sub(" ", note))) for note in notes if note)


def _any(pattern: re.Pattern[str], notes: tuple[str | None, ...]) -> bool:
    return any(pattern.search(note) for note in notes if note)
