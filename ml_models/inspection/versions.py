"""Whether a file was written by library versions that this process can stand for."""

from collections.abc import Mapping

from ml_models.contracts import RefusedModel
from ml_models.formats import allowed_types


def refuse_others(written_with: Mapping[str, str]) -> None:
    """Return when each library's minor version is the installed one. Raises `RefusedModel` saying which is not."""
    for library in allowed_types.LIBRARIES:
        found = written_with.get(library, "")
        allowed = allowed_types.installed_minor(library) if found else ""
        if found and allowed_types.minor_version(found) != allowed:
            raise RefusedModel(
                "other_version",
                f"The model was written with {library} {found[:20]}; this service reads files of {library} {allowed}. "
                f"Train or convert it again with {library} {allowed}.",
            )
