"""Prints one line for each thing that was checked, with the tool and its version; exit 1 when anything is wrong.

`python -m scripts.check_ops [kind ...]`: all kinds, or those named. A kind is a module of `kinds/` whose generator
`checked(root)` yields a line for each thing that is in order and raises `Wrong` at the first that is not; the other
kinds are checked all the same. One with `IS_ASKED_FOR` is left out unless it is named: it takes minutes.
"""

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

from scripts.check_ops import kinds
from scripts.check_ops.tools import Wrong

ROOT = Path(__file__).resolve().parents[2]


def known() -> dict[str, ModuleType]:
    """Every kind by its name."""
    names = sorted(found.name for found in pkgutil.iter_modules(kinds.__path__))
    return {name: importlib.import_module(f"{kinds.__name__}.{name}") for name in names}


def is_in_order(name: str, kind: ModuleType, root: Path) -> bool:
    """Whether everything of this kind is; says so line by line, and what is wrong on standard error."""
    try:
        for line in kind.checked(root):
            print(f"{name}: {line}", flush=True)
    except Wrong as wrong:
        print(f"{name}: WRONG: {wrong}", file=sys.stderr, flush=True)
        return False
    return True


def main() -> int:
    found = known()
    parser = argparse.ArgumentParser(description="Hold what operators use against real tools.")
    parser.add_argument("kinds", nargs="*", metavar="kind", help=", ".join(found))
    asked = parser.parse_args().kinds
    unknown = sorted(set(asked) - set(found))
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}; there are {', '.join(found)}")
    chosen = asked or [name for name, kind in found.items() if not getattr(kind, "IS_ASKED_FOR", False)]
    wrong = [name for name in chosen if not is_in_order(name, found[name], ROOT)]
    print(f"{len(chosen)} kinds checked, wrong: {', '.join(wrong) or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
