"""What is common to questions of law that need no books: what an answer carries, and why one cannot be answered."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.values.errors import Invalid


class QuestionRefused(Invalid):
    """One question of those asked at once cannot be answered as it stands."""

    code = "question_refused"
    message = "One of the questions cannot be answered as it stands."

    def __init__(self, field: str, sentence: str, *, position: int = 0) -> None:
        super().__init__(sentence, errors={field: [sentence]})
        self.field, self.sentence, self.position = field, sentence, position

    def at(self, position: int) -> "QuestionRefused":
        """The same of the question at `position`, counted from 0."""
        return QuestionRefused(self.field, self.sentence, position=position)


class Sourced(Protocol):
    """What every answer says beside the answer itself."""

    @property
    def sources(self) -> Sequence[str]:
        """Sections, rules and notifications it stands on."""

    @property
    def valid_from(self) -> date | None:
        """The first day on which it holds; None where the law did not change since 2017-07-01."""

    @property
    def valid_to(self) -> date | None:
        """The last day on which it holds; None where no end is known."""
