"""The Dockerfile: what an image has of the checkout, and that its program loads from that alone."""

import re
from pathlib import Path

import pytest

from scripts.check_ops import dockerfile
from scripts.check_ops.kinds import images
from scripts.check_ops.tools import Wrong

HEAVY = ("statsforecast", "matplotlib", "rapidocr", "onnxruntime", "cv2", "pypdfium2", "zxingcpp", "pytest", "mypy")


class TestWeb:
    def test_program_loads_from_the_images_own_files_and_packages(self, repository: Path, web: Path) -> None:
        assert "files of schema/" in images.started(repository, "web", web)

    def test_file_that_is_missing_is_found_without_docker(self, repository: Path, web: Path) -> None:
        lost, aside = web / "schema", web / "aside"
        lost.rename(aside)
        try:
            with pytest.raises(Wrong, match="web does not start on its own files"):
                images.started(repository, "web", web)
        finally:
            aside.rename(lost)

    def test_it_has_neither_ocr_nor_forecasting_nor_tests(self, repository: Path) -> None:
        assert set(HEAVY) <= images.modules_missing(repository, "web")

    def test_nothing_of_a_developers_machine_is_in_it(self, web: Path) -> None:
        names = {path.name for path in web.rglob("*")}
        assert not names & {".env", ".git", ".local", "__pycache__", "tests", "secrets"}


class TestFile:
    def test_source_that_is_not_there_is_wrong(self, checkout: Path) -> None:
        (checkout / "Dockerfile").write_text("FROM python AS web\nCOPY nowhere.py ./\n")
        with pytest.raises(Wrong, match=r"nowhere\.py, which is not there"):
            dockerfile.tree(checkout, "web", checkout / "image")

    def test_source_that_the_build_does_not_get_is_wrong(self, checkout: Path) -> None:
        (checkout / "Dockerfile").write_text("FROM python AS web\nCOPY --from=other /opt /opt\nCOPY .env ./\n")
        (checkout / ".env").write_text("SECRET=1")
        with pytest.raises(Wrong, match=r"\.env, which \.dockerignore keeps out"):
            dockerfile.tree(checkout, "web", checkout / "image")

    @pytest.mark.parametrize("target", ["web", "worker", "pgbouncer"])
    def test_nobody_is_root(self, text: str, target: str) -> None:
        (stage,) = re.findall(rf"AS {target}\n(.*?)(?:^FROM|\Z)", text, re.MULTILINE | re.DOTALL)
        assert re.findall(r"^USER (.*)$", stage, re.MULTILINE) == ["10001:10001"]

    def test_every_package_is_checked_against_its_hash_and_nothing_is_compiled(self, text: str) -> None:
        installs = re.findall(r"pip --python(?:.*\\\n)*.*", text)
        assert len(installs) == 2
        assert all("--require-hashes" in one and "--only-binary=:all:" in one for one in installs)
        assert not re.search(r"build-essential|\bgcc\b|-dev\b|alpine", text)


@pytest.fixture(scope="module")
def web(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the web image, laid out by the COPY lines."""
    place = tmp_path_factory.mktemp("web-image")
    dockerfile.tree(repository, "web", place)
    return place


@pytest.fixture
def checkout(tmp_path: Path, repository: Path) -> Path:
    """A folder with the shipped .dockerignore."""
    (tmp_path / ".dockerignore").write_text((repository / ".dockerignore").read_text())
    return tmp_path


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / "Dockerfile").read_text()
