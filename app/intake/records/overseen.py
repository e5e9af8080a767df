"""What an admin sees of the documents of all businesses: which wait for a look, how sure each value is, who looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.intake.records.kept import Kept, Status, View
from app.invoices.records.extractions import Extraction
from app.invoices.records.pages import Pages


class Certainty(StrEnum):
    """How sure a value is, in words."""

    GIVEN = "given"
    """A person set it."""
    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Deed(StrEnum):
    """What an admin did with somebody's document."""

    LOOKED = "looked"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Done:
    """One such deed."""

    business_id: UUID
    extraction_id: UUID
    deed: Deed
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """One line of the list: the document as corrected, and how much in it asks for a look.

    misfits : sums and proofs that do not hold; doubts : values to look at, theirs included
    """

    kept: Kept
    business_name: str
    extraction: Extraction
    misfits: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Stack:
    """Documents of all businesses, the newest first, and how many there are in each state."""

    sheets: Sequence[Sheet]
    counts: Mapping[Status, int]
    page: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Misfit:
    """A sum or proof that does not hold, in a sentence, and the fields that it holds together."""

    sentence: str
    paths: Sequence[str]


@dataclass(frozen=True, slots=True)
class Review:
    """One document to look through.

    doubts : paths of the values to look at, the least sure first
    certainties : how sure each value is, by its path
    pages : its words with their places; None where they are no longer kept
    has_pictures : whether pictures of its pages may be asked for
    """

    view: View
    business_name: str
    doubts: Sequence[str]
    certainties: Mapping[str, Certainty]
    misfits: Sequence[Misfit]
    pages: Pages | None
    has_pictures: bool
    deeds: Sequence[Done]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came back: what stands under each path, as text.

    step : at which the document was when the form showed it: what somebody else has set right since stays
    without : rows that are taken out, such as `lines.2`
    is_reviewed : the person has looked at all of it
    """

    texts: Mapping[str, str]
    step: int
    without: Sequence[str] = ()
    is_reviewed: bool = False
