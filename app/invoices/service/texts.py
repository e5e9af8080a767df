"""How much text one call takes."""

from app.invoices.records import MAX_TEXT_LENGTH, TextTooLong


def check_length(text: str) -> None:
    """Raises `TextTooLong`."""
    if len(text) > MAX_TEXT_LENGTH:
        raise TextTooLong
