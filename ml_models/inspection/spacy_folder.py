"""A spaCy pipeline by its files: config, meta, and MessagePack, JSON or numpy for everything else.

The config decides which functions run when the pipeline is loaded, so each of its values is looked at: no function that
is not on the list, no component copied from another path, no hooks, and variables only as whole values, so that no
name can be put together from pieces.
"""

import configparser
import json
import re
from collections.abc import Mapping
from typing import Any

from ml_models.contracts import RefusedModel
from ml_models.formats import allowed_spacy
from ml_models.inspection import msgpack, npy

CONFIG, META = "config.cfg", "meta.json"
VARIABLE = re.compile(r'"?\$\{[a-z0-9_.]+\}"?')
HOOKS = (
    "before_",
    "after_",
    "init_tok2vec",
    "gpu_allocator",
    "vocab_data",
    "source",
    "annotating_components",
    "augmenter",
)
USUAL = ("${paths.init_tok2vec}", "${system.gpu_allocator}")
"""What spaCy itself writes for settings of training that point at other settings."""
PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
MOST_CONFIG = 1 << 20


def components(members: Mapping[str, bytes]) -> tuple[str, ...]:
    """The factories of a pipeline that may be loaded. Raises `RefusedModel` naming what may not."""
    if CONFIG not in members or META not in members:
        raise RefusedModel("damaged", "The spaCy pipeline lacks its config.cfg or meta.json. Pack the whole folder.")
    config = _config(members[CONFIG])
    for section in config.sections():
        for key, value in config.items(section):
            _refuse_value(section, key, value)
    names = _pipeline(config)
    for name in members:
        _refuse_file(name, members[name], names)
    return tuple(_factory(config, name) for name in names)


def frameworks(members: Mapping[str, bytes]) -> dict[str, str]:
    """The spaCy that wrote the pipeline, from its meta.json. Raises `RefusedModel`."""
    meta = _json(members[META], META)
    found = re.match(r">=(\d+\.\d+\.\d+)", str(meta.get("spacy_version"))) if isinstance(meta, dict) else None
    if not found:
        raise RefusedModel("other_version", "The pipeline's meta.json does not say which spaCy wrote it.")
    return {"spacy": found[1]}


def _config(content: bytes) -> configparser.RawConfigParser:
    config = configparser.RawConfigParser(default_section="DEFAULT")
    config.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        config.read_string(content[:MOST_CONFIG].decode())
    except (configparser.Error, UnicodeDecodeError) as broken:
        raise RefusedModel("damaged", "The pipeline's config.cfg cannot be read.") from broken
    if config.defaults() or len(content) > MOST_CONFIG:
        raise _odd("it sets values for all sections at once, or is far too long")
    return config


def _pipeline(config: configparser.RawConfigParser) -> list[str]:
    language, names = (_value(config.get("nlp", key, fallback="null")) for key in ("lang", "pipeline"))
    if language not in allowed_spacy.LANGUAGES:
        raise _odd(f"its language {str(language)[:20]!r} is none of {', '.join(sorted(allowed_spacy.LANGUAGES))}")
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise _odd("it names no components")
    if not all(PLAIN_NAME.fullmatch(name) and name != "vocab" for name in names):
        raise _odd("a component has an odd name")
    return names


def _factory(config: configparser.RawConfigParser, name: str) -> str:
    factory = _value(config.get(f"components.{name}", "factory", fallback="null"))
    if factory not in allowed_spacy.COMPONENTS:
        raise RefusedModel(
            "unknown_type",
            f"The pipeline holds the component {str(factory)[:80]!r}, which is not on the list of known components "
            f"({', '.join(sorted(allowed_spacy.COMPONENTS))}).",
        )
    return str(factory)


def _refuse_value(section: str, key: str, text: str) -> None:
    value = _value(text)
    if "$" in text and not VARIABLE.fullmatch(text.strip()):
        raise _odd(f"[{section}] {key} puts a value together from variables")
    if key.startswith("@"):
        if not isinstance(value, str) or value not in allowed_spacy.FUNCTIONS.get(key, ()):
            raise RefusedModel(
                "unknown_type",
                f"The pipeline's config calls the function {text[:80]} ({key} in [{section}]), which is not "
                "on the list of known functions. Train it with spaCy's own parts.",
            )
    elif key.startswith(HOOKS) and value not in (None, [], {}) and text.strip() not in USUAL:
        raise _odd(f"[{section}] {key} is set; it could call something or read other files. Set it to null")
    elif section == "paths" and value is not None:
        raise _odd(f"[paths] {key} points at a file. Set it to null")
    _refuse_inside(section, key, value)


def _refuse_inside(section: str, key: str, value: Any) -> None:
    """Values that are objects may name functions too, and section references are made of a word of confection's own."""
    if isinstance(value, dict):
        if any(str(name).startswith(("@", "source", "factory")) for name in value):
            raise _odd(f"[{section}] {key} calls a function inside a value")
        value = list(value.values()) + list(value)
    if isinstance(value, list):
        for inner in value:
            _refuse_inside(section, key, inner)
    if isinstance(value, str) and "__SECTION__" in value:
        raise _odd(f"[{section}] {key} refers to a section in a way that configs do not")


def _refuse_file(name: str, content: bytes, pipeline: list[str]) -> None:
    folder, _, file = name.rpartition("/")
    allowed = {"": allowed_spacy.OF_PIPELINE, "vocab": allowed_spacy.OF_VOCABULARY}
    if file not in (allowed.get(folder) or (allowed_spacy.OF_COMPONENT if folder in pipeline else ())):
        raise RefusedModel("odd_archive", f"The pipeline holds the file {name!r}, which its components do not have.")
    if file == "vectors":
        npy.header(content, name)
    elif file in (META, "strings.json", "cfg", "vectors.cfg"):
        _json(content, name)
    elif file != CONFIG:
        msgpack.check(content, name)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _json(content: bytes, name: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as broken:
        raise RefusedModel("damaged", f"{name!r} inside the pipeline cannot be read.") from broken


def _odd(what: str) -> RefusedModel:
    return RefusedModel("odd_config", f"The pipeline's config.cfg is not taken: {what}.")
