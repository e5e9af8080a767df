"""Takes personal numbers out of text before it is written anywhere.

Identity and account numbers as India writes them: GSTIN and PAN (CGST Rules; Income-tax Rules 114), mobile numbers,
bank accounts near the words that announce them, IFSC, UPI ids; and what opens doors: tokens, passwords in addresses.
`celery@` and `extra@` (see `make worker`) before the name of a host are our own workers, nobody's handle.
"""

import re

PATTERN = re.compile(
    r"""
    (?P<token>\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*)
  | (?P<bearer>(?<=Bearer\ )[^\s"']+)
  | (?P<password>(?<=://)[^\s/@:]*:[^\s/@]+(?=@))
  | (?P<gstin>\b\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d][A-Z\d][A-Z\d]\b)
  | (?P<pan>\b[A-Z]{5}\d{4}[A-Z]\b)
  | (?P<ifsc>\b[A-Z]{4}0[A-Z\d]{6}\b)
  | (?P<email>\b(?!(?:celery|extra)@)[\w.+-]+@[\w-]+\.[\w.-]+\b)
  | (?P<upi>\b(?!(?:celery|extra)@)[\w.-]{2,}@[a-z]{2,}\b)
  | \b(?:account|acct|a/c)[\W_]{0,4}(?:number|num|no)?[\W_]{0,5}(?P<account>\d{9,18})\b
  | (?P<phone>(?<![\w.-])(?:\+91[\s-]?|0)?[6-9]\d{4}[\s-]?\d{5}\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def redacted(text: str) -> str:
    """`text` with every such number replaced by its kind in angle brackets."""
    return PATTERN.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    return found[0].replace(found[kind], f"<{kind}>")
