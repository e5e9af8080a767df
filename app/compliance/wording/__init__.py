"""Every sentence about an invoice: findings become issues in the words of `en.toml`.

A part of a sentence in [[double brackets]] is dropped when a figure in it is not known; so is a fix that is left empty.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any
from uuid import uuid5

from app.compliance.records.invoices import Finding, Invoice, Issue, Value
from app.values import money

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_NAME = re.compile(r"\{(\w+)\}")
_MOST_NAMED = 5
_WORDS_OF_REASON = {"invoice_number": "number"}


@cache
def catalogue() -> Mapping[str, Any]:
    """The sentences: `rules` by code, `words` for the reasons why a number will not do."""
    return tomllib.loads((resources.files("app.compliance.wording") / "en.toml").read_text(encoding="utf-8"))


def issue(finding: Finding, invoice: Invoice) -> Issue:
    """What the readers are told of a finding. The id depends on invoice, rule and field alone."""
    rule, words = finding.rule, catalogue()["rules"][finding.rule.code]
    spoken = {name: _spoken(name, value) for name, value in finding.values.items()} | _reason(finding)
    whose = "" if invoice.is_ours else "_theirs"
    fixes = words.get(f"fixes{whose}", words["fixes"])
    return Issue(
        id=uuid5(invoice.id, f"{rule.code}:{finding.field}"),
        type=rule.type,
        severity=rule.weight(is_ours=invoice.is_ours),
        description=_filled(words["description"], spoken),
        plain_language_explanation=_filled(words.get(f"plain{whose}", words["plain"]), spoken),
        suggested_fixes=tuple(filter(None, (_filled(fix, spoken) for fix in fixes))),
        field=finding.field,
        law=rule.law,
        rule=rule.code,
    )


def _filled(template: str, spoken: Mapping[str, str | None]) -> str:
    """The sentence with its figures. Values are put in last and once, so that a name full of braces stays a name."""

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(spoken.get(name) for name in _NAME.findall(match[1])) else ""

    def value(match: re.Match[str]) -> str:
        return spoken.get(match[1]) or "someone not named"

    return _NAME.sub(value, _OPTIONAL.sub(optional, template))


def _spoken(name: str, value: Value) -> str | None:
    """A figure as it is read aloud; None for what is not known."""
    if value is None or value == () or value == "":
        return None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}%" if name.endswith("_percent") else money.spoken(value)
    if isinstance(value, tuple) and name == "lines":
        return f"line{'s' if len(value) > 1 else ''} {_listed(value)}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return _listed(value) if isinstance(value, tuple) else str(value)


def _listed(parts: tuple[str, ...]) -> str:
    """`a, b and c`; a long list ends in a number."""
    limit = _MOST_NAMED if all(not part.endswith("%") for part in parts) else len(parts)
    shown = [*parts[:limit], f"{len(parts) - limit} more"] if len(parts) > limit else list(parts)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _reason(finding: Finding) -> dict[str, str]:
    reason = finding.values.get("reason")
    if reason is None:
        return {}
    return {"reason": catalogue()["words"][_WORDS_OF_REASON.get(finding.field, "gstin")][str(reason)]}
