"""Slash commands of the chat, and the conversation state that they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.clause_wording import cited_by_note
from bot.collect.kept import kept_notes, standing
from bot.console.citations import linked_block
from bot.console.clipboard import Copied
from bot.console.render import clause_block, hit_blocks
from bot.conversation import Conversation, Page
from bot.inert import inert
from bot.replies import NO_MORE
from bot.texts.texts import ENGLISH
from bot.wording import library_line, limits_line
from retrieval.clauses.citation import Citation, footnote_citation, parse_citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import FIELD, NO_LIMITS_BUT_SUGGESTED, Filters, Known, require_span
from retrieval.clauses.references.citations import CitationGraph
from retrieval.errors import QuestionError
from retrieval.index.protocol import ClauseIndex, clause_with_id, require_cited

if TYPE_CHECKING:  # slow to import, and needed by /keep only
    from bot.collect.collection import Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat(Conversation):
    """Conversation in the chat.

    Attributes:
        collection: Collection of /keep.
        filters: Filters set by commands; suggested themes are included by default.
        listed: Clauses of a /show or /kept after the last answer, which numbers then refer to; else empty.
        again: Question to repeat literally; "" for none.
        ended: Whether the chat is over.
    """

    collection: Collection
    filters: Filters = NO_LIMITS_BUT_SUGGESTED
    listed: tuple[Clause, ...] = ()
    again: str = ""
    ended: bool = False

    @property
    def language(self) -> str:
        """Code of the language of the last question."""
        return self.turns[-1].understood.language if self.turns else ENGLISH

    @property
    def by_number(self) -> Mapping[str, Clause]:
        """Clauses by their numbers in the last list or answer, also of hits that are not shown yet."""
        listed = {str(number): clause for number, clause in enumerate(self.listed, start=1)}
        return listed or {str(hit.rank): hit.clause for hit in self.page.found}

    def picked(self, numbers: str, command: str) -> list[Clause]:
        """Return the clauses of some numbers, as in "1 3" or "1, 3".

        Raises:
            QuestionError: If no number is given, or one is not in the last list or answer.
        """
        shown, typed = self.by_number, numbers.replace(",", " ").split()
        if not typed or not shown.keys() >= set(typed):
            there = f"this {'list' if self.listed else 'answer'} has {len(shown)}" if shown else "ask something first"
            raise QuestionError(f"/{command} takes the numbers of paragraphs, as in '/{command} 1 3'; {there}")
        return [shown[number] for number in typed]


Handler = Callable[[Chat, str, ClauseIndex], tuple[Chat, RenderableType]]


@dataclass(frozen=True, slots=True)
class Command:
    """Slash command."""

    argument: str
    help: str
    run: Handler


def run_command(line: str, conversation: Chat, index: ClauseIndex) -> tuple[Chat, RenderableType]:
    """Run a slash command; return the new conversation state and the output.

    Raises:
        QuestionError: If the command is unknown, or its argument is invalid.
        RetrievalError: If a citation or a theme is not found.
        CollectionError: If a clause cannot be kept.
    """
    name, _, argument = line[1:].partition(" ")
    command = COMMANDS.get(name.lower())
    if command is None:
        raise QuestionError(f"no command /{name}; the commands are {', '.join('/' + known for known in COMMANDS)}")
    return command.run(conversation, argument.strip(), index)


def _help(conversation: Chat, _argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, command in COMMANDS.items():
        table.add_row(Text(f"/{name} {command.argument}".rstrip(), style="bold"), Text(command.help))
    keys = "Ctrl-C stops an answer, Ctrl-D leaves. Anything without a slash is a question."
    return conversation, Group(table, Text(), Text(keys, style="dim"), Text())


def _limit_by(name: str) -> Handler:
    """Return the handler that validates and sets a filter; without an argument it removes the filter."""
    field = FIELD[name]

    def run(conversation: Chat, argument: str, index: ClauseIndex) -> tuple[Chat, RenderableType]:
        parts = argument.split(";") if field.several else [argument]
        known = Known(index.manifest.vocabulary.require, index.facts.countries)
        value = field.parsed([part.strip() for part in parts if part.strip()], known)
        if name == "resolutions":
            for citation in value:
                require_cited(citation.resolution, index)
        return _with_limits(conversation, require_span(replace(conversation.filters, **{name: value})))

    return run


def _suggested(conversation: Chat, argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    if argument.lower() not in ("on", "off"):
        raise QuestionError("/suggested takes 'on' or 'off': whether themes that are only suggested count")
    suggested = argument.lower() == "on"
    after, _ = _with_limits(conversation, replace(conversation.filters, suggested=suggested))
    said = "count as labels" if suggested else "do not count"
    return after, Text(f"Themes that are only suggested {said}.\n", style="dim")


def _all(conversation: Chat, _argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    dropped, said = _with_limits(conversation, Filters(suggested=conversation.filters.suggested))
    last = conversation.turns[-1].understood.asked if conversation.turns else ""
    return replace(dropped, again=last, turns=()), said


def _everywhere(conversation: Chat, _argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    if not conversation.turns:
        raise QuestionError("/everywhere asks the last question again, without any limit; ask something first")
    *turns, last = conversation.turns
    return replace(conversation, again=last.understood.text, turns=tuple(turns)), Text(
        "Once more, without any limit:\n", style="dim"
    )


def _new(conversation: Chat, _argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    return replace(conversation, turns=(), page=Page(), numbered=(), listed=()), Text(
        "The next question stands by itself.\n", style="dim"
    )


def _more(conversation: Chat, _argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    conversation = conversation.resumed
    page = conversation.page.next
    if not page.hits:
        return conversation, Text(f"{NO_MORE}\n", style="dim")
    return replace(conversation.showing(page), listed=()), hit_blocks(page.hits, conversation.language)


def _alike(conversation: Chat, argument: str, index: ClauseIndex) -> tuple[Chat, RenderableType]:
    found = () if conversation.listed else conversation.page.found
    grouped = {str(hit.rank): hit.alike for hit in found if hit.alike}
    if argument not in grouped:
        shown = [str(hit.rank) for hit in found[: conversation.page.last] if hit.alike]
        none = (
            "there are none among those shown; /more shows further ones" if grouped else "there are none in this answer"
        )
        there = f"those shown are {', '.join(shown)}" if shown else none
        raise QuestionError(
            f"/alike takes the number of a paragraph that has others with nearly the same words; {there}"
        )
    clauses = (clause_with_id(clause_id, index) for clause_id in grouped[argument])
    # A newer index, published since the answer, may lack some of them.
    return conversation, Group(*(clause_block(clause) for clause in clauses if clause))


def _show(conversation: Chat, argument: str, index: ClauseIndex) -> tuple[Chat, RenderableType]:
    if not argument:
        raise QuestionError("/show what? expected a citation, as in '/show 2331 OP 2 (a)'")
    clauses = require_cited(_citation_of(argument, conversation), index)
    if len(clauses) == 1:  # no list: numbers still refer to the answer
        return conversation, _with_links(clauses[0], index.citations)
    blocks = (_with_links(clause, index.citations, rank) for rank, clause in enumerate(clauses, start=1))
    return _with_list(conversation, clauses), Group(*blocks)


def _citation_of(argument: str, conversation: Chat) -> Citation:
    """Parse the argument: the number of a paragraph of the answer or list, as in /keep, or a citation."""
    clause = conversation.by_number.get(argument)
    if clause:
        return Citation(clause.symbol.number, clause.symbol.year, clause.paragraph)
    return parse_citation(argument)


def _with_links(clause: Clause, citations: CitationGraph, rank: int | None = None) -> RenderableType:
    notes = cited_by_note(citations.citing_clause(clause))
    return clause_block(clause, rank=rank, notes=notes, cites=citations.cites(clause.id))


def _cites(conversation: Chat, argument: str, index: ClauseIndex) -> tuple[Chat, RenderableType]:
    if not argument:
        raise QuestionError("/cites what? expected a citation, as in '/cites 2331 OP 10' or '/cites 1325'")
    citation = _citation_of(argument, conversation)
    return conversation, linked_block(citation, require_cited(citation, index), index.citations)


def _keep(conversation: Chat, argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    added = conversation.collection.add(conversation.picked(argument, "keep"))
    return conversation, Text(f"{inert(added.line(conversation.collection.name))}\n", style="dim")


def _copy(conversation: Chat, argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    clauses = conversation.picked(argument, "copy")
    return conversation, Copied("\n".join(footnote_citation(one.symbol, one.kind, one.paragraph) for one in clauses))


def _kept(conversation: Chat, _argument: str, index: ClauseIndex) -> tuple[Chat, RenderableType]:

    kept = conversation.collection.read()
    if not kept:
        return conversation, Text("Nothing is kept yet; /keep 1 keeps the first paragraph of an answer.\n", style="dim")
    notes = [kept_notes(one, standing(one.clause, index)) for one in kept]
    how = "'clausebot collect export --output FILE' writes them as a document, a table or references.\n"
    blocks = (
        clause_block(one.clause, rank=rank, notes=said)
        for rank, (one, said) in enumerate(zip(kept, notes, strict=True), start=1)
    )
    return _with_list(conversation, [one.clause for one in kept]), Group(*blocks, Text(how, style="dim"))


def _with_list(conversation: Chat, clauses: Sequence[Clause]) -> Chat:
    """Return the conversation with a list of clauses that numbers and ordinals refer to."""
    return replace(conversation, listed=tuple(clauses), numbered=tuple(clause.id for clause in clauses))


def _themes(conversation: Chat, _argument: str, index: ClauseIndex) -> tuple[Chat, RenderableType]:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("given", justify="right", style="dim")
    table.add_column("suggested", justify="right", style="dim")
    table.add_column()
    for name, given in index.facts.theme_counts:
        suggested = index.facts.suggested.get(name, 0)
        name_shown = Text(inert(name), style="green" if given or suggested else "dim")
        table.add_row(str(given or "–"), str(suggested) if suggested else "–", name_shown)
    return conversation, Group(table, Text())


def _library(conversation: Chat, _argument: str, index: ClauseIndex) -> tuple[Chat, RenderableType]:
    line = f"{library_line(index.manifest)} · generation {index.manifest.generation}\n"
    return conversation, Text(line)


def _quit(conversation: Chat, _argument: str, _index: ClauseIndex) -> tuple[Chat, RenderableType]:
    return replace(conversation, ended=True), Text()


def _with_limits(conversation: Chat, filters: Filters) -> tuple[Chat, RenderableType]:
    """Return the conversation with other filters, and the line that names them."""
    said = inert(limits_line(filters)) or "Not limited: every clause is searched."
    return replace(conversation, filters=filters, page=Page(), listed=()), Text(f"{said}\n", style="dim")


COMMANDS: Mapping[str, Command] = {
    "help": Command("", "what can be typed here", _help),
    "theme": Command("[NAME; …]", "only clauses under a theme; without a name, under any", _limit_by("themes")),
    "suggested": Command("on|off", "whether themes that are only suggested count", _suggested),
    "country": Command("[NAME; …]", "only resolutions that a page says are about a country", _limit_by("countries")),
    "resolution": Command(
        "[SYMBOL; …]", "only clauses of a resolution, as in /resolution 2331", _limit_by("resolutions")
    ),
    "since": Command("[YEAR]", "only resolutions adopted since then", _limit_by("since")),
    "until": Command("[YEAR]", "only resolutions adopted until then", _limit_by("until")),
    "kind": Command("[KIND]", "only operative, preambular or annex paragraphs", _limit_by("kinds")),
    "all": Command("", "drop every limit, and ask the last question again as its words stand", _all),
    "everywhere": Command("", "ask the last question again without any limit, this once", _everywhere),
    "new": Command("", "forget what was asked before", _new),
    "more": Command("", "the next paragraphs for the last question", _more),
    "alike": Command("N", "what paragraph N of the answer stands for: others with nearly the same words", _alike),
    "show": Command("CITATION|N", "a paragraph, a whole resolution or paragraph N, as in /show 2331 OP 2 (a)", _show),
    "keep": Command("N …", "keep paragraphs of the answer or list, by their numbers, as in /keep 1 3", _keep),
    "kept": Command("", "what is kept, and what has changed in the library since", _kept),
    "copy": Command("N …", "show and copy citations, as United Nations documents write them, as in /copy 1", _copy),
    "cites": Command("CITATION|N", "what a paragraph or a resolution cites, and what cites it", _cites),
    "themes": Command("", "the themes, and how many clauses each has", _themes),
    "library": Command("", "what is being searched", _library),
    "quit": Command("", "leave", _quit),
}
