"""The nouns of maintenance."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.values.errors import Invalid, Unavailable
from app.values.language import Language

LONGEST_SENTENCE = 300
"""Characters, as the table has it: what a phone shows without scrolling."""
LONGEST = timedelta(days=30)
"""How far ahead an end may be announced."""
SOONEST_SECONDS, LATEST_SECONDS = 30, 3600
"""Between which bounds callers are told to come back, whatever end was announced."""
UNKNOWN_SECONDS = 300
"""When to come back where no end was announced."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for everybody, in both languages; English stands in where nobody wrote Hindi."""

    english: str = ""
    hindi: str = ""

    def __bool__(self) -> bool:
        return bool(self.english)

    def by_language(self) -> dict[str, str]:
        """The sentence by the tag of its language."""
        return {Language.ENGLISH.value: self.english, Language.HINDI.value: self.hindi or self.english}


USUAL = Said(
    "The service is closed for maintenance. Your books are safe. Please try again a little later.",
    "रखरखाव के लिए सेवा अभी बंद है। आपका हिसाब-किताब सुरक्षित है। कृपया थोड़ी देर बाद फिर कोशिश करें।",
)
"""What is said where an admin said nothing."""


@dataclass(frozen=True, slots=True)
class State:
    """The service as everybody sees it. `until` is what was announced: nothing opens by itself."""

    is_closed: bool = False
    since: datetime | None = None
    until: datetime | None = None
    sentence: Said = Said()
    banner: Said = Said()

    @property
    def told(self) -> Said:
        """What a closed service says."""
        return self.sentence or USUAL

    def retry_after_seconds(self, now: datetime) -> int:
        """When a caller who was turned away should ask again."""
        if self.until is None:
            return UNKNOWN_SECONDS
        return min(max(int((self.until - now).total_seconds()), SOONEST_SECONDS), LATEST_SECONDS)


class Closed(Unavailable):
    """An admin has closed the service for maintenance."""

    code = "maintenance"
    message = USUAL.english


class TooMuchSaid(Invalid):
    """A sentence for everybody that is longer than a phone shows."""

    code = "sentence_too_long"
    message = f"Please say it in at most {LONGEST_SENTENCE} characters."


class HindiAlone(Invalid):
    """Hindi without English: who reads English would be told nothing."""

    code = "english_missing"
    message = "Please say it in English, too: that is what is shown to everybody who does not read Hindi."


class EndIsPast(Invalid):
    """The announced end of a maintenance lies in the past."""

    code = "end_is_past"
    message = "The end of the maintenance must lie in the future."


class EndIsFar(Invalid):
    """The announced end of a maintenance lies weeks ahead: the year or the month was mistyped."""

    code = "end_is_far"
    message = f"The end of the maintenance must lie within {LONGEST.days} days. Please check the date."
