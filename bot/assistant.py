"""The one engine behind the console, the command line and Slack."""

from __future__ import annotations

from pathlib import Path

from bot.answer import Answer
from bot.settings import Settings
from embeddings.encoder import Encoder
from retrieval.index.generation import Generation, open_generation, published
from retrieval.question import Question
from retrieval.search import check_encoder, search


class Assistant:
    """Answers questions from whichever generation of an index is published.

    Attributes:
        generation: The one that the next answer comes from, unless a newer one is published before.
    """

    def __init__(self, index: Path, generation: Generation, encoder: Encoder) -> None:
        check_encoder(generation, encoder)
        self.generation = generation
        self._index = index
        self._encoder = encoder

    def answer(self, question: Question, k: int) -> Answer:
        """Answer from the newest generation, with `k` hits where there are so many.

        Raises:
            ClauseIndexError: If a newer generation was published that is damaged or made by another encoder.
        """
        if published(self._index) != self.generation.name:
            newer = open_generation(self._index)
            check_encoder(newer, self._encoder)
            self.generation = newer
        hits = search(question, generation=self.generation, encoder=self._encoder, k=k)
        return Answer(
            question=question,
            answered=bool(hits),
            confidence=None,
            generation=self.generation.name,
            encoder=self._encoder.name,
            hits=tuple(hits),
        )


def open_assistant(settings: Settings) -> Assistant:
    """Open the published generation and load the encoder that was asked for, else the one it was built with.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged or made by another encoder.
        ModelError: If the encoder is not installed.
    """
    generation = open_generation(settings.index)
    # What pulls in torch comes last, so that a missing index is said at once.
    from embeddings.reference import load_encoder  # noqa: PLC0415

    encoder = load_encoder(settings.model or generation.manifest.encoder, settings.models_dir)
    return Assistant(settings.index, generation, encoder)
