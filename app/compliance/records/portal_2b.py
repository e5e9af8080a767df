"""A GSTR-2B as the portal gives it, and why a file is refused."""

from dataclasses import dataclass
from datetime import date

from app.compliance.records.matching import Paper
from app.values.errors import Invalid
from app.values.period import Month

FIRST_MONTH = Month(2020, 8)
"""GSTR-2B began with the return of August 2020 (CGST Rules 2017, rule 60(7))."""


WHOLE = ("file", "gstin", "period")
"""Fields whose sentence tells on its own what is wrong."""


class FileRefused(Invalid):
    """The file is no GSTR-2B that can be used. `field` leads to what is wrong: a path in the JSON, a sheet and row.

    The message names the place, too, unless the sentence is about the file as a whole.
    """

    code = "gstr2b_refused"
    message = "This file is not a GSTR-2B that can be read."

    def __init__(self, field: str, sentence: str) -> None:
        place = "" if field in WHOLE else f" Look at “{field}” in the file."
        super().__init__(f"{sentence}{place}", errors={field: [sentence]})
        self.field, self.sentence = field, sentence


@dataclass(frozen=True, slots=True)
class File2B:
    """What a file says: whose statement of which month, when the portal made it, and every paper in it."""

    gstin: str
    period: Month
    generated_on: date | None
    papers: tuple[Paper, ...]
