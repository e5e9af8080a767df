"""The units for a plain host: systemd's own reading of them, and its own judgement of what they still may."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.check_ops import tools

INSTALLED = "/opt/ai-backend/current"
"""Where the units expect the release."""
MOST_EXPOSED = 20
"""Tenths of systemd's scale from 0 (shut in) to 10 (may do all). Ours come to 1.7 at most."""


def checked(root: Path) -> Iterator[str]:
    """`systemd-analyze verify` and `security` over each unit, with this checkout in the place of the installed one."""
    analyze = tools.of_debian("systemd-analyze", "systemd")
    tools.of_debian("nginx", "nginx-light")  # verify looks for each program that a unit starts
    with TemporaryDirectory() as place:
        for unit in sorted((root / "systemd").glob("*.service")):
            here = Path(place) / unit.name.replace("@.", "@8000.")
            here.write_text(unit.read_text().replace(INSTALLED, str(root)))
            analyze.run("verify", "--man=no", "--recursive-errors=no", here)
            said = analyze.run("security", "--no-pager", "--offline=yes", f"--threshold={MOST_EXPOSED}", here)
            exposure = said.strip().splitlines()[-1].rpartition(": ")[2]
            yield f"{unit.name}, exposure {exposure} ({analyze.label})"
