"""What reactions to answers say of paragraphs, and what they do not."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.slack.judgements import judged_requests
from bot.slack.store.reactions import Reaction

HITS = ("S/RES/1325(2000)#1", "S/RES/1325(2000)#2", "S/RES/2331(2016)#unnumbered-1")
FIRST, SECOND, THIRD = HITS
HELPFUL = Reaction(
    question="Who protects women?",
    hits=HITS,
    answered=True,
    confidence=0.9,
    generation="g1",
    page=0,
    misses=False,
    limited=False,
    verdicts=(True,),
    kept=(),
)
WRONG = replace(HELPFUL, verdicts=(False,))
NOTHING = replace(HELPFUL, answered=False, confidence=0.1)


def judged(*reactions: Reaction, known: tuple[str, ...] = HITS, generation: str = "g1") -> list[dict[str, Any]]:
    return judged_requests(reactions, known, generation)


@pytest.mark.parametrize(
    ("reaction", "relevant", "seen"),
    [
        (HELPFUL, {FIRST: 1}, [FIRST]),
        (WRONG, {}, list(HITS)),
        (replace(HELPFUL, kept=(SECOND,)), {SECOND: 2}, [SECOND]),
        (replace(WRONG, kept=(SECOND,)), {SECOND: 2}, [SECOND, FIRST, THIRD]),
        (replace(HELPFUL, verdicts=(), kept=(FIRST, SECOND)), {FIRST: 2, SECOND: 2}, [FIRST, SECOND]),
        (replace(HELPFUL, limited=True), {FIRST: 1}, [FIRST]),
        (replace(WRONG, answered=False, misses=True, confidence=0.1), {}, list(HITS)),
        (replace(WRONG, answered=False, confidence=0.3), {}, list(HITS)),
        (NOTHING, {}, []),
    ],
)
def test_a_reaction_says_so_much(reaction: Reaction, relevant: dict[str, int], seen: list[str]) -> None:
    pool = seen[0].partition("#")[0] if seen else ""
    said = {"query": "Who protects women?", "relevant": relevant, "judged": seen, "pool": pool}
    assert judged(reaction) == [said if relevant or not seen else {**said, "complete": False}]


@pytest.mark.parametrize(
    "reaction",
    [
        replace(HELPFUL, page=1),
        replace(HELPFUL, verdicts=(True, False)),
        replace(HELPFUL, hits=()),
        replace(HELPFUL, hits=("S/RES/1325 (2000)",)),
        replace(HELPFUL, hits=(THIRD, FIRST), generation="g0"),
        replace(HELPFUL, hits=("S/RES/9999(2040)#1",)),
        replace(HELPFUL, question="<@U0ALICE>"),
        replace(NOTHING, limited=True),
        replace(NOTHING, misses=True),
        replace(NOTHING, verdicts=(False,)),
        replace(NOTHING, confidence=0.3),
    ],
)
def test_a_reaction_that_may_mean_anything_says_nothing(reaction: Reaction) -> None:
    assert judged(reaction) == []


def test_reactions_to_the_same_question_are_one_request() -> None:
    shouted = replace(WRONG, question="who  protects WOMEN?", hits=(SECOND, THIRD))
    assert judged(HELPFUL, shouted) == [
        {"query": "Who protects women?", "relevant": {FIRST: 1}, "judged": [FIRST, SECOND, THIRD], "pool": FIRST[:16]}
    ]


def test_a_paragraph_that_people_disagree_on_is_left_out_unless_somebody_kept_it() -> None:
    assert judged(HELPFUL, WRONG)[0]["judged"] == [SECOND, THIRD]
    assert judged(replace(HELPFUL, kept=(FIRST,)), WRONG)[0]["relevant"] == {FIRST: 2}
    alone = replace(HELPFUL, hits=(FIRST,))
    assert judged(alone, replace(alone, verdicts=(False,)), NOTHING) == []


def test_the_id_of_an_unnumbered_paragraph_is_that_of_its_own_index_alone() -> None:
    assert judged(WRONG, generation="g2")[0]["judged"] == [FIRST, SECOND]


def test_no_id_of_a_person_or_channel_is_in_a_request() -> None:
    asked = "<@U0ALICE99> and <@U0BOB0BOB|bob>, see <#C0GENERAL|general> and U0CAROL99: who &amp; what?"
    [one] = judged(replace(HELPFUL, question=asked))
    assert one["query"] == "and , see and : who & what?"
    assert "U0" not in json.dumps(one)
