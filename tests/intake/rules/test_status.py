"""Which documents a person should look at before they are used."""

from dataclasses import replace

import pytest

from app.intake.records import Status
from app.intake.rules import status
from app.invoices.records.extractions import Failure
from tests.intake import papers

SURE = replace(papers.extraction(), auto_accept=True)


class TestStatus:
    def test_one_that_is_accepted_and_whole_needs_no_look(self) -> None:
        assert status.status(SURE, is_reviewed=False) is Status.EXTRACTED

    @pytest.mark.parametrize("path", status.NEEDED)
    def test_one_that_does_not_say_whom_when_or_how_much_does(self, path: str) -> None:
        partly = replace(SURE, fields={name: found for name, found in SURE.fields.items() if name != path})
        assert status.status(partly, is_reviewed=False) is Status.NEEDS_REVIEW
        assert status.status(partly, is_reviewed=True) is Status.EXTRACTED

    def test_one_that_could_not_be_read_has_failed(self) -> None:
        failed = replace(SURE, failure=Failure("no_text", "No text."))
        assert status.status(failed, is_reviewed=True) is Status.FAILED
