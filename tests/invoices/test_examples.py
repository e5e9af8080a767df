"""How many of the sentences written for this project, outside the repository, become the very draft they should.

Skipped where that folder is absent. The figure is printed (`pytest -s`); the floor only keeps it from falling unseen.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.invoices.records import Said, SaidItem, Status
from app.invoices.rules.sentences import assemble, customers, sentence

FLOOR = 0.9


class TestExamples:
    def test_share_of_exact_drafts_does_not_fall(self, examples: Mapping[str, Any]) -> None:
        on = date.fromisoformat(examples["_meta"]["today"])
        right: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for case in examples["cases"]:
            asked[case["lang"]] += 1
            right[case["lang"]] += is_right(case, sentence.read(case["text"], on=on), on)
        print({language: f"{right[language]}/{asked[language]}" for language in sorted(asked)})
        assert right.total() / asked.total() >= FLOOR


def is_right(case: Mapping[str, Any], said: Said, on: date) -> bool:
    """Whether the whole draft is exact, by the rules that the file itself states."""
    if "expect" in case:
        return said.status is not Status.DRAFT and not (
            case["expect"] == "needs_input" and said.status is Status.REJECTED
        )
    expected = case["expected"]
    if said.status is not Status.DRAFT or len(said.items) != len(expected["items"]):
        return False
    draft = assemble.draft(said, on=on)
    return (
        _is_named(said.customer_name or "", expected["customer_name"], spare_words=0)
        and all(_is_line(item, line) for item, line in zip(said.items, expected["items"], strict=True))
        and said.gst_rate_percent == _number(expected.get("gst_rate"))
        and said.is_tax_inclusive == expected.get("tax_inclusive", False)
        and said.payment_mode == expected.get("payment_mode")
        and _discount(said) == _expected_discount(expected)
        and _due(said, on) == _expected_due(expected, on)
        and (said.issued_on or on).isoformat() == expected.get("invoice_date", on.isoformat())
        and abs(draft.total_amount - Decimal(str(expected["total"]))) <= Decimal("0.01")
    )


def _is_line(item: SaidItem, line: Mapping[str, Any]) -> bool:
    return (
        _is_named(item.description, line["description"], spare_words=2)
        and item.quantity == _number(line["quantity"])
        and assemble.unit_price(item) == _number(line["unit_price"])
        and item.unit == line.get("unit", item.unit)
        and item.gst_rate_percent == _number(line.get("gst_rate"))
    )


def _is_named(found: str, expected: str | Sequence[str], *, spare_words: int) -> bool:
    wanted = [expected] if isinstance(expected, str) else expected
    words = _words(found)
    return any(set(_words(one)) <= set(words) and len(words) - len(_words(one)) <= spare_words for one in wanted)


def _words(name: str) -> list[str]:
    return [word.rstrip("s") for word in customers.key(name).split()]


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _discount(said: Said) -> tuple[str, Decimal] | None:
    return (said.discount.kind, said.discount.value) if said.discount else None


def _expected_discount(expected: Mapping[str, Any]) -> tuple[str, Decimal] | None:
    discount = expected.get("discount")
    return (discount["type"], Decimal(str(discount["value"]))) if discount else None


def _due(said: Said, on: date) -> date | None:
    is_said = said.due_on is not None or said.due_in_days is not None
    return assemble.due_on(said, said.issued_on or on) if is_said else None


def _expected_due(expected: Mapping[str, Any], on: date) -> date | None:
    issued_on = date.fromisoformat(expected.get("invoice_date", on.isoformat()))
    if "due_date" in expected:
        return date.fromisoformat(expected["due_date"])
    return issued_on + timedelta(days=expected["due_in_days"]) if "due_in_days" in expected else None


@pytest.fixture
def examples(repository: Path) -> Mapping[str, Any]:
    path = repository.parent / "shared" / "data" / "invoices" / "nl_examples.json"
    if not path.exists():
        pytest.skip("the examples are not beside this checkout")
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
