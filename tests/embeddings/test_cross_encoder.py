"""A cross-encoder of random updates and a random head, made of the real all-MiniLM-L6-v2, and its compiled form."""

import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from embeddings.adapter import write_adapter
from embeddings.adapting.cross_training import padded
from embeddings.compiled import TOKENIZER_FILE, CompiledEncoder
from embeddings.compiled_cross import GRAPH_FILE, LONGEST, CompiledCrossEncoder, pair_ids
from embeddings.cross_encoder import WEIGHTS, find_cross_encoder, read_cross_encoder
from embeddings.cross_model import CrossModel
from embeddings.errors import ModelError
from embeddings.folder import read_facts
from embeddings.models import CATALOGUE, MINILM, MPNET, ModelFiles, locate
from embeddings.reference import ReferenceEncoder, load_model
from tests.embeddings.cross_encoder_file import LAYER, write_cross_encoder

Compiling = subprocess.CompletedProcess[str]

ANSWER = "Urges Member States to ensure increased representation of women at all decision-making levels;"
PAIRS = [
    ("more women in decision-making", ANSWER),
    ("more women in decision-making", "Decides to remain actively seized of the matter."),
    ("women", "war " * 2_500),
    ("women " * 2_500, ANSWER),
    ("", ""),
    ("[SEP] who? </s>", "\udcff [CLS] \x00 安理会决议 \N{ROCKET}"),
]


@pytest.fixture(scope="module")
def minilm(tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return locate(MINILM.name, tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("cross-encoder") / "minilm.safetensors")


@pytest.fixture(scope="module")
def compiling(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Compiling:
    """The process that compiled an encoder with its cross-encoder into the folder of its last argument."""
    program = (
        "import logging, sys; from pathlib import Path; from embeddings import model_parts, reference;"
        "file, folder = map(Path, sys.argv[1:]); model_parts.find_cross_encoder = lambda *_: file;"
        f"reference.load_encoder({MINILM.name!r}, folder).compile(folder);"
        "assert not logging.getLogger().handlers"
    )
    command = [sys.executable, "-c", program, str(file), str(tmp_path_factory.mktemp("compiled"))]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(compiling: Compiling) -> Path:
    """A compiled encoder with its cross-encoder."""
    return Path(compiling.args[-1])


@pytest.fixture(scope="module")
def compiled(folder: Path) -> CompiledCrossEncoder:
    found = CompiledEncoder(folder).cross_encoder
    assert found is not None
    return found


@pytest.fixture(scope="module")
def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / TOKENIZER_FILE))


@pytest.fixture(scope="module")
def model(minilm: ModelFiles, file: Path) -> CrossModel:
    facts = read_facts(minilm)
    plain: Any = load_model(minilm, facts)
    made = CrossModel(plain[0].auto_model, plain.tokenizer).eval()
    made.load(read_cross_encoder(file, facts.weights_sha256))
    return made


@pytest.mark.parametrize(("query", "passage"), PAIRS)
def test_the_compiled_form_has_the_scores_of_the_model(
    query: str, passage: str, compiled: CompiledCrossEncoder, model: CrossModel, tokenizer: Tokenizer
) -> None:
    ids = torch.tensor([pair_ids(query, passage, tokenizer)])
    with torch.inference_mode():
        expected = float(model(ids, torch.ones_like(ids)))
    assert compiled.score(query, passage) == pytest.approx(expected, abs=0.3)


def test_pairs_have_scores_of_their_own(compiled: CompiledCrossEncoder) -> None:
    assert len({round(compiled.score(query, passage), 2) for query, passage in PAIRS}) == len(PAIRS)


def test_padding_changes_no_score(model: CrossModel, tokenizer: Tokenizer) -> None:
    """The training pads, serving does not."""
    ids = [pair_ids(query, passage, tokenizer) for query, passage in PAIRS]
    with torch.inference_mode():
        together = model(*padded(ids, model.padding))
        alone = [float(model(torch.tensor([one]), torch.ones(1, len(one), dtype=torch.long))) for one in ids]
    torch.testing.assert_close(together, torch.tensor(alone), atol=1e-4, rtol=0)


def test_a_pair_is_what_the_model_s_own_tokenizer_makes_of_it(minilm: ModelFiles, tokenizer: Tokenizer) -> None:
    own = load_model(minilm, read_facts(minilm)).tokenizer
    query, passage = PAIRS[0]
    assert pair_ids(query, passage, tokenizer) == own(query, passage)["input_ids"]


def test_a_long_pair_keeps_its_query_and_the_beginning_of_its_passage(tokenizer: Tokenizer) -> None:
    whole, cut = (pair_ids("who reports?", "war " * times, tokenizer) for times in (50, 2_500))
    assert len(cut) == LONGEST
    assert cut[: len(whole) - 1] == whole[:-1]
    assert len(pair_ids("war " * 2_500, "war " * 2_500, tokenizer)) == LONGEST


def test_threads_may_share_it(compiled: CompiledCrossEncoder) -> None:
    alone = [compiled.score(*pair) for pair in PAIRS]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda pair: compiled.score(*pair), PAIRS * 4))
    assert found == alone * 4


def test_it_is_left_out_where_answers_are_to_be_fast(folder: Path) -> None:
    assert CompiledEncoder(folder, fast=True).cross_encoder is None


def test_the_compiled_form_of_another_one_has_another_name_and_the_vectors_have_not(
    file: Path, minilm: ModelFiles, tmp_path: Path
) -> None:
    other = write_cross_encoder(tmp_path / "other.safetensors", seed=2)
    encoders = [ReferenceEncoder(minilm, cross_encoder=one) for one in (None, file, other)]
    assert len({one.compiled_as for one in encoders}) == 3
    assert len({one.fingerprint for one in encoders}) == 1
    assert encoders[0].compiled_as == encoders[0].fingerprint


def test_everybody_who_reads_the_graph_may_read_the_weights(folder: Path) -> None:
    """Indexes of several users may share a compiled encoder."""
    modes = {stat.S_IMODE((folder / name).stat().st_mode) for name in (GRAPH_FILE, f"{GRAPH_FILE}.data")}
    assert len(modes) == 1


@pytest.mark.parametrize("name", [GRAPH_FILE, f"{GRAPH_FILE}.data"])
def test_a_shortened_file_is_a_model_error(name: str, folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    whole = (copy / name).read_bytes()
    (copy / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=r"cross-encoder in .*cannot be loaded.*'clausebot index build'"):
        assert CompiledEncoder(copy).cross_encoder


def test_a_file_without_a_head_is_refused(minilm: ModelFiles, tmp_path: Path) -> None:
    tensors = {f"{LAYER}.lora_a": np.ones((4, 384), np.float32), f"{LAYER}.lora_b": np.ones((384, 4), np.float32)}
    sha256 = str(MINILM.weights_sha256)
    write_adapter(tmp_path / "adapter.safetensors", tensors, model=minilm.name, weights_sha256=sha256, scale=2.0)
    with pytest.raises(ModelError, match=r"is damaged .*head\.weight"):
        read_cross_encoder(tmp_path / "adapter.safetensors", sha256)


def test_compiling_is_silent(compiling: Compiling) -> None:
    """That of the encoder and of its cross-encoder."""
    assert (compiling.returncode, compiling.stdout, compiling.stderr) == (0, "", "")


def test_reading_loads_neither_torch_nor_onnx(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from embeddings.compiled import CompiledEncoder;"
        f"CompiledEncoder(Path({str(folder)!r})).cross_encoder.score('who?', 'war');"
        "print({'torch', 'transformers', 'sentence_transformers', 'onnx'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-W", "always", "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "set()\n", "")


def test_the_shipped_one_is_small_has_a_card_and_fits_its_model(tmp_path: Path) -> None:
    shipped = {name: find_cross_encoder(name, tmp_path) for name in CATALOGUE}
    assert [name for name, path in shipped.items() if path] == [MPNET.name]
    path = shipped[MPNET.name]
    assert path is not None
    assert path.stat().st_size < 20_000_000
    assert path.with_suffix(".md").is_file()
    weights = read_cross_encoder(path, str(MPNET.weights_sha256))
    assert weights.others[WEIGHTS].shape == (1, 3 * 768)
