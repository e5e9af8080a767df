"""The history of deployments: what stands, what was cut off, and who is at work."""

from pathlib import Path

import pytest

from scripts.deployment import ledger, returning
from scripts.deployment.records import Busy, Entry, Failed, Result


class TestHistory:
    @pytest.mark.parametrize(
        ("results", "stands", "is_cut_off"),
        [
            ((), None, False),
            (("begun", "ok"), "1", False),
            (("begun", "ok", "begun", "rolled back"), "1", False),
            (("begun", "ok", "begun"), "1", True),
            (("begun", "failed"), None, False),
        ],
    )
    def test_only_what_went_well_stands(
        self, tmp_path: Path, results: tuple[Result, ...], stands: str | None, is_cut_off: bool
    ) -> None:
        for number, result in enumerate(results):
            ledger.append(tmp_path, entry(str(number), "", result))
        found = ledger.standing(tmp_path)
        assert (found.version if found else None, bool(ledger.cut_off(tmp_path))) == (stands, is_cut_off)

    def test_line_that_a_full_disk_cut_off_is_passed_over(self, tmp_path: Path) -> None:
        ledger.append(tmp_path, entry("1.0", "", "ok"))
        with (tmp_path / ledger.HISTORY).open("a") as file:
            file.write('{"at": "2026-0')
        assert [one.version for one in ledger.entries(tmp_path)] == ["1.0"]

    def test_second_one_is_told_who_holds_it(self, tmp_path: Path) -> None:
        told = pytest.raises(Busy, match=r"has been bringing 1\.0 since 20")
        with ledger.sole(tmp_path, "bringing 1.0"), told, ledger.sole(tmp_path, "bringing 2.0"):
            pass

    def test_what_follows_a_cut_off_line_is_read(self, tmp_path: Path) -> None:
        (tmp_path / ledger.HISTORY).write_text('{"at": "2026-04-01", "models": {"late_payment": 1}')
        ledger.append(tmp_path, entry("1.1", "", "ok"))
        assert [one.version for one in ledger.entries(tmp_path)] == ["1.1"]

    def test_one_environment_knows_nothing_of_another(self, tmp_path: Path) -> None:
        ledger.append(tmp_path, entry("1.1", "1.0", "ok"))
        assert ledger.standing(tmp_path, "production") is None
        with pytest.raises(Failed, match="Nothing was ever deployed to production"):
            returning.found(tmp_path, "production")


class TestWayBack:
    def test_second_rollback_goes_two_back(self, tmp_path: Path) -> None:
        for before, version in (("", "1"), ("1", "2"), ("2", "3")):
            ledger.append(tmp_path, entry(version, before, "ok"))
        assert returning.found(tmp_path, "staging")[1] == "2"
        ledger.append(tmp_path, entry("2", "1", "ok"))
        assert returning.found(tmp_path, "staging")[1] == "1"

    def test_first_release_has_nothing_to_go_back_to(self, tmp_path: Path) -> None:
        ledger.append(tmp_path, entry("1", "", "ok"))
        with pytest.raises(Failed, match="before 1"):
            returning.found(tmp_path, "staging")


def entry(version: str, before: str, result: Result) -> Entry:
    return Entry("2026-04-01T10:00:00+00:00", "asha", "staging", version, before, result)
