"""Installation checks of `clausebot doctor`: library, index, models; each with a finding and a remedy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from bot.wording import UNMEASURED, counted
from embeddings.errors import EmbeddingError
from embeddings.models import BUILD_INSTALL, CATALOGUE, is_installed, is_model, locate, missing_packages
from retrieval.asking.answerability.calibration import find_calibration
from retrieval.errors import CalibrationError, ClauseIndexError, LibraryError, NoIndexError
from retrieval.index.manifest import Manifest
from retrieval.index.publishing import changed_since_indexed
from retrieval.library.documents import list_library
from retrieval.library.starter import FIRST_STEP
from retrieval.library.themes import load_vocabulary

_MEASURE = "measure it with judged questions of your own: 'clausebot evaluate QUESTIONS --calibrate'"


@dataclass(frozen=True, slots=True)
class Check:
    """Result of one check.

    Attributes:
        found: The finding.
        fix: The remedy; "" if the check passed.
        needed: Whether answering questions depends on it.
    """

    name: str
    found: str
    fix: str = ""
    needed: bool = True

    @property
    def passed(self) -> bool:
        """Whether the check passed."""
        return not self.fix


def examine(settings: Settings) -> Iterator[Check]:
    """Run all checks for answering questions, in order of dependency."""
    yield Check("python", sys.version.split()[0])
    yield _library(settings.library)
    yield from _models(settings)
    yield from _index(settings)


def _library(library: Path) -> Check:
    """Check the library; an existing index answers without it."""
    if not library.is_dir():
        return Check("library", f"{library} is missing", FIRST_STEP, needed=False)
    try:
        load_vocabulary(library)
    except LibraryError as error:
        return Check("library", str(error), "repair themes.toml", needed=False)
    documents = len(list_library(library).documents)
    if not documents:
        return Check("library", f"{library} is empty", FIRST_STEP, needed=False)
    return Check("library", f"{library}, {counted(documents, 'file')}")


def _models(settings: Settings) -> Iterator[Check]:
    """Check the packages and models that building needs; answering needs compiled ones only."""
    missing = missing_packages()
    if missing:
        yield Check("building", f"not installed: {', '.join(missing)}", BUILD_INSTALL, needed=False)
        return
    yield Check("building", "installed")
    for card in CATALOGUE.values():
        if is_installed(card, settings.models_dir):
            yield Check(card.name, "installed")
        elif not card.multilingual:
            yield Check(card.name, "not installed", f"run 'clausebot model install {card.name}'", needed=False)
    if settings.model and settings.model not in CATALOGUE:
        try:
            yield Check("chosen model", str(locate(settings.model, settings.models_dir).folder))
        except EmbeddingError as error:
            yield Check("chosen model", str(error), "name another with 'clausebot model use NAME'", needed=False)


def _index(settings: Settings) -> Iterator[Check]:
    try:
        manifest = settings.place.check()
    except ClauseIndexError as error:
        if isinstance(error, NoIndexError) and not list_library(settings.library).documents:
            yield Check("index", f"no index at {settings.place}", FIRST_STEP)
        else:
            yield Check("index", str(error), settings.place.remedy)
        return
    changed = changed_since_indexed(manifest, settings.library)
    if changed:
        found = f"the library has changed since it was indexed: {', '.join(changed[:5])}"
        yield Check("index", found, "run 'clausebot index build'", needed=False)
    yield Check("index", f"{settings.place}, {counted(manifest.clauses, 'clause')}, generation {manifest.generation}")
    if settings.model and not _is_model(settings.model, manifest.encoder, settings.models_dir):
        found = f"the index was built with {manifest.encoder}, the chosen model is {settings.model}"
        yield Check("encoder", found, "run 'clausebot index build', or choose the other with 'clausebot model use'")
    else:
        yield Check("encoder", manifest.encoder)
    yield from _certainty(manifest, settings.models_dir)


def _certainty(manifest: Manifest, models_dir: Path) -> Iterator[Check]:
    """Yield a check if answers have no certainty, as the encoder is not calibrated; nothing otherwise."""
    try:
        calibration = find_calibration(manifest, models_dir)
    except CalibrationError as error:
        yield Check("certainty", str(error), _MEASURE)
        return
    if calibration is None:
        yield Check("certainty", f"{UNMEASURED}, so no question is refused", _MEASURE, needed=False)


def _is_model(asked: str, name: str, models_dir: Path) -> bool:
    try:
        return is_model(asked, name, models_dir)
    except EmbeddingError:
        return False
