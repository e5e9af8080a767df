"""What a process is started with so that its clock tells another time (Debian's libfaketime)."""

from pathlib import Path

from scripts.chaos.records import NotHere
from scripts.check_ops import tools

UNFAKED = Path(__file__).resolve().parent / "unfaked"
LIBRARY = "faketime/libfaketimeMT.so.1"


def fake_time(shift: str) -> dict[str, str]:
    """Variables for a process whose clock is shifted (`-5m`, `+1d`), or begins at a moment (`@2027-12-31 18:29:50`).

    Waits go by the true monotonic clock. Raises `NotHere` where the library is not to be had.
    """
    try:
        tools.of_debian("faketime", "faketime")
    except tools.Wrong as missing:
        raise NotHere(str(missing)) from missing
    found = next(iter(Path("/usr/lib").glob(f"*/{LIBRARY}")), None)
    if found is None:
        raise NotHere(f"{LIBRARY} is not where Debian keeps it")
    shifted = {"LD_PRELOAD": str(found), "FAKETIME": shift, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    return {**shifted, "TZ": "UTC", "PYTHONPATH": str(UNFAKED)}
