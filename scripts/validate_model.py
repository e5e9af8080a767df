"""Says what a model file is and whether it would be taken; never opens a pickle in this process.

    python scripts/validate_model.py FILE
    python scripts/validate_model.py FILE.joblib --convert MODEL.skops --i-vouch-for-this-file

Exit code 0 for a file that would be taken (or was converted), 1 for one that is refused, 2 for a wrong command.
With MODEL_SIGNING_KEY or MODEL_TRUSTED_KEYS in the environment it also says whether one of them signed the file.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ml_models import conversion, formats, inspection, predicting, signing
from ml_models.contracts import Bundle, RefusedModel
from ml_models.inspection.report import Report, report

COLUMN = 28


def main() -> int:
    """The exit code."""
    options = _parser().parse_args()
    try:
        inspection.refuse_size(options.file.stat().st_size, options.most_bytes)
        content = options.file.read_bytes()
        if options.convert:
            return _convert(content, options.convert, is_vouched_for=options.i_vouch_for_this_file)
        found = report(content, filename=options.file.name, checked=_signature)
        _print(found)
        return _tried(found) if found.is_good else 1
    except RefusedModel as refused:
        print(f"refused ({refused.code}): {refused.reason}")
        return 1
    except OSError as wrong:
        print(f"{options.file} cannot be read: {wrong.strerror}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Says what a model file is, and whether it would be taken.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--convert", type=Path, metavar="OUT", help="write the model in a pickle as skops to OUT")
    parser.add_argument(
        "--i-vouch-for-this-file",
        action="store_true",
        help="you know who made it: it will be opened, in a process without network, files or children",
    )
    parser.add_argument("--most-bytes", type=int, default=inspection.MOST_BYTES, help="refuse larger files (64 MB)")
    return parser


def _convert(content: bytes, out: Path, *, is_vouched_for: bool) -> int:
    if not is_vouched_for:
        print("A pickle runs the code in it when it is opened. Add --i-vouch-for-this-file if you know who made it.")
        return 2
    if out.exists():
        print(f"{out} is there already; name a new file.")
        return 2
    written = conversion.converted(content)
    with out.open("xb") as file:
        file.write(written)
    print(f"{out} holds the model as skops, {len(written):,} bytes. Check it: python scripts/validate_model.py {out}")
    return 0


def _signature(opened: Bundle) -> str:
    """How the signature stands, in words."""
    if not opened.signature:
        return "none"
    key, trusted = os.environ.get("MODEL_SIGNING_KEY", ""), os.environ.get("MODEL_TRUSTED_KEYS", "").split()
    if not key and not trusted:
        return f"there ({':'.join(opened.signature.split(':')[:2])}), not checked: no key is set"
    checks: list[tuple[str, Callable[[], None]]] = []
    if key:
        checks.append(("MODEL_SIGNING_KEY", lambda: signing.Signer(key).check(opened.manifest, opened.signature)))
    if trusted:
        checks.append(
            ("one of MODEL_TRUSTED_KEYS", lambda: signing.check_any(trusted, opened.manifest, opened.signature))
        )
    return _first_good(checks)


def _first_good(checks: list[tuple[str, Callable[[], None]]]) -> str:
    refusals = []
    for name, check in checks:
        try:
            check()
            return f"good, by {name}"
        except (RefusedModel, signing.BadKey) as refused:
            refusals.append(str(refused))
    return " ".join(refusals)


def _tried(found: Report) -> int:
    """Load what passed inspection, and ask it what its manifest says it answers."""
    assert found.found is not None  # noqa: S101 a good report has one
    model = formats.load(found.found.kind, found.found.content)
    manifest = found.found.manifest
    if manifest:
        predicting.checked(manifest.kind, manifest.task, manifest.features, model)
        predicting.smoke(model, manifest)
    print(
        f"{'verdict':<{COLUMN}}good: it loads"
        + (", and answers its smoke test as its manifest says" if manifest else "")
    )
    return 0


def _print(found: Report) -> None:
    for what, value in found.lines:
        shown = "".join(letter if letter.isprintable() else "?" for letter in value)
        print(f"{what:<{COLUMN}}{shown}")


if __name__ == "__main__":
    sys.exit(main())
