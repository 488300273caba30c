"""Command `clausebot model`: list, install and choose models; list and remove compiled encoders."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, messages, print_json, tell_dry_run
from bot.console.listing import Listing
from bot.progress import shown_progress
from bot.settings import Settings, choose_model
from embeddings.errors import ModelError
from embeddings.install import install as install_model
from embeddings.models import CATALOGUE, ModelCard, card_for, default_model, is_installed, locate
from retrieval.errors import ClauseIndexError
from retrieval.index.sharing import SharedEncoder, remove_encoder, shared_encoders


def list_models(args: argparse.Namespace, settings: Settings) -> int:
    """Print the model catalogue, with installed and selected models marked."""
    used = settings.model or default_model(settings.models_dir)
    records = [_record(card, settings, used) for card in CATALOGUE.values()]
    if args.json:
        for record in records:
            print_json(record)
        return ANSWERED
    rows = []
    for card, record in zip(CATALOGUE.values(), records, strict=True):
        state = "installed" if record["installed"] else f"'clausebot model install {card.name}'"
        mark = " (used)" if record["used"] else ""
        rows.append((card.name, str(card.dimensions), str(card.megabytes), card.licence or "", state + mark))
    answers().print(Listing(("model", "dimensions", "MB", "licence", "state"), rows, wraps=4))
    if used not in CATALOGUE:
        answers().print(f"{used} (used)")
    return ANSWERED


def install(args: argparse.Namespace, settings: Settings) -> int:
    """Download, verify and install a model."""
    card = card_for(args.name)
    console = messages()
    with shown_progress(console) as progress:
        from_dir = Path(args.from_dir).expanduser() if args.from_dir else None
        folder = install_model(card, settings.models_dir, from_dir=from_dir, progress=progress).folder
    if args.json:
        print_json({"name": card.name, "folder": str(folder)})
    else:
        answers().print(f"{card.name} is installed in {folder}")
    return ANSWERED


def list_compiled(args: argparse.Namespace, settings: Settings) -> int:
    """Print the compiled encoders of this machine, their size, and the indexes that use them."""
    compiled = shared_encoders(settings.encoders)
    if args.json:
        for encoder in compiled:
            print_json(_compiled_record(encoder))
    elif compiled:
        answers().print(_compiled_table(compiled))
    else:
        messages().print(f"no encoder was compiled into {settings.encoders}")
    return ANSWERED if compiled else NOTHING_FOUND


def remove(args: argparse.Namespace, settings: Settings) -> int:
    """Delete a compiled encoder.

    Raises:
        ModelError: If the fingerprint matches no compiled encoder, or several.
        ClauseIndexError: If an index of this machine uses the encoder, and --yes is not given.
    """
    compiled = shared_encoders(settings.encoders)
    found = [one for one in compiled if args.fingerprint and one.fingerprint.startswith(args.fingerprint)]
    if len(found) != 1:
        there = ", ".join(encoder.fingerprint for encoder in compiled) or "none"
        raise ModelError(f"{args.fingerprint!r} matches {len(found)} compiled encoders; expected one of {there}")
    [encoder] = found
    if encoder.indexes and not args.yes:
        raise ClauseIndexError(
            f"{encoder.folder} is used by {', '.join(map(str, encoder.indexes))}; to remove it anyway, add --yes, and "
            "rebuild these indexes with 'clausebot index build'"
        )
    if not args.dry_run:
        remove_encoder(encoder)
    if args.json:
        print_json(_compiled_record(encoder))
    else:
        done = "would remove" if args.dry_run else "removed"
        answers().print(f"{done} {encoder.folder}, {_megabytes(encoder)} MB")
    if args.dry_run:
        tell_dry_run()
    return ANSWERED


def use(args: argparse.Namespace, settings: Settings) -> int:
    """Select the default model, and say whether the index must be rebuilt."""
    files = locate(args.name, settings.models_dir)
    choose_model(settings, files.name)
    if args.json:
        print_json({"name": files.name, "folder": str(files.folder)})
    else:
        answers().print(f"{files.name} is used from now on")
    try:
        manifest = settings.place.read_manifest()
    except ClauseIndexError:
        return ANSWERED
    if manifest.encoder != files.name:
        note = f"the index was built with {manifest.encoder}; rebuild it with 'clausebot index build'"
        messages().print(note, style="yellow")
    return ANSWERED


def _record(card: ModelCard, settings: Settings, used: str) -> dict[str, object]:
    return {
        "name": card.name,
        "dimensions": card.dimensions,
        "megabytes": card.megabytes,
        "licence": card.licence,
        "source": card.source,
        "installed": is_installed(card, settings.models_dir),
        "used": card.name == used,
    }


def _compiled_record(encoder: SharedEncoder) -> dict[str, object]:
    return {
        "name": encoder.model,
        "fingerprint": encoder.fingerprint,
        "megabytes": _megabytes(encoder),
        "folder": str(encoder.folder),
        "indexes": [str(index) for index in encoder.indexes],
    }


def _compiled_table(compiled: Sequence[SharedEncoder]) -> Listing:
    rows = [
        (
            encoder.model or "damaged",
            encoder.fingerprint,
            str(_megabytes(encoder)),
            ", ".join(map(str, encoder.indexes))
            or f"no index built here; 'clausebot model remove {encoder.fingerprint}'",
        )
        for encoder in compiled
    ]
    return Listing(("compiled encoder", "fingerprint", "MB", "used by"), rows, wraps=3)


def _megabytes(encoder: SharedEncoder) -> int:
    return round(encoder.size / 1e6)
