from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
import torch

from embeddings.adapt import adapt, prepare, recipe_for, spread_of
from embeddings.adapter import read_adapter
from embeddings.adapting.pairs import Request, TrainingSet, hold_out, read_training_set
from embeddings.adapting.scoring import Relevance, late_scores, loss_of
from embeddings.adapting.split_model import Batch
from embeddings.adapting.training import Recipe, Training, draw
from embeddings.errors import AdaptError
from embeddings.folder import read_facts
from embeddings.models import MPNET, ModelFiles
from embeddings.progress import silent
from embeddings.reference import ReferenceEncoder
from tests.embeddings.training_files import write_lines

# What is asked for shares no word with what is found: a training has to learn which go together
TOPICS = {
    "mines clearance explosives": "apple",
    "vaccination health doctors": "banana",
    "refugees return shelter": "cherry",
    "elections ballots voters": "grape",
    "ivory poaching wildlife": "lemon",
    "piracy ships coast": "mango",
    "police training uniform": "orange",
    "schools teachers children": "peach",
    "water rivers drought": "pear",
    "courts judges trials": "plum",
}
PLACES = {"Mali desert north": "red", "Haiti island gangs": "green", "Yemen ports south": "blue", "Chad lake": "white"}
RECIPE = Recipe(upper=1, epochs=2, batch=8, rate=2e-2, dropout=0.1, judgements=1)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Forty passages, and for each a request in other words; one request has no answer."""
    folder = tmp_path_factory.mktemp("pairs")
    both = [(place, topic) for place in PLACES for topic in TOPICS]
    passages = [{"id": f"{place} {topic}", "text": f"{place} {topic}"} for place, topic in both]
    requests = [
        {"query": f"{PLACES[place]} {TOPICS[topic]}", "relevant": {f"{place} {topic}": 2}} for place, topic in both
    ]
    write_lines(folder / "passages.jsonl", passages)
    write_lines(folder / "pairs.jsonl", [*requests, {"query": "the price of a visa", "relevant": {}}])
    return folder / "pairs.jsonl", folder / "passages.jsonl"


def training(tiny: ModelFiles, pairs: tuple[Path, Path], folder: Path, recipe: Recipe = RECIPE) -> Training:
    facts, data = read_facts(tiny), read_training_set(*pairs)
    return prepare(tiny, facts, data, recipe=recipe, folder=folder / "run", progress=silent)[0]


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
    assert torch.equal(first.vector, again.vector)
    assert first.history == again.history
    assert not torch.equal(first.vector, other.vector)


@pytest.mark.parametrize("stop_after", [2, 5])
def test_a_run_that_was_stopped_ends_with_the_same_weights(
    stop_after: int, tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path
) -> None:
    straight = training(tiny, pairs, tmp_path / "straight")
    whole = straight.run()
    training(tiny, pairs, tmp_path / "stopped").run(stop_after=stop_after)
    resumed = training(tiny, pairs, tmp_path / "stopped")
    result = resumed.run()
    assert torch.equal(result.vector, whole.vector)
    assert result.history == whole.history
    assert resumed.losses == straight.losses


def test_the_time_of_a_run_is_projected_from_its_first_steps(
    tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By this clock each of 48 steps takes a minute, and each of 13 evaluations, of which one comes before them."""
    monkeypatch.setattr("embeddings.adapting.pace.monotonic", count(step=60).__next__)
    recipe = replace(RECIPE, epochs=12)

    def said(stop_after: int | None = None) -> list[str]:
        heard: list[str] = []
        facts, data = read_facts(tiny), read_training_set(*pairs)
        run = prepare(
            tiny, facts, data, recipe=recipe, folder=tmp_path / "run", progress=lambda step, *_: heard.append(step)
        )[0]
        run.run(stop_after)
        return [step for step in heard if "judged by" in step]

    assert said(stop_after=24) == ["about 1 h 1 min for 48 steps, judged by the first 20"]
    assert said() == ["about 30 min for 24 steps, judged by the first 20"]
    assert said() == []


def test_the_layers_and_the_rate_of_a_recipe_may_be_chosen(tiny: ModelFiles) -> None:
    large = replace(tiny, card=MPNET)
    assert (recipe_for(tiny), recipe_for(large)) == (Recipe(), Recipe(upper=6))
    chosen = recipe_for(large, upper=2, rate=1e-3)
    assert (chosen.upper, chosen.rate) == (2, 1e-3)


def test_a_published_adapter_is_merged_by_the_encoder(
    tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path
) -> None:
    """What was judged in training is what the encoder computes, to the precision of bf16."""
    path = tmp_path / "models" / "adapter.safetensors"
    recipe = replace(RECIPE, epochs=12, rate=1e-2, held_out=0.3)
    said: list[str] = []
    adapted = adapt(
        tiny, *pairs, recipe=recipe, publish=path, work=tmp_path, progress=lambda step, *_: said.append(step)
    )
    assert adapted.after.late.ndcg > adapted.before.late.ndcg
    assert adapted.held_out == 12
    assert "training" in said
    assert set(read_adapter(path, read_facts(tiny).weights_sha256).factors) == {
        f"encoder.layer.1.{name}"
        for name in (
            "attention.self.query attention.self.key attention.self.value attention.output.dense "
            "intermediate.dense output.dense"
        ).split()
    }
    texts = list(PLACES)
    with_it, without = (ReferenceEncoder(tiny, adapter).encode_passages(texts).vectors for adapter in (path, None))
    assert not np.allclose(with_it, without, atol=1e-3)


def test_an_adapter_that_is_no_better_is_not_published(
    tiny: ModelFiles, pairs: tuple[Path, Path], tmp_path: Path
) -> None:
    """A rate of nothing learns nothing."""
    path = tmp_path / "adapter.safetensors"
    with pytest.raises(AdaptError, match=r"not better than .* nDCG@10 0\.\d{3}, without it 0\.\d{3}"):
        adapt(tiny, *pairs, recipe=replace(RECIPE, rate=0.0), publish=path, work=tmp_path)
    assert not path.exists()


def test_late_interaction_counts_own_tokens_only() -> None:
    """By hand: padding and special tokens neither ask nor answer."""
    unit = torch.eye(3)
    queries = Batch(torch.zeros(1, 3), unit[[0, 1, 2]][None], torch.tensor([[True, True, False]]))
    passages = Batch(
        torch.zeros(2, 3),
        torch.stack([unit[[0, 0]], unit[[0, 1]]]),
        torch.tensor([[True, False], [True, True]]),
    )
    assert late_scores(queries, passages).tolist() == [[0.5, 1.0]]


def one_query_among(cosines: list[float]) -> tuple[Batch, Batch]:
    """A query of one token, and passages of one token that have these cosines with it."""
    query = torch.tensor([[1.0, 0.0]])
    tokens = torch.tensor([[[cosine, (1 - cosine**2) ** 0.5]] for cosine in cosines])
    mask = torch.ones(len(cosines), 1, dtype=torch.bool)
    return Batch(query, query[None], mask[:1]), Batch(tokens[:, 0], tokens, mask)


def loss_with(
    cosines: list[float], gains: list[float], own: list[bool], unknown: list[bool], spread: float = 1.0
) -> float:
    judged = Relevance(torch.tensor([gains]), torch.tensor([own]), torch.tensor([unknown]))
    return float(loss_of(*one_query_among(cosines), judged, spread))


def test_the_loss_is_the_cross_entropy_of_gains_and_scores() -> None:
    """By hand: grades 2 and 1 have gains 3 and 1; both views and both lists are the same here."""
    cosines = [0.9, 0.8, 0.5]
    exponents = np.exp(20 * np.array(cosines))
    expected = -(np.array([0.75, 0.25, 0.0]) * np.log(exponents / exponents.sum())).sum()
    found = loss_with(cosines, [3.0, 1.0, 0.0], [True] * 3, [False] * 3)
    assert found == pytest.approx(2 * 1.5 * expected, rel=1e-4)


def test_a_passage_that_may_answer_unjudged_is_no_negative() -> None:
    without = loss_with([0.9, 0.5], [3.0, 0.0], [True, True], [False, False])
    doubtful = loss_with([0.9, 0.5, 0.95], [3.0, 0.0, 0.0], [True, True, False], [False, False, True])
    wrong = loss_with([0.9, 0.5, 0.95], [3.0, 0.0, 0.0], [True, True, False], [False, False, False])
    assert doubtful == pytest.approx(without, rel=1e-4)
    assert wrong > doubtful


def test_a_relevant_passage_that_was_drawn_for_another_query_counts_in_the_batch_alone() -> None:
    """By hand: the list of the query has its own passage alone, which is certain; the batch has both."""
    exponents = np.exp(20 * np.array([0.9, 0.8]))
    expected = -(np.array([0.5, 0.5]) * np.log(exponents / exponents.sum())).sum()
    found = loss_with([0.9, 0.8], [3.0, 3.0], [True, False], [False, False])
    assert found == pytest.approx(1.5 * expected, rel=1e-4)


def nobody_alike(rows: Sequence[int]) -> Sequence[int]:
    return rows


def test_a_pool_is_held_out_whole_and_its_answers_are_hidden() -> None:
    """A request of another pool that shares only a lesser answer is learned from; one that shares its best is not."""
    requests = (
        Request("a", (0, 1), (2.0, 1.0), pool="apart"),
        Request("b", (2,), (2.0,), pool="apart"),
        Request("shares its best", (1,), (2.0,), pool="other"),
        Request("shares a lesser one", (3, 0), (2.0, 1.0), pool="other"),
    )
    data = TrainingSet(tuple("abcd"), requests)
    seed = next(seed for seed in range(20) if hold_out(data, nobody_alike, 0.5, seed).held_out == (0, 1))
    split = hold_out(data, nobody_alike, 0.5, seed)
    assert split.hidden == {0, 1, 2}
    assert split.train == (3,)


def test_a_near_duplicate_of_a_held_out_answer_is_hidden() -> None:
    data = TrainingSet(tuple("abcd"), tuple(Request(text, (row,), (2.0,)) for row, text in enumerate("abcd")))

    def first_two_alike(rows: Sequence[int]) -> set[int]:
        return {*rows, *({0, 1} if {0, 1} & set(rows) else ())}

    for seed in range(20):
        split = hold_out(data, first_two_alike, 0.25, seed)
        assert len(split.held_out) == 1
        assert split.train == ((2, 3) if split.held_out[0] < 2 else tuple({0, 1, 2, 3} - set(split.held_out)))


def test_a_request_is_compared_with_passages_that_were_judged_for_it(tiny: ModelFiles, tmp_path: Path) -> None:
    """Its best one, a useful one, and wrong ones; none that nobody judged, and none that is held out."""
    names = [f"{place} {topic}" for place in PLACES for topic in TOPICS]
    write_lines(tmp_path / "passages.jsonl", [{"id": name, "text": name} for name in names])
    lines = [
        {"query": name, "relevant": {name: 2, names[n // 4 * 4]: 1}, "judged": names[n // 4 * 4 :][:10], "pool": n // 4}
        for n, name in enumerate(names[:32])
    ]
    write_lines(tmp_path / "pairs.jsonl", lines)
    data = read_training_set(tmp_path / "pairs.jsonl", tmp_path / "passages.jsonl")
    recipe = replace(RECIPE, listed=6)
    task = prepare(tiny, read_facts(tiny), data, recipe=recipe, folder=tmp_path / "run", progress=silent)[1]
    requests, lists = draw(task, 0, 0)
    for request, rows in zip(requests, lists, strict=True):
        asked = data.requests[request]
        assert rows[0] == asked.right[0]
        assert set(rows) <= {*asked.right, *asked.wrong} - task.split.hidden
        assert len(rows) == len(set(rows)) == 6


def test_requests_without_an_answer_are_not_used(pairs: tuple[Path, Path]) -> None:
    data = read_training_set(*pairs)
    assert len(data.requests) == 40
    assert data.requests[0] == Request("red apple", (0,), (2.0,))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"pairs\.jsonl, line 2: not valid JSON"),
        ('{"query": "x"}', r"pairs\.jsonl, line 2: expected a request as"),
        ("[" * 100_000, r"pairs\.jsonl, line 2: not valid JSON"),
        ('{"query": "x", "relevant": {"gone": 2}}', r"pairs\.jsonl, line 2: no passage 'gone'"),
        ('{"query": "x", "relevant": {}, "judged": ["gone"]}', r"pairs\.jsonl, line 2: no passage 'gone'"),
        ('{"query": "x", "relevant": {}, "judged": "a"}', r'pairs\.jsonl, line 2: expected "judged" as a list'),
        ("", "has 1 requests with an answer; at least 16"),
    ],
)
def test_unusable_requests_are_named(line: str, message: str, tmp_path: Path) -> None:
    write_lines(tmp_path / "passages.jsonl", [{"id": "a", "text": "b"}])
    (tmp_path / "pairs.jsonl").write_text('{"query": "q", "relevant": {"a": 1}}\n' + line, encoding="utf-8")
    with pytest.raises(AdaptError, match=message):
        read_training_set(tmp_path / "pairs.jsonl", tmp_path / "passages.jsonl")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AdaptError, match=r"gone\.jsonl cannot be read"):
        read_training_set(tmp_path / "gone.jsonl", tmp_path / "gone.jsonl")


def test_likeness_is_measured_against_how_alike_a_model_finds_unlike_passages() -> None:
    """A model for which any two passages have a cosine of .8 calls fewer of them near-duplicates at .85."""
    apart = torch.eye(50) + 0.655
    narrow = torch.eye(50) + 1.8
    unit = torch.nn.functional.normalize
    assert spread_of(unit(apart, dim=1)) > 2 * spread_of(unit(narrow, dim=1))
    near, far = (loss_with([0.8, 0.7], [3.0, 0.0], [True] * 2, [False] * 2, spread) for spread in (0.25, 1.0))
    assert near < far, "a small difference of scores is a large one to such a model"
