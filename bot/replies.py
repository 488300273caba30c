"""Fixed replies to small talk and to questions about the bot itself, with a hint for each interface.

Replies to messages that are recognised in every language are in the catalogues of `bot/texts/said`. Replies to messages
that are recognised in English only are here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.texts.texts import ENGLISH, Texts, said_in
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

_IN_EVERY_LANGUAGE = ("greeting", "thanks", "empty", "help", "holdings")
_AFTER = {"command line": "on_command_line", "console": "in_console", "Slack": "in_slack"}
"""Endings of the text keys of hints, by interface: a command or button, and a page of the documentation."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """Reply to one kind of message.

    Attributes:
        said: Text for all interfaces.
        also: Hint after the text, by interface: a command or button, and a page of the documentation.
    """

    said: str
    also: Mapping[Face, str]


def _reply(said: str, command_line: str = "", console: str = "", slack: str = "") -> _Reply:
    return _Reply(said, {"command line": command_line, "console": console, "Slack": slack})


_RETRY = _reply(
    "The same question gets the same answer. Other words may find more, as may the number of a resolution, or "
    "fewer limits.",
    "-k 20 shows more paragraphs, and --literal reads no limits from the words; docs/ask.md says more.",
    "/more shows the next paragraphs, and /all drops every limit; docs/ask.md says more.",
    "“Show more” shows the next paragraphs, “Filter” changes or drops limits, and “Not helpful” tells the owners "
    "of this bot. docs/slack.md says more.",
)
_REPLIES: Mapping[ReplyKind, _Reply] = {
    "adding": _reply(
        "The command 'clausebot index add S/RES/1325' fetches a resolution and adds it; a file, a folder or a link "
        "will do, too. It is found as soon as the index is built, which the command does.",
        "docs/add.md says more.",
        "Type it in a terminal, not here; docs/add.md says more.",
        "The people who run this bot type it, where the library is; docs/add.md says more.",
    ),
    "quotes": _reply(
        "Each quote is cut from its source file, word for word, with the number that the paragraph has there; no "
        "sentence is generated. 'clausebot index verify' proves every quote from the files. Which paragraphs answer is "
        "an estimate, and may be wrong: read them, and the source, before you cite.",
        "docs/readers.md and docs/retrieval.md say how.",
        "The link under a paragraph leads to the source; docs/readers.md and docs/retrieval.md say how.",
        "The citation above a paragraph links to the source; docs/readers.md and docs/retrieval.md say how.",
    ),
    "kinds": _reply(
        "A resolution has two parts. Its preambular paragraphs (PPs) come first and give the grounds: they have no "
        "number and open with words such as “Recalling” or “Recognizing”. Its operative paragraphs (OPs) say what the "
        "Council does: they are numbered and open with verbs such as “Decides”, “Requests” or “Urges”. “Operative "
        "only” and “preamble only” limit a question to one kind.",
        "docs/glossary.md says more.",
        "docs/glossary.md says more.",
        "docs/glossary.md says more.",
    ),
    "privacy": _reply(
        "Questions are answered by the machine that this runs on, and sent to no other service; only where the index "
        "lies in Milvus, its server gets numbers computed from them.",
        "'clausebot ask' keeps no question; 'clausebot chat' keeps what is typed in a file of yours.",
        "This chat keeps what you type in a file of yours, for the arrow keys; 'clausebot ask' keeps none.",
        "In a channel, all its members see a question and its answer; /clauses answers for you alone, until you share "
        "it. The words are kept for as many days as the people who run this bot chose, 90 by default, and its owners "
        "can read questions that found nothing or were judged. Delete your question, and its words are erased "
        "(docs/slack.md).",
    ),
    "exporting": _reply(
        "Paragraphs are kept first, then written as a Word document, a table, Markdown or references.",
        "'clausebot collect add \"2331 OP 2 (a)\"' keeps one, 'clausebot collect export --output kept.docx' writes "
        "them; docs/keep.md says more.",
        "/keep 1 3 keeps paragraphs of an answer; 'clausebot collect export --output kept.docx' in a terminal writes "
        "them. docs/keep.md says more.",
        "Choose “Keep” in the menu of a paragraph, then press “Export” on the bot's Home; docs/slack.md says more.",
    ),
    "languages": _reply(
        "Questions are understood in English, French, Spanish, Arabic, Russian and Chinese. Paragraphs are quoted in "
        "the language of their source, not translated.",
        "docs/languages.md says how they are read.",
        "docs/languages.md says how they are read.",
        "docs/languages.md says how they are read.",
    ),
    "self": _reply(
        "This is Clausebot, a program and no person. It finds paragraphs of resolutions with a language model that "
        "runs on its own machine, and quotes them; it writes no sentence of an answer. The Clausebot authors made it, "
        "as free software under the MIT licence; it does not speak for the United Nations.",
        "docs/retrieval.md says how it works.",
        "docs/retrieval.md says how it works.",
        "docs/retrieval.md says how it works.",
    ),
    "retry": _RETRY,
    "complaint": _RETRY,
    "reasons": _reply(
        "Paragraphs are quoted here, and no reasons are given beside them. A resolution gives its own in its preamble, "
        "as in “preamble of 2467”; “why is disarmament important” finds paragraphs that say why.",
        "docs/asking.md says more.",
        "docs/asking.md says more.",
        "docs/asking.md says more.",
    ),
    "form": _reply(
        "Paragraphs are quoted as they were adopted, not shortened or said in other words. The part of each that "
        "answers is marked, and a narrower question, or one “in 2467”, finds fewer.",
        "-k 1 shows the first alone; docs/ask.md says more.",
        "/show 1 shows the first alone, and /kind operative, /since 2015 or /resolution 2467 limit what is searched; "
        "docs/ask.md says more.",
        "“Filter” limits what is searched; docs/slack.md says more.",
    ),
    "drafting": _reply(
        "Nothing is written here: paragraphs are quoted for you to write with. Ask for the topic, as in “what is said "
        "on camps?”, and keep the paragraphs that you need.",
        "docs/keep.md says how.",
        "/keep 1 keeps the first; docs/keep.md says more.",
        "docs/slack.md says more.",
    ),
    "voting": _reply(
        "Who voted how, and who drafted or sponsored a resolution, is not in its text, so it is not here. The "
        "meeting records and voting data of the UN Digital Library, digitallibrary.un.org, have it.",
        "docs/asking.md says what can be asked.",
        "docs/asking.md says what can be asked.",
        "docs/asking.md says what can be asked.",
    ),
    "aside": _reply("All right. Ask on when you are ready."),
    "judging": _reply(
        "Paragraphs are quoted here, not judged: which is stricter, stronger or better, and what binds whom, is for "
        "you to read from their words. “Compare 1325 and 2467 on funding” shows the paragraphs of both by turns, and "
        "“which one is newer” the newest of those shown.",
        "docs/asking.md says more.",
        "docs/asking.md says more.",
        "docs/asking.md says more.",
    ),
}


def reply_to(kind: ReplyKind, facts: LibraryFacts, face: Face = "command line", language: str = ENGLISH) -> str:
    """Return the reply to a kind of message.

    Args:
        kind: Kind of the message.
        facts: Facts of the library: its resolutions and themes.
        face: Interface that shows the reply.
        language: Language of the reply; kinds that are recognised in English only have an English one.
    """
    if kind not in _IN_EVERY_LANGUAGE:
        reply = _REPLIES[kind]
        return " ".join(filter(None, (reply.said, reply.also[face])))
    say, also = said_in(language), f"reply.{kind}_{_AFTER[face]}"
    how = {"how": say("reply.empty")} if kind in ("greeting", "help") else {}
    said = holdings_line(sorted(facts.adopted), language) if kind == "holdings" else say(f"reply.{kind}", **how)
    return f"{said} {say(also)}" if also in say.entries else said


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
