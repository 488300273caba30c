"""App home: summary of the index, example and recent questions, kept clauses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.inert import inert
from bot.slack.exchange import Exchange
from bot.slack.views import actions, limits
from bot.slack.views.about import About
from bot.slack.views.kept import Shelf, shelf_blocks
from bot.slack.views.kit import Block, View, bullets, button, buttons, confirm, header, line, rich_text, words
from bot.slack.views.limits import shortened, size
from bot.slack.views.privacy import Privacy, news_blocks, privacy_blocks
from bot.wording import counted

_RECENT = 5
_THEMES = 30
_FACT = 300
_EMPTY = Shelf()

_HOW = (
    "Ask in a message to the bot, mention it in a channel, or type /clauses and a question for an answer only you see.",
    "“Find clauses about this”, in the menu of any message, looks for paragraphs that say the like.",
    "A question may say where to look: “in 1325”, “since 2015”, “operative only”, “2331 OP 12”.",
    "In a thread that the bot has answered in, a question may build on the one before: “and for children?”",
    "“Where else?”, under a paragraph, and “Find agreed language”, in the menu of any message, show where the Council"
    " used such words before, and what differs.",
    "“Keep”, under a paragraph, puts it here, and all that you keep can be exported.",
    "/clauses settings sets what questions in a channel are limited to, and who sees the answers.",
)


def home_view(
    about: About,
    recent: Sequence[Exchange],
    examples: Sequence[str],
    owner: bool,
    shelf: Shelf = _EMPTY,
    *,
    privacy: Privacy | None = None,
) -> View:
    """Build a user's app home.

    Args:
        about: Summary of the index.
        recent: The user's questions, newest first.
        examples: Example questions.
        owner: Whether the user is an owner.
        shelf: The user's kept clauses.
        privacy: Facts of the privacy section; None to leave it out.
    """
    blocks = [
        *(news_blocks(privacy) if privacy else []),
        rich_text(
            "what",
            line(
                words(
                    "Paragraphs of Security Council resolutions, quoted word for word. Nothing is made up.", bold=True
                )
            ),
        ),
        *shelf_blocks(shelf),
        header("knows", "What the bot knows"),
        rich_text("library", bullets(words(shortened(inert(fact), _FACT)) for fact in _facts(about))),
        *_themes(about),
        header("examples", "Try one: the answer comes under Messages"),
        *_rows("example", [(actions.EXAMPLE, question, question) for question in examples]),
        header("how", "How to ask"),
        rich_text("ways", bullets(map(words, _HOW))),
        *_recent(recent),
        *(privacy_blocks(privacy) if privacy else []),
        *(_owner() if owner else []),
    ]
    return {"type": "home", "blocks": blocks}


def _facts(about: About) -> tuple[str, ...]:
    return (
        f"{counted(about.clauses, 'clause')} of {counted(about.resolutions, 'resolution')}",
        *([f"Newest: {about.newest}"] if about.newest else []),
        f"Encoder: {about.encoder}",
        f"Generation: {about.generation}",
    )


def _themes(about: About) -> list[Block]:
    counts = dict(about.themes)
    items = [words(f"{name}: {counted(counts[name], 'clause')}") for name in about.labelled[:_THEMES]]
    return [rich_text("themes", line(words("Themes", bold=True)), bullets(items))] if items else []


def _recent(recent: Sequence[Exchange]) -> list[Block]:
    questions = ((" ".join(one.question.split()), one.id) for one in recent if not one.is_about_language)
    asked = [(actions.AGAIN, question, exchange_id) for question, exchange_id in questions if inert(question)]
    return [header("recent", "You asked"), *_rows("again", asked[:_RECENT])] if asked else []


def _rows(name: str, offered: Sequence[tuple[str, str, str]]) -> list[Block]:
    """Return one button per block: action ids must be unique within a block."""
    rows = (
        buttons(f"{name}:{place}", [button(action_id, text, value)])
        for place, (action_id, text, value) in enumerate(offered)
        if size(value) <= limits.BUTTON_VALUE
    )
    return [block for row in rows for block in row]


def _owner() -> list[Block]:
    sure = confirm("Rebuild the index?", "Only what is new is encoded. Questions are answered meanwhile.", "Rebuild")
    offered = [
        button(actions.OWNERS_FEEDBACK, "Feedback", "feedback"),
        button(actions.OWNERS_UNANSWERED, "Unanswered questions", "unanswered"),
        button(actions.OWNERS_REBUILD, "Rebuild the index", "rebuild", confirm=sure),
    ]
    return [header("owners", "For owners of the library"), *buttons("owners:buttons", offered)]
