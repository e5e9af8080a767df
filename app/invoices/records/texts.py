"""How much text is taken at once."""

from app.values.errors import Invalid

MAX_TEXT_LENGTH = 10_000
"""Characters of one sentence or document; what the app's input takes is a tenth of it."""


class TextTooLong(Invalid):
    """More text than one sentence or document holds."""

    code = "text_too_long"
    message = f"This text is too long. Please send at most {MAX_TEXT_LENGTH:,} characters."
