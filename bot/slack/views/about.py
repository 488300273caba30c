"""Summary of the index for users, cached per generation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.inert import inert
from bot.slack.views.limits import OPTION_VALUE, size
from bot.wording import coverage_line
from retrieval.clauses.citation import Citation
from retrieval.index.protocol import ClauseIndex

_LONGEST = OPTION_VALUE - 10
"""Maximum size of a theme's name in an option value, with its prefix, in bytes."""


@dataclass(frozen=True, slots=True)
class About:
    """Summary of a generation for users.

    Attributes:
        oldest: The first resolution, by number.
        newest: The newest resolution.
        newest_day: Its date, if known.
        themes: Each theme with its number of clauses, in the order of the vocabulary.
        suggested: Each theme that nobody labelled but that is suggested, with its number of clauses.
        years: Years of adoption, ascending.
        generation: Name of the generation.
    """

    clauses: int
    resolutions: int
    oldest: str
    newest: str
    newest_day: date | None
    themes: tuple[tuple[str, int], ...]
    suggested: tuple[tuple[str, int], ...]
    years: tuple[int, ...]
    encoder: str
    generation: str

    def coverage(self, language: str) -> str:
        """Format the resolutions and themes that it covers."""
        themes = [name for name, count in self.themes if count]
        return coverage_line(self.resolutions, self.oldest, self.newest, themes, language)

    @property
    def labelled(self) -> tuple[str, ...]:
        """Themes with labelled clauses, most frequent first."""
        return tuple(name for name, count in self._by_count if count)

    @property
    def only_suggested(self) -> dict[str, int]:
        """Themes that nobody labelled but that are suggested, with their number of clauses, most frequent first."""
        return dict(sorted(filter(_is_nameable, self.suggested), key=lambda entry: -entry[1]))

    @property
    def topics(self) -> tuple[str, ...]:
        """Themes to suggest: those with labelled clauses, or all if there are none."""
        return self.labelled or tuple(name for name, _ in self._by_count)

    @property
    def _by_count(self) -> list[tuple[str, int]]:
        # By number of clauses, as a themes.toml may have more themes than a menu of Slack has options.
        return sorted(filter(_is_nameable, self.themes), key=lambda entry: -entry[1])


def _is_nameable(entry: tuple[str, int]) -> bool:
    """Return whether a theme can be an option of a menu: its full name must fit into the option's value."""
    name = entry[0]
    return bool(inert(name).strip()) and max(size(name), size(inert(name))) <= _LONGEST


def about(index: ClauseIndex) -> About:
    """Summarise an index for users."""
    facts, manifest = index.facts, index.manifest
    newest = max(facts.adopted)
    [last] = index.clauses_at(index.rows_of(Citation.of(newest))[-1:].tolist())
    return About(
        clauses=manifest.clauses,
        resolutions=manifest.resolutions,
        oldest=f"{min(facts.adopted)}",
        newest=f"{newest}",
        newest_day=last.date,
        themes=tuple(facts.theme_counts),
        suggested=tuple(entry for entry in facts.suggested.items() if not facts.labelled.get(entry[0])),
        years=tuple(sorted({symbol.year for symbol in facts.adopted})),
        encoder=manifest.encoder,
        generation=manifest.generation,
    )


class Abouts:
    """Cache of index summaries, per generation."""

    def __init__(self) -> None:
        self._last: About | None = None

    def of(self, index: ClauseIndex) -> About:
        """Return the summary of an index, cached."""
        last = self._last
        if last is None or last.generation != index.manifest.generation:
            last = self._last = about(index)
        return last
