"""What short answers beside a label say: a State, yes or no, when to pay; and an invoice reference wherever it is."""

import re
from collections.abc import Iterator, Sequence

from app.gst import states
from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.page import parting, placing
from app.invoices.rules.documents.page.layout import Sheet
from app.invoices.rules.documents.values import references
from app.invoices.rules.sentences import normalise

_YES = frozenset(("yes", "y", "true", "applicable", "हां", "हाँ", "हा"))
_NO = frozenset(("no", "n", "false", "nil", "na", "none", "नहीं", "नही"))
_TERM = re.compile(
    r"\b(?:\d{1,3} ?(?:days?|months?|weeks?)|net ?\d{1,3}|immediate\w*|advance|credit|cash|cod|on (?:delivery|receipt)"
    r"|against|due|eom|prepaid|cheque|neft|rtgs|upi|within)\b|दिन|नकद|उधार",
    re.I,
)
_CODE = re.compile(r"(?<![\dA-Za-z])(\d{2})(?![\dA-Za-z,./])")
_STATE_WORDS = re.compile(r"\b(?:state|code|name|ut|india|of supply|place)\b|[^\w& ]|\d", re.I)
_ABROAD = re.compile(r"\b(?:outside india|other countr(?:y|ies)|foreign countr(?:y|ies))\b", re.I)
_LONGEST_TERM = 60
_HINDI_STATES = {
    "महाराष्ट्र": "27", "गुजरात": "24", "दिल्ली": "07", "कर्नाटक": "29", "तमिलनाडु": "33", "उत्तर प्रदेश": "09",
    "मध्य प्रदेश": "23", "राजस्थान": "08", "पंजाब": "03", "हरियाणा": "06", "बिहार": "10", "पश्चिम बंगाल": "19",
    "केरल": "32", "तेलंगाना": "36", "आंध्र प्रदेश": "37", "ओडिशा": "21", "झारखंड": "20", "छत्तीसगढ़": "22",
    "उत्तराखंड": "05", "हिमाचल प्रदेश": "02", "असम": "18", "गोवा": "30", "जम्मू और कश्मीर": "01",
}  # fmt: skip


def state_code(text: str) -> str | None:
    """The two digits of the State that a text names by code or by name; None where it names none, or two."""
    plain = normalise.plain(text)
    named = states.OUTSIDE_INDIA if _ABROAD.search(plain) else _named_state(plain)
    codes = {match[1].zfill(2) for match in _CODE.finditer(plain) if states.by_code(match[1].zfill(2))}
    if named is not None:
        same = {code for code in codes if states.is_same(code, named)}
        return same.pop() if len(same) == 1 else named
    return codes.pop() if len(codes) == 1 else None


def _named_state(plain: str) -> str | None:
    code = states.code_of(" ".join(_STATE_WORDS.sub(" ", plain).split())) if len(plain) < 80 else None
    if code is None:
        code = states.code_in_address(re.sub(r"[()\-/:]", ",", plain))
    keys = normalise.key(plain)
    return code or next((each for name, each in _HINDI_STATES.items() if normalise.key(name) in keys), None)


def yes_or_no(words: Sequence[Token]) -> tuple[bool, tuple[Token, ...]] | None:
    """The answer among the first words, and the word that gives it; "(Yes/No)" is the question, not the answer."""
    for word in words[:8]:
        key = known_labels.folded(word.text)
        if key in _YES or key in _NO:
            return key in _YES, (word,)
    return None


def is_term(text: str) -> bool:
    """Whether a text says when or how a bill is paid."""
    return len(text) <= _LONGEST_TERM and _TERM.search(normalise.plain(text)) is not None


def irns(sheet: Sheet) -> Iterator[Proposal]:
    """Every 64 hexadecimal digits of a page, whole or wrapped over lines below each other."""
    for block in sheet.blocks:
        words = [part for segment in block.segments for part in parting.parts(segment)]
        for begin in range(len(words)):
            found = references.irn(words[begin:]) if len(words[begin].text) >= 8 else None
            if found is not None:
                yield placing.proposed("irn", found.value, found.tokens, page=sheet.number, score=0.95)
