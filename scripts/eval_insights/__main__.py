"""Holds the insights against what then happened, and prints each figure beside its bar.

    python -m scripts.eval_insights [FOLDER [PART ...]]

FOLDER has `forecast/`, `receivables/` and `clv/` with series, invoices and purchases of which the end is known; what is
not there is left out. PART is one of those three names, to measure only that. Exit code 1 when a bar is missed, 2 when
nothing is there.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from scripts.bars import Figure
from scripts.eval_insights import forecasts, late_payments, purchases

DEFAULT = Path(__file__).resolve().parents[2].parent / "shared" / "data"
Measure = Callable[[Path], Iterable[tuple[str, Sequence[Figure]]]]
PARTS: Mapping[str, Measure] = {
    "forecast": forecasts.measured,
    "receivables": late_payments.measured,
    "clv": purchases.measured,
}
"""What each folder is measured by: a title and its figures, one after the other."""


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    folder, *wanted = [one for one in arguments if one] or [str(DEFAULT)]
    there = {name: Path(folder) / name for name in wanted or PARTS if (Path(folder) / name).is_dir()}
    if not there:
        print(f"Nothing to measure in {folder}: it has none of {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    reached = [_shown(title, figures) for name, part in there.items() for title, figures in PARTS[name](part)]
    return 0 if all(reached) else 1


def _shown(title: str, figures: Sequence[Figure]) -> bool:
    print(title)
    for figure in figures:
        print(figure.line(), flush=True)
    return all(figure.is_reached for figure in figures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
