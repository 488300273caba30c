"""The engine behind the console, the command line and Slack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from threadpoolctl import threadpool_limits

from bot.replies import reply_to
from bot.settings import Settings
from retrieval.asking.answer import Answer
from retrieval.asking.understand.followup import Turn
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.errors import NoIndexError
from retrieval.library.documents import list_library
from retrieval.library.starter import FIRST_STEP
from retrieval.opened import OpenedIndex, encoder_of, open_both


class Assistant(OpenedIndex):
    """An opened index that answers small talk, too, with canned replies."""

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
        """Answer a question, or reply to small talk; see `OpenedIndex.ask`."""
        answer = self.ask(asked, k, filters=given, before=before, literal=literal, marked=marked)
        return replace(answer, reply=reply_to(answer.small_talk)) if answer.small_talk else answer


def open_assistant(settings: Settings, *, every_byte: bool = False) -> Assistant:
    """Open the published generation and the encoder it was built with, which lies compiled on this machine.

    Args:
        settings: Where the index is.
        every_byte: Whether the encoder's weights are hashed, too, now and whenever another encoder is loaded.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged or made by another encoder than was asked for.
        ModelError: If the encoder does not load.
    """
    place = settings.place
    load = partial(
        encoder_of,
        place=place,
        model=settings.model,
        models_dir=settings.models_dir,
        adapter=settings.adapter,
        every_byte=every_byte,
    )
    try:
        index, encoder = open_both(place, load)
    except NoIndexError as error:
        if list_library(settings.library).documents:
            raise
        raise NoIndexError(f"{error}, once there is a resolution in {settings.library}: {FIRST_STEP}") from None
    # numpy's threads spin on after a product, on the cores that the encoder wants: a question takes thrice as long.
    threadpool_limits(1, user_api="blas")
    return Assistant(place, index, encoder, load)
