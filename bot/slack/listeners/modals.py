"""Listeners for submitted forms."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp

from bot.export.write import exported
from bot.slack.exchange import ChannelSettings, Feedback, settings_record
from bot.slack.faults import SlackFailure
from bot.slack.listeners.browsing import change_answer
from bot.slack.listeners.commands import is_member
from bot.slack.listeners.forms import contradicted, filled_in, opener_of
from bot.slack.listeners.incoming import Form
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import direct_messages, exchange_with_words, permitted_exchange, tell
from bot.slack.listeners.parsing import read_form
from bot.slack.parts import Parts
from bot.slack.store import kept_clauses
from bot.slack.store.errors import StoreUnavailable
from bot.slack.views import actions
from bot.slack.views.channel_settings import given_settings, settings_announcement
from bot.slack.views.filter import filtered
from bot.slack.views.kept import given_format
from bot.slack.views.modals import given_reason
from bot.slack.views.notices import notice


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to submitted forms."""
    forms = _Forms(parts)
    app.view(actions.EXPORT_MODAL)(listener(parts.poster, read_form, forms.export))
    app.view(actions.FILTER_MODAL)(listener(parts.poster, read_form, forms.filter, contradicted))
    app.view(actions.REASON_MODAL)(listener(parts.poster, read_form, forms.give_reason))
    app.view(actions.SETTINGS_MODAL)(listener(parts.poster, read_form, forms.save_settings, contradicted))


@dataclass(frozen=True, slots=True)
class _Forms:
    """Handlers of submitted forms."""

    parts: Parts

    async def give_reason(self, form: Form) -> None:
        """Save the reason of a verdict."""
        dispatcher, ledger, poster = self.parts.dispatcher, self.parts.ledger, self.parts.poster
        opener = await opener_of(poster, form)
        if not opener or not await permitted_exchange(
            ledger, poster, replace(form, channel=opener.channel), opener.exchange
        ):
            return
        reason = filled_in(given_reason, form.view)
        await dispatcher.judge(Feedback(opener.exchange, form.team, form.user, False, reason, dispatcher.clock()))

    async def filter(self, form: Form) -> None:
        """Answer a question again, with other limits."""
        opener = await opener_of(self.parts.poster, form)
        if not opener:
            return
        form = replace(form, channel=opener.channel)
        exchange = await exchange_with_words(self.parts.ledger, self.parts.poster, form, opener.exchange)
        if not exchange:
            return
        about = await self.parts.engine.about()
        filled_in(filtered, exchange, form.view, about)  # raises Malformed before anything is changed
        where = replace(form, response_url=opener.response_url)
        await change_answer(self.parts.dispatcher, where, exchange, lambda now: filtered(now, form.view, about))

    async def save_settings(self, form: Form) -> None:
        """Save the settings of a channel, and tell the channel who changed them."""
        ledger, poster = self.parts.ledger, self.parts.poster
        opener = await opener_of(poster, form)
        if not opener:
            return
        if not await is_member(poster, opener.channel, form.user):  # who may have left since the form was opened
            await tell(poster, form, form.say("notice.stranger"))
            return
        before = await ledger.settings(form.team, opener.channel)
        about = await self.parts.engine.about()
        settings = _set_by(form.user, filled_in(given_settings, form.view, before, about), before)
        try:
            await ledger.save_settings(form.team, opener.channel, settings)
        except StoreUnavailable:
            await poster.private(opener.channel, form.user, notice(form.say("settings.not_saved")))
            return
        self.parts.service.audit.note(
            "settings",
            team=form.team,
            channel=opener.channel,
            user=form.user,
            before=settings_record(before),
            after=settings_record(settings),
        )
        if replace(settings, set_by=before.set_by) == before:  # the same for people in the channel
            await poster.private(opener.channel, form.user, notice(form.say("settings.saved")))
        else:
            await poster.post(opener.channel, settings_announcement(form.user, settings, form.say))

    async def export(self, form: Form) -> None:
        """Send the clauses that the caller keeps, as a file."""
        poster, chosen = self.parts.poster, filled_in(given_format, form.view)
        kept = await self.parts.ledger.call(kept_clauses.kept_by, form.team, form.user)
        if not kept:
            await tell(poster, form, form.say("kept.nothing"))
            return
        content = await asyncio.to_thread(exported, [one.entry for one in kept], chosen)
        channel = await direct_messages(poster, form.user)
        said = form.say("kept.sent", n=len(kept))
        try:
            await poster.upload(channel, f"clauses{chosen.ending}", content, said)
        except SlackFailure as failure:
            if failure.error != "missing_scope":
                raise
            await tell(poster, form, form.say("notice.no_files"))


def _set_by(user: str, settings: ChannelSettings, before: ChannelSettings) -> ChannelSettings:
    """Return the settings with the member who first set the channel to answer everything; "" if it does not."""
    return replace(settings, set_by=(before.set_by or user) if settings.everything else "")
