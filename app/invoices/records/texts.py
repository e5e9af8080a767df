"""How much text is taken at once."""

from app.values.errors import Invalid

MAX_TEXT_LENGTH = 10_000
"""Characters of one sentence or document; what the app's input takes is a tenth of it."""


class BadSentences(Invalid):
    """A file that holds no sentences; the message says what is wrong with it."""

    code = "bad_sentences"
    message = "This file holds no list of sentences, each with an id and a text."


class TextTooLong(Invalid):
    """More text than one sentence or document holds."""

    code = "text_too_long"
    message = f"This text is too long. Please send at most {MAX_TEXT_LENGTH:,} characters."
