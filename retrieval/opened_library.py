"""Open library: a folder of resolutions and its index, for questions, precedents, verification and builds."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from embeddings.progress import Progress, silent
from retrieval.asking.answer import Answer
from retrieval.asking.options import AskOptions
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.default_folders import models_folder
from retrieval.index.place import IndexPlace
from retrieval.opened_index import OpenedIndex, load_serving_encoder, open_index

if TYPE_CHECKING:
    from retrieval.agreed.language import AgreedLanguage, History
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library
    from retrieval.verifying.verified import Verified
    from retrieval.verifying.verify import Verifier

# Modules that no answer needs are imported on first use, as asking must start fast.


class OpenedLibrary:
    """Folder of resolutions with its index, as `retrieval.open_library` returns it.

    Args:
        folder: Folder of the resolutions.
        place: Place of the index.
        model: Name of the encoder; None for the one that the index was built with, and for a build the best installed.
        adapter: Whether to use the adapter of the encoder, if there is one.
        fast: Whether to answer without the cross-encoder, if there is one.
    """

    def __init__(
        self, folder: Path, place: IndexPlace, model: str | None = None, *, adapter: bool = True, fast: bool = False
    ) -> None:
        self.folder = folder
        self.place = place
        self._model = model
        self._adapter = adapter
        self._fast = fast
        self._last_verifier: Verifier | None = None

    @cached_property
    def index(self) -> OpenedIndex:
        """Index, opened on first use.

        Raises:
            ClauseIndexError: If there is none, it is damaged, or it was built with another encoder than was asked for.
            ModelError: If its encoder cannot be loaded.
            CalibrationError: If the user's own calibration of the encoder cannot be read.
        """
        models_dir = models_folder()
        load = partial(
            load_serving_encoder,
            place=self.place,
            model=self._model,
            models_dir=models_dir,
            adapter=self._adapter,
            fast=self._fast,
        )
        return open_index(self.place, load, models_dir)

    def ask(self, question: str, k: int = 5, **options: Unpack[AskOptions]) -> Answer:
        """Answer a question, with at most `k` hits; see `OpenedIndex.ask`."""
        return self.index.ask(question, k, **options)

    def precedents(self, text: str, k: int = 5, *, filters: Filters = NO_LIMITS, later: bool = False) -> AgreedLanguage:
        """Find precedents of a text or a cited clause; see `OpenedIndex.precedents`."""
        return self.index.precedents(text, k, filters=filters, later=later)

    def history(self, text: str, *, filters: Filters = NO_LIMITS, by_meaning: bool = False) -> History:
        """Find the history of a clause, of words or of a meaning; see `OpenedIndex.history`."""
        return self.index.history(text, filters=filters, by_meaning=by_meaning)

    def verify(self, text: str, citation: str | None = None) -> Verified:
        """Verify a quotation: find the exact words in the resolutions, or the differences from the nearest ones.

        This needs the index, but not its encoder.

        Args:
            text: The quotation, with or without quotation marks; "…" stands for omitted words, "[…]" for changed ones.
            citation: Paragraph or resolution that it is attributed to; None to search all resolutions.

        Raises:
            QuestionError: If the text has no words, or too many.
            CitationError: If the citation cannot be understood.
            ClauseIndexError: If there is no index, it is damaged, or it is in Milvus.
        """
        return self._current_verifier().verify_text(text, citation)

    def _current_verifier(self) -> Verifier:
        """Return the verifier of the published generation."""
        from retrieval.verifying.verify import Verifier  # noqa: PLC0415

        if self._last_verifier is None or self._last_verifier.generation != self.place.published():
            self._last_verifier = Verifier(self.place.open().require_full())
        return self._last_verifier

    def clauses(self, filters: Filters = NO_LIMITS) -> list[Clause]:
        """Return the clauses that filters allow, in corpus order, read from the resolutions without the index.

        Raises:
            LibraryError: If the folder is missing, or a file of its owner is invalid.
        """
        return [clause for clause in self.read().clauses if filters.allow(clause)]

    def read(self, progress: Progress = silent) -> Library:
        """Read the resolutions: their clauses, and remarks on refused files.

        Raises:
            LibraryError: If the folder is missing, or a file of its owner is invalid.
        """
        from retrieval.index.cached_library import read_cached  # noqa: PLC0415

        return read_cached(self.folder, self.place.folder, progress)

    def build(self, progress: Progress = silent, *, languages: bool | None = None) -> BuildReport:
        """Build the index of the resolutions and publish it; the next question is answered from it.

        Args:
            progress: Progress callback.
            languages: Whether to build the index for other languages, too; None to update one that exists.

        Raises:
            ExtraMissingError: If packages for building are not installed.
            LibraryError: As `read` does, or if there is no clause.
            ClauseIndexError: If another build is running, or the index cannot be written.
            ModelError: If the encoder is not installed, or cannot be compiled for serving.
        """
        from embeddings.models import require_build  # noqa: PLC0415

        require_build()
        from retrieval.index.rebuild import BuildOptions, rebuild  # noqa: PLC0415

        options = BuildOptions(models_folder(), self._model, self._adapter, languages=languages)
        report, _ = rebuild(self.place, self.read(progress), options, progress)
        return report
