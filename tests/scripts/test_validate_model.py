"""`scripts/validate_model.py` tells an admin what a file is, and never opens a pickle itself."""

import json
import os
import pickle
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import joblib
import pytest

from ml_models import bundle, signing
from ml_models.contracts import Smoke
from scripts import validate_model
from tests.ml_models import made

Run = Callable[..., tuple[int, str]]
SECRET = "only-for-tests-0123456789-0123456789"


class Touching:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.system, (f"touch {self.path}",))


class TestReport:
    def test_good_bundle(self, run: Run, tmp_path: Path) -> None:
        file = _kept(tmp_path / "good.fineasy-model", bundle.written(_signed()))
        code, said = run(file, MODEL_SIGNING_KEY=SECRET)
        assert code == 0, said
        for words in (
            "model bundle, scikit-learn model (skops)",
            _signed().manifest.sha256,
            json.dumps(list(made.FEATURES)),
            "sklearn.linear_model._logistic.LogisticRegression",
            "good, by MODEL_SIGNING_KEY",
            "good: it loads, and answers its smoke test",
        ):
            assert words in said

    @pytest.mark.parametrize(
        ("environ", "words"),
        [
            ({}, "not checked: no key is set"),
            ({"MODEL_SIGNING_KEY": SECRET[::-1]}, "does not know"),
            ({"MODEL_SIGNING_KEY": "short"}, "at least 32 characters"),
            ({"MODEL_TRUSTED_KEYS": signing.Signer("ed25519:" + "A" * 43 + "=").public_key}, "does not know"),
        ],
    )
    def test_signature_in_words(self, run: Run, tmp_path: Path, environ: dict[str, str], words: str) -> None:
        _, said = run(_kept(tmp_path / "good.fineasy-model", bundle.written(_signed())), **environ)
        assert words in said

    def test_other_answers_than_the_manifest_says_are_refused(self, run: Run, tmp_path: Path) -> None:
        manifest = replace(made.bundled().manifest, smoke=Smoke([[0.0, 0.0]], [0.99]))
        file = _kept(tmp_path / "m", bundle.written(replace(made.bundled(), manifest=manifest)))
        code, said = run(file)
        assert (code, "refused (smoke_differs)" in said) == (1, True)

    @pytest.mark.parametrize("protocol", [0, 2, 5])
    def test_pickle_is_listed_and_never_opened(self, run: Run, tmp_path: Path, protocol: int) -> None:
        canary = tmp_path / "canary"
        code, said = run(_kept(tmp_path / "evil.skops", pickle.dumps(Touching(canary), protocol)))
        assert code == 1
        assert "posix system" in said and "refused (pickle)" in said and "--convert" in said
        assert not canary.exists()

    @pytest.mark.parametrize("compress", [0, 3])
    def test_joblib_is_listed_and_never_opened(self, run: Run, tmp_path: Path, compress: int) -> None:
        canary = tmp_path / "canary"
        joblib.dump([Touching(canary), made.ROWS], tmp_path / "evil.joblib", compress=compress)
        code, said = run(tmp_path / "evil.joblib")
        assert (code, "posix system" in said) == (1, True)
        assert not canary.exists()

    def test_two_gigabytes_are_refused_at_once(self, run: Run, tmp_path: Path) -> None:
        with (tmp_path / "huge").open("wb") as file:
            file.truncate(2 << 30)
        code, said = run(tmp_path / "huge")
        assert (code, "more than 64 MB" in said) == (1, True)

    def test_runs_as_a_command_from_anywhere(self, tmp_path: Path, repository: Path) -> None:
        file = _kept(tmp_path / "m.pkl", pickle.dumps(print))
        command = [sys.executable, str(repository / "scripts" / "validate_model.py"), str(file)]
        done = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
        assert (done.returncode, "it would import" in done.stdout) == (1, True)

    def test_file_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        code, said = run(tmp_path / "nothing")
        assert (code, "cannot be read" in said) == (2, True)

    def test_control_characters_do_not_reach_the_terminal(self, run: Run, tmp_path: Path) -> None:
        _, said = run(_kept(tmp_path / "evil", b"cos\n\x1b[2Jsystem\n(S'x'\ntR."))
        assert "\x1b" not in said


@pytest.mark.skipif(platform.system() != "Linux", reason="conversion is refused elsewhere")
class TestConvert:
    def test_vouched_for_file_becomes_one_that_is_taken(self, run: Run, tmp_path: Path) -> None:
        joblib.dump(made.boosted(), tmp_path / "m.joblib", compress=3)
        code, said = run(tmp_path / "m.joblib", "--convert", tmp_path / "m.skops", "--i-vouch-for-this-file")
        assert code == 0, said
        code, said = run(tmp_path / "m.skops")
        assert (code, "scikit-learn model (skops)" in said) == (0, True)

    def test_without_vouching_nothing_is_opened(self, run: Run, tmp_path: Path) -> None:
        canary = tmp_path / "canary"
        code, said = run(_kept(tmp_path / "m", pickle.dumps(Touching(canary))), "--convert", tmp_path / "out")
        assert (code, "--i-vouch-for-this-file" in said) == (2, True)
        assert not canary.exists() and not (tmp_path / "out").exists()

    def test_with_vouching_a_malicious_file_still_touches_nothing(self, run: Run, tmp_path: Path) -> None:
        tmp_path.chmod(0o777)
        canary = tmp_path / "canary"
        file = _kept(tmp_path / "m", pickle.dumps(Touching(canary)))
        code, _ = run(file, "--convert", tmp_path / "out", "--i-vouch-for-this-file")
        assert code == 1
        assert not canary.exists() and not (tmp_path / "out").exists()

    def test_file_that_is_there_is_not_written_over(self, run: Run, tmp_path: Path) -> None:
        file = _kept(tmp_path / "m", pickle.dumps(made.linear()))
        code, _ = run(file, "--convert", file, "--i-vouch-for-this-file")
        assert code == 2
        assert file.read_bytes() == pickle.dumps(made.linear())


def _signed() -> Any:
    opened = made.bundled()
    return replace(opened, signature=signing.Signer(SECRET).sign(opened.manifest))


def _kept(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The script's `main` in this process, with these keys in its environment: exit code, and all it wrote."""

    def call(file: Path, *options: object, **environ: str) -> tuple[int, str]:
        for name in ("MODEL_SIGNING_KEY", "MODEL_TRUSTED_KEYS"):
            monkeypatch.setenv(name, environ.get(name, ""))
        monkeypatch.setattr(sys, "argv", ["validate_model.py", str(file), *map(str, options)])
        code = validate_model.main()
        said = capsys.readouterr()
        return code, said.out + said.err

    return call
