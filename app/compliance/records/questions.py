"""What is common to questions of law that need no books: why one cannot be answered."""


class QuestionRefused(ValueError):
    """One question of those asked at once cannot be answered as it stands.

    `field` is at fault, `sentence` says why to a person, `position` counts the questions from 0. The call answers 422.
    """

    def __init__(self, field: str, sentence: str, *, position: int = 0) -> None:
        super().__init__(f"{field}: {sentence}")
        self.field, self.sentence, self.position = field, sentence, position
