"""What a process may still ask of Linux when it opens somebody's file: memory, time, and the files it has open.

No file can be opened, no process or thread started, no signal sent, no socket made. Numbers: arch/x86/entry/syscalls/
syscall_64.tbl and include/uapi/asm-generic/unistd.h of Linux.
"""

import ctypes
import platform
import struct

ALLOWED = {
    "x86_64": {
        "audit": 0xC000003E,
        "read": 0,
        "write": 1,
        "close": 3,
        "fstat": 5,
        "lseek": 8,
        "mmap": 9,
        "mprotect": 10,
        "munmap": 11,
        "brk": 12,
        "rt_sigaction": 13,
        "rt_sigprocmask": 14,
        "rt_sigreturn": 15,
        "pread64": 17,
        "readv": 19,
        "writev": 20,
        "sched_yield": 24,
        "mremap": 25,
        "madvise": 28,
        "nanosleep": 35,
        "getpid": 39,
        "exit": 60,
        "uname": 63,
        "getcwd": 79,
        "getrusage": 98,
        "sysinfo": 99,
        "times": 100,
        "getuid": 102,
        "getgid": 104,
        "geteuid": 107,
        "getegid": 108,
        "getppid": 110,
        "sigaltstack": 131,
        "gettid": 186,
        "futex": 202,
        "sched_getaffinity": 204,
        "restart_syscall": 219,
        "clock_gettime": 228,
        "clock_getres": 229,
        "clock_nanosleep": 230,
        "exit_group": 231,
        "getrandom": 318,
        "membarrier": 324,
        "rseq": 334,
    },
    "aarch64": {
        "audit": 0xC00000B7,
        "getcwd": 17,
        "close": 57,
        "lseek": 62,
        "read": 63,
        "write": 64,
        "readv": 65,
        "writev": 66,
        "pread64": 67,
        "fstat": 80,
        "exit": 93,
        "exit_group": 94,
        "futex": 98,
        "nanosleep": 101,
        "clock_gettime": 113,
        "clock_getres": 114,
        "clock_nanosleep": 115,
        "sched_getaffinity": 123,
        "sched_yield": 124,
        "restart_syscall": 128,
        "sigaltstack": 132,
        "rt_sigaction": 134,
        "rt_sigprocmask": 135,
        "rt_sigreturn": 139,
        "times": 153,
        "uname": 160,
        "getrusage": 165,
        "getpid": 172,
        "getppid": 173,
        "getuid": 174,
        "geteuid": 175,
        "getgid": 176,
        "getegid": 177,
        "gettid": 178,
        "sysinfo": 179,
        "brk": 214,
        "munmap": 215,
        "mremap": 216,
        "mmap": 222,
        "mprotect": 226,
        "madvise": 233,
        "getrandom": 278,
        "membarrier": 283,
        "rseq": 293,
    },
}
SECCOMP = {"x86_64": 317, "aarch64": 277}
NO_NEW_PRIVILEGES, SET_FILTER, ALL_THREADS = 38, 1, 1
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
_BAD_ADDRESS = 14
"""EFAULT: what a kernel that filters says of a filter that is nowhere."""
ALLOW, REFUSE_WITH_EPERM, KILL = 0x7FFF0000, 0x00050001, 0x80000000
AT_NUMBER, AT_ARCHITECTURE = 0, 4


class CannotLockDown(OSError):
    """This machine has no way to hold the child: the file is not opened."""


def can_be_refused() -> bool:
    """Whether this machine filters system calls. Nothing is given up by asking: a filter is offered that is nowhere."""
    if platform.system() != "Linux" or platform.machine() not in ALLOWED:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(SECCOMP[platform.machine()], SET_FILTER, 0, None)
    return ctypes.get_errno() == _BAD_ADDRESS


def refuse_all_others() -> None:
    """From here on every other call fails with EPERM, in all threads and for good. Raises `CannotLockDown`."""
    table = ALLOWED.get(platform.machine())
    if platform.system() != "Linux" or table is None:
        raise CannotLockDown("opening such a file needs Linux on x86_64 or aarch64")
    program = _program(table["audit"], sorted(number for name, number in table.items() if name != "audit"))
    instructions = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.syscall(SECCOMP[platform.machine()], SET_FILTER, ALL_THREADS, header):
        raise CannotLockDown(ctypes.get_errno(), "the kernel refuses to filter system calls (seccomp)")


def _program(architecture: int, allowed: list[int]) -> bytes:
    """The filter for the kernel's small machine: another architecture dies, an allowed number passes."""
    steps = [
        (LOAD, 0, 0, AT_ARCHITECTURE),
        (JUMP_IF_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, AT_NUMBER),
        *((JUMP_IF_EQUAL, len(allowed) - place, 0, number) for place, number in enumerate(allowed)),
        (RETURN, 0, 0, REFUSE_WITH_EPERM),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
