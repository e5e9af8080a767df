"""Whether an answer is the expected one.

A key of `expected` that ends in `_any_of` lists acceptable values of the key without that ending; one that begins with
`tolerance` says how far amounts may be off; `disallowed_rates` may not be among the allowed ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

Case = Mapping[str, Any]
ANY_OF = "_any_of"
WARNING = "warning"


def faults(case: Case, answer: Mapping[str, Any]) -> list[str]:
    """What differs from the expected answer, in words; nothing where it is right."""
    if case["kind"] == "invoice_check":
        return list(_invoice_faults(case["expected"], answer))
    if case["kind"] == "reconcile_2b":
        return list(_match_faults(case["expected"], answer))
    return list(_plain_faults(case["expected"], answer))


def issue_types(answer: Mapping[str, Any]) -> set[str]:
    """The kinds of issue that an invoice check found."""
    return {issue["type"] for issue in answer["issues"]}


def wrong_types(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> set[str]:
    """Kinds of issue that were neither planted nor allowed beside what was planted."""
    allowed = set(expected.get("allowed_extra", ())) | set(expected.get("issue_types", ()))
    return issue_types(answer) - allowed.union(*expected.get("must_include_one_of_each", ()))


def missed(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> list[Sequence[str]]:
    """Planted defects of which no acceptable kind was found."""
    found = issue_types(answer)
    return [group for group in expected.get("must_include_one_of_each", ()) if found.isdisjoint(group)]


def _plain_faults(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    tolerance = max((value for key, value in expected.items() if key.startswith("tolerance")), default=0)
    for key, wanted in expected.items():
        if key.startswith("tolerance"):
            continue
        name = key.removesuffix(ANY_OF)
        found = answer.get("allowed_rates" if key == "disallowed_rates" else name)
        if not _agrees(key, wanted, found, tolerance):
            yield f"{key}: {found!r}, expected {wanted!r}"


def _agrees(key: str, wanted: Any, found: Any, tolerance: float) -> bool:
    if key.endswith(ANY_OF):
        return found in wanted
    if key == "allowed_rates":
        return set(found) == set(wanted)
    if key == "disallowed_rates":
        return set(found).isdisjoint(wanted)
    if isinstance(wanted, float | int) and not isinstance(wanted, bool):
        return isinstance(found, float | int) and abs(found - wanted) <= tolerance
    return bool(found == wanted)


def _invoice_faults(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    if answer["compliant"] is not expected["compliant"]:
        yield f"compliant: {answer['compliant']}"
    for group in missed(expected, answer):
        yield f"not found: {' or '.join(group)}"
    for wrong in sorted(wrong_types(expected, answer)):
        yield f"wrong issue: {wrong}"


def _match_faults(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    """Rows are compared in any order; papers that are interchangeable may stand for each other."""
    found = {(row["purchase"], row["inward"]): row["state"] for row in answer["rows"]}
    wanted = [((row.get("purchase"), row.get("inward")), _states(row)) for row in expected["rows"]]
    namings = list(_namings(expected.get("interchangeable", ())))
    if not any(_is_same(found, wanted, naming) for naming in namings):
        yield f"rows: {found}, expected {wanted}"


def _states(row: Mapping[str, Any]) -> Sequence[str]:
    found: Sequence[str] = row["state_any_of"] if "state_any_of" in row else [row["state"]]
    return found


def _namings(groups: Sequence[Sequence[str]]) -> Iterator[dict[str, str]]:
    """Every way in which papers may stand for each other."""
    if not groups:
        yield {}
        return
    for rest in _namings(groups[1:]):
        for order in permutations(groups[0]):
            yield rest | dict(zip(groups[0], order, strict=True))


def _is_same(
    found: Mapping[tuple[str | None, str | None], str],
    wanted: Sequence[tuple[tuple[str | None, str | None], Sequence[str]]],
    naming: Mapping[str, str],
) -> bool:
    def named(paper: str | None) -> str | None:
        return naming.get(paper, paper) if paper is not None else None

    pairs = [((named(purchase), named(inward)), states) for (purchase, inward), states in wanted]
    return len(found) == len(pairs) and all(found.get(pair) in states for pair, states in pairs)
