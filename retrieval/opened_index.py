"""Open index: answers questions with its encoder, and follows new generations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from embeddings.encoder import Encoder
from embeddings.models import is_model
from retrieval.asking.answer import Answer
from retrieval.asking.answerability.calibration import find_calibration
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.options import AskOptions
from retrieval.asking.reading import StoredQuestion, turns_of
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER
from retrieval.asking.understand.languages.recognise import language_of
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR
from retrieval.index.manifest import Manifest
from retrieval.index.place import IndexPlace
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:
    from retrieval.agreed.language import AgreedLanguage, History

LoadEncoder = Callable[[Manifest], Encoder]
"""Loads the encoder that a generation was built with."""

# Agreed language is imported on first use, as asking must start fast.


class OpenedIndex:
    """Answers questions from the published generation of an index, and opens a newer one as soon as it is published.

    Args:
        place: Place of the index.
        index: Its published generation.
        encoder: Encoder that the generation was built with.
        load: Loads the encoder of a newer generation that was built with another; None to refuse such a generation.
        models_dir: Folder of installed models, where the user's own calibrations of encoders are; None for the shipped
            ones alone. A calibration is read when its encoder is opened.

    Raises:
        ClauseIndexError: If the index was built with another encoder.
        CalibrationError: If the user's own calibration of the encoder cannot be read.
    """

    def __init__(
        self,
        place: IndexPlace,
        index: ClauseIndex,
        encoder: Encoder,
        load: LoadEncoder | None = None,
        *,
        models_dir: Path | None = None,
    ) -> None:
        self._place = place
        self._load = load
        self._models_dir = models_dir
        self._opened = self._with_calibration(EncodedIndex(index, encoder))
        self._other: OpenedIndex | None = None

    @property
    def index(self) -> ClauseIndex:
        """Generation that was opened last; the next answer comes from it unless a newer one is published."""
        return self._opened.index

    @property
    def encoder(self) -> Encoder:
        """Encoder that the generation was built with."""
        return self._opened.encoder

    def newest(self) -> ClauseIndex:
        """Return the published generation; open it if it is not open yet.

        Raises:
            ClauseIndexError: If it is damaged, or was built with another encoder than was asked for.
            CalibrationError: If it was built with another encoder, whose calibration cannot be read.
        """
        return self._newest().index

    def _newest(self) -> EncodedIndex:
        """Return the published generation with its encoder; see `newest`."""
        if self._place.published() != self.index.manifest.generation:
            index = self._place.open()
            if self._load is not None and index.manifest.fingerprint != self.encoder.fingerprint:
                self._opened = self._with_calibration(EncodedIndex(index, self._load(index.manifest)))
            else:
                self._opened = replace(self._opened, index=index)
        return self._opened

    def _with_calibration(self, encoded: EncodedIndex) -> EncodedIndex:
        """Read the calibration of the encoder, and return the index with it."""
        return replace(encoded, calibration=find_calibration(encoded.index.manifest, self._models_dir))

    def ask(
        self,
        question: str,
        k: int = 5,
        **options: Unpack[AskOptions],
    ) -> Answer:
        """Answer a question from the newest generation, with at most `k` hits.

        Args:
            question: As typed.
            k: Maximum number of hits.
            **options: See `AskOptions`.

        Raises:
            QuestionError: If the question has no words, or too many.
            ClauseIndexError: As `newest` does, or if a clause to be quoted was changed.
        """
        opened, language = self._newest(), self.language_of(question, options.get("before", ()))
        other = self._index_for_other_languages() if language == OTHER else None
        if other:
            opened = other._newest()
        return ask(question, opened, k=k, language=language, **options)

    def language_of(self, question: str, before: Sequence[Turn]) -> str:
        """Return the code of the language of a question, after earlier turns."""
        last = before[-1].understood.language if before else ENGLISH
        return language_of(question, self.index.facts.words, last)

    def _index_for_other_languages(self) -> OpenedIndex | None:
        """Return the index for questions in other languages, opened on first use; None if there is none."""
        place = self._place.other_languages
        if place is None or not place.published():
            self._other = None
        elif self._other is None:
            self._other = open_index(place, place.encoders.open)
        return self._other

    def precedents(self, text: str, k: int = 5, *, filters: Filters = NO_LIMITS, later: bool = False) -> AgreedLanguage:
        """Find precedents: earlier or later uses of the language of a text or a cited clause; see `find_language`.

        Raises:
            QuestionError: If there are no words, or too many, or `later` is set for a text without a date.
            CitationError: If it cites no single paragraph of the library.
            ClauseIndexError: As for `ask`, or if the index is in Milvus.
        """
        from retrieval.agreed.language import find_language  # noqa: PLC0415

        return find_language(text, self._newest(), k=k, filters=filters, later=later)

    def history(self, text: str, *, filters: Filters = NO_LIMITS, by_meaning: bool = False) -> History:
        """Find the revision chain of a cited clause, or uses of words or of a meaning by year; see `find_history`.

        Raises:
            QuestionError: If it has no words, or too many, or only states limits.
            CitationError: If it cites no single paragraph of the library.
            ClauseIndexError: As for `precedents`.
        """
        from retrieval.agreed.language import find_history  # noqa: PLC0415

        return find_history(text, self._newest(), filters=filters, by_meaning=by_meaning)

    def turns(self, questions: Iterable[StoredQuestion]) -> tuple[Turn, ...]:
        """Rebuild the turns of a conversation, oldest first, without searching again; small talk is skipped."""
        return turns_of(questions, self.newest(), self.language_of)


def open_index(place: IndexPlace, load: LoadEncoder, models_dir: Path | None = None) -> OpenedIndex:
    """Open the published generation and its encoder; see `OpenedIndex` for the arguments.

    Raises:
        ClauseIndexError: If there is no index, it is damaged, or it was built with another encoder than was asked for.
        ModelError: If the encoder cannot be loaded.
        CalibrationError: If the user's own calibration of the encoder cannot be read.
    """
    return OpenedIndex(place, *open_both(place, load), load, models_dir=models_dir)


def open_both(place: IndexPlace, load: LoadEncoder) -> tuple[ClauseIndex, Encoder]:
    """Open the published generation and its encoder, both at the same time; see `open_index`."""
    manifest = place.read_manifest()
    with ThreadPoolExecutor(1) as pool:
        # In parallel: they are independent, and each takes half of the time until the first answer.
        loading = pool.submit(load, manifest)
        index = place.open()
    same = index.manifest.fingerprint == manifest.fingerprint  # else a build has published meanwhile
    return index, loading.result() if same else load(index.manifest)


def load_serving_encoder(
    manifest: Manifest,
    *,
    place: IndexPlace,
    model: str | None,
    models_dir: Path,
    adapter: bool = True,
    fast: bool = False,
    every_byte: bool = False,
) -> Encoder:
    """Load the compiled encoder that a generation was built with; refuse another one than was asked for.

    Args:
        manifest: Manifest of the generation.
        place: Place of the index.
        model: Name of the encoder that was asked for; None for any.
        models_dir: Folder of installed models.
        adapter: Whether an encoder with an adapter is accepted.
        fast: Whether to do without its cross-encoder.
        every_byte: Whether to hash its weights, too; else only their size is checked.

    Raises:
        ClauseIndexError: If it is another one, or a file of it is missing or was changed.
        ModelError: If it cannot be loaded.
    """
    if model is not None and not is_model(model, manifest.encoder, models_dir):
        raise ClauseIndexError(f"the index at {place} was built with {manifest.encoder}, not with {model}; {REPAIR}")
    encoder = place.encoders.open(manifest, fast=fast, every_byte=every_byte)
    if encoder.adapted and not adapter:
        raise ClauseIndexError(
            f"the index at {place} was built with an adapter for {manifest.encoder}; "
            "rebuild it with 'clausebot index build --no-adapter'"
        )
    return encoder
