"""Units as shops write them, and the codes that the returns use (GSTN's list of unique quantity codes)."""

import pytest

from app.gst import units


class TestCodes:
    def test_list_has_the_codes_of_the_portal(self) -> None:
        assert len(units.codes()) == 45
        assert {"NOS", "PCS", "KGS", "LTR", "MTR", "OTH"} <= units.codes()

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            *(("pcs", "PCS"), ("Pcs.", "PCS"), ("piece", "PCS"), ("NOS", "NOS"), ("no", "NOS"), ("kg", "KGS")),
            *(("Kgs", "KGS"), ("mtr", "MTR"), ("sq. ft.", "SQF"), ("dozen", "DOZ"), ("litre", "LTR"), ("coil", "ROL")),
            *(("m", "MTR"), ("mts", "MTS"), ("MTS.", "MTR"), ("ton", "TON"), ("box", "BOX"), ("", None), (None, None)),
            ("handful", None),
        ],
    )
    def test_spellings_mean_codes(self, text: str | None, code: str | None) -> None:
        assert units.code_of(text) == code

    def test_return_takes_unknown_units_as_others_and_services_without(self) -> None:
        assert units.code_for_return("handful", is_service=False) == "OTH"
        assert units.code_for_return("hours", is_service=True) == "NA"

    def test_every_code_means_itself(self) -> None:
        assert {code: units.code_of(code) for code in units.codes()} == {code: code for code in units.codes()}
