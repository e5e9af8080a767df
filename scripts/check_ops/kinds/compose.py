"""The compose files: their grammar by the Compose Specification's schema, their promises by our own rules."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from scripts.check_ops import compose, tools
from scripts.check_ops.tools import Wrong

LAPTOP, SERVER = "docker-compose.yml", "docker-compose.prod.yml"


def checked(root: Path) -> Iterator[str]:
    """Each file's grammar, then what it promises."""
    schema = tools.of_package("check-jsonschema", "check-jsonschema")
    for name in (LAPTOP, SERVER):
        schema.run("--builtin-schema", "vendor.compose-spec", name, cwd=root)
        broken = list(promises_broken(root, name))
        if broken:
            raise Wrong(f"{name}:\n" + "\n".join(broken))
        yield f"{name}, {len(read(root, name)['services'])} services ({schema.label}, and our own rules)"


def promises_broken(root: Path, name: str) -> Iterator[str]:
    """A sentence for each; a laptop's file promises less."""
    file = read(root, name)
    yield from compose.published(file)
    yield from compose.images(file)
    yield from compose.mounts(file, root)
    yield from compose.settings(file)
    if name == SERVER:
        yield from compose.hardening(file)
        yield from compose.secrets(file)


def read(root: Path, name: str) -> dict[str, Any]:
    """The file, its anchors resolved, its variables not."""
    content: dict[str, Any] = yaml.safe_load((root / name).read_text())
    return content
