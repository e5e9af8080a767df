"""The sentences about periods: whole in every language, one for everything that can be told."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from app.compliance.records.periods.calendar import Assumed, Duty, Filer, Frequency
from app.compliance.records.periods.exposure import AtRisk, Risk
from app.compliance.records.periods.serials import Nature
from app.compliance.records.periods.supplies import Kept, Obstacle, PlaceBasis
from app.compliance.rules.periods.calendar import calendar
from app.compliance.rules.periods.gstr3b.credit import LEFT_OUT
from app.compliance.wording import periods as wording
from app.gst.parties import Registration
from app.values.language import Language

NAMES = re.compile(r"\{(\w+)\}")
BILL = AtRisk(
    UUID(int=1), "BW/{7}", date(2025, 5, 1), "Bengal {Wires}", Decimal(180), date(2025, 10, 28), -3, Decimal(1180)
)
FILERS = [
    Filer(kind, often, "27", None) for kind in (Registration.REGULAR, Registration.COMPOSITION) for often in Frequency
]


class TestCatalogues:
    def test_languages_have_the_same_sentences_with_the_same_figures(self) -> None:
        english, hindi = (dict(_sentences(wording.catalogue(language))) for language in Language)
        assert english.keys() == hindi.keys()
        assert [
            key for key, text in english.items() if set(NAMES.findall(text)) != set(NAMES.findall(hindi[key]))
        ] == []

    @pytest.mark.parametrize("language", Language)
    def test_everything_that_can_be_told_has_its_words(self, language: Language) -> None:
        book = wording.catalogue(language)
        assert book["obstacles"].keys() == {one.value for one in Obstacle}
        assert book["risks"].keys() == {one.value for one in Risk}
        assert book["basis"].keys() == {one.value for one in PlaceBasis}
        assert book["assumed"].keys() == {one.value for one in Assumed}
        assert book["claims"].keys() == {one.value for one in LEFT_OUT}
        assert book["serials"]["natures"].keys() == {one.value for one in Nature}

    @pytest.mark.parametrize("language", Language)
    def test_names_full_of_braces_stay_names(self, language: Language) -> None:
        for risk in Risk:
            plain, fix = wording.risk(risk, BILL, language)
            assert "BW/{7}" in plain and fix
        kept = Kept(UUID(int=1), "1", date(2025, 5, 1), None, Decimal(1), Obstacle.HSN_MISSING, ("{x}",) * 7)
        assert "{x}, {x}, {x}, {x}, {x} (+2)" in wording.obstacle(kept, language)[1]


class TestDuties:
    def test_what_is_coming_says_when_and_what_lateness_costs(self) -> None:
        (duty, *_) = calendar(
            Filer(Registration.REGULAR, Frequency.MONTHLY, "27", Decimal(1)), on=date(2026, 11, 21)
        ).coming
        assert wording.duty(duty, Language.ENGLISH) == (
            "Report your sales (GSTR-1) for November 2026 by 11 December 2026. A late return costs ₹50 a day"
            " (₹20 if there is nothing to report), at most ₹2,000."
        )

    def test_fee_that_hangs_on_an_unknown_turnover_is_not_told(self) -> None:
        coming = calendar(Filer(Registration.REGULAR, Frequency.MONTHLY, "27", None), on=date(2026, 11, 21)).coming
        told = {one.form: wording.duty(one, Language.ENGLISH) for one in coming}
        assert told["GSTR-9"].endswith(
            "Up to a turnover of ₹2,00,00,000 you may leave it out. A late return costs a fee by day; how much depends"
            " on your turnover."
        )
        assert "₹50 a day (₹20 if there is nothing to report); your turnover decides" in told["GSTR-1"]

    def test_what_is_past_says_the_fee_so_far(self) -> None:
        past = calendar(Filer(Registration.REGULAR, Frequency.MONTHLY, "27", Decimal(1)), on=date(2026, 11, 21)).past
        told = wording.duty(next(one for one in past if one.form == "GSTR-3B"), Language.ENGLISH)
        assert "was due yesterday, on 20 November 2026." in told
        assert "By today that is ₹50." in told
        assert told.endswith("about ₹49.32 a day on ₹1,00,000.")

    @pytest.mark.parametrize("language", Language)
    def test_every_duty_has_a_whole_sentence(self, language: Language) -> None:
        for who in FILERS:
            for month in range(1, 13):
                found = calendar(who, on=date(2026, month, 15))
                duties: list[Duty] = [*found.coming, *found.past]
                assert all("{" not in wording.duty(one, language) for one in duties)

    def test_quarter_is_named_by_its_months(self) -> None:
        assert wording.span(date(2026, 10, 1), date(2026, 12, 31), Language.ENGLISH) == "October – December 2026"
        assert wording.span(date(2025, 4, 1), date(2026, 3, 31), Language.ENGLISH) == "April 2025 – March 2026"


def _sentences(book: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in book.items():
        if isinstance(value, Mapping):
            yield from _sentences(value, f"{path}.{name}")
        else:
            yield f"{path}.{name}", str(value)
