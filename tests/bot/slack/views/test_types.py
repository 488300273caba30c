"""Slack's own TypeScript types, asked about every kind of message and view."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.collect.kept import Fate, Kept, Standing
from bot.slack.exchange import ChannelSettings, LeftAlone, Message, Workspace
from bot.slack.views.actions import Opener
from bot.slack.views.agreed import FoundLanguage, agreed_message
from bot.slack.views.answer import answer_message
from bot.slack.views.channel_settings import settings_modal
from bot.slack.views.examples import candidates
from bot.slack.views.filter import filter_modal
from bot.slack.views.kept import Shelf, export_modal
from bot.slack.views.left import LINKED, digest_message, turned_message
from bot.slack.views.library import Held, library_modal
from bot.slack.views.modals import citation_modal, notice_modal, paragraph_modal, reason_modal
from bot.slack.views.notices import error_message, expired_message, progress_message, waiting_message
from bot.slack.views.owners import feedback_modal, unanswered_modal
from bot.slack.views.resolution import resolution_modal
from bot.slack.views.workspace_settings import workspace_modal
from retrieval.agreed.precedents import Likeness
from retrieval.agreed.traced import TracedPhrase
from retrieval.asking.answer import Hit
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from tests.bot.slack.views.given import ABOUT, CLAUSE, EXCHANGE, HIT, SAY, THEMES, answer, feedback, hits, home
from tests.bot.slack.views.rules import check_message, check_view
from tests.bot.slack.views.test_agreed import language, precedent
from tests.doubles.types import type_errors

DECLARED_IN = "@slack/types/dist/index.d.ts"

ODD = "<!channel> <@U1> `code` ```pre``` &<>\x1b[31m\u202e *bold* and so on; "
LONG = Hit(replace(CLAUSE, text=ODD * 400, lead_in=ODD * 30), 1, 0.5, highlights=((9_000, 9_100),))
LIMITS = Filters(kinds=(ClauseKind.OPERATIVE,), themes=(THEMES[0],))


def every_message() -> Iterator[Message]:
    """Make a message of each kind."""
    limited = Question("q", "q", Scope(LIMITS), stated=("operative paragraphs",))
    private = replace(EXCHANGE, private=True, question_ts="", page=1, given=LIMITS)
    yield answer_message(EXCHANGE, answer(HIT, LONG, *hits(5)), ABOUT, SAY)
    yield answer_message(private, answer(*hits(7), understood=limited), ABOUT, SAY)
    yield answer_message(EXCHANGE, answer(near=(HIT, LONG)), ABOUT, SAY)
    yield answer_message(replace(EXCHANGE, misses=True), answer(near=(HIT, LONG)), ABOUT, SAY)
    yield answer_message(EXCHANGE, answer(understood=limited), ABOUT, SAY)
    yield answer_message(EXCHANGE, answer(reply="You are welcome."), ABOUT, SAY)
    alike = [replace(CLAUSE, id=f"S/RES/2331(2016)#{n}", paragraph=str(n), text=LONG.clause.text) for n in range(4)]
    found = [precedent(likeness, clause) for likeness, clause in zip(Likeness, alike, strict=True)]
    phrase = TracedPhrase((0, 9), CLAUSE, 12, 9)
    for itself in (None, CLAUSE):
        used = FoundLanguage(language(*found, first=alike[0], phrases=[phrase]), itself, history=True, draws=True)
        yield agreed_message(replace(EXCHANGE, private=True), used, SAY)
    yield agreed_message(EXCHANGE, FoundLanguage(language(*found[3:], sure=False)), SAY)
    left = [
        (LeftAlone(f"C{n}", "1772366400.000100", "", EXCHANGE.asked_at), "https://example.org") for n in range(LINKED)
    ]
    yield digest_message(left, 3, EXCHANGE.id, SAY)
    yield turned_message(SAY, on=False)
    yield waiting_message(2, SAY)
    yield error_message(ODD, SAY, EXCHANGE.id)
    yield expired_message(SAY)
    yield progress_message("encoding", 12, 43_295, SAY)


def every_modal() -> Iterator[Mapping[str, Any]]:
    """Make a modal of each kind."""
    yield from (paragraph_modal(hit.clause, SAY) for hit in (HIT, LONG))
    yield from (citation_modal(hit.clause, SAY) for hit in (HIT, LONG))
    yield library_modal([Held(CLAUSE.symbol, date(2016, 12, 20), 12)] * 120, SAY, "2016")
    yield filter_modal(Opener("T1", "C1", "U1", EXCHANGE.id), replace(EXCHANGE, given=LIMITS), ABOUT, SAY)
    yield resolution_modal([HIT.clause, *(hit.clause for hit in hits(3)), *[LONG.clause] * 9], SAY)
    yield reason_modal(Opener("T1", "C1", "U1", EXCHANGE.id), SAY)
    yield export_modal(SAY)
    yield notice_modal("Not there any more", ODD, SAY)
    yield from (
        settings_modal(Opener("T1", "C1", "U1"), ChannelSettings(given, everything=True), ABOUT, SAY)
        for given in (LIMITS, Filters())
    )
    yield workspace_modal(Opener("T1", "", "U1"), Workspace("T1", standing=LIMITS, language="pt-BR"), ABOUT, SAY)
    yield feedback_modal([(feedback(ODD), EXCHANGE)] * 30, SAY)
    yield unanswered_modal([replace(EXCHANGE, question=ODD)] * 30, SAY)


def every_home() -> Iterator[Mapping[str, Any]]:
    """Make the home of an owner and of somebody who has asked nothing."""
    kept = tuple((Kept(hit.clause, EXCHANGE.asked_at), Standing(Fate.CHANGED, CLAUSE)) for hit in (HIT, LONG))
    yield home((EXCHANGE,), candidates(ABOUT), owner=True, shelf=Shelf(kept, 1, 99))
    yield home((), candidates(ABOUT))


def test_every_kind_of_message_and_view_is_what_slacks_types_say(tmp_path: Path) -> None:
    modals, homes = list(every_modal()), list(every_home())
    # A view's own type takes blocks of any kind, so its blocks are asked about by themselves.
    blocks = [*(message.blocks for message in every_message()), *(view["blocks"] for view in (*modals, *homes))]
    for name, values in (("KnownBlock[]", blocks), ("ModalView", modals), ("HomeView", homes)):
        assert type_errors(DECLARED_IN, name, values, tmp_path) == ""


def test_slacks_types_refuse_what_is_not(tmp_path: Path) -> None:
    wrong = {"type": "section", "text": {"type": "mrkdown", "text": "x"}}
    assert "mrkdown" in type_errors(DECLARED_IN, "KnownBlock[]", [[wrong]], tmp_path)


def test_every_kind_of_message_and_view_is_within_slacks_limits() -> None:
    for message in every_message():
        own = any(block["block_id"].startswith(EXCHANGE.id) for block in message.blocks)
        check_message(message, EXCHANGE.id if own else "")
    for view in (*every_modal(), *every_home()):
        check_view(view)
