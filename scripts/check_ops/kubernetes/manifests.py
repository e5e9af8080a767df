"""What `kubectl kustomize` prints, as objects that can be asked for what belongs to what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

Manifest = Mapping[str, Any]
WORKLOADS = ("Deployment", "StatefulSet", "Job")


@dataclass(frozen=True, slots=True)
class Pod:
    """The pods that one workload makes."""

    kind: str
    name: str
    labels: Mapping[str, str]
    spec: Manifest
    workload: Manifest

    @property
    def containers(self) -> list[Manifest]:
        """All of them, those that run first included."""
        return [*self.spec.get("initContainers", []), *self.spec["containers"]]

    @property
    def is_lasting(self) -> bool:
        """Whether it runs until it is told to end, and has to show that it works."""
        return self.kind != "Job"

    def port(self, wanted: str | int) -> int | None:
        """The number of a container's port, by its name or number; None when no container opens it."""
        opened = [port for container in self.containers for port in container.get("ports", [])]
        numbers = [port["containerPort"] for port in opened if wanted in (port.get("name"), port["containerPort"])]
        return numbers[0] if numbers else None

    def items(self, volume: str) -> Mapping[str, str]:
        """Key -> file name of what the secret or map in `volume` shows."""
        found: Manifest = next((one for one in self.spec.get("volumes", []) if one["name"] == volume), {})
        source = found.get("secret") or found.get("configMap") or {}
        return {item["key"]: item["path"] for item in source.get("items", [])}


@dataclass(frozen=True)
class Cluster:
    """Everything that one overlay would create."""

    manifests: tuple[Manifest, ...]

    @classmethod
    def read(cls, text: str) -> "Cluster":
        """The documents of one YAML stream."""
        return cls(tuple(one for one in yaml.safe_load_all(text) if one))

    def of_kind(self, *kinds: str) -> list[Manifest]:
        """All manifests of these kinds, in their order."""
        return [one for one in self.manifests if one["kind"] in kinds]

    def names(self, *kinds: str) -> set[str]:
        """The names of all manifests of these kinds."""
        return {one["metadata"]["name"] for one in self.of_kind(*kinds)}

    @cached_property
    def pods(self) -> tuple[Pod, ...]:
        """The pods of every workload."""
        return tuple(_pod(one) for one in self.of_kind(*WORKLOADS))

    def selected(self, selector: Manifest) -> Iterator[Pod]:
        """The pods that a `podSelector` (or `selector` with `matchLabels`) means."""
        return (pod for pod in self.pods if is_selected(pod.labels, selector))

    @cached_property
    def secret_keys(self) -> Mapping[str, set[str]]:
        """Name of each secret -> the keys that it will have."""
        return {one["spec"]["target"]["name"]: _keys(one["spec"]) for one in self.of_kind("ExternalSecret")}


def is_selected(labels: Mapping[str, str], selector: Manifest) -> bool:
    """Whether `matchLabels` and `matchExpressions` (In alone, which is all that we use) hold."""
    by_label = selector.get("matchLabels", {}).items() <= labels.items()
    return by_label and all(labels.get(one["key"]) in one["values"] for one in selector.get("matchExpressions", []))


def _pod(workload: Manifest) -> Pod:
    template = workload["spec"]["template"]
    labels = template["metadata"]["labels"]
    return Pod(workload["kind"], workload["metadata"]["name"], labels, template["spec"], workload)


def _keys(spec: Manifest) -> set[str]:
    return {one["secretKey"] for one in spec["data"]} | set(spec["target"].get("template", {}).get("data", {}))
