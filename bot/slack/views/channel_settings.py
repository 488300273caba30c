"""Modal of channel settings, and parsing of its submission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.inert import inert
from bot.slack.exchange import ChannelSettings, Message
from bot.slack.views import actions, limits
from bot.slack.views.about import About
from bot.slack.views.actions import Opener
from bot.slack.views.kit import (
    Block,
    Element,
    View,
    asked_for,
    chosen_of,
    form,
    line,
    menu,
    option,
    rich_text,
    user,
    words,
)
from bot.slack.views.limits import shortened
from bot.slack.views.notices import fallback
from bot.texts.texts import Texts
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters, describe, require_span
from retrieval.errors import QuestionError

_ANY = "any"
_EVERYTHING, _MENTIONS = "everything", "mentions"
_PRIVATE = "private"
_KINDS = {
    ClauseKind.PREAMBULAR: "settings.preambular",
    ClauseKind.OPERATIVE: "settings.operative",
    ClauseKind.ANNEX: "settings.annex",
}


def settings_modal(opener: Opener, settings: ChannelSettings, about: About, say: Texts) -> View:
    """Build the modal of a channel's settings."""
    blocks = [
        rich_text("intro", line(words(say("settings.intro")))),
        *limit_fields(settings.standing, about, say),
        _answered("everything", settings.everything, say),
        ticked(
            "private",
            say("settings.who_sees"),
            [(_PRIVATE, say("settings.private"))],
            [_PRIVATE] * settings.private,
        ),
    ]
    return settings_form(say("settings.title"), blocks, actions.SETTINGS_MODAL, opener, say)


def settings_form(title: str, blocks: Sequence[Block], callback_id: str, opener: Opener, say: Texts) -> View:
    """Build a modal of settings, with buttons to save and to cancel."""
    submit, cancel = say("settings.save"), say("controls.cancel")
    return form(title, blocks, callback_id, opener.metadata, submit=submit, cancel=cancel)


def given_settings(view: Mapping[str, Any], before: ChannelSettings, about: About) -> ChannelSettings:
    """Parse the settings from a submitted modal.

    Args:
        view: View payload.
        before: Previous settings, for values that the modal does not contain.
        about: Summary of the index.
    """
    state = view["state"]
    standing = given_limits(state, before.standing, about)
    everything = chosen_of(state, "everything") == (_EVERYTHING,)
    return ChannelSettings(standing, everything, private=bool(chosen_of(state, "private")))


def settings_announcement(user_id: str, settings: ChannelSettings, say: Texts) -> Message:
    """Build the message that tells a channel who changed its settings, and to what."""
    stated = [
        stated_limits(settings.standing, say),
        *([say("settings.everything"), say("settings.left")] if settings.everything else [say("settings.mentions")]),
        *([say("settings.private")] if settings.private else []),
    ]
    return announced(user_id, "settings.changed", stated, say)


def announced(user_id: str, key: str, stated: Sequence[str], say: Texts) -> Message:
    """Build the message that a user changed settings.

    Args:
        user_id: User who changed them.
        key: Key of the sentence in the catalogue of texts.
        stated: Each current setting in words.
        say: Texts in the language of the reader.
    """
    said = say(key, now=" · ".join(map(inert, stated)))
    shown = line([user(user_id)], words(shortened(f" {said}", limits.FALLBACK)))
    return Message(fallback(said), (rich_text("settings", shown),))


def stated_limits(given: Filters, say: Texts) -> str:
    """Return limits in words, on one line."""
    return ", ".join(describe(given)) or say("settings.no_limits")


def limit_fields(given: Filters, about: About, say: Texts) -> list[Block]:
    """Return the fields for limits: themes, years and kinds of paragraph."""
    kinds = [(kind, say(key)) for kind, key in _KINDS.items()]
    return [
        *_themes(given.themes, about, say),
        _year("since", say("settings.since"), given.since, about.years, say),
        _year("until", say("settings.until"), given.until, about.years, say),
        ticked("kinds", say("settings.kinds"), kinds, given.kinds),
    ]


def contradictions(view: Mapping[str, Any], say: Texts) -> dict[str, str]:
    """Return the errors in the limits of a submitted modal, by block: a span of years that no resolution can have."""
    try:
        require_span(given_limits(view["state"], NO_LIMITS))
    except QuestionError:
        return {"until": say("settings.no_years")}
    return {}


def given_limits(state: Mapping[str, Any], before: Filters, about: About | None = None) -> Filters:
    """Parse the limits from the state of a submitted modal.

    Args:
        state: State of the view.
        before: Previous limits, for limits that have no field.
        about: Summary of the index: suggested labels count if a chosen theme has no others; None to leave that.
    """
    [since], [until] = chosen_of(state, "since"), chosen_of(state, "until")
    themes = chosen_of(state, "themes") if "themes" in state["values"] else ()
    return replace(
        before,
        themes=themes,
        suggested=before.suggested if about is None else bool(about.only_suggested.keys() & set(themes)),
        since=None if since == _ANY else date.fromisoformat(since),
        until=None if until == _ANY else date.fromisoformat(until),
        kinds=tuple(map(ClauseKind, chosen_of(state, "kinds"))),
    )


def _themes(given: Sequence[str], about: About, say: Texts) -> list[Block]:
    """Return the themes field; none if there are no themes."""
    suggested = about.only_suggested
    names = list(dict.fromkeys((*given, *about.labelled, *suggested)))[: limits.OPTIONS]
    if not names:
        return []
    offered = [
        (name, say("settings.suggested", name=name, n=suggested[name]) if name in suggested else name) for name in names
    ]
    element = {"type": "multi_static_select", **_choices("themes", offered, given)}
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


def ticked(name: str, label: str, offered: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Block:
    """Return a field of checkboxes."""
    return asked_for(name, label, {"type": "checkboxes", **_choices(name, offered, chosen)}, optional=True)


def _choices(name: str, offered: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Element:
    options = [option(text, value) for value, text in offered]
    initial = [one for one in options if one["value"] in chosen]
    return {"action_id": name, "options": options, **({"initial_options": initial} if initial else {})}
