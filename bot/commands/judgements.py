"""Command `clausebot slack judgements`: export reactions to answers as judged requests, for training."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, print_json
from bot.commands.workspaces import opened, the_one
from bot.export.target import written_whole
from bot.settings import Settings
from bot.slack.audit import Audit
from bot.slack.judgements import judged_requests
from bot.slack.store.reactions import reactions
from bot.wording import counted


def judgements(args: argparse.Namespace, settings: Settings) -> int:
    """Write the judged requests of a workspace; with --passages, write all paragraphs of the index, too.

    Raises:
        SettingsError: If the workspace is invalid, or not named although there are several.
        ClauseIndexError: If there is no index.
        StoreUnavailable: If the database cannot be used.
        ExportError: If a file cannot be written.
    """
    manifest, clauses = settings.place.read_clauses()
    passages = {clause.id: clause.text_with_lead_in for clause in clauses}
    with opened(settings) as store:
        team = the_one(store, args.workspace)
        requests = judged_requests(reactions(store, team), passages, manifest.generation)
    _write(Path(args.file).expanduser(), requests, private=True)
    if args.passages:
        _write(Path(args.passages).expanduser(), ({"id": name, "text": text} for name, text in passages.items()))
    Audit(settings.slack.audit).note("export of judgements", team=team, by="the command line", rows=len(requests))
    told = {
        "requests": len(requests),
        "with_relevant": sum(bool(one["relevant"]) for one in requests),
        "unanswerable": sum(not one["judged"] for one in requests),
    }
    if args.json:
        print_json({"workspace": team, **told})
    else:
        right, nothing = told["with_relevant"], told["unanswerable"]
        wrong = len(requests) - right - nothing
        answers().print(
            f"{counted(len(requests), 'judged request')} in {args.file}: {right:,} with a relevant paragraph, "
            f"{wrong:,} with wrong ones alone, {nothing:,} that nothing answers"
        )
    return ANSWERED if requests else NOTHING_FOUND


def _write(path: Path, records: Iterable[Mapping[str, Any]], *, private: bool = False) -> None:
    """Write JSON lines in ASCII, as questions may contain Unicode line ends or terminal control codes."""
    with written_whole(path, private=private) as file:
        for record in records:
            file.write(f"{json.dumps(record)}\n".encode("ascii"))
