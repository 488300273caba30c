"""The compiled encoder is held against the one it was compiled from, with the real all-MiniLM-L6-v2."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from embeddings.compiled import FACTS_FILE, GRAPH_FILE, TOKENIZER_FILE, WEIGHTS_FILE, CompiledEncoder
from embeddings.encoder import BuildEncoder, Encoded, Encoder
from embeddings.errors import ModelError
from embeddings.models import MINILM, locate
from embeddings.reference import load_encoder
from tests.faults.tiny import TinyEncoder

TEXTS = [
    "Urges Member States to ensure increased representation of women at all decision-making levels;",
    "Calls on all parties to armed conflict to protect women and girls from gender-based violence.",
    "Decides to remain actively seized of the matter.",
    "women",
    "",
]
NASTY = [
    " \t\n ",
    "\udcff war \ud83d",
    "Qu’est-ce que c’est ? Ça, l’été…",
    "e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT} \N{ZERO WIDTH JOINER}\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "安理会决议 \N{ROCKET}\N{FAMILY} \N{VAI SYLLABLE EE}",
    "[SEP] [CLS] [PAD] [MASK] [UNK] </s> ##ing",
    "\x00\x07\x1b[31m",
    "a" * 300,
    "war " * 2_500,
]
"""The last has ten thousand characters."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> BuildEncoder:
    return load_encoder(MINILM.name, tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def folder(reference: BuildEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    reference.compile(folder)
    return folder


@pytest.fixture(scope="module")
def compiled(folder: Path) -> CompiledEncoder:
    return CompiledEncoder(folder)


@pytest.fixture(params=["reference", "compiled"])
def either(request: pytest.FixtureRequest) -> Encoder:
    """Both encoders in turn, for what every encoder promises."""
    encoder: Encoder = request.getfixturevalue(request.param)
    return encoder


def _assert_near(found: Encoded, expected: Encoded) -> None:
    np.testing.assert_allclose(found.vectors, expected.vectors, atol=1e-5, rtol=0)
    for some, other in zip(found.tokens, expected.tokens, strict=True):
        np.testing.assert_allclose(some, other, atol=1e-5, rtol=0)


def test_it_is_the_same_encoder_by_all_that_it_says_of_itself(
    compiled: CompiledEncoder, reference: BuildEncoder
) -> None:
    for encoder in (compiled, reference):
        assert (encoder.name, encoder.dimensions, encoder.max_tokens) == (MINILM.name, 384, 256)
        assert encoder.reserved_tokens == 2
    assert compiled.fingerprint == reference.fingerprint


def test_a_model_without_a_cross_encoder_is_compiled_without_one(compiled: CompiledEncoder) -> None:
    assert compiled.cross_encoder is None


def test_queries_have_the_reference_s_vectors(compiled: CompiledEncoder, reference: BuildEncoder) -> None:
    _assert_near(compiled.encode_queries(TEXTS + NASTY), reference.encode_queries(TEXTS + NASTY))


def test_passages_have_the_reference_s_vectors(compiled: CompiledEncoder, reference: BuildEncoder) -> None:
    passages = [f"Requests report number {number} on women" for number in range(1, 20)] + TEXTS + NASTY
    _assert_near(compiled.encode_passages(passages), reference.encode_passages(passages))


@pytest.mark.parametrize("text", TEXTS + NASTY)
def test_spans_are_the_reference_s(text: str, compiled: CompiledEncoder, reference: BuildEncoder) -> None:
    assert compiled.token_spans(text) == reference.token_spans(text)


def test_rows_are_float32_of_length_one(either: Encoder) -> None:
    for encoded in (either.encode_queries(TEXTS), either.encode_passages(TEXTS)):
        for rows in (encoded.vectors, *encoded.tokens):
            assert rows.dtype == np.float32
            np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_nothing_gives_no_rows(either: Encoder) -> None:
    assert either.encode_queries([]).vectors.shape == (0, 384)
    assert either.encode_passages([]).vectors.shape == (0, 384)
    assert either.encode_queries([""]).tokens[0].shape == (0, 384)


def test_a_query_has_the_same_bits_whatever_is_asked_beside_it(either: Encoder) -> None:
    alone = np.concatenate([either.encode_queries([text]).vectors for text in TEXTS])
    together = either.encode_queries([*TEXTS[::-1], *TEXTS]).vectors
    assert np.array_equal(together[len(TEXTS) :], alone)
    assert np.array_equal(together[: len(TEXTS)], alone[::-1])


def test_a_query_has_the_same_bits_whenever_the_encoder_was_loaded(compiled: CompiledEncoder, folder: Path) -> None:
    assert np.array_equal(CompiledEncoder(folder).encode_queries(TEXTS).vectors, compiled.encode_queries(TEXTS).vectors)


def test_threads_may_share_an_encoder(either: Encoder) -> None:
    alone = either.encode_queries(TEXTS).vectors
    with ThreadPoolExecutor(8) as pool:
        spans = [pool.submit(either.token_spans, text * 50) for text in TEXTS * 4]
        answers = [pool.submit(either.encode_queries, TEXTS) for _ in range(8)]
    assert all(np.array_equal(answer.result().vectors, alone) for answer in answers)
    assert all(span.exception() is None for span in spans)


def test_prompts_lower_case_and_a_limit_of_ones_own_are_compiled_in(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(locate(MINILM.name, tmp_path).folder, tmp_path / "copy"))
    prompts = b'{"prompts": {"query": "query: ", "passage": "a passage: "}, "default_prompt_name": null}'
    (folder / "config_sentence_transformers.json").write_bytes(prompts)
    (folder / "sentence_bert_config.json").write_bytes(b'{"max_seq_length": 9, "do_lower_case": true}')
    reference = load_encoder(str(folder), tmp_path)
    (tmp_path / "compiled").mkdir()
    reference.compile(tmp_path / "compiled")
    compiled = CompiledEncoder(tmp_path / "compiled")
    assert (compiled.max_tokens, compiled.reserved_tokens) == (9, 2 + 3)
    assert compiled.fingerprint == reference.fingerprint
    _assert_near(compiled.encode_queries(TEXTS), reference.encode_queries(TEXTS))
    _assert_near(compiled.encode_passages(TEXTS), reference.encode_passages(TEXTS))


def test_a_model_whose_compiled_form_would_differ_is_refused(tmp_path: Path) -> None:
    """Here pooling leaves the prompt out, which only the library that made the model knows how to do."""
    folder = Path(shutil.copytree(locate(MINILM.name, tmp_path).folder, tmp_path / "copy"))
    prompts = b'{"prompts": {"query": "a rather long prompt: "}, "default_prompt_name": null}'
    (folder / "config_sentence_transformers.json").write_bytes(prompts)
    pooling = b'{"word_embedding_dimension": 384, "pooling_mode_mean_tokens": true, "include_prompt": false}'
    (folder / "1_Pooling" / "config.json").write_bytes(pooling)
    (tmp_path / "compiled").mkdir()
    with pytest.raises(ModelError, match=r"gives other vectors after compiling.*choose another model"):
        load_encoder(str(folder), tmp_path).compile(tmp_path / "compiled")


@pytest.mark.parametrize("name", [FACTS_FILE, TOKENIZER_FILE, GRAPH_FILE, WEIGHTS_FILE])
def test_a_missing_or_shortened_file_is_a_model_error(name: str, folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    whole = (copy / name).read_bytes()
    (copy / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=r"cannot be loaded.*'clausebot index build'"):
        CompiledEncoder(copy)
    (copy / name).unlink()
    with pytest.raises(ModelError, match=r"cannot be loaded.*'clausebot index build'"):
        CompiledEncoder(copy)


def test_serving_loads_neither_torch_nor_transformers_and_is_silent(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from embeddings.compiled import CompiledEncoder;"
        f"encoder = CompiledEncoder(Path({str(folder)!r})); encoder.encode_queries(['war']);"
        "print({'torch', 'transformers', 'sentence_transformers', 'onnx'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-W", "always", "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "set()\n", "")


@pytest.mark.parametrize("weight", [np.nan, np.inf, 3e38])
def test_damaged_weights_are_an_error_and_no_vectors(weight: float, tmp_path: Path) -> None:
    """The weights of a large model are not hashed for each question, and what follows from them must not be ranked."""
    TinyEncoder("women and girls").compile(tmp_path)
    table = np.fromfile(tmp_path / WEIGHTS_FILE, np.float32)
    np.full_like(table, weight).tofile(tmp_path / WEIGHTS_FILE)
    with pytest.raises(
        ModelError, match=r"cannot encode .*NaN or infinity.*; compile it again with 'clausebot index build'"
    ):
        CompiledEncoder(tmp_path).encode_queries(["women"])
