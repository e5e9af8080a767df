"""A drawing becomes an SVG or a PNG. The same drawing and look give the same bytes, on every worker.

Drawn with matplotlib's objects alone: `pyplot` keeps every figure of the process, and asks for a screen.
"""

import hashlib
import io
import re
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image

from app.insights.charts import letters, plot
from app.insights.records.picture import Drawing, Format, Look

WIDTH_INCHES = 5.4
"""At 1080 pixels an inch has 200 of them, so that letters of 11 points are 30 pixels high: legible on a phone."""
HEIGHT_SHARE = 0.74
SHADES = 128
LETTERS = "path"
"""Letters of an SVG are outlines: no reader's fonts are needed."""
OPENING = re.compile(r"<svg [^>]*>")
BEFORE = re.compile(r"^.*?(?=<svg )", re.DOTALL)
NOTHING_SAID = dict.fromkeys(("Creator", "Date", "Format", "Type"))
"""What matplotlib writes of itself and of the day, which would make the bytes differ."""


def drawn(drawing: Drawing, look: Look) -> bytes:
    """The chart as a file."""
    salt = hashlib.sha256(repr(drawing).encode()).hexdigest()
    with matplotlib.rc_context({"font.family": letters.FONT, "svg.fonttype": LETTERS, "svg.hashsalt": salt}):
        figure = Figure(figsize=(WIDTH_INCHES, WIDTH_INCHES * HEIGHT_SHARE), dpi=look.width / WIDTH_INCHES)
        plot.onto(figure, drawing, is_dark=look.is_dark)
        return _svg(figure, drawing, look) if look.format is Format.SVG else _png(figure)


def _png(figure: Figure) -> bytes:
    """The picture in a palette of its own, which more than halves the file and shows no difference."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    full = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    file = io.BytesIO()
    full.convert("RGB").quantize(SHADES, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _svg(figure: Figure, drawing: Drawing, look: Look) -> bytes:
    """The drawing without a declaration before it, with its words for who listens, in the size that was asked for."""
    file = io.StringIO()
    FigureCanvasSVG(figure).print_svg(file, metadata=NOTHING_SAID)
    width, height = look.width, round(look.width * HEIGHT_SHARE)
    inches = figure.get_size_inches() * 72
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' width="{width}" height="{height}" viewBox="0 0 {inches[0]:g} {inches[1]:g}"'
        f' role="img" aria-labelledby="title desc">\n <title id="title">{escape(drawing.title)}</title>\n'
        f' <desc id="desc">{escape(drawing.description)}</desc>'
    )
    text = OPENING.sub(lambda _: opening, BEFORE.sub("", file.getvalue()), count=1)
    return text.encode()
