"""Make `.venv` as the lock files say, or do nothing when it already is.

Runs on the bare Python of the machine, so only the standard library is used. The stamp in `.venv` holds the SHA-256 of
every lock file it was made from; it goes before anything is installed and comes back when all is, so an interrupted
download is never taken for a finished environment.

pip brings uv, by its hash, and uv the rest, several files at once. Whatever pip was told of mirrors (pip.conf, PIP_...)
holds for uv too, which reads none of it.
"""

import argparse
import ast
import fcntl
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "locks.json"
SUPPORTED = ((3, 11), (3, 12))
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
"""pip's settings (`pip config list`) and the variables by which uv is told the same."""


def platform_problem() -> "str | None":
    """One line saying why this machine cannot run the project, or None."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] not in SUPPORTED:
        return f"Python 3.11 is needed, {sys.executable} is {found}. Try: make run PYTHON=/path/to/python3.11"
    if sys.platform not in ("linux", "darwin"):
        return f"Linux or macOS is needed, this is {sys.platform}."
    return None


def fingerprints(locks: "list[str]") -> "dict[str, str]":
    """Name of each lock file -> SHA-256 of what stands in it, and `python` -> the version that they are for."""
    digests = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in locks}
    return {"python": f"{sys.version_info[0]}.{sys.version_info[1]}", **digests}


def installed() -> "dict[str, str]":
    """Fingerprints that `.venv` was made from; empty when it is missing, unfinished or its Python has gone."""
    try:
        subprocess.run([VENV / "bin" / "python", "-c", ""], check=True, capture_output=True)
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}


def create() -> None:
    """A fresh, empty `.venv`. Raises `CalledProcessError` when this Python was packaged without the venv module."""
    print(f"Making .venv with {sys.executable}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install(locks: "list[str]") -> None:
    """Download and install what `locks` name, every file checked against its hash. Raises `CalledProcessError`."""
    print(f"Installing {', '.join(locks)}: about 600 MB the first time", flush=True)
    wanted = [part for name in locks for part in ("-r", str(ROOT / name))]
    options = ["--require-hashes", "--only-binary=:all:"]
    pip = [str(VENV / "bin" / "python"), "-m", "pip"]
    by_pip = [*pip, "install", *options, "--no-input", "--disable-pip-version-check"]
    uv = locked("uv")
    if not uv:
        subprocess.run([*by_pip, *wanted], check=True)
        return
    (VENV / "uv.txt").write_text(uv)
    subprocess.run([*by_pip, "--quiet", "-r", str(VENV / "uv.txt")], check=True)
    told = subprocess.run([*pip, "config", "list"], check=True, capture_output=True, text=True).stdout
    by_uv = [str(VENV / "bin" / "uv"), "pip", "install", "--python", str(VENV), "--compile-bytecode", *options]
    subprocess.run([*by_uv, *wanted], check=True, env={**os.environ, **as_pip_was_told(told)})


def locked(package: str) -> str:
    """The lines of requirements-dev.txt that name a package, with its hashes; empty where it has none."""
    path = ROOT / "requirements-dev.txt"
    lines = path.read_text().splitlines() if path.exists() else []
    found: list[str] = []
    for line in lines:
        if found or line.startswith(f"{package}=="):
            found.append(line)
            if not line.endswith("\\"):
                break
    return "\n".join(found)


def as_pip_was_told(config: str) -> "dict[str, str]":
    """Variables for uv that say what `pip config list` says: where packages are, and whom to believe."""
    lines = sorted(config.splitlines(), key=lambda line: line.startswith(":env:"))  # variables win over files
    pairs = [line.partition("=")[::2] for line in lines if "=" in line]
    told = {name.rpartition(".")[2]: str(ast.literal_eval(value)) for name, value in pairs}
    found = {variable: told[name] for name, variable in UV_NAMES.items() if told.get(name)}
    if "UV_FIND_LINKS" in found:
        found["UV_FIND_LINKS"] = ",".join(found["UV_FIND_LINKS"].split())
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **found}  # safe by the hashes: the first index may be incomplete


def bring_up_to_date(locks: "list[str]") -> None:
    """Leave `.venv` holding at least `locks`; what earlier calls asked for stays."""
    present = installed()
    wanted = fingerprints(locks)
    if wanted.items() <= present.items():
        return
    if present.get("python") != wanted["python"]:
        create()
        present = {}
    everything = locks + [name for name in present if name not in wanted and (ROOT / name).exists()]
    STAMP.unlink(missing_ok=True)
    install(everything)
    STAMP.write_text(json.dumps(fingerprints(everything), indent=1))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--worker", action="store_true", help="also what forecasts and draws")
    parser.add_argument("--ocr", action="store_true", help="also what reads scanned invoices")
    parser.add_argument("--otel", action="store_true", help="also what sends spans to a collector")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--ops", action="store_true", help="also what checks images, manifests and configurations")
    asked = parser.parse_args()
    problem = platform_problem()
    if problem:
        sys.exit(problem)
    extras = {"worker": asked.worker, "ocr": asked.ocr, "otel": asked.otel, "dev": asked.dev, "ops": asked.ops}
    locks = ["requirements.txt", *(f"requirements-{name}.txt" for name, is_asked in extras.items() if is_asked)]
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            bring_up_to_date(locks)
        except subprocess.CalledProcessError as failure:
            sys.exit(f"Set-up stopped (exit {failure.returncode}, see above); run the same command again to go on.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
