"""What notes say, and what only looks like it: words within other words, numbers that many notes share."""

from collections.abc import Callable, Mapping

import pytest

from app.fraud.rules.payments import remarks

SAYS: Mapping[Callable[..., bool], tuple[tuple[str, ...], tuple[str, ...]]] = {
    remarks.says_kept_back: (
        ("less bank fee", "rounded off", "short supply", "katauti", "net of damages", "कटौती"),
        ("groundnut oil", "coffee beans", "cattle feed", "Skata", "magnet offcuts"),
    ),
    remarks.says_on_account: (
        ("part payment", "part-2", "partly", "partial", "2nd kist", "on a/c", "किस्त"),
        ("spare parts", "party plot", "department", "Pakistan"),
    ),
    remarks.says_advance: (
        ("adv for order", "advance", "advances", "security deposit", "बयाना"),
        ("advertising", "advocate", "security guards", ""),
    ),
    remarks.says_tax: (("T.D.S.", "u/s194C", "194-O", "टीडीएस"), ("bill 11942", "1941", "")),
    remarks.says_bounced: (("chq returned", "cheque lauta", "चेक वापस"), ("returned and re-presented", "cheque")),
    remarks.is_explained: (("for Diwali gifts", "दीवाली"), ("payment against bill 12", "NEFT AXIS0123", "भुगतान")),
}
CASES = [
    pytest.param(says, note, is_said, id=f"{says.__name__}: {note}")
    for says, notes in SAYS.items()
    for is_said, rows in zip((True, False), notes, strict=True)
    for note in rows
]


@pytest.mark.parametrize(("says", "note", "is_said"), CASES)
def test_a_note_says_so_or_only_looks_like_it(says: Callable[..., bool], note: str, is_said: bool) -> None:
    assert says(note) is is_said


@pytest.mark.parametrize(
    ("note", "numbers"),
    [
        pytest.param("bills smp/404, SMP-406 (of May)", {"SMP404", "SMP406"}, id="two bills"),
        pytest.param("FY 2024 u/s 194C on 01/04/2024", set(), id="a year, a section and a day"),
        pytest.param("bill 12", set(), id="too short"),
        pytest.param(None, set(), id="no note"),
    ],
)
def test_numbers_of_papers(note: str | None, numbers: set[str]) -> None:
    assert remarks.numbers_in(note) == numbers
