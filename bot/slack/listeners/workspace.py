"""Listeners for the settings of a workspace: the button on the owners' Home, and its form."""

from __future__ import annotations

from collections.abc import Collection

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.audit import WORKSPACE_SETTINGS, Audit
from bot.slack.engine import Engine
from bot.slack.exchange import Workspace, workspace_record
from bot.slack.faults import SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.listeners.clicks import read_click
from bot.slack.listeners.forms import contradicted, filled_in, opener_of
from bot.slack.listeners.incoming import Click, Form
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import open_view, tell
from bot.slack.listeners.owners import for_owners
from bot.slack.listeners.parsing import read_form
from bot.slack.post import Poster
from bot.slack.store.store import Store
from bot.slack.views import actions
from bot.slack.views.actions import Opener
from bot.slack.views.workspace_settings import given_workspace, workspace_announcement, workspace_modal
from bot.texts.texts import texts_in

_log = structlog.get_logger(__name__)


def register(
    app: AsyncApp, ledger: Ledger, engine: Engine, poster: Poster, *, owners: Collection[str], audit: Audit
) -> None:
    """Listen to the button and the form."""

    async def on_open(click: Click) -> None:
        workspace = await ledger.call(Store.workspace, click.team) or Workspace(click.team)
        opener = Opener(click.team, "", click.user)
        await open_view(poster, click.id, workspace_modal(opener, workspace, await engine.about(), click.say))

    async def on_settings(form: Form) -> None:
        if not await opener_of(poster, form):
            return
        before = await ledger.call(Store.workspace, form.team) or Workspace(form.team)
        after = filled_in(given_workspace, form.view, before, await engine.about())
        if after == before:
            await tell(poster, form, form.say("workspace.saved"))
            return
        await ledger.call(Store.save_workspace, after)
        poster.languages.renew(form.team)
        records = {"before": workspace_record(before), "after": workspace_record(after)}
        audit.note(WORKSPACE_SETTINGS, team=form.team, user=form.user, **records)
        await announce(form, after)

    async def announce(form: Form, workspace: Workspace) -> None:
        """Tell every owner of the workspace who changed its settings."""
        for owner in _owners_in(form.team, owners):
            say = texts_in(await poster.languages.told(form.team, owner))
            message = workspace_announcement(form.user, workspace, say)
            try:
                await poster.post(owner, message)
            except SlackFailure as failure:  # an owner may belong to another workspace
                _log.info("an owner was not told of changed settings", team=form.team, error=failure.error)

    app.action(actions.OWNERS_WORKSPACE)(listener(poster, read_click, for_owners(poster, owners, on_open)))
    app.view(actions.WORKSPACE_MODAL)(
        listener(poster, read_form, for_owners(poster, owners, on_settings), contradicted)
    )


def _owners_in(team: str, owners: Collection[str]) -> list[str]:
    """Return the owners who may belong to a workspace: listed as "TEAM/USER" with its id, or as "USER"."""
    named = (owner.rpartition("/") for owner in owners)
    return sorted({user for place, _, user in named if place in ("", team)})
