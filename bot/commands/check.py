"""Command `clausebot check`: verify the quotations and citations of a draft."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import messages, print_json, print_paged, tell_written
from bot.console.checked import checked_block
from bot.export.target import ExportError, written_whole
from bot.settings import Settings
from embeddings.oserrors import remedy
from embeddings.regular import read_regular
from retrieval.errors import UnreadableError
from retrieval.readers.drafts.draft import Draft
from retrieval.readers.read_draft import read_draft
from retrieval.readers.source import MAX_BYTES
from retrieval.verifying.check import Finding, check_draft
from retrieval.verifying.verify import Verifier


def check(args: argparse.Namespace, settings: Settings) -> int:
    """Print each quotation and citation of a draft with its verdict; with --comments, write a commented copy."""
    path = Path(args.draft).expanduser()
    comments = Path(args.comments).expanduser() if args.comments else None
    if comments:
        _check_target(path, comments)
    data = _read(path)
    try:
        draft = read_draft(path.name, data)
    except UnreadableError as error:
        raise UnreadableError(f"{path} cannot be read: {error}") from None
    findings = check_draft(draft, Verifier(settings.place.open().require_full()))
    if comments:
        _write_comments(comments, data, draft, findings)
    if args.json:
        for finding in findings:
            print_json(finding.as_record(draft))
    else:
        print_paged(checked_block(draft, findings))
    if not findings:
        messages().print("the draft quotes and cites no resolution of the Security Council")
    return NOTHING_FOUND if any(finding.verdict.is_wrong for finding in findings) else ANSWERED


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read ({error.strerror or error}); {remedy(error)}") from None


def _check_target(path: Path, comments: Path) -> None:
    """Check the names of the draft and of the copy with comments.

    Raises:
        ExportError: If the draft is no Word document, or the copy would replace it.
    """
    if path.suffix.lower() != ".docx" or comments.suffix.lower() != ".docx":
        raise ExportError("comments are written into Word documents only: both the draft and the copy end in .docx")
    if comments.exists() and path.exists() and comments.samefile(path):
        raise ExportError(f"{comments} is the draft itself; name another file for the copy with comments")


def _write_comments(output: Path, data: bytes, draft: Draft, findings: list[Finding]) -> None:
    from bot.export.commented import commented  # noqa: PLC0415 - loads python-docx

    copy = commented(data, draft, findings)
    with written_whole(output) as file:
        file.write(copy)
    tell_written(output)
