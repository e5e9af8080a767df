"""When the invoice is dated and when it is due: "due in 20 days", "agle mahine ki 1 tareekh tak", "kal ki date me".

`kal` is yesterday or tomorrow, `parso` a day further: before "tak" (until) it lies ahead, as the date of a bill behind.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.invoices.rules.sentences import lexicon, normalise
from app.invoices.rules.sentences.heard import tokens
from app.invoices.rules.sentences.heard.grammar import Sentence, one_number
from app.invoices.rules.sentences.heard.tokens import Token
from app.invoices.rules.sentences.terms import days
from app.values.period import Month

_ENDS = frozenset(map(normalise.key, ["end", "ant", "akhir", "aakhir", "अंत", "आखिर"]))
_AHEAD = frozenset({"in", "by", "after", "before", "andar", "baad"})
_MONTH_ENDS = frozenset({"eom", "month-end", "monthend"})
_LONGEST_TERM_DAYS = 3650

_ISSUED_RELATIVE = (r"y[kw]?j[bw]?", r"j[:wk]?y")
_DUE_NEXT_MONTH = (r"d?[wb]{0,3}nT[kwo]{0,2}N[kw]?j?[wb]{0,3}", r"d?[wb]{0,3}No?w?nT[wb]{0,3}")
_DUE_AT_END = (
    r"[db][wbo@f:\-]{0,4}W[o\-]?w{0,2}n?Tb?",
    r"[db][wbo@f:\-]{0,4}n?TW",
    r"[db][wbo@f:\-]{0,4}W",
    r"W[o\-]?w{0,2}n?T",
    r"w?n?Tk?W[kw]?b",
)
_DUE_RELATIVE = (r"d[wbok]{0,3}n?y[b]?", r"b[w]?n?y", r"n?y[wkK]?b")
_DAY = r"[boK]?[wn]?y[KkbW]?"
_SPAN = r"[bo]?[wEn]Tw?b?"
"""A week, "ek mahine me"; a price says "a day" too, and never in a phrase about paying."""
_DUE_ON = (r"d[wobjk:\-]{0,4}Z[wb]{0,3}", r"b[w]?Z", r"Z[kw]?b")
_DUE_DAY = (r"d?[wb]{0,2}Nj[kw]?b",)
_DUE_IN = (
    r"d[wobf:\-]{0,4}NT[wb]{0,3}",
    r"dN(?![U@xR=\-%])",
    r"(?<=M)[wof]?NT[kw]{0,3}",
    r"NT[wk]{0,3}(?:[bd][wd]{0,3}|(?=M))",
)
_DUE_ALONE = r"(?:(?<=,)|^)w{0,5}NT[wk]{0,5}(?=[,_]|$)"
_ISSUED_ON = (r"[jo][:wk\-]{0,2}Z[kw]?j?b?", r"Z[kw]?jb?", r"Z")


@dataclass(frozen=True, slots=True)
class Term:
    """When payment is due, as it was said: so many days on, or a day."""

    in_days: int | None = None
    on: date | None = None


def issued_on(sentence: Sentence) -> date | None:
    """The date that the sentence gives the invoice. Call after `term`, which takes the dates of payment."""
    if found := sentence.take_first(*_ISSUED_ON, name="invoice_date"):
        return next(token.day for token in found if token.day)
    behind = [one for one in sentence.take(r"y") if not days.is_weekday(one[0])]
    if not behind or not days.is_past(sentence):
        return None
    return sentence.on - timedelta(days=days.away(behind[0], sentence.on))


def dated_relative(sentence: Sentence) -> date | None:
    """The date of "kal ki date me": behind us, since a bill is dated when the goods went."""
    found = sentence.take_first(*_ISSUED_RELATIVE, name="invoice_date")
    return sentence.on - timedelta(days=days.away(found, sentence.on)) if found else None


def term(sentence: Sentence) -> Term | None:
    """When payment is due; None when nothing is said."""
    if found := sentence.take_first(*_DUE_NEXT_MONTH, name="due"):
        return _on_day_of(Month.of(sentence.on).plus(1), one_number(found).value)
    if found := _end_of_month(sentence):
        months_on = 1 if any(token.kind == "n" for token in found) else 0
        return Term(on=Month.of(sentence.on).plus(months_on).last)
    if found := sentence.take_first(*_DUE_RELATIVE, name="due"):
        return Term(in_days=days.away(found, sentence.on))
    if found := sentence.take_first(*_DUE_ON, name="due"):
        return Term(on=next(token.day for token in found if token.day))
    if found := sentence.take_first(*_DUE_DAY, name="due"):
        return _next_day(sentence.on, one_number(found).value)
    return _on_ordinal(sentence) or _after_days(sentence) or _promised(sentence)


def _on_ordinal(sentence: Sentence) -> Term | None:
    """ "Due on 15th": the coming day with this number."""
    for match in sentence.matches(r"d[wbo]{0,3}N"):
        number = sentence.tokens[match.end() - 1]
        if number.key[-2:] in tokens.ORDINALS:
            return _next_day(sentence.on, one_number(sentence.claim(*match.span(), "due")).value)
    return None


def _promised(sentence: Sentence) -> Term | None:
    """A day or a week in a phrase about paying: "will pay next Monday", "they'll pay in a week"."""
    for match in (match for match in sentence.matches(_DAY) if days.is_about_paying(sentence, match.start())):
        return Term(in_days=days.away(sentence.claim(*match.span(), "due"), sentence.on))
    for match in (match for match in sentence.matches(_SPAN) if _is_due(sentence, match.start())):
        unit = next(token.unit for token in sentence.claim(*match.span(), "due") if token.kind == "T")
        return Term(in_days=lexicon.SPANS_IN_DAYS[unit]) if unit in lexicon.SPANS_IN_DAYS else None
    return None


def _is_due(sentence: Sentence, start: int) -> bool:
    return sentence.kinds[max(0, start - 1) : start] == "d" or days.is_about_paying(sentence, start)


def _end_of_month(sentence: Sentence) -> tuple[Token, ...] | None:
    """The words "end of month", "by month end", "mahine ke end tak", claimed; None where there are none."""
    for match in (match for pattern in _DUE_AT_END for match in sentence.matches(pattern)):
        found = sentence.tokens[match.start() : match.end()]
        word = next(token.key for token in found if token.kind == lexicon.WORD)
        is_of_month = word in _ENDS and any(token.unit == "month" for token in found)
        if is_of_month or word in _MONTH_ENDS:
            return sentence.claim(*match.span(), "due")
    return None


def _after_days(sentence: Sentence) -> Term | None:
    found = sentence.take_first(*_DUE_IN, name="due") or _within(sentence)
    if found is None and not _is_priced_by_time(sentence):
        found = sentence.take_first(_DUE_ALONE, name="due")
    return after(found) if found else None


def _within(sentence: Sentence) -> tuple[Token, ...] | None:
    """ "In 10 days", "after 2 weeks"; "kiraye pe 2 din" rents something out."""
    for match in sentence.matches(r"bNT"):
        if sentence.tokens[match.start()].key in _AHEAD:
            return sentence.claim(*match.span(), "due")
    return None


def _is_priced_by_time(sentence: Sentence) -> bool:
    """Whether a day or month is what a price is for: "2 days, 18000 per day"."""
    return bool(sentence.search(r"N[^,_]{0,2}[PE]T")) and sentence.kinds.count("NT") == 1


def after(found: tuple[Token, ...]) -> Term | None:
    """The term that a number and a span of time say; None for one that is no term of payment."""
    span = next((lexicon.SPANS_IN_DAYS[token.unit] for token in found if token.kind == "T" and token.unit), 1)
    days = (one_number(found).value or Decimal(0)) * span
    return Term(in_days=int(days)) if days <= _LONGEST_TERM_DAYS else None


def _on_day_of(month: Month, day: Decimal | None) -> Term | None:
    if day is None or not 1 <= day <= 31:
        return None
    return Term(on=min(month.first + timedelta(days=int(day) - 1), month.last))


def _next_day(on: date, day: Decimal | None) -> Term | None:
    """The coming day of the month with this number."""
    month = Month.of(on)
    return _on_day_of(month if day is not None and day >= on.day else month.plus(1), day)
