"""Reads sentences and documents whose truth is known, and prints each figure beside its bar.

    python -m scripts.eval_invoices [FOLDER [PART ...]]

FOLDER has `sroie_dev/`, `invoice2data_dev/` and `nl_examples.json`; what is not there is left out. PART is one of the
names below, to measure only that. Exit code 1 when a bar is missed, 2 when nothing could be measured.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from scripts.bars import Figure
from scripts.eval_invoices import generated, papers, receipts, sentences

DEFAULT = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "invoices"
Measure = Callable[[Path], Iterable[tuple[str, Sequence[Figure]]]]
PARTS: Mapping[str, Measure] = {
    "generated": generated.measured,
    "papers": papers.measured,
    "receipts": receipts.measured,
    "sentences": sentences.measured,
}
"""What each part is measured by: titles and their figures, one after the other; nothing where its data is not there."""


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    folder, *wanted = [one for one in arguments if one] or [str(DEFAULT)]
    reached = [_shown(title, figures) for part in wanted or PARTS for title, figures in PARTS[part](Path(folder))]
    if not reached:
        print(f"Nothing to measure in {folder}.", file=sys.stderr)
        return 2
    return 0 if all(reached) else 1


def _shown(title: str, figures: Sequence[Figure]) -> bool:
    print(title)
    for figure in figures:
        print(figure.line(), flush=True)
    return all(figure.is_reached for figure in figures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
