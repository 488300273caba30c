"""Command `clausebot compare`: compare two resolutions, paragraph by paragraph."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.cli import ANSWERED
from bot.commands.shared import print_json, print_paged, tell_written
from bot.console.comparison import comparison_block
from bot.export.comparison import as_html, as_markdown, comparison_record
from bot.export.target import written_whole
from bot.settings import Settings
from retrieval.agreed.compare import compare_resolutions
from retrieval.clauses.citation import parse_citation


def compare(args: argparse.Namespace, settings: Settings) -> int:
    """Print or export the comparison: each paragraph of the older resolution with its counterpart in the newer one."""
    one, other = map(parse_citation, args.resolutions)
    generation = settings.place.open().require_full()
    comparison = compare_resolutions(one, other, generation)
    for name, write in ((args.html, as_html), (args.markdown, as_markdown)):
        if name:
            output = Path(name).expanduser()
            with written_whole(output) as file:
                file.write(write(comparison, generation.manifest.generation).encode())
            tell_written(output)
    if args.json:
        print_json({**comparison_record(comparison), "generation": generation.manifest.generation})
    elif not (args.html or args.markdown):
        print_paged(comparison_block(comparison))
    return ANSWERED
