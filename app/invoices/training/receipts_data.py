"""Receipts whose right fields are known: a folder of scanned ones, those that people corrected, and invented ones.

The folder is not part of this repository: the scans were released for research (ICDAR 2019, "SROIE"), so what a model
learns from them is kept, as numbers, and they are not. It holds `box/ID.csv` (corners and text of each line) and
`key/ID.json` (company, date, address, total).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.invoices import files
from app.invoices.records.pages import Pages
from app.invoices.training import receipts_truth
from ml_models import receipt_fields
from ml_models.receipt_fields.records import Labelled

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "invoices" / "sroie_dev"
INVENTED = Path(receipt_fields.__file__).with_name("unseen.txt")
"""Receipts of shops that there are not, written for this repository, on which every model is judged."""

_BETWEEN = "=====\n"


@dataclass(frozen=True, slots=True)
class Known:
    """A receipt with its short form as a person wrote it down."""

    name: str
    pages: Pages
    said: Mapping[str, str]

    def labelled(self) -> Labelled:
        """What the model learns of it, or is judged by."""
        return receipts_truth.labelled(self.pages.pages, receipts_truth.right(self.said), self.name)


def scanned(folder: Path = FOLDER) -> Iterator[Known]:
    """The receipts of the folder by their names; none where it is not there."""
    for key in sorted((folder / "key").glob("*.json")):
        content = (folder / "box" / f"{key.stem}.csv").read_text(encoding="utf-8", errors="replace")
        yield Known(key.stem, files.of_boxes(content), json.loads(key.read_text(encoding="utf-8")))


def invented(path: Path = INVENTED) -> Sequence[Known]:
    """Receipts of invented shops."""
    return [_invented(number, text) for number, text in enumerate(path.read_text(encoding="utf-8").split(_BETWEEN))]


def _invented(number: int, text: str) -> Known:
    said, _, receipt = text.partition("\n\n")
    told = dict(line.split(": ", 1) for line in said.splitlines())
    return Known(f"invented {number}", files.of_text(receipt), told)
