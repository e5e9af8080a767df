"""What a page costs: of a PDF with its words in it, of a photo beside the bare text reader, and their memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from app.invoices import files
from scripts.whole_system import ROOT

ROUNDS = 5
PAGES = 20
DOTS_AN_INCH = 150
"""Of a photo of a page: 1240 by 1754 pixels on A4."""
_LINES = 40
_SIZE_OF_PROCESS = """
import resource, sys
sys.path.insert(0, {root!r})
from scripts.bench import reading
reading.read_pages()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
"""


def pdf_page_ms() -> float:
    """Milliseconds for a page with a text layer, the 95th of 100 files of one page, each in a process of its own."""
    content = pdf(1)
    found = [_seconds(lambda: files.read(content)) for _ in range(100)]
    return sorted(found)[94] * 1000


def photo_ratio() -> float:
    """Processor time for a photo of a page, from bytes to words with places, over what the bare reader takes for it."""
    import numpy as np
    from PIL import Image
    from rapidocr import RapidOCR

    bare, ours = RapidOCR(params={"Global.log_level": "error"}), files.RapidReader()
    content = photo()

    def bare_reading() -> None:
        bare(np.asarray(Image.open(BytesIO(content)).convert("RGB"))[:, :, ::-1])

    both = bare_reading, lambda: files.read(content, reader=ours)
    for one in both:
        one()
    return statistics.median(_cpu_seconds(both[1]) / _cpu_seconds(both[0]) for _ in range(ROUNDS))


def megabytes_after_pages() -> float:
    """The most memory (10^6 bytes) that a process ever held which read `PAGES` photos."""
    command = [sys.executable, "-c", _SIZE_OF_PROCESS.format(root=str(ROOT))]
    return float(subprocess.check_output(command, cwd=ROOT, env=dict(os.environ)).split()[-1])


def read_pages() -> None:
    """Reads so many photos with one reader."""
    reader, content = files.RapidReader(), photo()
    for _ in range(PAGES):
        files.read(content, reader=reader)


def pdf(pages: int) -> bytes:
    """Pages of a ruled table of 40 lines, 260 words each."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for _ in range(pages):
        for number, line in enumerate(_lines()):
            below = 790 - 18 * number
            canvas.line(40, below - 5, 555, below - 5)
            for place, word in zip((45, 75, 190, 240, 300, 360, 470), line, strict=True):
                canvas.drawString(place, below, word)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def photo() -> bytes:
    """The same page as a JPEG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf(1))
    page = document[0].render(scale=DOTS_AN_INCH / 72).to_pil()
    written = BytesIO()
    page.convert("RGB").save(written, "JPEG", quality=85)
    return written.getvalue()


def _lines() -> Iterator[tuple[str, ...]]:
    for number in range(_LINES):
        amount = f"{(number + 1) * 1234.5:,.2f}"
        yield str(number + 1), f"Cotton shirt {number}", "6205", f"{number + 3} PCS", "411.50", f"{amount} 5%", amount


def _seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _cpu_seconds(work: Callable[[], Any]) -> float:
    """Of this process and of those that it started and saw end."""
    began = os.times()
    work()
    ended = os.times()
    return sum(ended[:4]) - sum(began[:4])
