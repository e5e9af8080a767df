"""Lines under a name that hold the code of the goods and their rate and no text, as on narrow rolls: "1806 5%"."""

import re
from collections.abc import Sequence
from decimal import Decimal

from app.invoices.records.pages import Token
from app.invoices.rules.documents.values import printed_rates

_CODE = re.compile(r"\d{8}|\d{6}|\d{4}")


def is_coded(words: Sequence[Token]) -> bool:
    """Whether a line is a code of goods with at most a rate behind it, or a rate alone with its sign."""
    others = [token for token in words if not _is_code(token)]
    is_told = len(others) < len(words) or any("%" in token.text for token in others)
    return is_told and len(others) < 2 and all(printed_rates.rate(token) for token in others)


def code(lines: Sequence[Sequence[Token]]) -> Token | None:
    """The first code in such lines."""
    return next((token for words in lines for token in words if _is_code(token)), None)


def rate(lines: Sequence[Sequence[Token]]) -> tuple[Decimal, float, Token] | None:
    """The first rate in such lines in percent, its score, and the word that holds it."""
    others = (token for words in lines for token in words if not _is_code(token))
    return next(((*found, token) for token in others if (found := printed_rates.rate(token))), None)


def _is_code(token: Token) -> bool:
    return _CODE.fullmatch(token.text) is not None
