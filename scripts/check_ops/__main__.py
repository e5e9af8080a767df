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
from scripts.whole_system import ROOT


def known() -> list[str]:
    """The name of every kind."""
    return sorted(found.name for found in pkgutil.iter_modules(kinds.__path__))


def opened(name: str) -> ModuleType:
    """The module of a kind."""
    return importlib.import_module(f"{kinds.__name__}.{name}")


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
    names = known()
    parser = argparse.ArgumentParser(description="Hold what operators use against real tools.")
    parser.add_argument("kinds", nargs="*", metavar="kind", help=", ".join(names))
    asked = parser.parse_args().kinds
    unknown = sorted(set(asked) - set(names))
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}; there are {', '.join(names)}")
    chosen = asked or [name for name in names if not getattr(opened(name), "IS_ASKED_FOR", False)]
    wrong = [name for name in chosen if not is_in_order(name, opened(name), ROOT)]
    print(f"{len(chosen)} kinds checked, wrong: {', '.join(wrong) or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
