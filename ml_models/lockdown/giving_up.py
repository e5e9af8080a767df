"""Everything a process gives up before it opens somebody's file, in the order in which it can be given up."""

import contextlib
import ctypes
import os
import resource
from dataclasses import dataclass

from ml_models.lockdown import syscalls

NEW_NETWORK = 0x40000000
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may still use.

    memory : bytes of address space
    cpu_seconds : of processor time, then it is killed
    """

    memory: int
    cpu_seconds: int


def give_up_everything(limits: Limits) -> list[str]:
    """What holds from here on, in words. Raises `CannotLockDown` when system calls cannot be filtered.

    The filter alone shuts out network, files and processes; the others are there should it have a hole.
    """
    held = [_without_network(), _as_nobody(), _within(limits)]
    syscalls.refuse_all_others()
    return [word for word in held if word] + ["system calls filtered"]


def _without_network() -> str:
    """An empty network namespace, where this process may have one (root, as a rule)."""
    return "no network" if ctypes.CDLL(None).unshare(NEW_NETWORK) == 0 else ""


def _as_nobody() -> str:
    if os.getuid() != 0:
        return ""
    with contextlib.suppress(PermissionError):
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    return "" if os.getuid() == 0 else "user nobody"


def _within(limits: Limits) -> str:
    for limit, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        _, allowed = resource.getrlimit(limit)
        bound = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(limit, (bound, bound))
    return "limited memory and time"
