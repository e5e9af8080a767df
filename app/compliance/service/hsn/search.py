"""Codes by the words of shops first, then by those of the official list where it was imported."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from app.compliance.records.hsn import Found, ListedCode, Origin
from app.compliance.repo import hsn as repo
from app.gst import hsn, shop_words, tariff
from app.gst.shop_words import Match
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

LONGEST_QUERY = 100
GOOD_FIT = 0.75
"""From here on a match of shop words comes before what the official list says of all the words."""


def search(rt: Runtime, text: str, *, limit: int, caller: Caller, on: date) -> list[Found]:
    """At most `limit` codes for words or the beginning of a code, best first, with the rates of the day."""
    matches = shop_words.search(text, limit=limit)
    found = {match.goods.code: _of_shops(match, on) for match in matches if match.fit >= GOOD_FIT}
    words = shop_words.words_of(text)
    if words and len(found) < limit:
        with rt.db.transaction(caller) as tx:
            for code in _listed(tx, words, limit, is_any=not matches):
                found.setdefault(code.code, _of_the_list(code, on))
    for match in matches:
        found.setdefault(match.goods.code, _of_shops(match, on))
    return list(found.values())[:limit]


def _listed(tx: Connection, words: Sequence[str], limit: int, *, is_any: bool) -> list[ListedCode]:
    """Codes of the list for digits, or for all of the words; with `is_any` for one of them where none has all."""
    if len(words) == 1 and words[0].isdigit():
        return repo.beginning_with(tx, words[0], limit=limit)
    found = repo.described_by(tx, words, joint=repo.Joint.ALL, limit=limit)
    return found or (repo.described_by(tx, words, joint=repo.Joint.ANY, limit=limit) if is_any else [])


def _of_shops(match: Match, on: date) -> Found:
    code = match.goods.code
    kind = "SAC" if hsn.is_service(code) else "HSN"
    return Found(code, kind, match.goods.name, Origin.SHOP_WORDS, match.phrase, _rates(code, on))


def _of_the_list(code: ListedCode, on: date) -> Found:
    return Found(code.code, code.kind, code.description, Origin.OFFICIAL_LIST, None, _rates(code.code, on))


def _rates(code: str, on: date) -> tuple[Decimal, ...]:
    """The rates in percent that a code may bear that day; none where nothing is known of it."""
    answer = tariff.ask(tariff.Question(code, on))
    return answer.rates_percent if answer.is_proof else ()
