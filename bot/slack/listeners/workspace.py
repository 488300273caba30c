"""Listeners for the settings of a workspace: the button on the owners' Home, and its form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.audit import WORKSPACE_SETTINGS
from bot.slack.exchange import Workspace, workspace_record
from bot.slack.faults import SlackFailure
from bot.slack.listeners.clicks import read_click
from bot.slack.listeners.forms import contradicted, filled_in, opener_of
from bot.slack.listeners.incoming import Caller, Click, Form
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import open_view, tell
from bot.slack.listeners.owners import for_owners
from bot.slack.listeners.parsing import read_form
from bot.slack.parts import Parts
from bot.slack.store.store import Store
from bot.slack.views import actions
from bot.slack.views.actions import Opener
from bot.slack.views.workspace_settings import given_workspace, workspace_announcement, workspace_modal
from bot.texts.texts import texts_in

_log = structlog.get_logger(__name__)


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the button and the form."""
    settings = _Settings(parts)
    on_open, on_form = for_owners(parts, settings.open), for_owners(parts, settings.save)
    app.action(actions.OWNERS_WORKSPACE)(listener(parts.poster, read_click, on_open))
    app.view(actions.WORKSPACE_MODAL)(listener(parts.poster, read_form, on_form, contradicted))


@dataclass(frozen=True, slots=True)
class _Settings:
    """Handlers of the settings of a workspace."""

    parts: Parts

    async def open(self, click: Click) -> None:
        opener, about = Opener(click.team, "", click.user), await self.parts.engine.about()
        await open_view(
            self.parts.poster, click.id, workspace_modal(opener, await self._current(click), about, click.say)
        )

    async def save(self, form: Form) -> None:
        """Save the settings, and tell every owner of the workspace who changed them."""
        poster = self.parts.poster
        if not await opener_of(poster, form):
            return
        before = await self._current(form)
        after = filled_in(given_workspace, form.view, before, await self.parts.engine.about())
        if after == before:
            await tell(poster, form, form.say("workspace.saved"))
            return
        await self.parts.ledger.call(Store.save_workspace, after)
        poster.languages.renew(form.team)
        records = {"before": workspace_record(before), "after": workspace_record(after)}
        self.parts.service.audit.note(WORKSPACE_SETTINGS, team=form.team, user=form.user, **records)
        await self._announce(form, after)

    async def _current(self, caller: Caller) -> Workspace:
        return await self.parts.ledger.call(Store.workspace, caller.team) or Workspace(caller.team)

    async def _announce(self, form: Form, workspace: Workspace) -> None:
        poster = self.parts.poster
        for owner in _owners_in(form.team, self.parts.owners):
            say = texts_in(await poster.languages.told(form.team, owner))
            try:
                await poster.post(owner, workspace_announcement(form.user, workspace, say))
            except SlackFailure as failure:  # an owner may belong to another workspace
                _log.info("an owner was not told of changed settings", team=form.team, error=failure.error)


def _owners_in(team: str, owners: Collection[str]) -> list[str]:
    """Return the owners who may belong to a workspace: listed as "TEAM/USER" with its id, or as "USER"."""
    named = (owner.rpartition("/") for owner in owners)
    return sorted({user for place, _, user in named if place in ("", team)})
