"""What the invariants say of what was met, and how a run ends when one of them does not hold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.chaos import catalogue, report
from scripts.chaos.invariants import answers, footprint, kept, secrets
from scripts.chaos.records import Acknowledged, Fault, Figure, Footprint, Outcome, Seen

PLAIN = Seen("insights", 0, 200, 200, 0.1, says_when=False)
JOB = Acknowledged("a-job", "a-business", 35)
HELD = Footprint(9, 200, 30, 20)


class TestAnswers:
    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"status": 500}, "answered 500 instead of 200"),
            ({"status": 503}, "without Retry-After"),
            ({"status": 200, "expected": 404}, "answered 200 instead of 404"),
            ({"status": -1, "took": 40.0}, "not answered within 30 s"),
            ({"took": 31.0}, "not answered within 30 s"),
            ({"status": 0}, "was cut off"),
            ({"leaks": ("Traceback",)}, "shows Traceback"),
            ({"foreign": ("an-id",)}, "rows of the other business: an-id"),
        ],
    )
    def test_what_may_not_be_is_said(self, changes: dict[str, Any], says: str) -> None:
        (sentence,) = answers.problems([replace(PLAIN, **changes)], cuts=False)
        assert says in sentence

    @pytest.mark.parametrize("changes", [{}, {"status": 503, "says_when": True}])
    def test_plain_answers_are_fine(self, changes: dict[str, Any]) -> None:
        assert not list(answers.problems([replace(PLAIN, **changes)], cuts=False))

    def test_a_call_may_be_cut_where_who_answers_is_killed(self) -> None:
        assert not list(answers.problems([replace(PLAIN, status=0)], cuts=True))


class TestKept:
    @pytest.mark.parametrize(
        ("found", "says"),
        [
            (None, "is gone"),
            (("dead", 3, -1, 0), "is dead after 3 attempts"),
            (("done", 2, 35, 2), "was applied 2 times"),
            (("done", 1, 34, 1), "found 34 alerts instead of 35"),
        ],
    )
    def test_lost_and_doubled_jobs_are_named(self, found: tuple[str, int, int, int] | None, says: str) -> None:
        (sentence,) = kept.ends(JOB, found)
        assert says in sentence

    def test_a_job_that_ended_once_is_fine(self) -> None:
        assert not list(kept.ends(JOB, ("done", 2, 35, 1)))

    def test_alerts_that_were_applied_twice_are_seen(self) -> None:
        assert list(kept.alert_problems({"a": 35}, {"a": 36})) == ["business a has 36 alerts, it had 35"]


class TestFootprint:
    def test_growth_beyond_its_room_and_missing_processes_are_seen(self) -> None:
        now = Footprint(8, 400, 30, 20)
        sentences = list(footprint.problems(HELD, now))
        assert sentences == ["400 files are held, 200 were before", "8 processes run, 9 did before"]

    def test_the_same_is_fine(self) -> None:
        assert not list(footprint.problems(HELD, HELD))


class TestSecrets:
    def test_a_secret_in_what_was_written_since_is_seen_and_not_repeated(self, tmp_path: Path) -> None:
        printed = tmp_path / "printed.log"
        printed.write_text("old hidden-word\n")
        logs = secrets.Logs(printed, tmp_path)
        assert not list(secrets.problems(logs.new(), ["hidden-word"]))
        with printed.open("a") as file:
            file.write("password=hidden-word\n")
        (sentence,) = secrets.problems(logs.new(), ["hidden-word"])
        assert "hidden-word" not in sentence


class TestEnding:
    @pytest.mark.parametrize(
        ("figure", "says"),
        [
            (Figure("recovery", 61.0, "s", most=60), "recovery is 61 s, allowed are 60"),
            (Figure("starts", 1, least=3), "starts is 1, wanted are 3"),
        ],
    )
    def test_missed_bar_is_a_sentence(self, figure: Figure, says: str) -> None:
        assert figure.problem == says

    def test_broken_invariant_ends_the_command_with_1_and_a_sentence(self) -> None:
        code, sentence = report.ending([outcome(), outcome("the acknowledged job 5 is gone")])
        assert (code, "no_fault: the acknowledged job 5 is gone" in sentence) == (1, True)

    def test_all_held_ends_with_0(self) -> None:
        assert report.ending([outcome()]) == (0, "Every invariant held through 1 faults.")

    def test_what_a_machine_does_not_allow_is_said_and_not_counted(self) -> None:
        code, sentence = report.ending([outcome(), outcome(not_here="only root may")])
        assert (code, sentence) == (0, "Every invariant held through 1 faults; 1 could not be done on this machine.")

    def test_report_tells_every_fault_and_figure(self, tmp_path: Path) -> None:
        report.write(report.as_json([outcome("it broke")], seconds=61, version="1.0"), tmp_path / "report.json")
        page = report.part(tmp_path / "report.json")
        assert "| `no_fault` | Nothing is done. | recovery 1 s (most 60) | no |" in page


class TestCatalogue:
    def test_every_fault_says_what_it_does_and_belongs_to_a_family(self) -> None:
        found = catalogue.known()
        assert {one.family for one in found} == set(catalogue.FAMILIES)
        assert all(one.does.endswith(".") and "|" not in one.does for one in found)

    def test_short_form_is_a_part_and_the_long_load_is_asked_for(self) -> None:
        short = {one.name for one in catalogue.chosen([], is_short=True)}
        whole = {one.name for one in catalogue.chosen([], is_short=False)}
        assert short < whole
        assert "growth" not in whole
        assert [one.name for one in catalogue.chosen(["growth"], is_short=False)] == ["growth"]

    def test_unknown_name_is_refused(self) -> None:
        with pytest.raises(LookupError, match="no such fault: reddis"):
            catalogue.chosen(["reddis"], is_short=False)


def outcome(*broken: str, not_here: str = "") -> Outcome:
    return Outcome(no_fault(), (Figure("recovery", 1.0, "s", most=60),), broken, 2.0, not_here)


def no_fault() -> Fault:
    def nothing(_: object) -> Iterator[Figure]:
        yield from ()

    return Fault("no_fault", "processes", "Nothing is done.", nothing, is_short=True, is_asked_for=False, cuts=False)
