"""The process itself: hears one request with a file, gives up everything it does not need, and tells page by page."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

from app.invoices.opening import frames
from app.invoices.opening.refused import Refused
from ml_models.lockdown import CannotLockDown, Limits, give_up_everything

Said = tuple[dict[str, Any], bytes]
LIMITS = {"pdf": Limits(memory=768 << 20, cpu_seconds=30), "picture": Limits(memory=2 << 30, cpu_seconds=40)}
"""A picture of `pictures.MOST_PIXELS` takes 0.5 GB while it is turned, a scan of 600 dots an inch 0.2 GB; text takes
0.003 s a page, a scan of 200 dots an inch 0.2 s. A PDF that draws itself goes on until it has no memory left."""


def main() -> None:
    """Answers one request on standard input in frames on standard output, a last one `{"end": true}`."""
    out = sys.stdout.buffer
    heard = frames.read(sys.stdin.buffer.read)
    if heard is None:
        return
    request, content = heard
    try:
        pages = _opener(request)
    except ImportError:
        frames.write(out, {"refused": "not_installed"})
        return
    with contextlib.suppress(CannotLockDown):
        # Without seccomp (an old kernel, another system) the bounds of memory, time, files and processes still hold:
        # they are set first. What is lost is the second wall, so such a host should read its owner's own files only.
        give_up_everything(LIMITS[request["kind"]])
    try:
        for said, pixels in pages(content, request):
            frames.write(out, said, pixels)
        frames.write(out, {"end": True})
    except Refused as refused:
        frames.write(out, {"refused": refused.why, "pages": refused.pages})
    except MemoryError:
        frames.write(out, {"refused": "too_much_work"})


def _opener(request: dict[str, Any]) -> Callable[[bytes, dict[str, Any]], Iterator[Said]]:
    """What opens this kind of file; it is imported before no file can be opened any more."""
    if request["kind"] == "pdf":
        from app.invoices.opening import pdf

        if request["wants"] == "previews":
            from app.invoices.opening import drawing

            drawing.prepare()
            return pdf.previews
        return pdf.pages
    from app.invoices.opening import drawing, photo

    drawing.prepare()
    return photo.previews if request["wants"] == "previews" else photo.pages
