"""Fixed replies to small talk and to questions about the bot itself, with a hint for each interface.

Replies in every language are in the catalogues of `bot/texts/said`, those in English alone in `bot/texts/replies.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from bot.texts.texts import ENGLISH, Texts, entries_of, said_in
from bot.wording import release
from retrieval.asking.understand.finding import ReplyKind
from retrieval.clauses.clause import Symbol
from retrieval.index.facts import LibraryFacts

Face = Literal["command line", "console", "Slack"]
"""Interface that shows a reply; programs get the replies of the command line."""

NO_MORE = "There is no more to show; ask something."
"""Reply to a request for further hits where none are left."""

_LISTED = 60
"""Maximum number of resolutions listed one by one; more are counted by year or decade."""
_YEARS = 30
"""Maximum number of years counted one by one; more are counted by decade."""

_AFTER = {"command line": "on_command_line", "console": "in_console", "Slack": "in_slack"}
"""Endings of the text keys of hints, by interface: a command or button, and, but on Slack, a page of `docs`."""
_ALIKE: Mapping[ReplyKind, ReplyKind] = {"complaint": "retry"}
"""Kinds of messages with the reply of another kind."""


def reply_to(kind: ReplyKind, facts: LibraryFacts, face: Face = "command line", language: str = ENGLISH) -> str:
    """Return the reply to a kind of message.

    Args:
        kind: Kind of the message.
        facts: Facts of the library: its resolutions and themes.
        face: Interface that shows the reply.
        language: Language of the reply; where the catalogues have none in it, it is in English.
    """
    kind = _ALIKE.get(kind, kind)
    on_slack = f"reply.{kind}_instead_in_slack"
    if face == "Slack" and (say := _texts_with(on_slack, language)):
        return say(on_slack)
    say = _texts_with(f"reply.{kind}", language) or said_in(language)
    filled = {"how": said_in(language)("reply.empty"), "version": release()}
    said = holdings_line(sorted(facts.adopted), language) if kind == "holdings" else say(f"reply.{kind}", **filled)
    for_all = [f"reply.{kind}_hint"] if face != "Slack" else []  # it names a page, which nobody can open there
    hints = [key for key in (f"reply.{kind}_{_AFTER[face]}", *for_all) if key in say.entries]
    return " ".join([said, *map(say, hints)])


def _texts_with(key: str, language: str) -> Texts | None:
    """Return the texts that have a key: those of a language, or else the English ones; None if it is in neither."""
    return next((texts for texts in (said_in(language), _english_only()) if key in texts.entries), None)


@cache
def _english_only() -> Texts:
    return Texts(ENGLISH, entries_of("replies.toml"))


def holdings_line(symbols: Sequence[Symbol], language: str = ENGLISH) -> str:
    """Format the resolutions of a library by year; many are counted by year or decade.

    >>> holdings_line([Symbol(1325, 2000), Symbol(1327, 2000), Symbol(2242, 2015)])
    'This library holds 3 resolutions. 2000: 1325, 1327 · 2015: 2242.'
    """
    say = said_in(language)
    held, told = say("reply.holdings", n=len(symbols)), " · ".join(_by_time(symbols, say))
    return f"{held} {say.apart(told)}." if told else held


def _by_time(symbols: Sequence[Symbol], say: Texts) -> list[str]:
    by_year = Counter(symbol.year for symbol in symbols)
    if len(symbols) <= _LISTED:
        numbers = {year: ", ".join(str(one.number) for one in symbols if one.year == year) for year in sorted(by_year)}
        return [f"{year}: {some}" for year, some in numbers.items()]
    if len(by_year) <= _YEARS:
        return [f"{year}: {by_year[year]:,}" for year in sorted(by_year)]
    by_decade = Counter(dict.fromkeys(sorted({year // 10 * 10 for year in by_year}), 0))
    for year, many in by_year.items():
        by_decade[year // 10 * 10] += many
    return [say("reply.decade", decade=str(decade), n=many) for decade, many in by_decade.items()]
