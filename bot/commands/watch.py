"""Command `clausebot index watch`: rebuild the index whenever the library changes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from bot.cli import ANSWERED
from bot.commands.index import print_new_refused, print_report
from bot.commands.shared import messages, print_json, warnings
from bot.errors import SettingsError
from bot.inert import inert
from bot.settings import Settings
from bot.wording import some_of
from embeddings.encoder import BuildEncoder
from embeddings.errors import EmbeddingError
from embeddings.folder import sha256_of
from embeddings.models import require_build
from retrieval.errors import ClauseIndexError, LibraryError, RetrievalError
from retrieval.index.cached_library import read_cached
from retrieval.index.publishing import changed_files
from retrieval.index.rebuild import find_build_encoder, rebuild
from retrieval.library.documents import file_stamps
from retrieval.library.starter import FIRST_STEP

_QUIET_MS = 1600
"""Debounce time in ms: a copy or a download consists of many changes."""
_LOOK_AGAIN_MS = 5000
"""Polling interval in ms, for file systems without change notifications, such as some network drives."""


def watch(args: argparse.Namespace, settings: Settings) -> int:
    """Index the library now and whenever its files change; a failed build is reported, and watching continues.

    Raises:
        LibraryError: If there is no library to watch.
        SettingsError: If the index lies inside the watched folder.
        EmbeddingError: If the encoder is not installed, or damaged.
    """
    require_build()
    _check(settings)
    encoder = find_build_encoder(settings.build_options())
    messages().print(f"watching {settings.library}; Ctrl-C stops")
    said: set[str] = set()
    try:
        follow(_changes(settings.library), settings, lambda changed: _build(changed, encoder, args, settings, said))
    except KeyboardInterrupt:
        messages().print("stopped watching; the published index is unchanged")
    return ANSWERED


@dataclass(frozen=True, slots=True)
class Changed:
    """Files changed since the last build, by path in the library."""

    added: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = (("added", self.added), ("changed", self.altered), ("removed", self.removed))
        return "; ".join(f"{change} {some_of(names)}" for change, names in parts if names)


def follow(changes: Iterator[None], settings: Settings, build: Callable[[Changed], bool]) -> None:
    """Build now, and after each notification if the content of a library file differs from the last build.

    Args:
        changes: Notifications of possible changes.
        settings: Locations of library and index.
        build: Builds the index; returns whether it is up to date until the next change.
    """
    built: Mapping[str, _File] | None = None
    for _ in changes:
        # Hash the files before the build reads them, so that a change during the build is detected the next time.
        found = _files(settings.library, built or {})
        changed = _since_indexed(settings, found) if built is None else _changed(built, found)
        nothing_changed = built is not None and changed == Changed()
        if nothing_changed or build(changed):
            built = found


@dataclass(frozen=True, slots=True)
class _File:
    """File state for change detection: a stamp, of size and time, and the sha256."""

    stamp: tuple[int, int]
    sha256: str


def _files(root: Path, before: Mapping[str, _File]) -> dict[str, _File]:
    """Return the files of a library by path; files with an unchanged stamp are not hashed again."""
    return {
        name: before[name] if name in before and before[name].stamp == stamp else _File(stamp, _sha256(root / name))
        for name, stamp in file_stamps(root).items()
    }


def _sha256(path: Path) -> str:
    """Return the sha256 of a file; "" if it cannot be read."""
    try:
        return sha256_of(path) if path.is_file() else ""
    except OSError:
        return ""


def _since_indexed(settings: Settings, found: Mapping[str, _File]) -> Changed:
    """Return the documents that differ from the published index; all if there is none."""
    try:
        manifest = settings.place.read_manifest()
    except ClauseIndexError:
        return Changed(added=tuple(found))
    names, indexed = changed_files(manifest, settings.library), manifest.library_files
    return Changed(
        added=tuple(name for name in names if name not in indexed),
        altered=tuple(name for name in names if name in indexed and name in found),
        removed=tuple(name for name in names if name in indexed and name not in found),
    )


def _check(settings: Settings) -> None:
    library, index = settings.library.resolve(), settings.index.resolve()
    if not library.is_dir():
        raise LibraryError(f"no library at {settings.library}; {FIRST_STEP}")
    if index.is_relative_to(library) and not any(part.startswith(".") for part in index.relative_to(library).parts):
        raise SettingsError(
            f"the index {index} is inside the library, so each build would start another; "
            "choose another folder with --index"
        )


def _changes(root: Path) -> Iterator[None]:
    yield
    watched = watchfiles.watch(
        root, watch_filter=None, debounce=_QUIET_MS, rust_timeout=_LOOK_AGAIN_MS, yield_on_timeout=True
    )
    for _ in watched:
        yield


def _build(
    changed: Changed, encoder: BuildEncoder, args: argparse.Namespace, settings: Settings, said: set[str]
) -> bool:
    """Index the library; print changes, and refused files that are not in `said` yet.

    Returns:
        Whether the index is up to date until the next change.
    """
    console = warnings()
    if changed != Changed():
        messages().print(inert(str(changed)), style="dim")
    try:
        library = read_cached(settings.library, settings.index)
        print_new_refused(library, console, said=said)
        said.clear()  # a file that was repaired and fails again is reported again
        said.update(map(str, (*library.refused, *library.remarks)))
        report, others = rebuild(settings.place, library, settings.build_options(), encoder=encoder)
    except (RetrievalError, EmbeddingError, OSError) as error:
        if args.json:
            print_json({"error": str(error)})
        console.print(f"error: {error}; the published index is unchanged, and watching continues")
        # Another build may hold the lock, and have read the library before this change: retry.
        return not isinstance(error, ClauseIndexError)
    print_report(args, report, others)
    return True


def _changed(before: Mapping[str, _File], now: Mapping[str, _File]) -> Changed:
    return Changed(
        added=tuple(name for name in now if name not in before),
        altered=tuple(name for name in now if name in before and now[name].sha256 != before[name].sha256),
        removed=tuple(name for name in before if name not in now),
    )
