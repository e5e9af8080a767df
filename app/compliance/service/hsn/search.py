"""Codes by the words of shops first, then by those of the official list where it was imported."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.compliance.records.hsn import Found, ListedCode, Origin
from app.compliance.repo import hsn as repo
from app.gst import hsn, shop_words, tariff
from app.gst.shop_words import Match
from app.gst.tariff.limits import Facts
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

LONGEST_QUERY = 100


def search(rt: Runtime, text: str, *, limit: int, caller: Caller, on: date) -> list[Found]:
    """At most `limit` codes for words or the beginning of a code, best first, with the rates of the day."""
    found = {match.goods.code: _of_shops(match, on) for match in shop_words.search(text, limit=limit)}
    if len(found) < limit:
        for code in _listed(rt, text, limit, caller):
            found.setdefault(code.code, _of_the_list(code, on))
    return list(found.values())[:limit]


def _listed(rt: Runtime, text: str, limit: int, caller: Caller) -> Iterator[ListedCode]:
    words = shop_words.words_of(text)
    if not words:
        return
    with rt.db.transaction(caller) as tx:
        if len(words) == 1 and words[0].isdigit():
            yield from repo.beginning_with(tx, words[0], limit=limit)
        else:
            yield from repo.described_by(tx, words, limit=limit)


def _of_shops(match: Match, on: date) -> Found:
    code = match.goods.code
    kind = "SAC" if hsn.is_service(code) else "HSN"
    return Found(code, kind, match.goods.name, Origin.SHOP_WORDS, match.phrase, rates(code, on))


def _of_the_list(code: ListedCode, on: date) -> Found:
    return Found(code.code, code.kind, code.description, Origin.OFFICIAL_LIST, None, rates(code.code, on))


def rates(code: str, on: date, description: str = "", unit_price: Decimal | None = None) -> tuple[Decimal, ...]:
    """The rates in percent that a code may bear that day; none where nothing is known of it.

    description, unit_price : of an item (rupees a piece or pair, without tax), where a rate hangs on them
    """
    answer = tariff.ask(tariff.Question(code, on, description, Facts(unit_price)))
    return answer.rates_percent if answer.is_proof else ()
