"""GSTINs that stand outside of the parties: each goes to the side that its label names, or to one that has none."""

from collections.abc import Iterator, Sequence

from app.invoices.records.pages import Token
from app.invoices.rules.documents import identity, parting, party_lines
from app.invoices.rules.documents.labelling import Hit, Labelled
from app.invoices.rules.documents.particulars import Kind
from app.invoices.rules.documents.party_lines import Party, Side

_OURS = ("supplier", "seller", "our", "company", "exporter", "vendor", "hotel", "restaurant")
_THEIRS = ("buyer", "recipient", "party", "customer", "your", "client", "receiver")


def spread(sheets: Sequence[Labelled], sides: list[Side]) -> None:
    """Gives GSTINs that stand outside of the parties to the side that lacks one."""
    known = {side.party.values["gstin"] for side in sides if "gstin" in side.party.values}
    for page, hit, number, words in _loose(sheets, sides):
        if number.value in known:
            continue
        role = _role(hit)
        lacking = [side for side in sides if "gstin" not in side.party.values and (role is None or side.role == role)]
        chosen = min(
            lacking, key=lambda side: (("supplier", "buyer", "ship_to").index(side.role), -side.score), default=None
        )
        if chosen is None and (role or not any(side.role == "supplier" for side in sides)):
            chosen = Side(role or "supplier", Party(), page, 0.6)
            sides.append(chosen)
        if chosen is not None:
            chosen.party.take("gstin", number.value, words, number.score * (0.9 if role else 0.75))
            known.add(number.value)


def _loose(
    sheets: Sequence[Labelled], sides: Sequence[Side]
) -> Iterator[tuple[int, Hit | None, identity.Reading, tuple[Token, ...]]]:
    """The GSTINs outside of the parties, with the label before each."""
    for sheet in sheets:
        taken = {place for side in sides if side.page == sheet.number for place in side.places}
        for row, each in enumerate(sheet.rows):
            for place, segment in enumerate(each.segments):
                if (row, place) in taken:
                    continue
                words = parting.parts(segment)
                text = " ".join(word.text for word in words)
                hit = next((hit for hit in sheet.hits[row][place] if hit.kind is Kind.GSTIN), None)
                if any(hit.kind is Kind.OTHER and hit.is_first for hit in sheet.hits[row][place]):
                    continue
                for number in identity.gstins(text, is_recognised=True):
                    yield sheet.number, hit, number, party_lines.covered(words, number.start, number.end)


def _role(hit: Hit | None) -> str | None:
    """Whose number a label says it is."""
    key = hit.key if hit else ""
    if any(word in key for word in _THEIRS):
        return "buyer"
    return "supplier" if any(word in key for word in _OURS) else None
