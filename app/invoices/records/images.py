"""Pictures of bills: their text, and why there may be none."""

from dataclasses import dataclass

from app.values.errors import Invalid, Unavailable


@dataclass(frozen=True, slots=True)
class ImageText:
    """The text of a picture, top to bottom; `confidence` in 0..1 is the mean over its characters."""

    text: str
    confidence: float
    pages: int = 1


class ImageRefused(Invalid):
    """What was sent as a picture cannot be read as one; the message says why."""

    code = "image_refused"
    message = "This is not a picture we can read. Please send a JPEG, PNG or WebP photo."


class OCRMissing(Unavailable):
    """The text reader is not installed where the jobs run."""

    code = "ocr_not_installed"
    message = "Reading text from photos is not installed on this server. Please type the invoice instead."

    def __init__(self) -> None:
        super().__init__(retry_after_seconds=3600)


class StillReading(Unavailable):
    """The picture is being read; the same request gets the text a little later."""

    code = "still_reading"
    message = "We are still reading this photo. Please try again in a few seconds."
