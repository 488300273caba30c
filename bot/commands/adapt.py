"""Command `clausebot model adapt`: fine-tune the encoder with a LoRA adapter."""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from bot.cli import ANSWERED
from bot.commands.shared import answers, messages, print_json
from bot.progress import shown_progress
from bot.settings import Settings
from embeddings.adapter import adapter_path
from embeddings.models import default_model, locate, require_build


def adapt(args: argparse.Namespace, settings: Settings) -> int:
    """Train an adapter, and install it if it beats the plain encoder on held-out requests.

    Checkpoints are kept until the adapter is published, so a stopped command resumes when run again.
    """
    require_build()
    from embeddings.adapt import adapt as train  # noqa: PLC0415 - loads torch
    from embeddings.adapt import recipe_for  # noqa: PLC0415

    files = locate(settings.model or default_model(settings.models_dir), settings.models_dir)
    work = settings.models_dir / "adapters" / "work"
    with shown_progress(messages()) as progress:
        adapted = train(
            files,
            Path(args.pairs).expanduser(),
            Path(args.passages).expanduser(),
            recipe=recipe_for(files, epochs=args.epochs, seed=args.seed, layers=args.layers, rate=args.rate),
            publish=adapter_path(files.name, settings.models_dir),
            work=work,
            progress=progress,
        )
    shutil.rmtree(work)
    if args.json:
        print_json({"name": files.name, **asdict(adapted), "path": str(adapted.path)})
        return ANSWERED
    answers().print(Text(f"{files.name} is adapted from now on: {adapted.path}"))
    answers().print(Text(f"learned from {adapted.requests:,} requests, judged by {adapted.held_out:,} others:"))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("", "nDCG@10", "first", "in five", "in ten"):
        table.add_column(heading)
    for title, judged in (("plain", adapted.before), ("adapted", adapted.after)):
        for view, quality in (("tokens", judged.late), ("vectors", judged.dense)):
            table.add_row(f"{title}, {view}", *(f"{value:.3f}" for value in asdict(quality).values()))
    answers().print(table)
    note = "an index made without it has to follow: rebuild it with 'clausebot index build'"
    messages().print(Text(note, style="yellow"))
    return ANSWERED
