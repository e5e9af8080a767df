"""When a value that was read counts as right: one place for all generated papers, on two objects of the contract.

What the paper prints must be there and the same. What it does not print may be there where it is so all the same (a
PAN follows from the GSTIN, a tax from value and rate): that is neither counted for nor against. Anything else that was
given is invented, and wrong. Names are compared by letters and digits; addresses and descriptions may differ in a tenth
of theirs; units by their code; amounts to half a paisa, in notes without their sign, for some print it and some do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from app.gst import units
from app.invoices.records import extractions

Wire = Mapping[str, Any]
HEADER = extractions.PATHS
"""Header fields: those of the head, of the parties and of the totals."""
IN_LINE = ("description", "hsn_sac", "quantity", "unit", "unit_price", "taxable_value", "gst_rate")
"""What must be right of a line for it to be exact."""
ALIKE: Mapping[str, float] = {"name": 0.9, "address": 0.85, "description": 0.9, "amount_in_words": 0.95}
_NAMED = ("invoice_number", "invoice_date", "supplier.name", "supplier.gstin", "buyer.name", "buyer.gstin")
BOOKED = (*_NAMED, *(f"totals.{name}" for name in extractions.TOTALS if name != "amount_in_words"))
"""What goes into the books beside the lines."""
HALF_A_PAISA = 0.005
_LABEL_OF_WORDS = re.compile("^(rupees|inr|rs)+")
"""A label "Rupees:" before words that begin with the same word adds nothing to them."""
_NOT_A_SIGN = re.compile(r"[\W_]+")


class Verdict(StrEnum):
    """What became of one value."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    INVENTED = "invented"
    FREE = "free"
    """Not printed and not given, or not printed and yet so."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One document: the verdict on each path, and for every line of truth or reading whether it is exact."""

    header: Mapping[str, Verdict]
    lines: Sequence[bool]
    fields: Mapping[str, bool]
    """Of every value that was given, whether it is so, printed or not."""

    @property
    def is_right(self) -> bool:
        """Whether nobody would have to change anything."""
        return all(self.lines) and not {Verdict.WRONG, Verdict.MISSING, Verdict.INVENTED} & set(self.header.values())

    @property
    def is_booked_right(self) -> bool:
        """Whether all that goes into the books is there and so: number, day, both parties, every sum, every line."""
        head = [self.header[path] in (Verdict.RIGHT, Verdict.FREE) for path in BOOKED]
        given = [is_so for path, is_so in self.fields.items() if path.startswith("lines.")]
        return all(head) and all(self.lines) and all(given)


def judged(truth: Wire, meant: Wire, found: Wire) -> Judged:
    """A reading beside the truth of its paper, all three in the form of the contract."""
    header = {path: _verdict(path, _at(truth, path), _at(meant, path), _at(found, path)) for path in HEADER}
    fields = {path: same(path, _at(meant, path), _at(found, path)) for path in HEADER if _at(found, path) is not None}
    pairs = list(_paired(truth["lines"], meant["lines"], found["lines"]))
    for _, so, line in pairs:
        number = next((at for at, one in enumerate(found["lines"]) if one is line), 0)
        given = [(name, value) for name, value in line.items() if value is not None]
        fields |= {f"lines.{number}.{name}": same(name, so.get(name), value) for name, value in given}
    for number, (so, rate) in enumerate(zip(meant["rates"], found["rates"], strict=False)):
        given = [(name, value) for name, value in rate.items() if value is not None]
        fields |= {f"rates.{number}.{name}": same(name, so.get(name), value) for name, value in given}
    return Judged(header, [_is_exact(*pair) for pair in pairs], fields)


def same(path: str, expected: Any, found: Any) -> bool:
    """Whether two values of a field are the same for its reader; None is the same as nothing but None."""
    name = path.rsplit(".", 1)[-1]
    if expected is None or found is None or isinstance(expected, bool):
        return bool(expected is found)
    if isinstance(expected, int | float):
        return isinstance(found, int | float) and abs(abs(expected) - abs(found)) < HALF_A_PAISA
    if name == "unit":
        return _unit(expected) == _unit(str(found))
    one, other = letters(expected), letters(str(found))
    if name == "amount_in_words":
        one, other = _LABEL_OF_WORDS.sub("", one), _LABEL_OF_WORDS.sub("", other)
    if name == "phone":
        return one[-10:] == other[-10:]
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE.get(name, 1.1)


def letters(text: str) -> str:
    """Letters and digits, small."""
    return _NOT_A_SIGN.sub("", text).casefold()


def _unit(text: str) -> str:
    return units.code_of(text) or letters(text)


def _at(wire: Wire, path: str) -> Any:
    value: Any = wire
    for part in path.split("."):
        value = value[part]
    return value


def _verdict(path: str, printed: Any, so: Any, found: Any) -> Verdict:
    if found is None:
        return Verdict.FREE if printed is None or _is_zero(printed) else Verdict.MISSING
    if printed is None:
        return Verdict.FREE if same(path, so, found) else Verdict.INVENTED
    return Verdict.RIGHT if same(path, printed, found) else Verdict.WRONG


def _is_zero(printed: Any) -> bool:
    """Whether nothing was printed as an amount: it may be left out."""
    return printed == 0 and not isinstance(printed, bool)


def _paired(truth: Sequence[Wire], meant: Sequence[Wire], found: Sequence[Wire]) -> Iterator[tuple[Wire, Wire, Wire]]:
    """Lines of equally many in their order; otherwise each with the most alike of those that are left."""
    if len(truth) == len(found):
        yield from zip(truth, meant, found, strict=True)
        return
    left = list(found)
    for printed, so in zip(truth, meant, strict=True):
        best = max(left, key=lambda line: _alike(so, line), default={})
        if best and _alike(so, best):
            left.remove(best)
        else:
            best = {}
        yield printed, so, best
    for line in left:
        yield {}, {}, line


def _alike(one: Wire, other: Wire) -> int:
    return sum(same(name, one.get(name), other.get(name)) for name in IN_LINE if one.get(name) is not None)


def _is_exact(printed: Wire, so: Wire, found: Wire) -> bool:
    verdicts = [_verdict(name, printed.get(name), so.get(name), found.get(name)) for name in IN_LINE]
    return bool(printed) and all(verdict in (Verdict.RIGHT, Verdict.FREE) for verdict in verdicts)


def differences(truth: Wire, meant: Wire, found: Wire) -> Iterator[str]:
    """What is wrong, in words for whoever works on the reading."""
    for path, verdict in judged(truth, meant, found).header.items():
        if verdict not in (Verdict.RIGHT, Verdict.FREE):
            yield f"{path} {verdict}: printed {_at(truth, path)!r}, read {_at(found, path)!r}"
    for number, (printed, so, line) in enumerate(_paired(truth["lines"], meant["lines"], found["lines"])):
        for name in IN_LINE:
            verdict = _verdict(name, printed.get(name), so.get(name), line.get(name))
            if verdict not in (Verdict.RIGHT, Verdict.FREE):
                yield f"lines.{number}.{name} {verdict}: printed {printed.get(name)!r}, read {line.get(name)!r}"
