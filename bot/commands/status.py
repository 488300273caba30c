"""Command `clausebot index status`: contents of the index, and conflicts between sources of the library."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, messages, print_json, print_paged
from bot.console.difference import marked, shortened
from bot.console.listing import Listing
from bot.console.pager import paged
from bot.hints import completed
from bot.inert import inert
from bot.progress import shown_progress
from bot.settings import Settings
from bot.wording import UNMEASURED, counted
from retrieval.asking.answerability.calibration import find_calibration
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Labeller, without_unlikely_themes
from retrieval.index.cached_library import read_cached
from retrieval.index.holdings import Holdings, count_holdings
from retrieval.index.manifest import Manifest
from retrieval.index.place import IndexPlace
from retrieval.index.publishing import changed_since_indexed
from retrieval.library.differences import Difference, Edit, EditKind, find_differences
from retrieval.readers.document import DocumentKind
from retrieval.wording.changes import PartKind

_NOUNS = {
    DocumentKind.OFFICIAL: ("official text", "official texts"),
    DocumentKind.EXTRACTS: ("page of extracts", "pages of extracts"),
    DocumentKind.TABLE: ("table", "tables"),
}
_LABELLERS = {Labeller.PEACEWOMEN: "PeaceWomen", Labeller.USER: "yours", Labeller.SUGGESTED: "suggested"}


def status(args: argparse.Namespace, settings: Settings) -> int:
    """Print the contents of the published generation, and whether the library has changed since."""
    if args.differences:
        return _print_differences(args, settings)
    manifest, clauses = settings.place.read_clauses()
    holdings = count_holdings(map(without_unlikely_themes, clauses), manifest)
    changed = changed_since_indexed(manifest, settings.library)
    if args.json:
        record = {
            **asdict(manifest),
            "library": str(settings.library),
            **settings.place.addresses(),
            "compiled": str(settings.place.encoders.folder(manifest)),
            "changed": changed,
        }
        is_calibrated = find_calibration(manifest, settings.models_dir) is not None
        told = {"vouched": manifest.vouched, "calibrated": is_calibrated}
        print_json({**record, **told, **_holdings_record(holdings)})
    else:
        print_paged(_overview(settings, manifest, holdings, changed))
    return ANSWERED


def _holdings_record(holdings: Holdings) -> dict[str, Any]:
    return {
        "kinds": holdings.kinds,
        "labels": holdings.labels,
        "labelled": holdings.labelled,
        "suggested": holdings.suggested,
        "sources": [{"kind": kind, "ending": end, "files": n} for (kind, end), n in holdings.sources.items()],
        "held": [
            {
                "symbol": str(symbol),
                "date": held.date.isoformat() if held.date else None,
                "paragraphs": held.paragraphs,
                "files": list(held.files),
            }
            for symbol, held in holdings.resolutions.items()
        ],
    }


def _overview(settings: Settings, manifest: Manifest, holdings: Holdings, changed: Iterable[str]) -> RenderableType:
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in holdings.kinds.items())
    sources = ", ".join(f"{counted(n, *_NOUNS[kind])} ({end})" for (kind, end), n in holdings.sources.items())
    others = [remark for remark in manifest.remarks if remark not in manifest.unaligned]
    rows = [
        ("library", str(settings.library)),
        ("sources", sources),
        ("resolutions", f"{manifest.resolutions:,}"),
        ("clauses", f"{manifest.clauses:,}: {kinds}; in {counted(manifest.passages, 'passage')}"),
        ("search", _search(manifest)),
        ("labelled", f"{counted(holdings.labelled, 'clause')}; themes are suggested for {holdings.suggested:,} more"),
        ("encoder", f"{manifest.encoder}, {manifest.dimensions} dimensions, fingerprint {manifest.fingerprint[:8]}"),
        *(() if find_calibration(manifest, settings.models_dir) else (("certainty", UNMEASURED),)),
        ("compiled", str(settings.place.encoders.folder(manifest))),
        *_languages(settings.place),
        ("precision", f"{_precisions(manifest)}; questions in fp32"),
        ("generation", f"{manifest.generation}, built {manifest.built}"),
        *settings.place.addresses().items(),
        *(("your word", f"{file} is an official text by nothing else (--as official)") for file in manifest.vouched),
        *(("refused", f"{file}: {reason}") for file, reason in manifest.refused.items()),
        *(("unaligned", remark) for remark in manifest.unaligned),
        *(("remark", remark) for remark in others),
        *(("changed", completed(f"{file}; 'clausebot index build' takes it in")) for file in changed),
    ]
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="bold", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value in rows:
        facts.add_row(name, Text(inert(value)))
    return Group(facts, Text(), _labels_table(holdings), Text(), _resolutions_table(holdings))


def _languages(place: IndexPlace) -> list[tuple[str, str]]:
    """Return the row on questions in other languages, searched by meaning; empty without an index for them."""
    beside = place.other_languages
    if not (beside and beside.published()):
        return []
    other = beside.read_manifest()
    return [("other languages", f"by meaning, with {other.encoder}")]


def _precisions(manifest: Manifest) -> str:
    if len(manifest.precisions) == 1:
        return f"passages in {next(iter(manifest.precisions))}"
    return f"passages in {' and '.join(f'{name} ({n:,})' for name, n in manifest.precisions.items())}"


def _search(manifest: Manifest) -> str:
    if manifest.recall == 1:
        return f"{manifest.dense}, exact"
    return f"{manifest.dense}, which finds {manifest.recall:.1%} of the ten nearest clauses"


def _labels_table(holdings: Holdings) -> Listing:
    headings = ("labels by theme", *_LABELLERS.values())
    rows = [
        (theme, *(f"{by[labeller]:,}" if by[labeller] else "–" for labeller in _LABELLERS))
        for theme, by in holdings.labels.items()
    ]
    return Listing(headings, rows, wraps=0, right=range(1, len(headings)))


def _resolutions_table(holdings: Holdings) -> Listing:
    rows = [
        (str(symbol), held.date.isoformat() if held.date else "–", f"{held.paragraphs:,}", ", ".join(held.files))
        for symbol, held in holdings.resolutions.items()
    ]
    return Listing(("resolution", "adopted", "paragraphs", "file"), rows, wraps=3, right=[2])


def _print_differences(args: argparse.Namespace, settings: Settings) -> int:
    with shown_progress(messages()) as progress:
        differences = find_differences(read_cached(settings.library, settings.index, progress))
    if args.json:
        for difference in differences:
            print_json(_difference_record(difference))
    elif differences:
        with paged() as console:
            for difference in differences:
                console.print(_difference_block(difference))
    else:
        answers().print("No two sources of one resolution differ in their words.")
    return ANSWERED if differences else NOTHING_FOUND


def _difference_record(difference: Difference) -> dict[str, Any]:
    return {
        "id": difference.id,
        "quoted": {"file": difference.quoted, "text": difference.quoted_text},
        "other": {"file": difference.other, "text": difference.other_text},
        "edits": [{"kind": edit.kind, "text": edit.text} for edit in difference.edits],
    }


def _difference_block(difference: Difference) -> RenderableType:
    files = Text(f"  − {inert(difference.quoted)} (quoted)   + {inert(difference.other)}", style="dim")
    words = Text("  ")
    last = len(difference.edits) - 1
    for n, edit in enumerate(difference.edits):
        words.append_text(_shown(edit, first=n == 0, last=n == last))
    return Group(Text(short_citation(difference.id), style="bold"), files, words, Text())


def _shown(edit: Edit, *, first: bool, last: bool) -> Text:
    if edit.kind is EditKind.REMOVED:
        return marked(PartKind.REMOVED, edit.text)
    if edit.kind is EditKind.ADDED:
        return marked(PartKind.ADDED, edit.text)
    if edit.kind is EditKind.OMITTED:
        return Text("[…]", style="dim")
    return marked(PartKind.KEPT, shortened(edit.text, first=first, last=last))
