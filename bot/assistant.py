"""The one engine behind the console, the command line and Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from bot.replies import reply_to
from bot.settings import Settings
from embeddings.encoder import Encoder
from embeddings.models import is_model
from retrieval.asking.answer import Answer
from retrieval.asking.ask import Asked, ask, turns_of
from retrieval.asking.search import check_encoder
from retrieval.asking.understand.followup import Turn
from retrieval.clauses.question import NO_LIMITS, Filters
from retrieval.errors import ClauseIndexError
from retrieval.index.files import REPAIR
from retrieval.index.manifest import Manifest
from retrieval.index.place import Place
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:  # an answer does without
    from retrieval.agreed.language import AgreedLanguage, History


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation, and what encodes the questions put to it."""

    index: ClauseIndex
    encoder: Encoder


class Assistant:
    """Answers questions from whichever generation of an index is published.

    Args:
        place: Where the index is.
        index: The published generation of it.
        encoder: The one it was built with.
        load: Loads the encoder of a newer generation that was built with another; None to refuse such a generation.
    """

    def __init__(
        self, place: Place, index: ClauseIndex, encoder: Encoder, load: Callable[[Manifest], Encoder] | None = None
    ) -> None:
        self._place = place
        self._load = load
        self._opened = _opened(index, encoder)

    @property
    def index(self) -> ClauseIndex:
        """The one that the next answer comes from, unless a newer one is published before."""
        return self._opened.index

    def newest(self) -> ClauseIndex:
        """Return the published generation, opened first where it is newer than the one before.

        Raises:
            ClauseIndexError: If it is damaged, or was made by an encoder other than the one that was asked for.
        """
        if self._place.published() != self.index.manifest.generation:
            index, encoder = self._place.open(), self._opened.encoder
            if self._load is not None and index.manifest.fingerprint != encoder.fingerprint:
                encoder = self._load(index.manifest)
            self._opened = _opened(index, encoder)
        return self._opened.index

    def answer(
        self,
        asked: str,
        k: int,
        *,
        given: Filters = NO_LIMITS,
        before: Sequence[Turn] = (),
        literal: bool = False,
        marked: range | None = None,
    ) -> Answer:
        """Answer from the newest generation, with `k` hits where there are so many.

        Args:
            asked: The question, as typed.
            k: Hits wanted.
            given: Limits set by other means than the question's words.
            before: The turns of the conversation so far.
            literal: Whether to search for the words as they are, reading no limits from them.
            marked: Positions, from 0, of the hits whose answering part is wanted; None for all.

        Raises:
            QuestionError: If the question has no words, or too many.
            ClauseIndexError: If a newer generation was published that is damaged, or was made by an encoder other than
                the one that was asked for.
        """
        self.newest()
        opened = self._opened
        answer = ask(
            asked,
            index=opened.index,
            encoder=opened.encoder,
            k=k,
            given=given,
            before=before,
            literal=literal,
            marked=marked,
        )
        return replace(answer, reply=reply_to(answer.small_talk)) if answer.small_talk else answer

    def precedents(self, asked: str, k: int, *, given: Filters = NO_LIMITS, later: bool = False) -> AgreedLanguage:
        """Find where the language of a text, or of a clause that is named, was used before; see `find_precedents`.

        Args:
            asked: The text or the citation, as typed.
            k: How many are wanted of each likeness, and how many phrases.
            given: What they must be.
            later: Whether those after a clause are wanted, rather than those before.

        Raises:
            QuestionError: If there are no words, or too many, or later ones are asked for than a text without a date.
            CitationError: If it is a citation, but of no one paragraph of the library.
            ClauseIndexError: As for `answer`.
        """
        from retrieval.agreed.language import find_language  # noqa: PLC0415 - as in history: an answer does without

        index = self.newest().for_language()
        return find_language(asked, index=index, encoder=self._opened.encoder, k=k, filters=given, later=later)

    def history(self, asked: str, *, given: Filters = NO_LIMITS, by_meaning: bool = False) -> History:
        """Return the chain of a clause that is named; of other words, who has them; of a question, who answers it.

        Args:
            asked: A citation, words or a question, as typed.
            given: What the clauses must be.
            by_meaning: Whether words that clauses have are a question all the same.

        Raises:
            QuestionError: If it has no words, or too many, or says only where to look.
            CitationError: If it is a citation, but of no one paragraph of the library.
            ClauseIndexError: As for `answer`.
        """
        from retrieval.agreed.language import find_history  # noqa: PLC0415

        index = self.newest().for_language()
        return find_history(asked, index=index, encoder=self._opened.encoder, filters=given, by_meaning=by_meaning)

    def turns(self, asked: Iterable[Asked]) -> tuple[Turn, ...]:
        """Rebuild the turns of a conversation, oldest first, without searching again; small talk is left out."""
        self.newest()
        return turns_of(asked, self.newest())


def _opened(index: ClauseIndex, encoder: Encoder) -> _Opened:
    check_encoder(index, encoder)
    return _Opened(index, encoder)


def open_assistant(settings: Settings, *, every_byte: bool = False) -> Assistant:
    """Open the published generation and the encoder it was built with, which lies in the index.

    Args:
        settings: Where the index is.
        every_byte: Whether the encoder's weights are hashed, too, now and whenever another encoder is loaded.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged or made by another encoder than was asked for.
        ModelError: If the encoder does not load.
    """
    load = partial(_encoder_of, settings=settings, every_byte=every_byte)
    manifest = settings.place.read_manifest()
    with ThreadPoolExecutor(1) as pool:
        # Each takes half of the time until the first answer, and neither needs the other.
        loading = pool.submit(load, manifest)
        index = settings.place.open()
    same = index.manifest.fingerprint == manifest.fingerprint  # unless a build has published meanwhile
    # numpy's threads spin on after a product, on the cores that the encoder wants: a question takes thrice as long.
    threadpool_limits(1, user_api="blas")
    return Assistant(settings.place, index, loading.result() if same else load(index.manifest), load)


def _encoder_of(manifest: Manifest, *, settings: Settings, every_byte: bool) -> Encoder:
    if settings.model is not None and not is_model(settings.model, manifest.encoder, settings.models_dir):
        raise ClauseIndexError(f"the index was built with {manifest.encoder}, not with {settings.model}; {REPAIR}")
    encoder = settings.place.open_encoder(manifest, every_byte=every_byte)
    if encoder.adapted and not settings.adapter:
        raise ClauseIndexError(
            f"the index was built with an adapter for {manifest.encoder}; "
            "rebuild it with 'clausebot index build --no-adapter'"
        )
    return encoder
