"""What the answers come from, gathered once for each generation, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.inert import inert
from bot.slack.views.limits import OPTION_VALUE, size
from bot.wording import coverage_line, library_line, long_date
from retrieval.clauses.citation import Citation
from retrieval.index.protocol import ClauseIndex

_LONGEST = OPTION_VALUE - 10
"""Bytes of a theme's name that fits into a choice's value, with what is put before it."""

_EXAMPLES = 3
_LATELY = 5
"""Years before the newest one, for an example that limits itself to what is new."""


@dataclass(frozen=True, slots=True)
class About:
    """A generation, as people are told of it.

    Attributes:
        newest: The newest resolution, with its date where that is known.
        themes: Each theme with the number of clauses under it, in the order of the vocabulary.
        years: In which resolutions were adopted, ascending.
        generation: Its name.
        library: How much it is, and the encoder.
        coverage: What could be found in it.
    """

    clauses: int
    resolutions: int
    newest: str
    themes: tuple[tuple[str, int], ...]
    years: tuple[int, ...]
    encoder: str
    generation: str
    library: str
    coverage: str

    @property
    def labelled(self) -> tuple[str, ...]:
        """The themes that label something, the commonest first."""
        return tuple(name for name, count in self._by_count if count)

    @property
    def topics(self) -> tuple[str, ...]:
        """The themes to ask about: those that label something, or all where none does."""
        return self.labelled or tuple(name for name, _ in self._by_count)

    @property
    def _by_count(self) -> list[tuple[str, int]]:
        # A menu cannot name all that a themes.toml can.
        nameable = (entry for entry in self.themes if inert(entry[0]).strip() and size(inert(entry[0])) <= _LONGEST)
        return sorted(nameable, key=lambda entry: -entry[1])


def about(index: ClauseIndex) -> About:
    """Gather what people are told of an index."""
    facts, manifest = index.facts, index.manifest
    newest = max(facts.adopted)
    [last] = index.clauses_at(index.named(Citation(newest.number, newest.year, None))[-1:].tolist())
    return About(
        clauses=manifest.clauses,
        resolutions=manifest.resolutions,
        newest=f"{newest}, {long_date(last.date)}" if last.date else f"{newest}",
        themes=tuple(facts.theme_counts),
        years=tuple(sorted({symbol.year for symbol in facts.adopted})),
        encoder=manifest.encoder,
        generation=manifest.generation,
        library=library_line(manifest),
        coverage=coverage_line(index),
    )


class Abouts:
    """What people are told of an index, gathered once for each generation."""

    def __init__(self) -> None:
        self._last: About | None = None

    def of(self, index: ClauseIndex) -> About:
        """Return what people are told of an index."""
        last = self._last
        if last is None or last.generation != index.manifest.generation:
            last = self._last = about(index)
        return last


def question_on(theme: str) -> str:
    """Return a question that asks for a theme."""
    return f"Language under {theme}"


def example_questions(about: About) -> tuple[str, ...]:
    """Return questions that this library is likely to answer, four at most."""
    lately = (f"What is asked of Member States since {about.years[-1] - _LATELY}?",) if about.years else ()
    return (*map(question_on, about.topics[:_EXAMPLES]), *lately)


def suggested_prompts(about: About) -> list[dict[str, str]]:
    """Return what the assistant pane offers to click: four prompts at most."""
    return [{"title": question, "message": question} for question in example_questions(about)]
