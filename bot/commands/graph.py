"""Command `clausebot graph`: export the citation network of resolutions."""

from __future__ import annotations

import argparse
from enum import StrEnum
from pathlib import Path

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import filters_for, tell_nothing_fits, tell_written
from bot.export.drawing import as_svg
from bot.export.target import format_asked, written_whole
from bot.settings import Settings
from retrieval.clauses.references.network import network_of


class _Format(StrEnum):
    GRAPHML = "graphml"
    JSON = "json"
    SVG = "svg"


_ENDINGS = {f".{form.value}": form for form in _Format}


def graph(args: argparse.Namespace, settings: Settings) -> int:
    """Export the citation network of the resolutions that match the filters."""
    output = Path(args.output).expanduser() if args.output else None
    form = format_asked(args.format, output, _ENDINGS, json=_Format.JSON if args.json else None) or _Format.JSON
    index = settings.place.open()
    filters = filters_for(args, index)
    network = network_of(index.all_clauses(), index.citations, filters.allow, outside=args.outside)
    if not network.nodes:
        tell_nothing_fits()
        return NOTHING_FOUND
    if form is _Format.SVG:
        content = as_svg(network, f"Source: texts of the Security Council; clausebot, {index.manifest.generation}")
    else:
        from bot.export.network import as_graphml, as_json  # noqa: PLC0415 - networkx is slow to import

        content = as_json(network) if form is _Format.JSON else as_graphml(network)
    with written_whole(output) as file:
        file.write(content)
    tell_written(output)
    return ANSWERED
