"""How often the model of this release has a right code among its five, on wordings that nothing learned from."""

from collections.abc import Sequence
from pathlib import Path

from app.compliance.records.suggestions import MODEL
from app.compliance.training import judged
from ml_models import bundle, formats
from ml_models.evaluation import ranking

SHIPPED = Path(__file__).resolve().parents[2] / "ml_models" / "shipped" / f"{MODEL}{bundle.SUFFIX}"


def is_reached(bar: float) -> bool:
    """Whether the share with a right code among five reaches `bar`; prints it, and how often the first was right."""
    brought = bundle.read(SHIPPED.read_bytes())
    model = formats.load(brought.manifest.kind, brought.content)
    cases = judged.cases()
    right = [
        ranking.hits(said, accepted) for said, accepted in zip(model.rank(cases.texts), cases.accepted, strict=True)
    ]
    five, first = _count(right), _count([hits[:1] for hits in right])
    print(f"hsn_suggest: {five}/{len(right)} unseen wordings with a right code among five (bar: {bar:.0%}), ", end="")
    print(f"{first}/{len(right)} with the right one first")
    return five >= bar * len(right)


def _count(right: Sequence[Sequence[bool]]) -> int:
    return sum(any(hits) for hits in right)
