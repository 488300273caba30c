"""A library that is open for questions, with its index and encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.adapter import adapter_path
from embeddings.encoder import Encoder
from embeddings.models import is_model
from embeddings.progress import Progress, silent
from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.calibration import calibration_path, use_own_calibration
from retrieval.asking.reading import StoredQuestion, turns_of
from retrieval.asking.search import check_encoder
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER
from retrieval.asking.understand.languages.recognise import language_of
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.errors import ClauseIndexError
from retrieval.index.default_folders import encoders_folder, models_folder
from retrieval.index.files import REPAIR
from retrieval.index.manifest import Manifest
from retrieval.index.place import IndexAddress, IndexPlace
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:
    from retrieval.agreed.language import AgreedLanguage, History
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library
    from retrieval.verifying.verified import Verified
    from retrieval.verifying.verify import Verifier

LoadEncoder = Callable[[Manifest], Encoder]
"""Loads the encoder that a generation was built with."""

# What an answer does without is imported where it is needed: asking is to start at once.


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation and the encoder that it was built with."""

    index: ClauseIndex
    encoder: Encoder


class OpenedIndex:
    """Answers from the generation of an index that is published; from a newer one as soon as there is one.

    Args:
        place: Where the index is.
        index: The published generation of it.
        encoder: The one it was built with.
        load: Loads the encoder of a newer generation that was built with another; None to refuse such a generation.

    Raises:
        ClauseIndexError: If the index was built with another encoder.
    """

    def __init__(
        self, place: IndexPlace, index: ClauseIndex, encoder: Encoder, load: LoadEncoder | None = None
    ) -> None:
        self._place = place
        self._load = load
        self._opened = _checked(index, encoder)
        self._other: OpenedIndex | None = None

    @property
    def index(self) -> ClauseIndex:
        """The generation that the next answer comes from, unless a newer one is published before."""
        return self._opened.index

    @property
    def encoder(self) -> Encoder:
        """The encoder that it was built with."""
        return self._opened.encoder

    def newest(self) -> ClauseIndex:
        """Return the published generation, opened first where it is newer than the one before.

        Raises:
            ClauseIndexError: If it is damaged, or was made by an encoder other than the one that was asked for.
        """
        if self._place.published() != self.index.manifest.generation:
            index, encoder = self._place.open(), self.encoder
            if self._load is not None and index.manifest.fingerprint != encoder.fingerprint:
                encoder = self._load(index.manifest)
            self._opened = _checked(index, encoder)
        return self._opened.index

    def ask(
        self,
        question: str,
        k: int = 5,
        *,
        filters: Filters = NO_LIMITS,
        standing: Filters = NO_LIMITS,
        before: Sequence[Turn] = (),
        literal: bool = False,
        marked: range | None = None,
        complete: bool = False,
    ) -> Answer:
        """Answer a question from the newest generation, with `k` hits where there are so many.

        Args:
            question: As typed.
            k: Hits wanted.
            filters: Limits set for this question by other means than its words, which they overrule.
            standing: Limits of all questions, which the words of this one overrule.
            before: The turns of the conversation so far: `answer.turn` of each answer.
            literal: Whether to search for the words as they are, reading no limits from them.
            marked: Positions, from 0, of the hits whose answering part is wanted; None for all.
            complete: Whether a list has all its members, and a resolution or a part of it that is asked for as a whole
                all its paragraphs, however many `k`.

        Raises:
            QuestionError: If the question has no words, or too many.
            ClauseIndexError: As `newest` does, or if something that would be quoted was changed.
        """
        index, encoder, language = self.newest(), self.encoder, self.language_of(question, before)
        other = self._index_for_other_languages() if language == OTHER else None
        if other:
            index, encoder = other.newest(), other.encoder
        return ask(
            question,
            index=index,
            encoder=encoder,
            k=k,
            given=filters,
            standing=standing,
            before=before,
            literal=literal,
            marked=marked,
            complete=complete,
            language=language,
        )

    def language_of(self, question: str, before: Sequence[Turn]) -> str:
        """Return the code of the language that a question is in, after earlier turns."""
        last = before[-1].understood.language if before else ENGLISH
        return language_of(question, self.index.facts.words, last)

    def _index_for_other_languages(self) -> OpenedIndex | None:
        """Return the index for questions in other languages, opened when it is first needed; None if there is none."""
        place = self._place.other_languages
        if place is None or not place.published():
            self._other = None
        elif self._other is None:
            self._other = open_index(place, place.encoders.open)
        return self._other

    def precedents(self, text: str, k: int = 5, *, filters: Filters = NO_LIMITS, later: bool = False) -> AgreedLanguage:
        """Find where the language of a text, or of a clause that is cited, was used before; see `find_language`.

        Raises:
            QuestionError: If there are no words, or too many, or later ones are asked for than a text without a date.
            CitationError: If it is a citation, but of no one paragraph of the library.
            ClauseIndexError: As for `ask`, or if the index is in Milvus.
        """
        from retrieval.agreed.language import find_language  # noqa: PLC0415

        index = self.newest().require_full()
        return find_language(text, index=index, encoder=self.encoder, k=k, filters=filters, later=later)

    def history(self, text: str, *, filters: Filters = NO_LIMITS, by_meaning: bool = False) -> History:
        """Find how a clause that is cited came to read as it does, or how often something was said in each year.

        See `find_history`.

        Raises:
            QuestionError: If it has no words, or too many, or says only where to look.
            CitationError: If it is a citation, but of no one paragraph of the library.
            ClauseIndexError: As for `precedents`.
        """
        from retrieval.agreed.language import find_history  # noqa: PLC0415

        index = self.newest().require_full()
        return find_history(text, index=index, encoder=self.encoder, filters=filters, by_meaning=by_meaning)

    def turns(self, questions: Iterable[StoredQuestion]) -> tuple[Turn, ...]:
        """Rebuild the turns of a conversation, oldest first, without searching again; small talk is left out."""
        return turns_of(questions, self.newest(), self.language_of)


class OpenedLibrary:
    """A folder of resolutions and its index; `retrieval.open_library` makes one.

    Args:
        folder: The resolutions.
        place: Where the index is.
        model: The encoder by name; None for the one that the index was built with, or to build the best installed.
    """

    def __init__(self, folder: Path, place: IndexPlace, model: str | None = None) -> None:
        self.folder = folder
        self.place = place
        self._model = model
        self._verifies: Verifier | None = None

    @cached_property
    def index(self) -> OpenedIndex:
        """The index, opened when it is first needed.

        Raises:
            ClauseIndexError: If there is none, or it is damaged or made by another encoder than was asked for.
            ModelError: If its encoder does not load.
        """
        return open_index(
            self.place, partial(encoder_of, place=self.place, model=self._model, models_dir=models_folder())
        )

    def ask(
        self,
        question: str,
        k: int = 5,
        *,
        filters: Filters = NO_LIMITS,
        standing: Filters = NO_LIMITS,
        before: Sequence[Turn] = (),
        literal: bool = False,
    ) -> Answer:
        """Answer a question with `k` hits, where there are so many; see `OpenedIndex.ask`."""
        return self.index.ask(question, k, filters=filters, standing=standing, before=before, literal=literal)

    def precedents(self, text: str, k: int = 5, *, filters: Filters = NO_LIMITS, later: bool = False) -> AgreedLanguage:
        """Find where the language of a text or of a cited clause was used before; see `OpenedIndex.precedents`."""
        return self.index.precedents(text, k, filters=filters, later=later)

    def history(self, text: str, *, filters: Filters = NO_LIMITS, by_meaning: bool = False) -> History:
        """Find how a clause came to read as it does; see `OpenedIndex.history`."""
        return self.index.history(text, filters=filters, by_meaning=by_meaning)

    def verify(self, text: str, citation: str | None = None) -> Verified:
        """Verify a quotation: whether, and where, the resolutions have these words exactly, or what differs.

        The index is needed, but not its encoder.

        Args:
            text: The quotation, with or without quotation marks; "…" stands for omitted words, "[…]" for changed ones.
            citation: Paragraph or resolution that it is said to be of; None to look for it in all of them.

        Raises:
            QuestionError: If the text has no words, or too many.
            CitationError: If the citation cannot be understood.
            ClauseIndexError: If there is no index, it is damaged, or it is in Milvus.
        """
        return self._verifier().verify_text(text, citation)

    def _verifier(self) -> Verifier:
        """Return the verifier of the published generation, opened again when there is a newer one."""
        from retrieval.verifying.verify import Verifier  # noqa: PLC0415

        if self._verifies is None or self._verifies.generation != self.place.published():
            self._verifies = Verifier(self.place.open().require_full())
        return self._verifies

    def clauses(self, filters: Filters = NO_LIMITS) -> list[Clause]:
        """Read the clauses that filters allow from the resolutions themselves, in corpus order; no index is needed.

        Raises:
            LibraryError: If the folder is missing, or one of its own files is wrong.
        """
        return [clause for clause in self.read().clauses if filters.allow(clause)]

    def read(self, progress: Progress = silent) -> Library:
        """Read the resolutions: their clauses, and the files that were refused.

        Raises:
            LibraryError: If the folder is missing, or one of its own files is wrong.
        """
        from retrieval.index.cached_library import read_cached  # noqa: PLC0415

        return read_cached(self.folder, self.place.folder, progress)

    def build(self, progress: Progress = silent, *, languages: bool | None = None) -> BuildReport:
        """Index the resolutions and publish the result; the next question is answered from it.

        Args:
            progress: Progress callback.
            languages: Whether questions in other languages are to be answered; None to leave that as it is.

        Raises:
            ExtraMissingError: If the packages that building needs are not installed.
            LibraryError: As `read` does, or if there is no clause.
            ClauseIndexError: If another build is running, or the index cannot be written.
            ModelError: If the encoder is not installed, or cannot be compiled for serving.
        """
        from embeddings.models import default_model, require_build  # noqa: PLC0415

        require_build()
        from embeddings.reference import load_encoder  # noqa: PLC0415 - loads torch
        from retrieval.index.other_languages import build_for_other_languages  # noqa: PLC0415

        library, models = self.read(progress), models_folder()
        encoder = load_encoder(self._model or default_model(models), models)
        report = self.place.build(library, encoder=encoder, progress=progress)
        build_for_other_languages(self.place, library, models_dir=models, wanted=languages, progress=progress)
        return report


def library_at(
    folder: str | PathLike[str], *, index: str | PathLike[str] | None, model: str | None, milvus_token: str
) -> OpenedLibrary:
    """Return the library of a folder, not read yet; see `retrieval.open_library`."""
    library = Path(folder).expanduser().resolve()
    address = IndexAddress.choose(library, "" if index is None else fspath(index), milvus_token)
    return OpenedLibrary(library, address.place(encoders_folder()), model)


def open_index(place: IndexPlace, load: LoadEncoder) -> OpenedIndex:
    """Open the published generation, and the encoder that it was built with.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged or made by another encoder than was asked for.
        ModelError: If the encoder does not load.
    """
    return OpenedIndex(place, *open_both(place, load), load)


def open_both(place: IndexPlace, load: LoadEncoder) -> tuple[ClauseIndex, Encoder]:
    """Open the published generation and its encoder, at once; see `open_index`."""
    manifest = place.read_manifest()
    with ThreadPoolExecutor(1) as pool:
        # Each takes half of the time until the first answer, and neither needs the other.
        loading = pool.submit(load, manifest)
        index = place.open()
    same = index.manifest.fingerprint == manifest.fingerprint  # unless a build has published meanwhile
    return index, loading.result() if same else load(index.manifest)


def encoder_of(
    manifest: Manifest,
    *,
    place: IndexPlace,
    model: str | None,
    models_dir: Path,
    adapter: bool = True,
    every_byte: bool = False,
) -> Encoder:
    """Load the encoder that a generation was built with, if it is the one that was asked for.

    Args:
        manifest: Of the generation.
        place: Where the index is.
        model: The encoder that was asked for; None for any.
        models_dir: Where models are installed.
        adapter: Whether it may be fitted to the field.
        every_byte: Whether its weights are hashed, too.

    Raises:
        ClauseIndexError: If it is another one, or a file of it is missing or was changed.
        ModelError: If it does not load.
        CalibrationError: If there is a calibration of the user's own for it that cannot be read.
    """
    if model is not None and not is_model(model, manifest.encoder, models_dir):
        raise ClauseIndexError(f"the index at {place} was built with {manifest.encoder}, not with {model}; {REPAIR}")
    encoder = place.encoders.open(manifest, every_byte=every_byte)
    use_own_calibration(calibration_path(adapter_path(manifest.encoder, models_dir)))
    if encoder.adapted and not adapter:
        raise ClauseIndexError(
            f"the index at {place} was built with an adapter for {manifest.encoder}; "
            "rebuild it with 'clausebot index build --no-adapter'"
        )
    return encoder


def _checked(index: ClauseIndex, encoder: Encoder) -> _Opened:
    check_encoder(index, encoder)
    return _Opened(index, encoder)
