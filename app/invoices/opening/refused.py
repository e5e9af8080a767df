"""Why a file is not read, as the process says it."""


class Refused(ValueError):
    """`damaged`, `locked`, `too_many_pages`, `page_too_large` or `too_much_work`; and how many pages there are."""

    def __init__(self, why: str, pages: int = 0) -> None:
        super().__init__(why)
        self.why, self.pages = why, pages
