"""How often the findings are right, against books whose troubles are known.

A finding hits a label of the same type when it names mostly what the label names: for duplicates at least two of its
documents and at least half of those named; for payments one of its payments and half of those named (or no payment,
up to three documents, one of them right); for patterns up to three parties with one right and one right document or
payment, or two right documents or payments and half of those named. A second finding on a label counts as neither.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from app.fraud.records import AlertType, Finding

SHOWN_FROM = 0.7
"""The phone app hides alerts below this confidence."""


class Named(Protocol):
    """What a finding, or an alert by its evidence, is about."""

    @property
    def type(self) -> AlertType: ...

    @property
    def documents(self) -> Collection[UUID]: ...

    @property
    def payments(self) -> Collection[UUID]: ...

    @property
    def parties(self) -> Collection[UUID]: ...


@dataclass(frozen=True, slots=True)
class Label:
    """One trouble that is known to be in the books."""

    type: AlertType
    documents: frozenset[UUID]
    payments: frozenset[UUID]
    parties: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Measure:
    """Troubles found, troubles there are, and findings about nothing."""

    hits: int
    labels: int
    false_alarms: int

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.hits + other.hits, self.labels + other.labels, self.false_alarms + other.false_alarms)

    @property
    def precision(self) -> float:
        """Share of what was found that is true, 0..1; 1 when nothing was found."""
        found = self.hits + self.false_alarms
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of the troubles that was found, 0..1; 1 when there are none."""
        return self.hits / self.labels if self.labels else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def labels_in(content: Mapping[str, Any]) -> list[Label]:
    """The labels of a books JSON."""
    return [
        Label(AlertType(one["type"]), *(frozenset(map(UUID, one[key])) for key in ("documents", "payments", "parties")))
        for one in content["labels"]
    ]


def measured(
    findings: Iterable[Finding],
    labels: Sequence[Label],
    kind: AlertType | None = None,
    *,
    shown_from: float = SHOWN_FROM,
) -> Measure:
    """The measure over one type, or over all of them, of the findings that are certain enough to be shown."""
    wanted = [one for one in labels if kind in (None, one.type)]
    found: set[int] = set()
    false_alarms = 0
    for finding in findings:
        if finding.probability < shown_from or kind not in (None, finding.type):
            continue
        hit = {place for place, label in enumerate(wanted) if hits(finding, label)}
        found |= hit
        false_alarms += not hit
    return Measure(hits=len(found), labels=len(wanted), false_alarms=false_alarms)


def hits(finding: Named, label: Label) -> bool:
    """Whether `finding` is about the trouble that `label` names."""
    if finding.type is not label.type:
        return False
    documents, payments = set(finding.documents), set(finding.payments)
    if finding.type in (AlertType.DUPLICATE_INVOICE, AlertType.DUPLICATE_SUPPLIER_BILL):
        return _mostly(documents, label.documents, least=2)
    if finding.type is AlertType.PAYMENT_MISMATCH:
        is_about_document = not payments and len(documents) <= 3 and bool(documents & label.documents)
        return is_about_document or _mostly(payments, label.payments, least=1)
    named, right = documents | payments, label.documents | label.payments
    is_about_party = len(finding.parties) <= 3 and bool(set(finding.parties) & label.parties) and bool(named & right)
    return is_about_party or _mostly(named, right, least=2)


def _mostly(named: set[UUID], right: frozenset[UUID], *, least: int) -> bool:
    common = len(named & right)
    return common >= least and common * 2 >= len(named)
