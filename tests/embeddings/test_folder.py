import dataclasses
import hashlib
import json
import os
from pathlib import Path

import pytest

from embeddings.errors import ModelError
from embeddings.folder import FolderFacts, read_facts
from embeddings.models import MPNET, ModelCard, ModelFiles, card_for, locate
from tests.embeddings.model_folder import MODULES, WEIGHTS, write_model


def facts_of(folder: Path, card: ModelCard | None = None) -> FolderFacts:
    return read_facts(ModelFiles("tiny", folder, card))


def fingerprint(folder: Path) -> str:
    return facts_of(folder).fingerprint("fp32")


def test_a_folder_says_what_decides_its_vectors(tmp_path: Path) -> None:
    prompts = {"prompts": {"query": "query: ", "passage": "passage: "}, "default_prompt_name": None}
    folder = write_model(tmp_path, config_sentence_transformers_json=json.dumps(prompts).encode())
    assert facts_of(folder) == FolderFacts(
        weights_sha256=hashlib.sha256(WEIGHTS).hexdigest(),
        tokenizer_sha256=hashlib.sha256(b"{}").hexdigest(),
        max_tokens=384,
        query_prompt="query: ",
        passage_prompt="passage: ",
        layers=('pool ["mean"]',),
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"model.safetensors": b"other weights"},
        {"tokenizer_json": b'{"other": 1}'},
        {"sentence_bert_config_json": b'{"max_seq_length": 128, "do_lower_case": false}'},
        {"sentence_bert_config_json": b'{"max_seq_length": 384, "do_lower_case": true}'},
        {"1_Pooling__config_json": b'{"pooling_mode_cls_token": true}'},
        {"config_sentence_transformers_json": b'{"prompts": {"query": "query: "}}'},
        {"config_sentence_transformers_json": b'{"prompts": {"passage": "passage: "}}'},
    ],
)
def test_the_fingerprint_changes_with_what_decides_a_vector(changed: dict[str, bytes], tmp_path: Path) -> None:
    assert fingerprint(write_model(tmp_path / "a")) != fingerprint(write_model(tmp_path / "b", **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"README.md": b"words"},
        {"config_sentence_transformers_json": b'{"__version__": {"pytorch": "9"}}'},
        {"1_Pooling__config_json": b'{"pooling_mode": "mean", "embedding_dimension": 768, "include_prompt": true}'},
        {"modules_json": json.dumps([*MODULES, {"path": "", "type": "sentence_transformers.Normalize"}]).encode()},
    ],
)
def test_the_fingerprint_is_blind_to_libraries_and_their_spelling(changed: dict[str, bytes], tmp_path: Path) -> None:
    assert fingerprint(write_model(tmp_path / "a")) == fingerprint(write_model(tmp_path / "b", **changed))


def test_precision_is_part_of_the_fingerprint(tmp_path: Path) -> None:
    facts = facts_of(write_model(tmp_path))
    assert facts.fingerprint("fp32") != facts.fingerprint("bf16")


def test_without_a_stated_length_the_shorter_limit_holds(tmp_path: Path) -> None:
    folder = write_model(tmp_path, sentence_bert_config_json=b"{}", tokenizer_config_json=b'{"model_max_length": 256}')
    assert facts_of(folder).max_tokens == 256


def test_weights_that_are_not_the_catalogues_name_the_repair(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"is damaged: .*'clausebot model install all-mpnet-base-v2'$"):
        facts_of(write_model(tmp_path), MPNET)


def test_the_cards_prompts_overrule_the_folders(tmp_path: Path) -> None:
    folder = write_model(tmp_path, config_sentence_transformers_json=b'{"prompts": {"query": "other: "}}')
    card = dataclasses.replace(card_for("owner/tiny"), query_prompt="query: ", passage_prompt="passage: ")
    facts = facts_of(folder, card)
    assert (facts.query_prompt, facts.passage_prompt) == ("query: ", "passage: ")


@pytest.mark.parametrize("kind", ["evil.Layer", "os.system", "sentence_transformersx.Layer"])
def test_a_model_that_wants_code_of_its_own_is_refused(kind: str, tmp_path: Path) -> None:
    """sentence_transformers runs code from a local folder even where remote code is not trusted."""
    folder = write_model(tmp_path, modules_json=json.dumps([*MODULES, {"path": "", "type": kind}]).encode())
    with pytest.raises(ModelError, match="needs code of its own"):
        facts_of(folder)


def test_a_layer_whose_weights_are_a_pickle_is_refused(tmp_path: Path) -> None:
    dense = {"path": "2_Dense", "type": "sentence_transformers.models.Dense"}
    folder = write_model(
        tmp_path, modules_json=json.dumps([*MODULES, dense]).encode(), **{"2_Dense/pytorch_model.bin": b"pickle"}
    )
    with pytest.raises(ModelError, match=r"no safetensors weights in .*2_Dense"):
        facts_of(folder)


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"a": 1}', b"\xff", b'[{"path": ""}]'])
def test_an_unreadable_folder_is_a_model_error(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        facts_of(write_model(tmp_path, modules_json=content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("modules_json", b"[" * 100_000),
        ("sentence_bert_config_json", b'{"max_seq_length": 1e999}'),
        ("sentence_bert_config_json", b'{"max_seq_length": %b}' % (b"9" * 5_000)),
        ("config_sentence_transformers_json", b" " * 11_000_000),
    ],
)
def test_a_folder_made_to_burst_is_a_model_error(name: str, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        facts_of(write_model(tmp_path, **{name: content}))


@pytest.mark.parametrize("name", ["modules.json", "tokenizer.json", "model.safetensors"])
def test_a_pipe_in_the_place_of_a_file_is_a_model_error(name: str, tmp_path: Path) -> None:
    folder = write_model(tmp_path)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(ModelError, match="it is a named pipe, not a file"):
        facts_of(folder)


def test_a_folder_of_the_users_own_is_a_model(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "mine")
    assert locate(str(folder), tmp_path / "models") == ModelFiles(str(folder), folder, None)


def test_a_folder_with_only_pickled_weights_is_no_model(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "mine")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"with safetensors weights: it lacks model\.safetensors"):
        locate(str(folder), tmp_path / "models")


@pytest.mark.parametrize("name", ["", ".", "nonsense", "../up", "owner/../up", "/absent", "a/b/c"])
def test_a_name_that_means_no_model_lists_the_known_ones(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"all-mpnet-base-v2, all-MiniLM-L6-v2|is not a sentence-transformers model"):
        locate(name, tmp_path / "models")


def test_the_hub_name_of_a_catalogue_model_is_that_model() -> None:
    assert card_for("sentence-transformers/all-mpnet-base-v2") is MPNET


def test_an_installed_hub_name_means_the_same_in_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_model(tmp_path / "here/owner/tiny")
    installed = write_model(tmp_path / "models/owner--tiny")
    monkeypatch.chdir(tmp_path / "here")
    assert locate("owner/tiny", tmp_path / "models").folder == installed
    assert locate("owner/tiny", tmp_path / "none").folder == tmp_path / "here/owner/tiny"
