"""What a run measured, as a section of docs/benchmarks.md and a picture.

usage: python -m tests.benchmarks.report FILE      draws again what `make bench` kept in .venv/bench
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.entrants import ENTRANTS
from tests.benchmarks.figures import COLUMNS, Column, Figures, Run, read_run
from tests.benchmarks.sections import PAGE, rewrite

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DRAWN = ("cold start", "answer, p50", "peak memory", "installed", "indexing, passages/s", "nDCG@10")
_OURS, _THEIRS = "#0b6e99", "#b8bfc6"


def report(run: Run) -> None:
    """Write the section of a run and its picture, and print the section."""
    picture = f"pictures/benchmarks-{run.model}.svg"
    draw(run, PAGE.parent / picture)
    text = section(run, picture)
    rewrite(f"frameworks, {run.model}", text)
    print(text)


def section(run: Run, picture: str) -> str:
    """Return the tables of a run, with all that they depend on."""
    ours = next(iter(run.figures.values()))
    rounds = len(ours.cold)
    values = ([column.shown(column.value(figures)) for column in COLUMNS] for figures in run.figures.values())
    ratios = ([_times(column.ratio(figures, ours)) for column in COLUMNS] for figures in run.figures.values())
    nothing = median(second for figures in run.figures.values() for second in figures.nothing)
    return "\n\n".join(
        [
            f"{run.measured} {run.model}; {run.named}: {run.passages:,} passages, {run.questions} questions, {rounds} "
            f"rounds. A line to a process and back takes {nothing * 1e3:.2f} ms, which is in every time.",
            _table(run.figures, values),
            "As multiples of Clausebot's, the median of the rounds' own ratios:",
            _table(run.figures, ratios),
            f"![The same as bars]({picture})",
            _ours(run, ours),
            _versions(run.figures),
        ]
    )


def _ours(run: Run, ours: Figures) -> str:
    """Say what only Clausebot is asked."""
    by_encoding = median(
        median(asked) / median(encoded) for asked, encoded in zip(ours.asked, ours.encoded, strict=True)
    )
    commands = ", ".join(f"`clausebot {words}` {median(seconds):.2f} s" for words, seconds in run.commands.items())
    return (
        f"As typed, from the start of the process to its end: {commands}. Clausebot's whole answer takes "
        f"{by_encoding:.2f} times its encoding alone. Its environment for building has "
        f"{ours.built_with / 1e6:,.0f} MB."
    )


def _versions(figures: dict[str, Figures]) -> str:
    by_environment: dict[str, dict[str, str]] = {}
    for entrant in ENTRANTS:
        by_environment.setdefault(entrant.environment, {}).update(figures[entrant.name].versions)
    told = (
        f"{environment}: {', '.join(f'{name} {version}' for name, version in versions.items())}"
        for environment, versions in by_environment.items()
    )
    return f"Versions. {'; '.join(told)}."


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def _table(names: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    titles = ["", *(column.title for column in COLUMNS)]
    lines = [titles, ["---", *["---:"] * len(COLUMNS)], *([name, *row] for name, row in zip(names, rows, strict=True))]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def draw(run: Run, path: Path) -> None:
    """Draw one panel of bars for each of a few columns."""
    # Only the extra "bench" has it, and tests of what is written need none.
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    columns = [column for column in COLUMNS if column.title in _DRAWN]
    # Without these, the same figures would give another file each time.
    with rc_context({"svg.hashsalt": "clausebot", "svg.fonttype": "path", "font.size": 9}):
        figure = Figure(figsize=(10, 5.2), layout="constrained")
        for axes, column in zip(figure.subplots(2, 3, sharey=True).flat, columns, strict=True):
            _panel(axes, column, run)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None}, facecolor="white")


def _panel(axes: Axes, column: Column, run: Run) -> None:
    names = list(run.figures)
    values = [column.value(figures) for figures in run.figures.values()]
    colours = [_OURS if name.startswith(names[0]) else _THEIRS for name in names]
    bars = axes.barh(names, values, color=colours)
    axes.bar_label(bars, [column.shown(value) for value in values], padding=3, fontsize=8)
    axes.set_title(f"{column.title}\n{'more' if column.more_is_better else 'less'} is better", fontsize=9)
    axes.set_xlim(0, max(values) * 1.3)
    axes.set_xticks([])
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    if not axes.yaxis_inverted():  # they share one axis
        axes.invert_yaxis()


if __name__ == "__main__":
    report(read_run(Path(sys.argv[1])))
