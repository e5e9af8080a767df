"""Rebuild the shipped models from their seeds: all of them, or those that are named. `make train` calls this.

Needs no server and no network. Writes `ml_models/shipped/NAME.fineasy-model` and the model's CARD.md, and says how the
result differs from the file that was there. Ends with 1 where a model fails a gate; its file is written all the same,
so that it can be looked into.
"""

import argparse
import sys
from pathlib import Path

from app.model_registry.records import Learner
from app.model_registry.records.training import Rebuilt, TrainingFailed
from app.model_registry.service.learning import making, rebuilding
from app.model_registry.wording import rebuilding as wording
from app.runtime.clock import Clock
from ml_models import bundle, card, gates
from ml_models.contracts import RefusedModel
from tasks import learners

ROOT = Path(__file__).resolve().parent.parent / "ml_models"
SHIPPED = "shipped"
MOST_BYTES = 20 * 1024 * 1024


def main() -> int:
    """Trains what was asked for; 0 when every model passes its gates and all fit into the repository."""
    known = {learner.name: learner for learner in learners.everyone()}
    options = arguments(sorted(known))
    passed = [train(known[name], options.seed) for name in options.names or known]
    size = sum(path.stat().st_size for path in (ROOT / SHIPPED).glob(f"*{bundle.SUFFIX}"))
    print(f"All shipped models together: {size / 1024**2:.2f} MiB of {MOST_BYTES // 1024**2}.")
    return 0 if all(passed) and size <= MOST_BYTES else 1


def arguments(names: list[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m scripts.train", description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(names)}; none for all of them")
    parser.add_argument("--seed", type=int, default=making.SEED, help="of the generated examples (%(default)s)")
    options = parser.parse_args()
    for name in options.names:
        if name not in names:
            parser.error(f"there is no model {name!r}; there are: {', '.join(names)}")
    return options


def train(learner: Learner, seed: int, root: Path = ROOT) -> bool:
    """Rebuilds one model and writes its two files below `root`; whether it passes its gates."""
    path = root / SHIPPED / f"{learner.name}{bundle.SUFFIX}"
    before = path.read_bytes() if path.is_file() else None
    try:
        found = rebuilding.rebuilt(learner, now=Clock().now(), before=before, seed=seed, progress=say)
    except (TrainingFailed, RefusedModel) as problem:
        print(f"{learner.name}: {problem}", file=sys.stderr)
        return False
    print("\n".join(wording.told(found)), flush=True)
    write(learner, found, path, root / (learner.package or learner.name) / "CARD.md")
    return gates.has_passed(found.verdict)


def write(learner: Learner, found: Rebuilt, path: Path, card_path: Path) -> None:
    """The model, unless it is the one that is there, and its card."""
    path.parent.mkdir(exist_ok=True)
    if not found.difference.is_same:
        path.write_bytes(bundle.written(found.brought))
    facts = card.Facts(title=learner.title, purpose=learner.purpose, data=learner.data, limits=learner.limits)
    beside = card.Beside(found.by_rules, tuple(zip(learner.candidates, found.searched.scores, strict=False)))
    page = card.written(found.brought.manifest, found.evaluation, facts, found.verdict, beside)
    card_path.write_text(page, encoding="utf-8")


def say(share: float, note: str) -> None:
    """Shows what is being done."""
    print(f"  ... {note}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
