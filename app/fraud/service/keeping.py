"""What becomes of the findings of one look at the books: exceptions taken out, alerts kept with ids and answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from app.books.records import Books
from app.fraud.records import Alert, Finding, alert_id
from app.fraud.repo import alerts as alerts_repo
from app.fraud.repo import exceptions as exceptions_repo
from app.fraud.rules import cases, exceptions
from app.fraud.service import alerting


@dataclass(frozen=True, slots=True)
class Held:
    """The alerts that were kept, by the fingerprint of the finding behind each."""

    business_id: UUID
    by_finding: Mapping[str, Alert]

    @property
    def alerts(self) -> list[Alert]:
        """Those that are alerts, and that no other one speaks for: what matters most first."""
        return cases.heads(self.by_finding.values())

    def id(self, finding: Finding) -> UUID:
        """The id of the alert on `finding`; the one it would be born with, where there is none."""
        alert = self.by_finding.get(finding.fingerprint)
        return alert.id if alert else alert_id(self.business_id, finding)


def keep(tx: Connection, books: Books, findings: Iterable[Finding], *, version: str, now: datetime) -> Held:
    """Stores the alerts on the findings in `books`, as judged by `version`; open ones not found again are resolved.

    Ask for the business's lock first (`analyses.lock`): two looks at once would give one suspicion two ids.
    """
    business_id = books.business.id
    wanted = exceptions.unexcepted(findings, exceptions_repo.fetch(tx, business_id), books.parties)
    kept = alerts_repo.fetch_kept(tx, business_id)
    found = alerting.by_finding(books, wanted, kept, version=version, now=now)
    alerts_repo.save(tx, business_id, list(found.values()), revision=books.revision, now=now)
    return Held(business_id, found)
