"""What can be known of commands that need a place which this machine is not: a server, a cluster, Docker.

Each is held against what the repository has: services of the Compose file, units, deployments of the cluster, options
of our own scripts and commands. A program that is in no table is a mistake.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import click
import yaml

from scripts.deployment import asked
from scripts.deployment.records import Failed

Words = Sequence[str]
SEPARATORS = re.compile(r"&&|[;|]")
ASSIGNED = re.compile(r"^[A-Z_]+=")
WITH_VALUE = {"-f", "--profile", "--tail", "--scale", "-n", "-u"}
COMPOSE = {"up", "ps", "logs", "start", "stop", "restart", "exec"}
CLUSTER = {"get", "logs", "exec", "scale", "rollout", "top"}
SYSTEMD = {"start", "stop", "restart", "status"}
PLAIN = {"cd", "set", ".", "export", "echo", "openssl", "certbot"}
"""Nothing of ours stands in their words."""
SCRIPTS: Mapping[str, Callable[[Words, Path], object]] = {
    "scripts/deployment/deploy.sh": asked.deployment,
    "scripts/rollback.sh": lambda words, _: asked.way_back(words),
    "scripts/monitor.sh": lambda words, _: asked.look(words),
    "scripts/as_service.sh": lambda words, _: words,
}


def commands(block: str) -> Iterator[list[str]]:
    """The words of each command of a block, without assignments before it and redirections."""
    for line in block.replace("\\\n", " ").splitlines():
        for piece in SEPARATORS.split(line):
            words = shlex.split(re.sub(r"\d?> *\S+", "", piece))
            while words and ASSIGNED.match(words[0]):
                words.pop(0)
            if words:
                yield words


def mistakes(root: Path, cli: click.Group, words: Words) -> Iterator[str]:
    """A sentence for each thing that the command names and the repository does not have."""
    program, rest = words[0], words[1:]
    if program in SCRIPTS:
        found = _script(root, program, rest)
    elif program == "flask":
        found = _flask(cli, list(rest))
    elif program in CHECKS:
        found = CHECKS[program](root, rest)
    else:
        found = iter([] if program in PLAIN else ["nobody knows this program"])
    yield from (f"{shlex.join(words)}: {wrong}" for wrong in found)


def _docker(root: Path, words: Words) -> Iterator[str]:
    if list(words) == ["image", "prune", "--force"]:
        return
    plain, values = _parted(words)
    services = _services(root / values["-f"])
    profiles = {profile for service in services.values() for profile in service.get("profiles", [])}
    if plain[:1] != ["compose"] or plain[1] not in COMPOSE:
        yield "no command that is known here"
    if values.get("--profile", "monitoring") not in profiles:
        yield "no such profile"
    named = plain[2:3] if plain[1] == "exec" else plain[2:]
    scaled = values["--scale"].split("=")[:1] if "--scale" in values else []
    yield from (f"no service {name}" for name in [*named, *scaled] if name not in services)


def _kubectl(root: Path, words: Words) -> Iterator[str]:
    plain, values = _parted(words)
    objects = _objects(root / "k8s" / "base")
    if ("Namespace", values["-n"]) not in objects or plain[0] not in CLUSTER:
        yield "no such namespace, or no command that is known here"
    deployments = [word.removeprefix("deploy/") for word in plain if word.startswith("deploy/")]
    yield from (f"no deployment {name}" for name in deployments if ("Deployment", name) not in objects)


@cache
def _services(file: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(file.read_text())["services"]
    return found


@cache
def _objects(folder: Path) -> set[tuple[str, str]]:
    """Kind and name of each; what kustomize reads itself has no name."""
    objects = [one for path in folder.glob("*.yaml") for one in yaml.safe_load_all(path.read_text())]
    return {(one["kind"], one["metadata"]["name"]) for one in objects if "metadata" in one}


def _systemctl(root: Path, words: Words) -> Iterator[str]:
    if words[0] not in SYSTEMD:
        yield "no command that is known here"
    yield from _units(root, words[1:])


def _journalctl(root: Path, words: Words) -> Iterator[str]:
    _, values = _parted(words)
    if "-u" in values:
        yield from _units(root, [values["-u"]])


def _units(root: Path, names: Words) -> Iterator[str]:
    files = {path.name for path in (root / "systemd").iterdir()}
    yield from (f"no unit {name}" for name in names if f"{re.sub('@.*', '@', name)}.service" not in files)


def _flask(cli: click.Group, words: list[str]) -> Iterator[str]:
    command: click.Command = cli
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    try:
        command.make_context(command.name, words).close()
    except click.ClickException as wrong:
        yield wrong.format_message()


def _script(root: Path, name: str, words: Words) -> Iterator[str]:
    if not (root / name).exists():
        yield "no such script"
    try:
        SCRIPTS[name](words, root)
    except (SystemExit, Failed):
        yield "its options are others"


def _parted(words: Words) -> tuple[list[str], dict[str, str]]:
    """Words that are no options, and the values of those options that take one."""
    plain: list[str] = []
    values: dict[str, str] = {}
    waiting = ""
    for word in words:
        if waiting:
            values[waiting], waiting = word, ""
        elif word in WITH_VALUE:
            waiting = word
        elif not word.startswith("-"):
            plain.append(word)
    return plain, values


CHECKS: Mapping[str, Callable[[Path, Words], Iterator[str]]] = {
    "docker": _docker,
    "kubectl": _kubectl,
    "systemctl": _systemctl,
    "journalctl": _journalctl,
}
