"""What `make train` says about a model that it has rebuilt."""

from collections.abc import Iterator

from app.model_registry.records.training import Difference, Rebuilt
from ml_models.contracts import Manifest


def told(found: Rebuilt) -> Iterator[str]:
    """A line on the file, one on how it differs, and one for each gate that it fails."""
    manifest = found.brought.manifest
    yield f"{manifest.name}: {manifest.size_bytes / 1024:,.1f} KiB, SHA-256 {manifest.sha256}"
    yield f"  {difference(manifest, found.difference)}"
    yield f"  {figures(manifest)}"
    yield from (f"  fails its gate {one.name}: {one.sentence}" for one in found.verdict if not one.passed)


def difference(manifest: Manifest, found: Difference) -> str:
    """How it differs from the file that was there before."""
    if found.unreadable:
        return f"the file that was there cannot be opened: {found.unreadable}"
    if found.before is None:
        return "there was no such file before"
    if found.is_same:
        return "the same file as before"
    before = found.before.manifest
    bytes_differ = (
        f"other bytes than before ({before.sha256[:12]})" if before.sha256 != manifest.sha256 else "same bytes"
    )
    return f"{bytes_differ}; {found.different:.2%} of {found.answers:,} answers differ; {changes(before, manifest)}"


def changes(before: Manifest, after: Manifest) -> str:
    """Which metrics moved, and from where to where."""
    moved = [
        f"{name} {before.metrics[name]['value']:.4f} -> {one['value']:.4f}"
        for name, one in after.metrics.items()
        if name in before.metrics and before.metrics[name]["value"] != one["value"]
    ]
    return ", ".join(moved) or "no metric moved"


def figures(manifest: Manifest) -> str:
    """The metrics with their intervals."""
    return ", ".join(
        f"{name} {one['value']:.4f} ({one['low']:.4f} to {one['high']:.4f})" for name, one in manifest.metrics.items()
    )
