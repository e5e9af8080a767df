"""A Kubernetes cluster: the overlay of the environment, with the version written in, as k8s/roll-out.sh brings it."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.deployment import commands, smoke
from scripts.deployment.records import Entry, Failed, Wanted

DEPLOYMENTS = ("ai-backend", "ai-worker", "ai-beat")
VERSION = re.compile(r"^  version: .*$", re.MULTILINE)


class Cluster:
    """The cluster of kubectl's present context."""

    def __init__(self, wanted: Wanted, source: Path, door: str) -> None:
        self._wanted = wanted
        self._source = source
        self._door = door
        self._overlay = source / "k8s" / "overlays" / wanted.environment

    def running(self) -> str:
        """The tag of the image that the web deployment asks for; empty for none."""
        asked = "jsonpath={.items[*].spec.template.spec.containers[0].image}"
        found = self._kubectl("get", "deployments", *self._here, "--ignore-not-found", "--output", asked).split()
        versions = {image.rpartition(":")[2] for image in found if "ai-backend" in image}
        return versions.pop() if len(versions) == 1 else ""

    def processes(self) -> Mapping[str, bool]:
        """The pods, and whether each is ready."""
        asked = 'jsonpath={range .items[*]}{.metadata.name} {.status.containerStatuses[*].ready}{"\\n"}{end}'
        lines = [line.split() for line in self._kubectl("get", "pods", *self._here, "--output", asked).splitlines()]
        return {name: bool(ready) and all(each == "true" for each in ready) for name, *ready in lines}

    def require(self) -> Iterator[str]:
        """kubectl, a cluster that answers, and an overlay."""
        if not self._overlay.is_dir():
            raise Failed(f"{self._overlay} is missing.")
        yield f"kubectl reaches {self._kubectl('config', 'current-context').strip()}"

    def check(self) -> Iterator[str]:
        """The manifests can be built; what they must say is held by `make check-ops`."""
        yield f"{self._manifests().count('kind: ')} objects for {self._wanted.environment}"

    def backup(self) -> Iterator[str]:
        """By the pods that run; there is nothing to save before the first time."""
        if not self.running():
            yield "nothing runs yet"
            return
        yield from self._kubectl(
            "exec", *self._here, "deployment/ai-backend", "--", "flask", "backup", "create"
        ).splitlines()

    def build(self) -> Iterator[str]:
        """Images come from the registry; .github/workflows/image.yml puts them there."""
        yield f"the cluster fetches fineasy/ai-backend:{self._wanted.version}"

    def try_out(self) -> Iterator[str]:
        """The migration job loads the new image before any pod is touched."""
        yield "tried out by the migration job"

    def migrate(self) -> Iterator[str]:
        """Part of the roll: its job is waited for before pods change."""
        yield "as part of the next step"

    def roll(self) -> Iterator[str]:
        """Schema, then pods, which go back by themselves when they do not become ready."""
        with TemporaryDirectory() as folder:
            manifests = Path(folder) / "manifests.yaml"
            manifests.write_text(self._manifests())
            script = self._source / "k8s" / "roll-out.sh"
            yield from commands.output("bash", script, manifests, folder=self._source).splitlines()

    def prove(self) -> Iterator[str]:
        """Calls through the door, where it is named."""
        yield from smoke.prove_door(self._door, self._wanted.version)

    def monitor(self) -> Iterator[str]:
        """A cluster has its own (k8s/README.md)."""
        yield "Prometheus of the cluster asks the pods by their annotations"

    def models(self) -> Mapping[str, int]:
        """Not asked from outside of the pods: `flask models rollback` is the way."""
        return {}

    def go_back(self, _: str, __: Mapping[str, int]) -> Iterator[str]:
        """The cluster keeps what ran before. One that roll-out.sh has taken back already stays as it is."""
        for name in DEPLOYMENTS if self.running() == self._wanted.version else ():
            yield self._kubectl("rollout", "undo", *self._here, f"deployment/{name}").strip()
            self._kubectl("rollout", "status", *self._here, f"deployment/{name}", "--timeout=600s")

    def tell(self, entry: Entry) -> None:
        """The history beside the checkout has it, and the cluster's own."""

    def tidy(self) -> None:
        """The cluster keeps as many revisions as its deployments say."""

    @property
    def _here(self) -> tuple[str, str]:
        return ("--namespace", "ai-backend" if self._wanted.environment == "production" else "ai-backend-staging")

    def _manifests(self) -> str:
        with TemporaryDirectory() as folder:
            copied = Path(folder) / "k8s"
            shutil.copytree(self._source / "k8s", copied)
            release = copied / "overlays" / self._wanted.environment / "release.yaml"
            release.write_text(VERSION.sub(f"  version: {self._wanted.version}", release.read_text()))
            return self._kubectl("kustomize", str(release.parent))

    def _kubectl(self, *arguments: str) -> str:
        return commands.output("kubectl", *arguments, folder=self._source)
