"""Example questions that the published index answers, checked one at a time and cached per generation."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.assistant import Assistant
from bot.slack.views.about import About
from bot.slack.views.examples import candidates
from retrieval.errors import QuestionError

_FIRST = 3
"""Hits that are looked at."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Example questions as far as they were checked.

    Attributes:
        generation: Generation of the index that they were checked against.
        answered: Questions that it answers.
        left: Questions that are still to be checked.
    """

    generation: str = ""
    answered: tuple[str, ...] = ()
    left: tuple[str, ...] = field(default=(), repr=False)

    def are_of(self, generation: str) -> bool:
        """Return whether all were checked against a generation."""
        return self.generation == generation and not self.left


def with_one_checked(examples: Examples, about: About, assistant: Assistant) -> Examples:
    """Return examples after one more question was asked; of another generation, all are checked anew."""
    if examples.generation != about.generation:
        examples = Examples(about.generation, left=candidates(about))
    if not examples.left:
        return examples
    first, *left = examples.left
    answered = (*examples.answered, first) if _is_answered(first, assistant) else examples.answered
    return Examples(examples.generation, answered, tuple(left))


def _is_answered(question: str, assistant: Assistant) -> bool:
    try:
        answer = assistant.answer(question, _FIRST)
    except QuestionError:
        return False
    return answer.answered and bool(answer.hits)
