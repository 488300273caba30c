"""Example questions: in English on the themes of a library, in each language of answers on what many libraries hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.slack.exchange import Exchange
from bot.slack.views import actions, limits
from bot.slack.views.about import About
from bot.slack.views.kit import Block, button, buttons, line, rich_text, words
from bot.slack.views.limits import size
from bot.texts.texts import ENGLISH, OFFICIAL, Texts, texts_in

OFFERED = 4
"""Maximum number of examples that are offered at once."""

_THEMES = 12
"""Maximum number of themes with an example question."""

_LATELY = 5
"""Number of years that an example question on recent resolutions goes back."""


def question_on(theme: str) -> str:
    """Return an example question on a theme."""
    return f"Language under {theme}"


def candidates(about: About) -> tuple[str, ...]:
    """Return questions that a library may answer, in all languages, to be checked before they are offered."""
    lately = (f"What is asked of Member States since {about.years[-1] - _LATELY}?",) if about.years else ()
    themes = [question_on(theme) for theme in about.topics[:_THEMES]]
    languages = languages_of_questions()
    others = [question for question, language in languages.items() if language != ENGLISH]
    english = [question for question, language in languages.items() if language == ENGLISH]
    # As many as are offered in English first, then those in other languages, as they are checked in this order.
    return (*themes[: OFFERED - 1], *lately, *others, *themes[OFFERED - 1 :], *english)


@cache
def languages_of_questions() -> Mapping[str, str]:
    """Return the questions of the catalogues, each with its language."""
    return {
        question: language for language in OFFICIAL for question in texts_in(language)("answer.examples").splitlines()
    }


def in_language(questions: Sequence[str], language: str) -> list[str]:
    """Return the questions in a language; those in English if there are none.

    >>> in_language(["Language under Treaties", "Qui peut être sanctionné ?"], "fr")
    ['Qui peut être sanctionné ?']
    >>> in_language(["Language under Treaties", "Qui peut être sanctionné ?"], "es")
    ['Language under Treaties']
    """
    languages = {question: languages_of_questions().get(question, ENGLISH) for question in questions}
    own = [question for question in questions if languages[question] == language]
    return own or [question for question in questions if languages[question] == ENGLISH]


def suggested_prompts(questions: Sequence[str]) -> list[dict[str, str]]:
    """Return the suggested prompts of the assistant pane."""
    return [{"title": question, "message": question} for question in questions[:OFFERED]]


def example_blocks(exchange: Exchange, questions: Sequence[str], name: str, say: Texts) -> list[Block]:
    """Return a button for each question, which asks it in the place of an exchange; no blocks if there are none."""
    values = {question: actions.carry(exchange.id, question) for question in questions}
    # One button per block: long labels read as a list, and action ids must be unique within a block.
    rows = [
        block
        for place, (question, value) in enumerate(values.items())
        if size(value) <= limits.BUTTON_VALUE
        for block in buttons(f"{name}:reword:{place}", [button(actions.REWORD, question, value)])
    ]
    return [rich_text(f"{name}:reword", line(words(say("answer.you_could_ask")))), *rows] if rows else []
