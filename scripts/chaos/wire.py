"""Requests as no honest client writes them, byte by byte, and how they are answered."""

import socket
from collections.abc import Callable
from contextlib import suppress

LONGEST_SECONDS = 30.0
PATH = "/api/v1/gst/gstin"
Request = Callable[[str], bytes]
"""The bytes, made with somebody's token."""


def posted(body: bytes, *, kind: str = "application/json", more: str = "", length: int | None = None) -> Request:
    """A POST with `body`; `more` are further headers, `length` another length than it has."""

    def written(token: str) -> bytes:
        said = len(body) if length is None else length
        head = f"POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nContent-Type: {kind}\r\n"
        return f"{head}Content-Length: {said}\r\nConnection: close\r\n{more}\r\n".encode() + body

    return written


def got(path: str, *, more: str = "", host: str = "a") -> Request:
    """A GET of `path` with further headers."""
    return lambda token: (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n{more}\r\n"
    ).encode()


HOSTILE: dict[str, Request] = {
    "a body of 40 MB": posted(b'{"gstin": "' + b"x" * 40_000_000 + b'"}'),
    "JSON nested 100,000 deep": posted(b"[" * 100_000),
    "objects nested 50,000 deep": posted(b'{"a":' * 50_000),
    "a number of 100,000 digits": posted(b'{"gstin": ' + b"9" * 100_000 + b"}"),
    "100,000 names": posted(b"{" + b",".join(b'"%d": 1' % number for number in range(100_000)) + b"}"),
    "half a character": posted(b'{"gstin": "\\ud800"}'),
    "bytes that are no text": posted(b"\xff\xfe\x00"),
    "an infinite number": posted(b'{"gstin": 1e999999}'),
    "a name given twice": posted(b'{"gstin": "a", "gstin": "b"}'),
    "XML with entities": posted(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', kind="application/xml"),
    "a form of 5,000 parts": posted(
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % number for number in range(5000))
        + b"--x--",
        kind="multipart/form-data; boundary=x",
    ),
    "a header of 100 KB": got(PATH, more=f"X-Long: {'a' * 100_000}\r\n"),
    "500 headers": got(PATH, more="".join(f"X-{number}: a\r\n" for number in range(500))),
    "an address of 100 KB": got(f"{PATH}?a={'b' * 100_000}"),
    "a null byte in the address": got("/api/v1/insights/%00"),
    "a way out of the folder": got("/../../../../etc/passwd"),
    "an id that is SQL": got("/api/v1/insights/1'%20or%20'1'='1"),
    "two lengths": posted(b"{}", more="Content-Length: 5\r\n"),
    "a length and chunks": posted(b"0\r\n\r\n", more="Transfer-Encoding: chunked\r\n"),
    "a negative length": posted(b"{}", length=-1),
    "no HTTP at all": lambda _: b"\x16\x03\x01 hello\r\n\r\n",
    "a method nobody knows": lambda _: b"BREW / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
}


def spoken(port: int, request: bytes) -> tuple[int, bytes]:
    """Status and body of the answer to these bytes; status 0 when there was none."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_SECONDS) as connection:
        with suppress(OSError):  # it may be refused before all of it is sent
            connection.sendall(request)
        answer = b""
        with suppress(OSError):
            while part := connection.recv(1 << 16):
                answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    words = head.split(maxsplit=2)
    return (int(words[1]) if len(words) > 1 and words[1].isdigit() else 0), body
