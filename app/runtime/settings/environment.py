"""Reads the settings from an environment, and names every problem at once instead of the first."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from app.runtime.settings import rules
from app.runtime.settings.fields import Settings

SERVERS_FILE = "servers.json"
"""Where a running stack writes the addresses of its embedded servers, inside DATA_DIR (mode 0600)."""


class SettingsError(Exception):
    """The settings cannot be used. `problems` has one sentence for each that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def read(environ: Mapping[str, str]) -> Settings:
    """The settings in `environ`. Raises `SettingsError` when any is malformed or forbidden in its environment."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for one in _settings():
        try:
            values |= _value(one, environ)
        except ValueError as error:
            problems.append(str(error))
            values |= _default(one)
    try:
        values = _with_running_servers(values, environ)
    except ValueError as error:
        problems.append(str(error))
    found = Settings(**values)
    named = {problem.split()[0] for problem in problems}
    problems += [problem for problem in rules.problems(found) if problem.split()[0] not in named]
    if problems:
        raise SettingsError(problems)
    return found


def described(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """`(name, value, meaning)` of every setting, secrets replaced by how long they are."""
    for one in _settings():
        value = getattr(settings, one.name)
        shown = f"(secret, {len(value)} characters)" if one.metadata["secret"] and value else _plain(value)
        unit = f" [{one.metadata['unit']}]" if one.metadata["unit"] else ""
        yield one.metadata["names"][0], shown, one.metadata["meaning"] + unit


def _settings() -> list[Field[Any]]:
    return [one for one in fields(Settings) if "names" in one.metadata]


def _value(one: Field[Any], environ: Mapping[str, str]) -> dict[str, Any]:
    for name in one.metadata["names"]:
        text = _text(name, environ)
        if text:
            try:
                return {one.name: one.metadata["parse"](text)}
            except ValueError as error:
                raise ValueError(f"{name} {error}") from error
    return _default(one)


def _default(one: Field[Any]) -> dict[str, Any]:
    return {one.name: one.default.absolute()} if isinstance(one.default, Path) else {}


def _text(name: str, environ: Mapping[str, str]) -> str:
    if environ.get(name):
        return environ[name]
    path = environ.get(f"{name}_FILE")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ValueError(f"{name}_FILE names {path}, which cannot be read: {reason}") from error


def _with_running_servers(values: dict[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """Fills in the embedded servers' addresses, so that commands find a stack that runs on the same DATA_DIR."""
    if environ.get("EMBEDDED_SERVERS"):
        embedded = environ["EMBEDDED_SERVERS"].split(",")
        return values | {f"is_{name}_embedded": name in embedded for name in ("database", "redis")}
    known = _running_servers(values["data_dir"] / SERVERS_FILE)
    for name in ("database", "redis"):
        if not values.get(f"{name}_url"):
            values[f"{name}_url"] = known.get(f"{name}_url", "")
            values[f"is_{name}_embedded"] = True
    return values


def _running_servers(path: Path) -> dict[str, str]:
    try:
        known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise ValueError(f"DATA_DIR holds a {SERVERS_FILE} that cannot be read; start the stack again") from error
    return known


def _plain(value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
