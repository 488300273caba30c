"""App home: summary of the index, example and recent questions, kept clauses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.inert import inert
from bot.slack.exchange import Exchange, LeftAlone
from bot.slack.views import actions, limits
from bot.slack.views.about import About
from bot.slack.views.examples import OFFERED, in_language
from bot.slack.views.kept import Shelf, shelf_blocks
from bot.slack.views.kit import Block, View, bullets, button, buttons, confirm, header, line, rich_text, words
from bot.slack.views.left import left_blocks
from bot.slack.views.limits import shortened, size
from bot.slack.views.privacy import Privacy, news_blocks, privacy_blocks
from bot.texts.texts import Texts

_THEMES = 30
_FACT = 300

_HOW = (
    "home.how_ask",
    "home.how_find",
    "home.how_limits",
    "home.how_thread",
    "home.how_elsewhere",
    "home.how_keep",
    "home.how_settings",
)


def home_view(
    about: About,
    recent: Sequence[Exchange],
    examples: Sequence[str],
    say: Texts,
    *,
    owner: bool,
    shelf: Shelf,
    privacy: Privacy,
    left: Sequence[LeftAlone],
    daily: bool,
) -> View:
    """Build a user's app home.

    Args:
        about: Summary of the index.
        recent: The user's questions, newest first.
        examples: Example questions, in all languages.
        say: Texts in the user's language.
        owner: Whether the user is an owner.
        shelf: The user's kept clauses.
        privacy: Facts of the privacy section.
        left: Messages left alone in channels that the user set to answer everything, newest first.
        daily: Whether the user gets the daily digest of them.
    """
    offered = in_language(examples, say.language)[:OFFERED]
    blocks = [
        *news_blocks(privacy, say),
        rich_text("what", line(words(say("home.what"), bold=True))),
        *shelf_blocks(shelf, say),
        header("knows", say("home.about")),
        rich_text("library", bullets(words(shortened(inert(fact), _FACT)) for fact in _facts(about, say, owner=owner))),
        *buttons("library:all", [button(actions.LIBRARY, say("home.library", n=about.resolutions), "library")]),
        *_themes(about, say),
        header("examples", say("home.examples")),
        *_rows("example", [(actions.EXAMPLE, question, question) for question in offered]),
        header("how", say("home.how")),
        rich_text("ways", bullets(words(say(key)) for key in _HOW)),
        *_recent(recent, say),
        *left_blocks(left, say, daily=daily),
        *privacy_blocks(privacy, say),
        *(_owner(say) if owner else []),
    ]
    return {"type": "home", "blocks": blocks}


def _facts(about: About, say: Texts, *, owner: bool) -> tuple[str, ...]:
    """Return the facts of the library, with those of its index for owners."""
    newest = about.newest
    of_index = (say("home.encoder", encoder=about.encoder), say("home.generation", generation=about.generation))
    return (
        say("home.size", n=about.clauses, resolutions=say("home.resolutions", n=about.resolutions)),
        say("home.newest_dated", symbol=newest, day=about.newest_day)
        if about.newest_day
        else say("home.newest", symbol=newest),
        *(of_index if owner else ()),
    )


def _themes(about: About, say: Texts) -> list[Block]:
    counts = dict(about.themes)
    items = [words(say("home.theme", name=name, n=counts[name])) for name in about.labelled[:_THEMES]]
    return [rich_text("themes", line(words(say("home.themes"), bold=True)), bullets(items))] if items else []


def _recent(recent: Sequence[Exchange], say: Texts) -> list[Block]:
    questions = (
        (" ".join(one.question.split()), one.id) for one in recent if not (one.is_about_language or one.is_aside)
    )
    asked = [(actions.AGAIN, question, exchange_id) for question, exchange_id in questions if inert(question)]
    return [header("recent", say("home.recent")), *_rows("again", asked)] if asked else []


def _rows(name: str, offered: Sequence[tuple[str, str, str]]) -> list[Block]:
    """Return one button per block: action ids must be unique within a block."""
    rows = (
        buttons(f"{name}:{place}", [button(action_id, text, value)])
        for place, (action_id, text, value) in enumerate(offered)
        if size(value) <= limits.BUTTON_VALUE
    )
    return [block for row in rows for block in row]


def _owner(say: Texts) -> list[Block]:
    sure = confirm(
        say("owners.rebuild_sure"),
        say("owners.rebuild_means"),
        yes=say("owners.rebuild_yes"),
        no=say("controls.cancel"),
    )
    offered = [
        button(actions.OWNERS_FEEDBACK, say("owners.feedback"), "feedback"),
        button(actions.OWNERS_UNANSWERED, say("owners.unanswered"), "unanswered"),
        button(actions.OWNERS_WORKSPACE, say("workspace.title"), "workspace"),
        button(actions.OWNERS_REBUILD, say("owners.rebuild"), "rebuild", confirm=sure),
    ]
    return [header("owners", say("owners.title")), *buttons("owners:buttons", offered)]
