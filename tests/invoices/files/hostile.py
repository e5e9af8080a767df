"""Files that mean harm or are broken, made here: each small, each claiming or hiding much."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from PIL import Image


def pdf(objects: Mapping[int, bytes], *, root: int = 1, more: bytes = b"") -> bytes:
    """A PDF file of numbered objects, with its table of places."""
    written, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(written), max(objects) + 1
    rows = (b"%010d 00000 n \n" % places[one] if one in places else b"0000000000 65535 f \n" for one in range(size))
    written += b"xref\n0 %d\n" % size + b"".join(rows)
    written += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, more, start)
    return bytes(written)


def page(
    content: bytes,
    *,
    box: tuple[float, float] = (595, 842),
    catalog: bytes = b"",
    attributes: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> bytes:
    """A PDF of one page with a content stream in Helvetica, `/F1`."""
    packed = zlib.compress(content)
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> %s >>" % (*box, attributes),
            4: b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            **(more or {}),
        }
    )


def written(*lines: str, size: int = 12) -> bytes:
    """A content stream with lines of text from the top of an A4 page."""
    shown = (b"(%s) Tj 0 -20 Td" % line.encode("cp1252") for line in lines)
    return b"BT /F1 %d Tf 50 780 Td " % size + b" ".join(shown) + b" ET"


def many_pages(count: int) -> bytes:
    """A page tree that names the same empty page again and again."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        }
    )


def locked() -> bytes:
    """A PDF that says it is encrypted, with keys that no empty password opens (ISO 32000-1, 7.6.3)."""
    key = b"<%s>" % (b"5a" * 32)
    encrypt = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O %s /U %s >> " % (key, key)
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
    return pdf(objects, more=encrypt + b"/ID [<00> <00>]")


def with_actions(content: bytes) -> bytes:
    """A page that would run a script and a program when it is opened, and carries a file."""
    script = b"<< /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('http://127.0.0.1:9/'\\);) >>"
    launch = b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>"
    names = b"/Names << /JavaScript << /Names [(x) 6 0 R] >> /EmbeddedFiles << /Names [(evil.exe) 8 0 R] >> >>"
    return page(
        content,
        catalog=b"/OpenAction 6 0 R " + names,
        attributes=b"/AA << /O 7 0 R >>",
        more={
            6: script,
            7: launch,
            8: b"<< /Type /Filespec /F (evil.exe) /EF << /F 9 0 R >> >>",
            9: b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
        },
    )


def nested(depth: int) -> bytes:
    """A page whose resources are arrays in arrays."""
    return page(written("Total 5.00"), attributes=b"/Deep %s%s" % (b"[" * depth, b"]" * depth))


def forms_in_themselves() -> bytes:
    """A drawing that draws itself."""
    body = b"/A Do /A Do"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 6 0 R >> >> /Length %d >>"
    return page(
        b"/A Do",
        attributes=b"/Resources << /XObject << /A 6 0 R >> >>",
        more={6: form % len(body) + b"\nstream\n" + body + b"\nendstream"},
    )


def inflating(megabytes: int) -> bytes:
    """A content stream of a few kB that unpacks to many MB of nothing."""
    return page(b"q Q " * (megabytes * 250_000))


def bomb(kind: str, width: int, height: int) -> bytes:
    """A picture of a few bytes that claims so many pixels."""
    if kind == "PNG":
        head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(bytes(900))) + _chunk(b"IEND", b"")
    small = io.BytesIO()
    Image.new("RGB", (16, 16)).save(small, kind, **({"lossless": True} if kind == "WEBP" else {}))
    content = bytearray(small.getvalue())
    if kind == "JPEG":
        start = content.index(b"\xff\xc0") + 5
        content[start : start + 4] = struct.pack(">HH", height, width)
    else:
        start = content.index(b"VP8L") + 9
        rest = int.from_bytes(content[start : start + 4], "little") >> 28 << 28
        content[start : start + 4] = (rest | (height - 1) << 14 | (width - 1)).to_bytes(4, "little")
    return bytes(content)


def docx_bomb(megabytes: int) -> bytes:
    """A zip of a few kB, named like a document of an office, that unpacks to many MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(megabytes << 20))
    return packed.getvalue()


def cut(content: bytes, shares: Iterable[float]) -> list[bytes]:
    """The beginnings of a file."""
    return [content[: int(len(content) * share)] for share in shares]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
