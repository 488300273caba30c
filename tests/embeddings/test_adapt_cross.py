"""Training of a cross-encoder, made of a random model of two layers."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from embeddings import adapt_cross
from embeddings.adapt_cross import adapt_cross_encoder, cross_recipe_for
from embeddings.adapter import read_adapter, write_adapter
from embeddings.adapting.cross_training import CrossRecipe, CrossTraining, loss_of
from embeddings.adapting.judged_pairs import JudgedPairs, judged_pairs
from embeddings.adapting.pairs import Request, TrainingSet, read_training_set
from embeddings.adapting.split_model import upper_layers
from embeddings.compile import plain_tokenizer
from embeddings.compiled import CompiledEncoder
from embeddings.compiled_cross import pair_ids
from embeddings.cross_encoder import BIAS, WEIGHTS, read_cross_encoder
from embeddings.cross_model import CrossModel
from embeddings.errors import AdaptError
from embeddings.folder import read_facts
from embeddings.models import MPNET, ModelFiles
from embeddings.progress import silent
from embeddings.reference import ReferenceEncoder, load_model
from tests.embeddings.training_files import write_lines
from tests.fakes import FakeEncoder

RECIPE = CrossRecipe(upper=1, epochs=2, batch=4, rate=1e-2, head_rate=1e-2)
TOPICS = "mines vaccination refugees elections ivory piracy police schools water courts".split()
VERBS = "Decides Recalls Notes".split()
PLACES = "Mali Haiti Yemen Chad".split()


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Forty requests, each with a paragraph that decides on its topic, and two that only speak of it."""
    folder = tmp_path_factory.mktemp("judged")
    subjects = [f"{topic} of {place}" for place in PLACES for topic in TOPICS]
    passages = [{"id": f"{verb} {one}", "text": f"{verb} {one}"} for one in subjects for verb in VERBS]
    requests: list[object] = [
        {"query": one, "relevant": {f"Decides {one}": 2}, "judged": [f"{verb} {one}" for verb in VERBS], "pool": one}
        for one in subjects
    ]
    requests.append({"query": "a visa", "relevant": {}, "judged": [f"Notes {one}" for one in subjects], "pool": "none"})
    write_lines(folder / "passages.jsonl", passages)
    write_lines(folder / "pairs.jsonl", requests)
    return folder / "pairs.jsonl", folder / "passages.jsonl"


def chosen(pairs: tuple[Path, Path], recipe: CrossRecipe = RECIPE) -> tuple[TrainingSet, JudgedPairs]:
    data = read_training_set(*pairs, unanswered=True)
    near = FakeEncoder()
    queries = near.encode_queries([one.query for one in data.requests]).vectors
    passages = near.encode_passages(data.passages).vectors
    return data, judged_pairs(data, queries, passages, wrong=recipe.wrong, held_out=recipe.held_out, seed=recipe.seed)


def training(tiny: ModelFiles, pairs: tuple[Path, Path], folder: Path, recipe: CrossRecipe = RECIPE) -> CrossTraining:
    data, judged = chosen(pairs, recipe)
    loaded: Any = load_model(tiny, read_facts(tiny))
    transformer = loaded[0].auto_model
    layers = upper_layers(transformer, recipe.upper)
    model = CrossModel(transformer.to(torch.bfloat16).eval().requires_grad_(False), loaded.tokenizer)
    tokenizer = plain_tokenizer(loaded)
    inputs = [[pair_ids(one.query, data.passages[row], tokenizer) for row in one.rows] for one in judged.train]
    return CrossTraining(model, layers, judged.train, inputs, recipe=recipe, folder=folder, progress=silent)


def test_the_loss_falls(tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path) -> None:
    run = training(tiny, pairs, tmp_path, replace(RECIPE, epochs=12, dropout=0.0))
    run.run()
    assert np.mean(run.losses[-5:]) < 0.8 * np.mean(run.losses[:5])


def test_the_same_seed_gives_the_same_weights_and_another_seed_others(
    tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path
) -> None:
    first, again, other = (
        training(tiny, pairs, tmp_path / name, replace(RECIPE, seed=seed)).run()
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first[WEIGHTS], other[WEIGHTS])


def test_a_run_that_was_stopped_ends_with_the_same_weights(
    tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path
) -> None:
    straight = training(tiny, pairs, tmp_path / "straight")
    whole = straight.run()
    for stop_after in (2, 5):
        folder = tmp_path / str(stop_after)
        training(tiny, pairs, folder).run(stop_after=stop_after)
        resumed = training(tiny, pairs, folder)
        result = resumed.run()
        assert all(torch.equal(whole[name], result[name]) for name in whole)
        assert resumed.losses == straight.losses


def publish(tiny: ModelFiles, pairs: tuple[Path, Path], folder: Path, adapter: Path | None = None) -> Path:
    recipe = replace(RECIPE, epochs=8)
    path = folder / "tiny.cross-encoder.safetensors"
    trained = adapt_cross_encoder(
        tiny, *pairs, near=FakeEncoder(), adapter=adapter, recipe=recipe, publish=path, work=folder / "work"
    )
    assert (trained.path, trained.pairs > 0, trained.held_out > 0) == (path, True, True)
    assert trained.after > trained.before
    return path


@pytest.fixture(scope="module")
def published(tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tiny, pairs, tmp_path_factory.mktemp("published"))


def test_a_published_cross_encoder_tells_right_from_wrong_as_it_learned_to(
    tiny: ModelFiles, published: Path, pairs: tuple[Path, Path], tmp_path: Path
) -> None:
    ReferenceEncoder(tiny, cross_encoder=published).compile(tmp_path)
    compiled = CompiledEncoder(tmp_path).cross_encoder
    assert compiled is not None
    data, judged = chosen(pairs)
    scored = [
        (compiled.score(one.query, data.passages[row]), grade)
        for one in judged.train
        for row, grade in zip(one.rows, one.grades, strict=True)
    ]
    right, wrong = ([score for score, grade in scored if (grade > 0) == answers] for answers in (True, False))
    assert np.mean(right) > np.mean(wrong) + 1


def test_the_training_is_written_into_the_file(published: Path) -> None:
    from safetensors import safe_open  # noqa: PLC0415

    with safe_open(published, framework="np") as file:
        training = json.loads(file.metadata()["training"])
    assert training["recipe"]["epochs"] == 8
    assert training["after"] > training["before"]


def test_a_training_that_starts_from_an_adapter_publishes_both_as_one(
    tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path
) -> None:
    """By hand: the scores are those of the plain model with the adapter merged first, and the learned updates then."""
    random, layer = np.random.default_rng(1), "encoder.layer.1.attention.self.query"
    other = "encoder.layer.0.attention.self.query"
    factors = {
        f"{name}.lora_{part}": random.normal(0, 0.3, shape).astype(np.float16)
        for name in (layer, other)
        for part, shape in (("a", (4, 32)), ("b", (32, 4)))
    }
    sha256 = read_facts(tiny).weights_sha256
    adapter = tmp_path / "adapter.safetensors"
    write_adapter(adapter, factors, model=tiny.name, weights_sha256=sha256, scale=0.5)
    weights = read_cross_encoder(publish(tiny, pairs, tmp_path, adapter), sha256)
    start = read_adapter(adapter, sha256)
    for name, rank in ((layer, 4 + RECIPE.rank), (other, 4)):
        a, b = weights.factors[name]
        assert a.shape[0] == b.shape[1] == rank
        np.testing.assert_allclose(
            weights.scale * (b[:, :4] @ a[:4]), 0.5 * (start.factors[name][1] @ start.factors[name][0]), atol=1e-2
        )
    assert weights.others[WEIGHTS].shape == (1, 96)
    assert weights.others[BIAS].shape == (1,)


def test_one_that_is_no_better_than_vectors_is_not_published(
    tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapt_cross, "area_under_curve", lambda *_: 0.5)
    path = tmp_path / "cross.safetensors"
    with pytest.raises(AdaptError, match=r"no better than vectors do.* 0\.500, by vectors 0\.500"):
        adapt_cross_encoder(tiny, *pairs, near=FakeEncoder(), adapter=None, recipe=RECIPE, publish=path, work=tmp_path)
    assert not path.exists()


def test_requests_without_a_wrong_passage_teach_nothing(tiny: ModelFiles, tmp_path: Path) -> None:
    write_lines(tmp_path / "passages.jsonl", [{"id": str(n), "text": f"passage {n}"} for n in range(20)])
    write_lines(tmp_path / "pairs.jsonl", [{"query": f"{n}?", "relevant": {str(n): 2}} for n in range(20)])
    with pytest.raises(AdaptError, match="no right or no wrong passage; add judged requests"):
        adapt_cross_encoder(
            tiny,
            tmp_path / "pairs.jsonl",
            tmp_path / "passages.jsonl",
            near=FakeEncoder(),
            adapter=None,
            recipe=RECIPE,
            publish=tmp_path / "cross.safetensors",
            work=tmp_path,
        )


def test_the_layers_of_a_recipe_are_the_upper_ones_of_a_large_model(tiny: ModelFiles) -> None:
    assert (cross_recipe_for(tiny).upper, cross_recipe_for(replace(tiny, card=MPNET)).upper) == (None, 8)
    assert cross_recipe_for(tiny, upper=2, rate=1e-3, epochs=3, seed=4) == CrossRecipe(
        upper=2, rate=1e-3, epochs=3, seed=4
    )


def test_the_nearest_wrong_passages_are_learned_from(pairs: tuple[Path, Path]) -> None:
    data, judged = chosen(pairs)
    first = judged.train[0]
    assert first.grades[0] == 2
    assert list(first.grades[1:]) == [0] * RECIPE.wrong
    assert list(first.cosines[1:]) == sorted(first.cosines[1:], reverse=True)
    assert any(not any(one.grades) for one in (*judged.train, *judged.held_out)), "what nothing answers teaches, too"
    assert len(data.requests) == len(judged.train) + len(judged.held_out)


def test_answers_of_pools_kept_apart_are_in_no_pair_that_is_learned_from() -> None:
    requests = tuple(
        Request(f"{n}?", (n,), (2.0,), tuple(m for m in range(8) if m != n), pool=str(n)) for n in range(8)
    )
    data = TrainingSet(tuple(f"passage {n}" for n in range(8)), requests)
    vectors = np.eye(8, dtype=np.float32)
    judged = judged_pairs(data, vectors, vectors, wrong=7, held_out=0.25, seed=1)
    apart = {row for one in judged.held_out for row, grade in zip(one.rows, one.grades, strict=True) if grade > 0}
    assert len(apart) == 2
    assert not apart & {row for one in judged.train for row in one.rows}


def test_the_loss_is_likelihood_and_half_the_order() -> None:
    """By hand, for a request with a passage of each grade, and one that nothing answers."""
    scores = torch.tensor([1.0, 0.0, -1.0, 0.5])
    sigmoid = torch.sigmoid(scores)
    likely = torch.tensor([1.0, 0.25, 0.0, 0.0])
    each = -(likely * sigmoid.log() + (1 - likely) * (1 - sigmoid).log()).mean()
    order = -(torch.tensor([0.75, 0.25, 0.0]) * scores[:3].log_softmax(0)).sum()
    found = loss_of(scores, [(2.0, 1.0, 0.0), (0.0,)], answers=2.0)
    torch.testing.assert_close(found, each + 0.5 * order)
