"""Examples: only questions that the published index answers, each asked once a generation."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

from bot.assistant import Assistant
from bot.slack.checked import Examples, with_one_checked
from bot.slack.views.examples import candidates
from retrieval.asking.answer import Answer
from retrieval.errors import QuestionError
from tests.bot.slack.office import Office, Play
from tests.bot.slack.views.given import ABOUT, answer, hits


@dataclass
class Asked:
    """Answers one question, refuses another, and has nothing for the rest."""

    answered: str
    refused: str
    questions: list[str] = field(default_factory=list)

    def answer(self, question: str, _: int) -> Answer:
        self.questions.append(question)
        if question == self.refused:
            raise QuestionError("no")
        return answer(*hits(1)) if question == self.answered else answer(near=hits(1))


def test_a_question_is_offered_once_it_was_answered_and_asked_once_a_generation() -> None:
    all_of_them = candidates(ABOUT)
    asked = Asked(all_of_them[1], all_of_them[0])
    assistant = cast(Assistant, cast(Any, asked))
    examples = Examples()
    for _ in range(len(all_of_them) + 3):
        examples = with_one_checked(examples, ABOUT, assistant)
    assert examples.answered == (all_of_them[1],)
    assert asked.questions == list(all_of_them)
    assert examples.are_of(ABOUT.generation)
    newer = with_one_checked(examples, replace(ABOUT, generation="newer"), assistant)
    assert (newer.answered, newer.are_of("newer")) == ((), False)


def test_an_index_that_answers_none_of_them_offers_none(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.assistant.sure = 0.1
        assert await ours.engine.examples() == ()

    run(scenario)
