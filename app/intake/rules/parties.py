"""Who of the books the other side of a document is: the one with its GSTIN, else the one whose name fits alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.gst import gstin
from app.intake.records import Known
from app.invoices.records import Customer
from app.invoices.rules.sentences import customers


@dataclass(frozen=True, slots=True)
class Match:
    """The party; or, where several fit, those between which the owner chooses."""

    party: Known | None = None
    candidates: Sequence[Known] = ()


def matched(known: Sequence[Known], *, number: str, name: str, phone: str) -> Match:
    """The party with this GSTIN, phone or name. One whose GSTIN differs is another party, whatever its name."""
    wanted = gstin.normalised(number)
    numbered = [one for one in known if wanted and gstin.normalised(one.gstin) == wanted]
    if numbered:
        return Match(numbered[0]) if len(numbered) == 1 else _named(numbered, name, phone) or Match(None, numbered)
    possible = [one for one in known if not wanted or not one.gstin or gstin.normalised(one.gstin) == wanted]
    return _named(possible, name, phone) or Match()


def _named(known: Sequence[Known], name: str, phone: str) -> Match | None:
    by_id = {one.id: one for one in known}
    index = customers.indexed(Customer(one.id, one.name, one.phone) for one in known)
    found = customers.resolve(name, index, phone=phone or None)
    if found.customer is not None:
        return Match(by_id[found.customer.id])
    return Match(None, [by_id[one.id] for one in found.candidates]) if found.candidates else None
