"""Pictures in memory: made of pixels, made smaller, written as JPEG."""

from io import BytesIO

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from app.invoices.opening.rendering import Pixels

FORMATS = ("PNG", "JPEG", "WEBP")
_QUALITY = 80
_ORIENTATION = 0x0112
"""EXIF 2.32, 4.6.5.A: how the camera was held; cameras write it as a TIFF directory."""


def prepare() -> None:
    """Loads what a first picture would load: afterwards no file can be opened."""
    _ = JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin
    turned = Image.Exif()
    turned[_ORIENTATION] = 6
    for kind in FORMATS:
        written = BytesIO()
        Image.new("RGB", (8, 8)).save(written, kind, exif=turned)
        with Image.open(BytesIO(written.getvalue()), formats=FORMATS) as opened:
            ImageOps.exif_transpose(opened)


def of_pixels(pixels: Pixels) -> Image.Image:
    """The picture of a page that was drawn in three colours."""
    return Image.frombuffer("RGB", (pixels.width, pixels.height), pixels.content, "raw", "BGR", 0, 1)


def smaller(picture: Image.Image, longest_side: int) -> Image.Image:
    """At most so many pixels a side."""
    if max(picture.size) > longest_side:
        picture.thumbnail((longest_side, longest_side), reducing_gap=2.0)
    return picture


def turned(picture: Image.Image, quarters: int) -> Image.Image:
    """The picture turned clockwise."""
    ways = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    way = ways[quarters % 4]
    return picture if way is None else picture.transpose(way)


def as_jpeg(picture: Image.Image) -> bytes:
    """The bytes of a JPEG file."""
    written = BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
