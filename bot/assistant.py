"""Assistant: question answering and small talk for the command line, the console and Slack."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Unpack

from bot.replies import Face, reply_to
from bot.settings import Settings
from retrieval.asking.answer import Answer
from retrieval.asking.options import AskOptions
from retrieval.errors import NoIndexError
from retrieval.library.documents import list_library
from retrieval.library.starter import FIRST_STEP
from retrieval.opened_index import OpenedIndex, load_serving_encoder, open_both
from retrieval.threads import keep_blas_on_one_thread


class Assistant(OpenedIndex):
    """Opened index with fixed replies to small talk and to questions about the bot itself."""

    def answer(self, question: str, k: int, *, face: Face = "command line", **options: Unpack[AskOptions]) -> Answer:
        """Answer a question as `OpenedIndex.ask` does, with complete lists by default, and small talk by a fixed reply.

        The `face` is the interface that the reply is worded for.
        """
        options.setdefault("complete", True)
        answer = self.ask(question, k, **options)
        if answer.small_talk is None:
            return answer
        language = answer.reading.understood.language
        return replace(answer, reply=reply_to(answer.small_talk, self.index.facts, face, language))


def open_assistant(settings: Settings, *, every_byte: bool = False) -> Assistant:
    """Open the published generation of the index, and the compiled encoder that it was built with.

    Args:
        settings: Location of the index.
        every_byte: Whether to verify the checksum of the encoder's weights, too, whenever an encoder is loaded.

    Raises:
        ClauseIndexError: If there is no index, it is damaged, or it was built with another encoder than requested.
        ModelError: If the encoder fails to load.
        CalibrationError: If the user's own calibration of the encoder cannot be read.
    """
    place = settings.place
    load = partial(
        load_serving_encoder,
        place=place,
        model=settings.model,
        models_dir=settings.models_dir,
        adapter=settings.adapter,
        fast=settings.fast,
        every_byte=every_byte,
    )
    try:
        index, encoder = open_both(place, load)
    except NoIndexError as error:
        if list_library(settings.library).documents:
            raise
        raise NoIndexError(f"{error}, once there is a resolution in {settings.library}: {FIRST_STEP}") from None
    keep_blas_on_one_thread()
    return Assistant(place, index, encoder, load, models_dir=settings.models_dir)
