"""Command `clausebot model adapt`: train a LoRA adapter of the encoder, or a cross-encoder from its model."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.cli import ANSWERED
from bot.commands.shared import answers, messages, print_json
from bot.console.listing import Listing
from bot.progress import shown_progress
from bot.settings import Settings
from embeddings.adapter import adapter_path, find_adapter
from embeddings.cross_encoder import cross_encoder_path
from embeddings.models import MINILM, ModelFiles, default_model, locate, require_build

if TYPE_CHECKING:
    from embeddings.adapt import Adapted
    from embeddings.adapt_cross import CrossAdapted

_Train: TypeAlias = Callable[..., Any]
_Show: TypeAlias = Callable[[str, Any], None]
"""Function that prints the name of the model and the result of its training."""


def adapt(args: argparse.Namespace, settings: Settings) -> int:
    """Train an adapter or a cross-encoder, and publish it if it improves on held-out requests.

    An adapter must be better than the plain encoder, a cross-encoder better than vectors. Checkpoints are kept until
    publication, so that a stopped command resumes when run again.
    """
    require_build()
    files = locate(settings.model or default_model(settings.models_dir), settings.models_dir)
    work = settings.models_dir / "adapters" / "work"
    train, show = (_cross_encoder if args.cross_encoder else _adapter)(files, settings, _given(args))
    with shown_progress(messages()) as progress:
        trained = train(
            files, Path(args.pairs).expanduser(), Path(args.passages).expanduser(), work=work, progress=progress
        )
    shutil.rmtree(work)
    if args.json:
        print_json({"name": files.name, **asdict(trained), "path": str(trained.path)})
    else:
        show(files.name, trained)
    return ANSWERED


def _given(args: argparse.Namespace) -> dict[str, Any]:
    """Return the hyperparameters set by options; the recipe has defaults for the others."""
    named = {"epochs": args.epochs, "seed": args.seed, "upper": args.layers, "rate": args.rate}
    return {name: value for name, value in named.items() if value is not None}


def _adapter(files: ModelFiles, settings: Settings, given: dict[str, Any]) -> tuple[_Train, _Show]:
    from embeddings.adapt import adapt as train  # noqa: PLC0415 - loads torch
    from embeddings.adapt import recipe_for  # noqa: PLC0415

    publish = adapter_path(files.name, settings.models_dir)
    return partial(train, recipe=recipe_for(files, **given), publish=publish), _show_adapter


def _cross_encoder(files: ModelFiles, settings: Settings, given: dict[str, Any]) -> tuple[_Train, _Show]:
    from embeddings.adapt_cross import adapt_cross_encoder, cross_recipe_for  # noqa: PLC0415 - loads torch
    from embeddings.reference import load_encoder  # noqa: PLC0415

    train = partial(
        adapt_cross_encoder,
        near=load_encoder(MINILM.name, settings.models_dir),
        adapter=find_adapter(files.name, settings.models_dir) if settings.adapter else None,
        recipe=cross_recipe_for(files, **given),
        publish=cross_encoder_path(files.name, settings.models_dir),
    )
    return train, _show_cross_encoder


def _show_adapter(name: str, adapted: Adapted) -> None:
    answers().print(f"{name} is adapted from now on: {adapted.path}")
    answers().print(f"learned from {adapted.requests:,} requests, judged by {adapted.held_out:,} others:")
    rows = [
        (f"{title}, {view}", *(f"{value:.3f}" for value in asdict(quality).values()))
        for title, judged in (("plain", adapted.before), ("adapted", adapted.after))
        for view, quality in (("tokens", judged.late), ("vectors", judged.dense))
    ]
    answers().print(Listing(("", "nDCG@10", "first", "in five", "in ten"), rows, wraps=0))
    note = "an index made without it has to follow: rebuild it with 'clausebot index build'"
    messages().print(note, style="yellow")


def _show_cross_encoder(name: str, trained: CrossAdapted) -> None:
    answers().print(f"{name} has a cross-encoder of your own: {trained.path}")
    answers().print(
        f"learned from {trained.pairs:,} pairs, judged by {trained.held_out:,} others: area under the curve "
        f"{trained.after:.3f}, by vectors {trained.before:.3f}"
    )
    note = (
        "it orders doubtful answers once 'clausebot index build' has compiled it, and judges them once "
        "'clausebot evaluate QUESTIONS --calibrate' has weighed what it says"
    )
    messages().print(note, style="yellow")
