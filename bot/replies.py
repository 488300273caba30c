"""Fixed replies to small talk and to questions about the bot itself, in the words of each face."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.wording import counted
from retrieval.asking.understand.finding import ReplyKind
from retrieval.clauses.clause import Symbol
from retrieval.index.facts import LibraryFacts

Face = Literal["command line", "console", "Slack"]
"""Surface that a reply is read on; programs get that of the command line."""

_LISTED = 60
"""Maximum resolutions listed one by one; of more, the number a year or a decade is told."""
_YEARS = 30
"""Maximum years listed one by one."""

_HOW = "Ask about the resolutions in this library, and the paragraphs that answer are quoted, word for word."


@dataclass(frozen=True, slots=True)
class _Reply:
    """Reply to one kind of message.

    Attributes:
        said: In every face.
        also: In one face, after it: the command or button that does it, and the page of the documentation.
    """

    said: str
    also: Mapping[Face, str]


def _reply(said: str, command_line: str = "", console: str = "", slack: str = "") -> _Reply:
    return _Reply(said, {"command line": command_line, "console": console, "Slack": slack})


_REPLIES: Mapping[ReplyKind, _Reply] = {
    "greeting": _reply(f"Hello. {_HOW}"),
    "thanks": _reply("You are welcome."),
    "empty": _reply(_HOW),
    "help": _reply(
        f"{_HOW} A question may say where to look: “in 1325”, “since 2015”, “operative only”.",
        "'clausebot --help' lists all commands; docs/ask.md and docs/asking.md say more.",
        "/help lists the commands; docs/ask.md and docs/asking.md say more.",
        "The bot's Home has examples; docs/slack.md says more.",
    ),
    "adding": _reply(
        "The command 'clausebot index add S/RES/1325' fetches a resolution and adds it; a file, a folder or a link "
        "will do, "
        "too. It is found as soon as the index is built, which the command does.",
        "docs/add.md says more.",
        "Type it in a terminal, not here; docs/add.md says more.",
        "The people who run this bot type it, where the library is; docs/add.md says more.",
    ),
    "quotes": _reply(
        "Each quote is cut from its source file, word for word, with the number that the paragraph has there; no "
        "sentence is "
        "generated. 'clausebot index verify' proves every quote from the files. Which paragraphs answer is an "
        "estimate, "
        "and may be wrong: read them, and the source, before you cite.",
        "docs/readers.md and docs/retrieval.md say how.",
        "The link under a paragraph leads to the source; docs/readers.md and docs/retrieval.md say how.",
        "The citation above a paragraph links to the source; docs/readers.md and docs/retrieval.md say how.",
    ),
    "holdings": _reply(
        "",
        "'clausebot index status' lists them all with their sources.",
        "/themes shows the themes; 'clausebot index status' in a terminal lists all with their sources.",
        "The bot's Home shows the themes.",
    ),
    "privacy": _reply(
        "Questions are answered by the machine that this runs on, and sent to no other service; only where the index "
        "lies in "
        "Milvus, its server gets numbers computed from them.",
        "'clausebot ask' keeps no question; 'clausebot chat' keeps what is typed in a file of yours.",
        "This chat keeps what you type in a file of yours, for the arrow keys; 'clausebot ask' keeps none.",
        "In a channel, all its members see a question and its answer; /clauses answers for you alone, until you "
        "share it. "
        "The words are kept for as many days as the people who run this bot chose, 90 by default, and its owners can "
        "read "
        "questions that found nothing or were judged. Delete your question, and its words are erased (docs/slack.md).",
    ),
    "exporting": _reply(
        "Paragraphs are kept first, then written as a Word document, a table, Markdown or references.",
        "'clausebot collect add \"2331 OP 2 (a)\"' keeps one, 'clausebot collect export --output kept.docx' writes "
        "them; "
        "docs/keep.md says more.",
        "/keep 1 3 keeps paragraphs of an answer; 'clausebot collect export --output kept.docx' in a terminal writes "
        "them. "
        "docs/keep.md says more.",
        "Choose “Keep” in the menu of a paragraph, then press “Export” on the bot's Home; docs/slack.md says more.",
    ),
    "languages": _reply(
        "Questions are understood in English. Paragraphs are quoted in the language of their source, and nothing is "
        "translated.",
        "docs/asking.md says what is understood.",
        "docs/asking.md says what is understood.",
        "docs/asking.md says what is understood.",
    ),
    "self": _reply(
        "This is Clausebot, a program and no person. It finds paragraphs of resolutions with a language model that "
        "runs on "
        "its own machine, and quotes them; it writes no sentence of an answer. The Clausebot authors made it, as free "
        "software under the MIT licence; it does not speak for the United Nations.",
        "docs/retrieval.md says how it works.",
        "docs/retrieval.md says how it works.",
        "docs/retrieval.md says how it works.",
    ),
    "retry": _reply(
        "The same question gets the same answer. Other words may find more, as may the number of a resolution, or "
        "fewer "
        "limits.",
        "-k 20 shows more paragraphs, and --literal reads no limits from the words; docs/ask.md says more.",
        "/more shows the next paragraphs, and /all drops every limit; docs/ask.md says more.",
        "“Show more” shows the next paragraphs, “Filter” changes or drops limits, and “Not helpful” tells the "
        "owners of this bot. docs/slack.md says more.",
    ),
}


def reply_to(kind: ReplyKind, facts: LibraryFacts, face: Face = "command line") -> str:
    """Return the reply to a kind of message.

    Args:
        kind: Of the message.
        facts: What the library holds.
        face: Where the reply is read.
    """
    reply = _REPLIES[kind]
    said = holdings_line(sorted(facts.adopted)) if kind == "holdings" else reply.said
    return " ".join(filter(None, (said, reply.also[face])))


def holdings_line(symbols: Sequence[Symbol]) -> str:
    """Format what a library holds: its resolutions by year, or their number a year or a decade where they are many.

    >>> holdings_line([Symbol(1325, 2000), Symbol(1327, 2000), Symbol(2242, 2015)])
    'This library holds 3 resolutions. 2000: 1325, 1327 · 2015: 2242.'
    """
    held = f"This library holds {counted(len(symbols), 'resolution')}."
    by_year = Counter(symbol.year for symbol in symbols)
    if len(symbols) <= _LISTED:
        numbers = {year: ", ".join(str(one.number) for one in symbols if one.year == year) for year in sorted(by_year)}
        told = [f"{year}: {some}" for year, some in numbers.items()]
    elif len(by_year) <= _YEARS:
        told = [f"{year}: {by_year[year]:,}" for year in sorted(by_year)]
    else:
        by_decade = Counter(dict.fromkeys(sorted({year // 10 * 10 for year in by_year}), 0))
        for year, many in by_year.items():
            by_decade[year // 10 * 10] += many
        told = [f"{decade}s: {many:,}" for decade, many in by_decade.items()]
    return f"{held} {' · '.join(told)}." if told else held
