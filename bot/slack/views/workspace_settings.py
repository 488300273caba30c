"""Modal of the settings of a workspace, and parsing of its submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.slack.exchange import Message, Workspace
from bot.slack.views import actions
from bot.slack.views.about import About
from bot.slack.views.actions import Opener
from bot.slack.views.channel_settings import announced, given_limits, limit_fields, settings_form, stated_limits
from bot.slack.views.kit import Block, View, asked_for, chosen_of, line, menu, option, rich_text, words
from bot.texts.texts import LANGUAGES, Texts, is_language_tag, texts_in

_OF_EACH = "default"
"""Option for the language of each person, as the command line names it."""


def workspace_modal(opener: Opener, workspace: Workspace, about: About, say: Texts) -> View:
    """Build the modal of the settings that hold in a whole workspace."""
    blocks = [
        rich_text("intro", line(words(say("workspace.intro")))),
        *limit_fields(workspace.standing, about, say),
        _language(workspace.language, say),
    ]
    return settings_form(say("workspace.title"), blocks, actions.WORKSPACE_MODAL, opener, say)


def given_workspace(view: Mapping[str, Any], before: Workspace, about: About) -> Workspace:
    """Parse the settings from a submitted modal.

    Args:
        view: View payload.
        before: Previous settings, for settings that have no field.
        about: Summary of the index.

    Raises:
        ValueError: If the modal does not offer a value.
    """
    state = view["state"]
    [chosen] = chosen_of(state, "language")
    if chosen != _OF_EACH and not is_language_tag(chosen):
        raise ValueError("no language tag")
    return replace(
        before, standing=given_limits(state, before.standing, about), language="" if chosen == _OF_EACH else chosen
    )


def workspace_announcement(user_id: str, workspace: Workspace, say: Texts) -> Message:
    """Build the message that tells an owner who changed the settings of the workspace, and to what."""
    stated = [
        stated_limits(workspace.standing, say),
        say("workspace.spoken", language=_named(workspace.language, say)),
    ]
    return announced(user_id, "workspace.changed", stated, say)


def _language(tag: str, say: Texts) -> Block:
    tags = dict.fromkeys((*LANGUAGES, *([tag] if tag else [])))  # another tag may be set on the command line
    options = [option(_named("", say), _OF_EACH), *(option(_named(one, say), one) for one in tags)]
    element = menu("language", say("workspace.of_each"), options, tag or _OF_EACH)
    return asked_for("language", say("workspace.language"), element)


def _named(tag: str, say: Texts) -> str:
    """Return the name of a language in that language, or its tag if there is no catalogue for it."""
    if not tag:
        return say("workspace.of_each")
    return texts_in(tag)("workspace.own_name") if tag in LANGUAGES else tag
