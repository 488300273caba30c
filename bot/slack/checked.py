"""Example questions that the published index answers, checked one at a time and cached per generation."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.assistant import Assistant
from bot.slack.views.about import About
from bot.slack.views.examples import candidates
from retrieval.errors import QuestionError

_FIRST = 3
"""Number of hits to retrieve for a check."""


@dataclass(frozen=True, slots=True)
class Examples:
    """State of the check of example questions.

    Attributes:
        generation: Generation of the index that they are checked against.
        answered: Checked questions that it answers.
        left: Questions that are not checked yet.
    """

    generation: str = ""
    answered: tuple[str, ...] = ()
    left: tuple[str, ...] = field(default=(), repr=False)

    def are_of(self, generation: str) -> bool:
        """Return whether all questions were checked against a generation."""
        return self.generation == generation and not self.left


def with_one_checked(examples: Examples, about: About, assistant: Assistant) -> Examples:
    """Check one more question, and return the new state; a new generation starts the check again."""
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
