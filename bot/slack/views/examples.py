"""Example questions that a library is likely to answer. They are in English, as questions are understood in English."""

from __future__ import annotations

from bot.slack.views.about import About

_EXAMPLES = 3
_LATELY = 5
"""Years before the newest one, for an example question on recent resolutions."""


def question_on(theme: str) -> str:
    """Return an example question on a theme."""
    return f"Language under {theme}"


def example_questions(about: About) -> tuple[str, ...]:
    """Return at most four example questions that this library is likely to answer."""
    lately = (f"What is asked of Member States since {about.years[-1] - _LATELY}?",) if about.years else ()
    return (*map(question_on, about.topics[:_EXAMPLES]), *lately)


def suggested_prompts(about: About) -> list[dict[str, str]]:
    """Return at most four suggested prompts of the assistant pane."""
    return [{"title": question, "message": question} for question in example_questions(about)]
