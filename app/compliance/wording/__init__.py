"""Every sentence about an invoice: findings become issues in the words of the catalogues, `en.toml` and `hi.toml`.

A part of a sentence in [[double brackets]] is dropped when a figure in it is not known; so is a fix that is left empty.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from uuid import uuid5

from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding, Issue
from app.compliance.wording import figures
from app.values.language import Language

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_NAME = re.compile(r"\{(\w+)\}")
_LISTS_OF_WORDS = {"reason": "gstin", "kind": "kind", "only_for": "only_for"}
"""Values that stand for words of the catalogue, and where those are."""


@cache
def catalogue(language: Language = Language.ENGLISH) -> Mapping[str, Any]:
    """The sentences: `rules` by code, `words` for reasons, kinds, months and whatever else joins a sentence."""
    file = resources.files("app.compliance.wording") / f"{language.value}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def issue(finding: Finding, invoice: Invoice, language: Language = Language.ENGLISH) -> Issue:
    """What the readers are told of a finding. The id depends on invoice, rule and field alone."""
    book = catalogue(language)
    rule, words = finding.rule, book["rules"][finding.rule.code]
    spoken = {name: figures.spoken(name, value, book["words"]) for name, value in finding.values.items()}
    spoken |= _named(finding, book["words"])
    whose = "" if invoice.is_ours else "_theirs"
    nobody = book["words"]["nobody"]
    fixes = words.get(f"fixes{whose}", words["fixes"])
    return Issue(
        id=uuid5(invoice.id, f"{rule.code}:{finding.field}"),
        type=rule.type,
        severity=rule.weight(is_ours=invoice.is_ours),
        description=_filled(words["description"], spoken, nobody),
        plain_language_explanation=_filled(words.get(f"plain{whose}", words["plain"]), spoken, nobody),
        suggested_fixes=tuple(filter(None, (_filled(fix, spoken, nobody) for fix in fixes))),
        field=finding.field,
        law=finding.law,
        rule=rule.code,
    )


def _filled(template: str, spoken: Mapping[str, str | None], nobody: str) -> str:
    """The sentence with its figures. Values are put in last and once, so that a name full of braces stays a name."""

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(spoken.get(name) for name in _NAME.findall(match[1])) else ""

    def value(match: re.Match[str]) -> str:
        return spoken.get(match[1]) or nobody

    return _NAME.sub(value, _OPTIONAL.sub(optional, template))


def _named(finding: Finding, words: Mapping[str, Any]) -> dict[str, str]:
    """The values that are words of the catalogue; a word that it lacks stays as it is."""
    found = {}
    for name, list_name in _LISTS_OF_WORDS.items():
        value = finding.values.get(name)
        if value is not None:
            is_of_number = name == "reason" and finding.field == "invoice_number"
            found[name] = words["number" if is_of_number else list_name].get(str(value), str(value))
    return found
