"""Measurements and their summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

import numpy as np


@dataclass(slots=True)
class Figures:
    """What was measured of one entrant: seconds, bytes, passages a second; where there is a list, for each round.

    Attributes:
        cold: From the start of the process to its first answer.
        asked: Of each question, encoding and searching.
        encoded: Of each question, encoding alone.
        searched: Of each question, searching alone.
        peak: Memory, after all questions were answered.
        rate: Of indexing.
        nothing: What a line there and back takes; it is in the four above.
        installed: Of the environment that answers, on disk.
        built_with: Of the environment that indexes.
        quality: Measures by name.
        versions: By distribution.
    """

    cold: list[float] = field(default_factory=list)
    asked: list[list[float]] = field(default_factory=list)
    encoded: list[list[float]] = field(default_factory=list)
    searched: list[list[float]] = field(default_factory=list)
    peak: list[int] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    nothing: list[float] = field(default_factory=list)
    installed: int = 0
    built_with: int = 0
    quality: dict[str, float] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """All that one run measured.

    Attributes:
        measured: When and where, in words.
        model: The encoder's name.
        named: What was indexed and asked, in words.
        figures: By the entrant's name, Clausebot first.
        commands: Seconds in each round, by the command's first word.
    """

    measured: str
    model: str
    named: str
    passages: int
    questions: int
    figures: dict[str, Figures]
    commands: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is compared.

    Attributes:
        title: With its unit.
        rounds: Its value in each round.
        shown: A value in words.
        more_is_better: Else less is.
    """

    title: str
    rounds: Callable[[Figures], Sequence[float]]
    shown: Callable[[float], str]
    more_is_better: bool = False

    def value(self, figures: Figures) -> float:
        """Return the median over the rounds."""
        return median(self.rounds(figures))

    def ratio(self, figures: Figures, base: Figures) -> float:
        """Return the median, over the rounds, of a value by that of `base` in the same round."""
        pairs = zip(self.rounds(figures), self.rounds(base), strict=True)
        return median(value / other for value, other in pairs)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def _each(seconds: Iterable[Sequence[float]], percent: int) -> list[float]:
    return [float(np.percentile(some, percent)) for some in seconds]


COLUMNS = (
    Column("cold start", lambda f: f.cold, lambda value: f"{value:.2f} s"),
    Column("answer, p50", lambda f: _each(f.asked, 50), _milliseconds),
    Column("answer, p99", lambda f: _each(f.asked, 99), _milliseconds),
    Column("encoding alone, p50", lambda f: _each(f.encoded, 50), _milliseconds),
    Column("searching alone, p50", lambda f: _each(f.searched, 50), _milliseconds),
    Column("searching alone, p99", lambda f: _each(f.searched, 99), _milliseconds),
    Column("peak memory", lambda f: f.peak, _megabytes),
    Column("installed", lambda f: [f.installed], _megabytes),
    Column("indexing, passages/s", lambda f: f.rate, lambda value: f"{value:.0f}", more_is_better=True),
    Column("nDCG@10", lambda f: [f.quality["nDCG@10"]], lambda value: f"{value:.3f}", more_is_better=True),
    Column("success@5", lambda f: [f.quality["success@5"]], lambda value: f"{value:.3f}", more_is_better=True),
)


def write_run(run: Run, path: Path) -> None:
    """Keep all figures, so that they can be looked into."""
    path.write_text(json.dumps(asdict(run)), encoding="utf-8")


def read_run(path: Path) -> Run:
    """Return what `write_run` kept."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Run(**{**raw, "figures": {name: Figures(**figures) for name, figures in raw["figures"].items()}})
