"""The uses of privacy: asking, exporting, erasing, agreeing, and saying how rows may be used."""
