"""Modal of channel settings, and parsing of its submission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.slack.exchange import ChannelSettings
from bot.slack.views import actions, limits
from bot.slack.views.about import About
from bot.slack.views.actions import Opener
from bot.slack.views.kit import Block, Element, View, asked_for, chosen_of, form, line, menu, option, rich_text, words
from bot.texts.texts import ENGLISH, Texts, texts_in
from retrieval.clauses.clause import ClauseKind

_ANY = "any"
_EVERYTHING, _MENTIONS = "everything", "mentions"
_PRIVATE = "private"
_KINDS = {
    ClauseKind.PREAMBULAR: "settings.preambular",
    ClauseKind.OPERATIVE: "settings.operative",
    ClauseKind.ANNEX: "settings.annex",
}


def settings_modal(opener: Opener, settings: ChannelSettings, about: About, language: str = ENGLISH) -> View:
    """Build the modal of a channel's settings."""
    given, say = settings.given, texts_in(language)
    blocks = [
        rich_text("intro", line(words(say("settings.intro")))),
        *_themes(given.themes, about, say),
        _year("since", say("settings.since"), given.since, about.years, say),
        _year("until", say("settings.until"), given.until, about.years, say),
        _ticked(
            "kinds",
            say("settings.kinds"),
            [(kind, say(key)) for kind, key in _KINDS.items()],
            given.kinds,
        ),
        _answered("everything", settings.everything, say),
        _ticked(
            "private",
            say("settings.who_sees"),
            [(_PRIVATE, say("settings.private"))],
            [_PRIVATE] * settings.private,
        ),
    ]
    return form(
        say("settings.title"),
        blocks,
        actions.SETTINGS_MODAL,
        opener.metadata,
        submit=say("settings.save"),
        cancel=say("controls.cancel"),
    )


def given_settings(view: Mapping[str, Any], before: ChannelSettings) -> ChannelSettings:
    """Parse the settings from a submitted modal.

    Args:
        view: View payload.
        before: Previous settings, for values that the modal does not contain.
    """
    state = view["state"]
    [since], [until] = chosen_of(state, "since"), chosen_of(state, "until")
    given = replace(
        before.given,
        themes=chosen_of(state, "themes") if "themes" in state["values"] else (),
        since=None if since == _ANY else date.fromisoformat(since),
        until=None if until == _ANY else date.fromisoformat(until),
        kinds=tuple(map(ClauseKind, chosen_of(state, "kinds"))),
    )
    everything = chosen_of(state, "everything") == (_EVERYTHING,)
    return ChannelSettings(given, everything, private=bool(chosen_of(state, "private")))


def _themes(given: Sequence[str], about: About, say: Texts) -> list[Block]:
    """Return the themes field; none if there are no themes."""
    names = list(dict.fromkeys((*given, *about.labelled)))[: limits.OPTIONS]
    if not names:
        return []
    element = {"type": "multi_static_select", **_choices("themes", [(name, name) for name in names], given)}
    return [asked_for("themes", say("settings.themes"), element, hint=say("settings.themes_hint"), optional=True)]


def _year(name: str, label: str, day: date | None, years: Sequence[int], say: Texts) -> Block:
    first = name == "since"
    offered = {_year_edge(year, first=first): str(year) for year in reversed(years)}
    if day:
        offered = {day.isoformat(): day.isoformat(), **offered}
    options = [option(say("controls.any_year"), _ANY), *(option(text, value) for value, text in offered.items())][
        : limits.OPTIONS
    ]
    return asked_for(name, label, menu(name, say("controls.any_year"), options, day.isoformat() if day else _ANY))


def _year_edge(year: int, *, first: bool) -> str:
    return (date(year, 1, 1) if first else date(year, 12, 31)).isoformat()


def _answered(name: str, everything: bool, say: Texts) -> Block:
    offered = [(_MENTIONS, say("settings.mentions")), (_EVERYTHING, say("settings.everything"))]
    options = [option(text, value) for value, text in offered]
    element = {"type": "radio_buttons", "action_id": name, "options": options, "initial_option": options[everything]}
    return asked_for(name, say("settings.answered"), element)


def _ticked(name: str, label: str, offered: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Block:
    return asked_for(name, label, {"type": "checkboxes", **_choices(name, offered, chosen)}, optional=True)


def _choices(name: str, offered: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Element:
    options = [option(text, value) for value, text in offered]
    initial = [one for one in options if one["value"] in chosen]
    return {"action_id": name, "options": options, **({"initial_options": initial} if initial else {})}
