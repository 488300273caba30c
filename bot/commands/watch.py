"""`clausebot index watch`: an index that follows its library."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import watchfiles
from rich.text import Text

from bot.cli import ANSWERED
from bot.commands.index import chosen_encoder, print_refused, report_record
from bot.commands.shared import answers, messages, print_json
from bot.errors import SettingsError
from bot.inert import inert
from bot.progress import shown_progress
from bot.settings import Settings
from bot.wording import built_line
from embeddings.encoder import BuildEncoder
from embeddings.errors import EmbeddingError
from embeddings.models import require_build
from retrieval.documents import file_stamps
from retrieval.errors import ClauseIndexError, LibraryError, RetrievalError
from retrieval.index.build import BuildReport
from retrieval.index.place import build_at
from retrieval.library import read_library

_QUIET_MS = 1600
"""How long files must be left alone before they are read: a copy or a download is many changes."""
_LOOK_AGAIN_MS = 5000
"""Where the system tells of no changes, as on some network drives, they are looked for this often."""
_NAMED = 5

Stamps = Mapping[str, tuple[int, int]]


def watch(args: argparse.Namespace, settings: Settings) -> int:
    """Index the library now and whenever its files change; a build that fails is said, and the watch goes on.

    Raises:
        LibraryError: If there is no library to watch.
        SettingsError: If the index lies among the files that are watched.
        EmbeddingError: If the encoder cannot be loaded.
    """
    require_build()
    _check(settings)
    with shown_progress(messages()) as progress:
        encoder = chosen_encoder(settings, progress)
    messages().print(Text(f"watching {settings.library}; Ctrl-C stops"))
    try:
        follow(_changes(settings.library), settings, lambda changed: _build(changed, encoder, args, settings))
    except KeyboardInterrupt:
        messages().print("stopped watching; the index stays as it was last published")
    return ANSWERED


@dataclass(frozen=True, slots=True)
class Changed:
    """The files that changed since the last build, by path in the library."""

    added: tuple[str, ...]
    altered: tuple[str, ...]
    removed: tuple[str, ...]

    def __str__(self) -> str:
        parts = (("added", self.added), ("changed", self.altered), ("removed", self.removed))
        return "; ".join(f"{what} {_named(names)}" for what, names in parts if names)


def follow(changes: Iterator[None], settings: Settings, build: Callable[[Changed], bool]) -> None:
    """Build at each change after which the library's files are not those of the last build.

    Args:
        changes: Something may have changed.
        settings: Where the library is.
        build: Builds; says whether there is nothing more to be done until the next change.
    """
    built: Stamps | None = None
    for _ in changes:
        # Taken before the files are read: what changes meanwhile is seen as a change the next time.
        found = file_stamps(settings.library)
        if found != built and build(_changed(built or {}, found)):
            built = found


def _check(settings: Settings) -> None:
    library, index = settings.library.resolve(), settings.index.resolve()
    if not library.is_dir():
        raise LibraryError(f"no library at {settings.library}; create the folder and put resolutions in it")
    if index.is_relative_to(library) and not any(part.startswith(".") for part in index.relative_to(library).parts):
        raise SettingsError(f"the index {index} lies in the library, which each build would change; name another")


def _changes(root: Path) -> Iterator[None]:
    yield
    watched = watchfiles.watch(
        root, watch_filter=None, debounce=_QUIET_MS, rust_timeout=_LOOK_AGAIN_MS, yield_on_timeout=True
    )
    for _ in watched:
        yield


def _build(changed: Changed, encoder: BuildEncoder, args: argparse.Namespace, settings: Settings) -> bool:
    console = messages()
    console.print(Text(inert(str(changed)), style="dim"))
    try:
        library = read_library(settings.library, cache=settings.cache)
        print_refused(library, console)
        report = build_at(settings.place, library, encoder=encoder)
    except (RetrievalError, EmbeddingError, OSError) as error:
        if args.json:
            print_json({"error": str(error)})
        console.print(Text(f"error: {error}; what was published before stays, and the watch goes on"))
        # Another build may have read the library before this change; nobody tells when it is done.
        return not isinstance(error, ClauseIndexError)
    _print_report(report, args)
    return True


def _print_report(report: BuildReport, args: argparse.Namespace) -> None:
    if args.json:
        print_json(report_record(report))
    else:
        answers().print(Text(built_line(report)))


def _changed(before: Stamps, now: Stamps) -> Changed:
    return Changed(
        added=tuple(name for name in now if name not in before),
        altered=tuple(name for name in now if name in before and now[name] != before[name]),
        removed=tuple(name for name in before if name not in now),
    )


def _named(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
