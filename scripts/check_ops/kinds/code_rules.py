"""Our own rules of security (`semgrep/`), each first against its examples, and bandit, over what runs in production.

Their environment is apart, `.venv-scan`: semgrep wants an older click than the service. Known advisories are asked for
in the workflow alone, since their service cannot be reached from everywhere.
"""

import hashlib
import venv
from collections.abc import Iterator
from pathlib import Path

from scripts.check_ops.tools import Tool, Wrong

LIST = "requirements-scan.txt"
RULES = "semgrep"
CODE = ("app", "tasks", "ml_models")
QUIET = ("--metrics=off", "--disable-version-check")
PASSED = "All tests passed"


def checked(root: Path) -> Iterator[str]:
    """Rules whose examples are judged as they say, and code that they find nothing in."""
    folder = environment(root)
    semgrep = _tool(folder, "semgrep")
    said = semgrep.run("--test", "--metrics=off", RULES, cwd=root)
    if PASSED not in said:
        raise Wrong(f"{semgrep.label} ran no example of {RULES}\n{said.strip()}")
    yield f"{RULES}/*.yaml, by their examples ({semgrep.label})"
    semgrep.run("scan", "--error", "--quiet", *QUIET, "--config", RULES, *CODE, cwd=root)
    yield f"{', '.join(CODE)} by our rules ({semgrep.label})"
    bandit = _tool(folder, "bandit")
    bandit.run("--quiet", "--recursive", "--configfile", "pyproject.toml", *CODE, "scripts", cwd=root)
    yield f"{', '.join(CODE)}, scripts ({bandit.label})"


def environment(root: Path) -> Path:
    """The folder of programs, made anew when the list has changed. Raises `Wrong` when it cannot be filled."""
    home, wanted = root / ".venv-scan", hashlib.sha256((root / LIST).read_bytes()).hexdigest()
    stamp = home / "lock.sha256"
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(home, with_pip=True, clear=True)
        pip = Tool(home / "bin" / "pip", "pip")
        pip.run("install", "--quiet", "--require-hashes", "--only-binary=:all:", "-r", root / LIST)
        stamp.write_text(wanted)
    return home / "bin"


def _tool(folder: Path, name: str) -> Tool:
    plain = Tool(folder / name, name)
    first = plain.run("--version").splitlines()[0]
    return Tool(folder / name, f"{name} {first.split()[-1]}")
