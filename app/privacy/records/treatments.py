"""What happens to the rows of a table when somebody is erased, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Deed(StrEnum):
    """What is done with a row."""

    ERASED = "erased"
    ANONYMISED = "anonymised"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Law:
    """A provision that has something kept, and from which day on."""

    name: str
    says: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done with which rows of a table.

    where : SQL condition with the parameter `:subject`; empty where no row can be of the subject
    sets : for rows that are anonymised, what takes the place of the person, with the parameter `:pseudonym`
    because : a sentence for the person, where rows are kept or only made nobody's
    shown : SQL condition for an export, which of these rows the subject is given; empty for all
    """

    deed: Deed
    where: str = ""
    sets: str = ""
    because: str = ""
    law: Law | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of ours: what becomes of it when a business, and when a user is erased.

    holds : what a person finds in it, in a few words
    """

    name: str
    holds: str
    business: tuple[Treatment, ...]
    user: tuple[Treatment, ...]
