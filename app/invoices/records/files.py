"""Files that cannot be read as documents, and why: each has a code for machines and a sentence for the owner."""

from app.values.errors import Invalid


class FileRefused(Invalid):
    """This is no file that documents are read from; the message names what it is, where that is known."""

    code = "file_refused"
    message = "This is not a document we can read. Please send a PDF or a JPEG, PNG or WebP photo of the bill."


class EmptyFile(FileRefused):
    """A file without a byte."""

    code = "empty_file"
    message = "This file is empty. Please send it again."


class FileTooLarge(FileRefused):
    """More bytes than are taken of one file."""

    code = "file_too_large"
    message = "This file is too large. Please send a smaller one."


class FileDamaged(FileRefused):
    """It begins like a document and cannot be opened: cut off, or changed on its way."""

    code = "file_damaged"
    message = "This file is damaged or did not arrive whole. Please send it again, or take a photo of the bill."


class FileLocked(FileRefused):
    """A PDF that asks for a password."""

    code = "file_locked"
    message = "This PDF is locked with a password. Please send it without the password, or take a photo of the bill."


class TooManyPages(FileRefused):
    """More pages than one bill has."""

    code = "too_many_pages"
    message = "This file has too many pages. Please send only the pages of one bill."


class PageTooLarge(FileRefused):
    """A page that no printer could print, or a picture with more pixels than are decoded."""

    code = "page_too_large"
    message = "A page of this file is far too large. Please send it in an ordinary size, or take a photo of the bill."


class TooMuchWork(FileRefused):
    """Reading it would take more time or memory than one document gets."""

    code = "too_much_work"
    message = "This file is too complicated to read. Please take a photo of the bill instead."


class NoText(FileRefused):
    """It was opened, and no word is on it."""

    code = "no_text"
    message = "We found no text in this file. Please send a clear photo of the bill, taken from above in good light."
