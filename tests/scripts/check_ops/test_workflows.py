"""An action that may change under its name is not let in."""

import pytest

from scripts.check_ops.kinds import workflows

COMMIT = "08c6903cd8c0fde910a37f88322edcfb5dd907a8"


class TestUnpinned:
    @pytest.mark.parametrize(
        ("line", "is_let_in"),
        [
            (f"      - uses: actions/checkout@{COMMIT}  # v5.0.0", True),
            ("    uses: $/.github/workflows/tests.yml", True),
            ("      - uses: actions/checkout@v5", False),
            (f"      - uses: actions/checkout@{COMMIT[:12]}  # v5.0.0", False),
            (f"      - uses: actions/checkout@{COMMIT}", False),
            (f"      - uses: actions/checkout@{COMMIT}  # v5", False),
            ("        uses: docker/login-action", False),
        ],
    )
    def test_only_a_full_commit_with_its_version_is(self, line: str, is_let_in: bool) -> None:
        assert (workflows.unpinned(f"steps:\n{line}\n") == []) is is_let_in
