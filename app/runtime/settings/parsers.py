"""How the text of an environment variable becomes a value. Each raises `ValueError` with the rest of a sentence."""

import math
import re
from collections.abc import Callable, Collection
from pathlib import Path
from urllib.parse import urlsplit

SIZES = {"KB": 1024, "MB": 1024**2, "GB": 1024**3, "B": 1}
LONGEST_NUMBER = 18
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NEVER = "never"


def one_of(*choices: str) -> Callable[[str], str]:
    """A parser that takes one of `choices` in any case."""

    def parse(text: str) -> str:
        if text.strip().lower() not in choices:
            raise ValueError("must be one of " + ", ".join(choice for choice in choices if choice))
        return text.strip().lower()

    return parse


def some_of(*choices: str) -> Callable[[str], tuple[str, ...]]:
    """A parser of a comma-separated list whose entries are among `choices`."""

    def parse(text: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        if not set(names) <= set(choices):
            raise ValueError("must be names of " + ", ".join(choices) + " with commas between them")
        return names

    return parse


def whole(least: int, most: int) -> Callable[[str], int]:
    """A parser of whole numbers from `least` to `most`."""

    def parse(text: str) -> int:
        digits = text.strip()
        if not _is_whole(digits) or not least <= int(digits) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(digits)

    return parse


def ages_of(names: Collection[str]) -> Callable[[str], tuple[tuple[str, int], ...]]:
    """A parser of `name=days` with commas between them, for these names and from 1 to 3650 days."""

    def parse(text: str) -> tuple[tuple[str, int], ...]:
        pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
        ages = tuple((name.strip(), days.strip()) for name, _, days in pairs)
        if not all(name in names and _is_whole(days) and 1 <= int(days) <= 3650 for name, days in ages):
            raise ValueError(f"must be name=days with commas between them; names: {', '.join(sorted(names))}")
        return tuple((name, int(days)) for name, days in ages)

    return parse


def number(least: float, most: float) -> Callable[[str], float]:
    """A parser of numbers from `least` to `most`."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise ValueError(f"must be a number from {least:g} to {most:g}")
        return value

    return parse


def yes_or_no(text: str) -> bool:
    """`true`, `yes`, `on` or `1`, and their opposites."""
    word = text.strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off", ""):
        return False
    raise ValueError("must be true or false")


def hour_of_day(text: str) -> str:
    """`HH:MM` of a clock of 24 hours; `never` for no hour at all."""
    word = text.strip().lower()
    if word != NEVER and not HOUR.fullmatch(word):
        raise ValueError(f"must be an hour such as 01:30, or {NEVER}")
    return word


def folder(text: str) -> Path:
    """An absolute path; a relative one starts at the folder in which the process was started."""
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError("must be a folder, and a file lies there")
    return path


def log_level(text: str) -> str:
    """A level of Python's logging, in any case."""
    return one_of("debug", "info", "warning", "error", "critical")(text).upper()


def byte_size(text: str) -> int:
    """Bytes of `10MB`, `512KB` or a plain number."""
    word = text.strip().upper()
    for unit, size in SIZES.items():
        digits = word.removesuffix(unit).strip()
        if word.endswith(unit) and _is_whole(digits):
            return int(digits) * size
    if _is_whole(word):
        return int(word)
    raise ValueError("must be a size such as 10MB")


def web_address(text: str) -> str:
    """An http or https address without a slash at its end."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address such as https://example.supabase.co")
    return text.strip().rstrip("/")


def database_url(text: str) -> str:
    """A PostgreSQL connection string."""
    if urlsplit(text).scheme not in ("postgresql", "postgres"):
        raise ValueError("must start with postgresql://")
    return text


def redis_url(text: str) -> str:
    """A Redis address."""
    if urlsplit(text).scheme not in ("redis", "rediss"):
        raise ValueError("must start with redis:// or rediss://")
    return text


def bucket_url(text: str) -> str:
    """The address of a bucket, with or without a prefix in it."""
    parts = urlsplit(text.strip())
    if parts.scheme != "s3" or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be a bucket such as s3://bucket/prefix")
    return text.strip().rstrip("/")


def origins(text: str) -> tuple[str, ...]:
    """Web origins from a comma-separated list; `*` stands for all."""
    names = tuple(name.strip().rstrip("/") for name in text.split(",") if name.strip())
    for name in names:
        if name != "*" and not (urlsplit(name).scheme and urlsplit(name).hostname):
            raise ValueError(f"has {name!r}, which is no origin such as https://app.example.com")
    return names


def host_names(text: str) -> tuple[str, ...]:
    """Names of hosts from a comma-separated list: no scheme, port or path."""
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    for name in names:
        if urlsplit(f"//{name}").hostname != name:
            raise ValueError(f"has {name!r}, which is no host such as api.gst.gov.in")
    return names


def _is_whole(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
