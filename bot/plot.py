"""Plots of histories as PNG or SVG. The only user of matplotlib, from the extra "plot"."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.export.target import written_whole
from bot.inert import inert
from bot.wording import counted
from embeddings.errors import how_to_install
from retrieval.agreed.history import Step, Uses
from retrieval.agreed.language import History
from retrieval.clauses.citation import short_citation
from retrieval.index.manifest import Manifest
from retrieval.wording.changes import PartKind
from retrieval.wording.fold import fold_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FORMATS = (".png", ".svg")
_DARK, _MIDDLE, _LIGHT = "#303030", "#8c8c8c", "#d0d0d0"
"""Colours that differ in greyscale, too."""
_LONGEST_TITLE = 100
"""Maximum length of a title, in characters."""
_FEWEST_YEARS = 10
"""Minimum number of years on the axis, to keep bars narrow."""
_MOST_LABELS = 40
"""Maximum number of labelled bars; more labels would overlap."""


class PlotError(BotError):
    """A plot cannot be drawn; the message names the remedy."""


def check_plot(path: Path) -> None:
    """Validate the file of a plot before the search.

    Raises:
        PlotError: If its extension is no supported format, its folder is missing, or matplotlib is not installed.
    """
    if path.suffix.lower() not in _FORMATS:
        raise PlotError(f"{path} ends in none of {', '.join(_FORMATS)}; name the picture so")
    if not path.absolute().parent.is_dir():
        raise PlotError(f"there is no folder {path.absolute().parent}; make it, or name another")
    try:
        import matplotlib  # noqa: F401, PLC0415 - slow to import, and only plots need it
    except ImportError:
        raise PlotError(f"drawing needs matplotlib: {how_to_install('plot')}") from None


def plot_history(history: History, manifest: Manifest, path: Path) -> None:
    """Plot a history into a .png or .svg file, replaced if it exists.

    Raises:
        ExportError: If the file cannot be written.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - as above
    from matplotlib.figure import Figure  # noqa: PLC0415

    # Fixed salt and no date: the same history gives the same bytes.
    with rc_context({"font.size": 10, "svg.hashsalt": "clausebot", "svg.fonttype": "none"}), warnings.catch_warnings():
        figure = Figure(figsize=(9, 4.8), dpi=150, layout="constrained")
        axes = figure.add_subplot()
        if history.uses:
            _draw_uses(axes, history.uses)
        else:
            _draw_chain(axes, history.chain)
        axes.spines[["top", "right"]].set_visible(False)
        _add_caption(figure, history, manifest)
        form = path.suffix.lower().removeprefix(".")
        # A glyph missing from the font is drawn as a box.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        with written_whole(path) as file:
            figure.savefig(file, format=form, metadata={"Date": None} if form == "svg" else None)


def _draw_uses(axes: Axes, uses: Uses) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - as above

    counts = {year: len(clauses) for year, clauses in uses.by_year.items()}
    axes.bar(list(counts), list(counts.values()), color=_MIDDLE, edgecolor=_DARK, width=0.8)
    how = "with the words" if uses.by_words else "that come near in meaning to"
    axes.set_title(_shortened(f"Clauses {how} “{uses.said}”"), parse_math=False, loc="left")
    axes.set_xlabel("year of adoption")
    axes.set_ylabel("clauses (number)")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    middle, half_width = (min(counts) + max(counts)) / 2, _FEWEST_YEARS / 2
    if max(counts) - middle < half_width:
        axes.set_xlim(middle - half_width, middle + half_width)


def _draw_chain(axes: Axes, steps: Sequence[Step]) -> None:
    """Plot a stacked bar for each step: kept and added words above the axis, removed ones below."""
    kept, added, removed = zip(*map(_changed_words, steps), strict=True)
    places = range(len(steps))
    axes.bar(places, kept, color=_LIGHT, edgecolor=_DARK, label="kept or moved")
    axes.bar(places, added, bottom=kept, color=_MIDDLE, edgecolor=_DARK, hatch="//", label="added")
    axes.bar(places, [-n for n in removed], color="white", edgecolor=_DARK, hatch="xx", label="removed")
    axes.axhline(0, color=_DARK, linewidth=0.8)
    axes.set_title(
        f"How {short_citation(steps[0].clause.id)} was carried on: words against the clause each goes on from",
        parse_math=False,
        loc="left",
    )
    axes.set_xlabel("clause, in the order of adoption")
    axes.set_ylabel("words (number)")
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
    if len(steps) <= _MOST_LABELS:
        names = [short_citation(step.clause.id).removeprefix("S/RES/") for step in steps]
        axes.set_xticks(places, names, rotation=60, ha="right", rotation_mode="anchor", fontsize=8)
    else:
        ticks = places[:: -(-len(steps) // 20)]
        axes.set_xticks(ticks, [str(steps[at].clause.symbol.year) for at in ticks], rotation=60)
    axes.legend(frameon=False, ncols=3, loc="upper left", bbox_to_anchor=(0, 1.0))
    # Leave room for the legend above the highest bar.
    axes.set_ylim(-1.1 * max(removed) - 1, 1.25 * max(map(sum, zip(kept, added, strict=True))))


def _changed_words(step: Step) -> tuple[int, int, int]:
    """Count the words that a step keeps, adds and removes."""
    if step.before is None:
        return 0, len(fold_words(step.clause.text).split()), 0
    counts = dict.fromkeys(PartKind, 0)
    for part in step.parts:
        counts[part.kind] += len(fold_words(part.text(step.before.text, step.clause.text)).split())
    return counts[PartKind.KEPT] + counts[PartKind.MOVED_HERE], counts[PartKind.ADDED], counts[PartKind.REMOVED]


def _add_caption(figure: Figure, history: History, manifest: Manifest) -> None:
    """Add the caption: source, number of clauses, years, search method."""
    held = f"{counted(manifest.clauses, 'clause')} of {counted(manifest.resolutions, 'resolution')}"
    span = f", {history.uses.span[0]} to {history.uses.span[1]}" if history.uses else ""
    found = f"; found by meaning with {manifest.encoder}" if history.uses and not history.uses.by_words else ""
    figure.supxlabel(
        f"Source: UN Security Council resolutions, {held}{span}{found}. Clausebot, index of {manifest.built[:10]}.",
        fontsize=7,
        color=_DARK,
        x=0.01,
        ha="left",
    )


def _shortened(title: str) -> str:
    text = inert(title).replace("\n", " ")
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…”"
