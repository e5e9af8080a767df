"""What a process that opens people's files still gives up where it has no rights: a user, no capability, no root."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

INSIDE = """
import ctypes, os, sys
sys.path.insert(0, sys.argv[1])
from ml_models.lockdown import Limits, give_up_everything
for capability in range(64):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP, as cap_drop: [ALL]
os.setgroups([]); os.setgid(10001); os.setuid(10001)
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
held = give_up_everything(Limits(memory=768 << 20, cpu_seconds=10))
try:
    os.open("/etc/hostname", os.O_RDONLY)
except PermissionError:
    held.append("no file")
print(", ".join(held))
"""


class TestContainersUser:
    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can become the container's user")
    def test_memory_time_and_system_calls_are_bound_without_any_right(self, repository: Path) -> None:
        command = [sys.executable, "-I", "-B", "-c", INSIDE, str(repository)]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/")
        assert done.stdout.strip() == "limited memory and time, system calls filtered, no file", done.stderr
