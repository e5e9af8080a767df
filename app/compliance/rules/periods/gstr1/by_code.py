"""Table 12 of GSTR-1: supplies by HSN or SAC, in two tabs since the period of May 2025 (GSTN advisory; 78/2020-CT).

The tab of registered buyers takes what stands in tables 4, 6B, 6C, 8 to the registered and 9B to the registered; the
other tab the rest, exports included. Codes need four digits, six above a turnover of 5 crore; up to that turnover the
code may be left out towards consumers (78/2020-CT, proviso).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from app.compliance.records.periods.gstr1 import ByCode
from app.compliance.records.periods.supplies import Kept, Obstacle, Part, Supply
from app.compliance.rules.periods.gstr1 import tables
from app.gst import hsn, units
from app.gst.arithmetic import Heads
from app.gst.parties import Recipient
from app.values import money

LONGEST_DESCRIPTION = 30
"""Characters that the offline tool takes."""
_CONSUMERS = frozenset({Recipient.UNREGISTERED, Recipient.OVERSEAS})

_Key = tuple[bool, str, str, Decimal]


def rows(supplies: Iterable[Supply], *, turnover: Decimal | None) -> tuple[ByCode, ...]:
    """The lines that bear a whole code, by tab, code, unit and rate; credit notes taken off."""
    groups: dict[_Key, list[tuple[Supply, Part]]] = defaultdict(list)
    for supply in supplies:
        for part in supply.parts:
            if part.hsn and not _is_unfit(supply, part, turnover=turnover):
                groups[_key(supply, part)].append((supply, part))
    return tuple(_row(key, group) for key, group in sorted(groups.items(), key=lambda pair: (not pair[0][0], pair[0])))


def incomplete(supplies: Iterable[Supply], *, turnover: Decimal | None) -> Iterator[Kept]:
    """The documents with lines that table 12 cannot take: without a code where one is needed, or with half of one."""
    for supply in supplies:
        lines = [part for part in supply.parts if _is_unfit(supply, part, turnover=turnover)]
        if lines:
            yield Kept(
                supply.document_id,
                supply.number,
                supply.issued_on,
                supply.party_name,
                supply.total,
                Obstacle.HSN_MISSING,
                tuple(part.description or "" for part in lines),
            )


def left_out(supplies: Iterable[Supply]) -> int:
    """How many lines to consumers bear no code, as they may."""
    return sum(not part.hsn for supply in supplies if supply.recipient in _CONSUMERS for part in supply.parts)


def _is_unfit(supply: Supply, part: Part, *, turnover: Decimal | None) -> bool:
    is_to_registered = supply.recipient not in _CONSUMERS
    return hsn.fault(part.hsn, supply.issued_on, turnover=turnover, is_to_registered=is_to_registered) is not None


def _key(supply: Supply, part: Part) -> _Key:
    code = part.hsn or ""
    unit = units.code_for_return(part.unit, is_service=hsn.is_service(code))
    return supply.recipient not in _CONSUMERS, code, unit, part.rate_percent


def _row(key: _Key, group: Sequence[tuple[Supply, Part]]) -> ByCode:
    is_to_business, code, unit, rate = key
    quantity = sum((supply.sign * part.quantity for supply, part in group), Decimal(0))
    return ByCode(
        is_to_business=is_to_business,
        hsn=code,
        description=(group[0][1].description or "")[:LONGEST_DESCRIPTION],
        unit=unit,
        rate_percent=rate,
        quantity=Decimal(0) if unit == units.SERVICES else quantity,
        taxable_value=sum((supply.sign * part.value for supply, part in group), money.ZERO),
        heads=sum((tables.signed(part.heads, supply.sign) for supply, part in group), Heads()),
        document_ids=tuple(dict.fromkeys(supply.document_id for supply, _ in group)),
    )
