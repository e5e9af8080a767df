"""Sentences whose draft is known: how many become the very draft, per language, and what becomes of the others.

Reads `nl_examples.json` in the folder and every `sentences*.json` beside it, each with its own rules in `_meta`: a list
means any one of the alternatives, honorifics, case and plurals do not count, a description may hold two words more.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.invoices.rules.sentences import customers, lexicon, normalise
from app.invoices.schemas import answers
from app.invoices.service.offline import sentences as offline
from scripts.bars import Figure
from scripts.eval_invoices import terms_of_drafts

LEAST = {"en": 0.88, "hinglish": 0.75, "hi": 0.70}
LEAST_EXACT, LEAST_TOTAL, MOST_MS = 0.80, 0.90, 30.0
SPARE_WORDS = 2

Case = Mapping[str, Any]


def measured(folder: Path) -> Iterator[tuple[str, Sequence[Figure]]]:
    """For each file its title and figures."""
    for path in (folder / "nl_examples.json", *sorted(folder.glob("sentences*.json"))):
        if path.is_file():
            content = json.loads(path.read_text(encoding="utf-8"))
            yield f"Sentences of {path.name}", _figures(content["cases"], date.fromisoformat(content["_meta"]["today"]))


def _figures(cases: Sequence[Case], on: date) -> list[Figure]:
    right: dict[str, list[float]] = defaultdict(list)
    offline.read("5 bori cement 350 ke bhav", on=on)  # the tagger is opened once, as in a worker
    for case in cases:
        began = time.perf_counter()
        answer = offline.read(case["text"], on=on)
        right["ms"].append((time.perf_counter() - began) * 1000)
        found = answers.entities(answer.said, answer.draft)
        if "expect" in case:
            right["none"].append(_is_held(case, answer.status.value, found))
            continue
        is_right = answer.status.value == "draft" and is_exact(case["expected"], found, on)
        right[case["lang"]].append(is_right)
        right["all"].append(is_right)
        right["total"].append(terms_of_drafts.is_same_total(case["expected"], found))
    return list(_shown(right))


def _shown(right: Mapping[str, Sequence[float]]) -> Iterator[Figure]:
    yield Figure(f"whole drafts exact, {len(right['all'])} sentences", _share(right["all"]), least=LEAST_EXACT)
    for language, least in LEAST.items():
        if right[language]:
            yield Figure(f"  {language}, {len(right[language])}", _share(right[language]), least=least)
    yield Figure("total right", _share(right["total"]), least=LEAST_TOTAL)
    if right["none"]:
        yield Figure(f"no invoice or incomplete, {len(right['none'])}: held", _share(right["none"]), least=1.0)
    slowest = sorted(right["ms"])[int(len(right["ms"]) * 0.95)]
    yield Figure("milliseconds a sentence, p95", slowest, most=MOST_MS)


def is_exact(expected: Case, found: Case, on: date) -> bool:
    """Whether every field is as it should be, and none is there that should not."""
    lines, items = expected["items"], found.get("items", [])
    return (
        _is_named(found.get("customer_name", ""), expected["customer_name"], spare=0)
        and len(items) == len(lines)
        and all(_is_line(item, line) for item, line in zip(items, lines, strict=True))
        and terms_of_drafts.are_same(expected, found, on)
    )


def _is_held(case: Case, status: str, found: Case) -> bool:
    """Whether what is no whole request made no draft, and nothing that was not said."""
    is_held = status == case["expect"] or (status == "needs_input" and case["expect"] == "rejected")
    return is_held and not any(found.get(name) for name in case.get("must_not_invent", ()))


def _is_line(item: Case, line: Case) -> bool:
    wanted = lexicon.UNITS.get(normalise.key(line.get("unit") or ""), line.get("unit"))
    return (
        _is_named(item.get("description", ""), line["description"], spare=SPARE_WORDS)
        and terms_of_drafts.is_same_number(item.get("quantity"), line["quantity"])
        and terms_of_drafts.is_same_number(item.get("unit_price"), line["unit_price"])
        and (wanted is None or item.get("unit") == wanted)
        and item.get("gst_rate") == line.get("gst_rate")
    )


def _is_named(found: str, expected: str | Sequence[str], *, spare: int) -> bool:
    said = _words(found)
    return any(
        set(wanted) <= set(said) and len(said) - len(wanted) <= spare for wanted in map(_words, _listed(expected))
    )


def _listed(expected: str | Sequence[str]) -> Iterable[str]:
    return [expected] if isinstance(expected, str) else expected


def _words(name: str) -> list[str]:
    return [word.rstrip("s") for word in customers.key(name).split()]


def _share(right: Sequence[float]) -> float:
    return sum(right) / len(right) if right else float("nan")
