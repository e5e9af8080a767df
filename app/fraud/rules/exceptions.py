"""Which findings an owner does not want to hear about: those about parties that they have called always fine.

A finding is left out only where every party that matters is excepted for its type and rule: a bill of an excepted
supplier that another firm is paid for stays a finding. What holds for one record of a firm holds for its other records.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from app.books.records import Party, PartyKind
from app.fraud.records import AlertType, Finding, PartyException
from app.fraud.rules import identity

Excepted = tuple[UUID, AlertType | None, str | None]


def unexcepted(
    findings: Iterable[Finding], exceptions: Sequence[PartyException], parties: Sequence[Party]
) -> list[Finding]:
    """The findings that no exception covers, in their order. parties : all of the business, or all that may matter."""
    if not exceptions:
        return list(findings)
    firms = identity.firms(parties)
    kinds = {party.id: party.kind for party in parties}
    excepted = {(firms.get(one.party_id, one.party_id), one.type, one.rule) for one in exceptions}
    return [one for one in findings if not _is_covered(one, excepted, firms, kinds)]


def that_matter(parties: Iterable[UUID], kinds: Mapping[UUID, PartyKind]) -> list[UUID]:
    """Those with whom the business trades; its employees only where nobody else is named."""
    named = list(parties)
    return [one for one in named if kinds.get(one) is not PartyKind.EMPLOYEE] or named


def _is_covered(
    finding: Finding,
    excepted: set[Excepted],
    firms: Mapping[UUID, UUID],
    kinds: Mapping[UUID, PartyKind],
) -> bool:
    concerned = {firms.get(one, one) for one in that_matter(finding.parties, kinds)}
    widths = [(kind, rule) for kind in (None, finding.type) for rule in (None, finding.rule.value)]
    return bool(concerned) and all(any((firm, *width) in excepted for width in widths) for firm in concerned)
