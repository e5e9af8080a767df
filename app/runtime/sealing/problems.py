"""What keeps something that is sealed from being read or written. Each fails closed: nothing is guessed."""

from app.values.errors import Unavailable


class KeyRefused(Unavailable):
    """The keys of this process are not those of this database; `why` is the sentence for whoever runs the service."""

    code = "sealing_key_refused"
    message = "What is kept under lock and key cannot be opened for the moment. The people who run this service know."

    def __init__(self, why: str) -> None:
        super().__init__(retry_after_seconds=60)
        self.why = why


class SealBroken(Unavailable):
    """Something sealed was changed, or stands where it was not sealed for."""

    code = "seal_broken"
    message = "Something kept here was damaged and cannot be shown. Please tell the people who run this service."

    def __init__(self) -> None:
        super().__init__(retry_after_seconds=60)
