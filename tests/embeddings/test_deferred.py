"""An encoder that is loaded when it first encodes, and its facts before."""

import shutil
from pathlib import Path

import pytest

from embeddings import reference
from embeddings.compiled import TOKENIZER_FILE
from embeddings.deferred import find_encoder
from embeddings.encoder import BuildEncoder
from embeddings.errors import ModelError
from embeddings.models import WEIGHTS, ModelFiles
from embeddings.reference import load_encoder

TEXTS = ["", "women and peace", "Qu’est-ce que\tc’est \N{ROCKET} \udcff?", "peace " * 600]


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture(scope="module")
def loaded(tiny: ModelFiles, tmp_path_factory: pytest.TempPathFactory) -> BuildEncoder:
    return load_encoder(tiny.name, tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def compiled(loaded: BuildEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    loaded.compile(folder)
    return folder


def test_it_is_told_apart_and_split_into_tokens_without_being_loaded(
    tiny: ModelFiles, loaded: BuildEncoder, compiled: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "load_encoder", None)
    found = find_encoder(tiny.name, models).with_compiled(compiled)
    for fact in ("name", "fingerprint", "compiled_as", "dimensions", "max_tokens", "reserved_tokens"):
        assert getattr(found, fact) == getattr(loaded, fact), fact
    assert [found.token_spans(text) for text in TEXTS] == [loaded.token_spans(text) for text in TEXTS]


def test_it_is_loaded_once(
    tiny: ModelFiles, loaded: BuildEncoder, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[str] = []
    told: list[tuple[str, int, int]] = []

    def load(name: str, *_: object, **__: object) -> BuildEncoder:
        loads.append(name)
        return loaded

    monkeypatch.setattr(reference, "load_encoder", load)
    found = find_encoder(tiny.name, models, progress=lambda *step: told.append(step))
    assert (loads, told) == ([], [])
    assert found.max_tokens == loaded.max_tokens  # no compiled form is known
    vectors = loaded.encode_passages(TEXTS).vectors
    assert (found.encode_passages(TEXTS).vectors == vectors).all()
    assert [batch for batch, _ in found.encode_in_bulk(TEXTS[1:2])] == [TEXTS[1:2]]
    assert loads == [tiny.name]
    assert told == [(f"loading {tiny.name}", 0, 1), (f"loading {tiny.name}", 1, 1)]


def test_a_model_that_changes_before_it_is_loaded_is_refused(tiny: ModelFiles, models: Path, tmp_path: Path) -> None:
    """Its vectors would be kept under the fingerprint of the former one."""
    folder = Path(shutil.copytree(tiny.folder, tmp_path / "copy"))
    found = find_encoder(str(folder), models)
    (folder / "config_sentence_transformers.json").write_bytes(b'{"prompts": {"query": "query: "}}')
    with pytest.raises(ModelError, match="were changed while this command ran; start it again"):
        found.encode_passages(TEXTS)


def test_damaged_files_are_model_errors(tiny: ModelFiles, compiled: Path, models: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(compiled, tmp_path / "compiled"))
    (folder / TOKENIZER_FILE).write_bytes(b"{")
    with pytest.raises(ModelError, match=r"cannot be loaded.*'clausebot index build'"):
        find_encoder(tiny.name, models).with_compiled(folder)
    copy = Path(shutil.copytree(tiny.folder, tmp_path / "copy"))
    (copy / WEIGHTS).unlink()
    with pytest.raises(ModelError, match=f"it lacks {WEIGHTS}"):
        find_encoder(str(copy), models)
