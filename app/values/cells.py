"""Text in a cell that a spreadsheet may open: never a formula.

A cell that begins with one of these characters is worked out by Excel, LibreOffice or Google Sheets; written by
somebody else, it could fetch an address or run a program with the rights of who opens the file. Source: OWASP, "CSV
Injection" (the wide forms are read as the plain ones where Japanese or Chinese is set).
"""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """`text`, behind an apostrophe where a spreadsheet would work it out; blanks before it do not hide it."""
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip(" ").startswith(FORMULA) else text
