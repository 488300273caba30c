"""Tools for assistants: each reads from the published index, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from threading import Lock
from typing import Annotated, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from bot.assistant import Assistant
from bot.checked_wording import verdict_line
from bot.errors import BotError
from bot.inert import inert
from bot.mcp_server.results import (
    SCHEME,
    Asked,
    Cites,
    Compared,
    History,
    Matched,
    Named,
    Paragraphs,
    Precedent,
    Precedents,
    Quoted,
    Resolutions,
    Side,
    Step,
    Target,
    ThemeCount,
    Themes,
    changes_of,
    next_of,
    paragraph_of,
    paragraphs_of,
)
from embeddings.errors import EmbeddingError
from retrieval.agreed.compare import compare_resolutions
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Clause, ClauseKind, Symbol
from retrieval.clauses.filters import FIELDS, Filters, Known, filters_from_typed
from retrieval.errors import CitationError, RetrievalError
from retrieval.index.protocol import require_cited
from retrieval.verifying.verify import Verifier

P = ParamSpec("P")
R = TypeVar("R")

LONGEST = 20_000
"""Maximum length of a text argument, in characters."""
_MOST = 50
"""Maximum number of paragraphs in a page."""

Question = Annotated[str, Field(max_length=LONGEST, description="A question, in English or as people ask it")]
Words = Annotated[str, Field(max_length=LONGEST, description="Words of a resolution or a draft, or a citation")]
Quote = Annotated[str, Field(max_length=LONGEST, description="Words that are to be quoted, without quotation marks")]
Cited = Annotated[str, Field(max_length=200, description="As in 'S/RES/1325 (2000), OP 8 (b)', '1325 PP4' or '1325'")]
Resolution = Annotated[str, Field(max_length=100, description="A resolution, as in 'S/RES/1325 (2000)' or '1325'")]
Limit = Annotated[int, Field(ge=1, le=_MOST, description="Most paragraphs of a page")]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="`next_offset` of the page before; 0 for the first")]
Limits = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=20)]
Day = Annotated[str | None, Field(max_length=20, description="A year or a day, as in 2013 or 2013-06-24")]


class Tools:
    """Tools of the server; the first call opens the assistant.

    Args:
        open_assistant: Opens the index and its encoder.
    """

    def __init__(self, open_assistant: Callable[[], Assistant]) -> None:
        self._open = open_assistant
        self._opened: Assistant | None = None
        self._verifier: Verifier | None = None
        self._lock = Lock()

    def all(self) -> list[Callable[..., object]]:
        """Return the tools; their calls run one at a time, and known errors are raised as ToolError."""
        tools: list[Callable[..., object]] = [
            self.ask,
            self.get_paragraph,
            self.get_resolution,
            self.precedents,
            self.history,
            self.compare,
            self.cites,
            self.list_resolutions,
            self.list_themes,
            self.verify_quote,
        ]
        return [self._in_turn(tool) for tool in tools]

    def read(self, symbol: str, paragraph: str | None = None) -> list[Clause]:
        """Return the paragraphs of a resource: "1325(2000)" and "8(b)", "PP4", "annex-B.3" or none.

        Raises:
            ToolError: If the resolution or paragraph is missing; for a paragraph, the message lists the existing ones.
        """

        def find() -> list[Clause]:
            named = parse_citation(symbol)
            if paragraph is None and named.paragraph is None:
                return require_cited(named, self._assistant.newest())
            inside = require_cited(Citation(named.number, named.year, None), self._assistant.newest())
            found = [clause for clause in inside if clause.id.partition("#")[2] == paragraph]
            if not found:
                there = ", ".join(clause.id.partition("#")[2] for clause in inside)
                raise CitationError(f"no paragraph {paragraph!r} of {inside[0].symbol}; it has {there}")
            return found

        return self._in_turn(find)()

    def ask(
        self,
        question: Question,
        *,
        limit: Limit = 5,
        offset: Offset = 0,
        resolutions: Limits = [],  # noqa: B006 - the schema of a list shows its default
        themes: Limits = [],  # noqa: B006
        kinds: list[Literal["operative", "preambular", "annex"]] = [],  # noqa: B006
        since: Day = None,
        until: Day = None,
    ) -> Asked:
        """Answer a question by quoting the paragraphs that answer it, word for word, each with its citation.

        If nothing answers, `answered` is false and `near_misses` are no answer.
        """
        assistant = self._assistant
        given = self._filters(
            resolution=resolutions,
            theme=themes,
            kind=kinds,
            since=[since] if since else [],
            until=[until] if until else [],
        )
        answer = assistant.answer(question, offset + limit, filters=given, complete=False, face="command line")
        hits = answer.hits[offset : offset + limit]
        more = len(answer.hits) == offset + limit and (answer.total is None or answer.total > len(answer.hits))
        return Asked(
            question=inert(question.strip()),
            shape=answer.as_record()["shape"],
            answered=answer.answered,
            certainty=answer.certainty,
            reply=inert(answer.reply),
            absent=list(map(inert, answer.absent)),
            unknown=list(map(inert, answer.unknown)),
            total=answer.total,
            paragraphs=paragraphs_of(hit.clause for hit in hits),
            near_misses=[] if answer.answered else paragraphs_of(hit.clause for hit in answer.near_misses[:limit]),
            sides=[Side(resolution=side.resolution, ids=list(side.ids)) for side in answer.sides],
            generation=answer.generation,
            next_offset=offset + limit if more and offset + limit < 10 * _MOST else None,
        )

    def get_paragraph(self, citation: Cited, limit: Limit = 20, offset: Offset = 0) -> Paragraphs:
        """Return a cited paragraph with its sub-paragraphs, word for word."""
        named = parse_citation(citation)
        if named.paragraph is None:
            raise CitationError(f"{named} is a whole resolution; name a paragraph, or use get_resolution")
        return self._paragraphs(named, limit, offset)

    def get_resolution(self, resolution: Resolution, limit: Limit = 20, offset: Offset = 0) -> Paragraphs:
        """Return a page of the paragraphs of a resolution, word for word, the preamble first."""
        named = parse_citation(resolution)
        return self._paragraphs(Citation(named.number, named.year, None), limit, offset)

    def precedents(self, text: Words, limit: Limit = 5, later: bool = False) -> Precedents:
        """Find where some language, or that of a cited paragraph, was used before, or `later`, with the differences."""
        language = self._assistant.precedents(text, limit, later=later)
        given = language.found.given
        return Precedents(
            given=inert(given.text),
            answered=bool(language.precedents),
            first=language.found.first.id if language.found.first else None,
            precedents=[
                Precedent(
                    likeness=one.likeness.value,
                    paragraph=paragraph_of(one.clause),
                    difference=changes_of(one.parts, given.text, one.clause.text),
                )
                for one in language.precedents[: 3 * limit]
            ],
        )

    def history(self, text: Words, limit: Limit = 20, offset: Offset = 0) -> History:
        """Trace how a cited paragraph came to read as it does, or list the paragraphs that use some words, by date."""
        found = self._assistant.history(text)
        everything = found.chain or (found.uses.clauses if found.uses else ())
        steps, uses = found.chain[offset : offset + limit], (found.uses.clauses if found.uses else ())
        return History(
            given=inert(found.given.text),
            answered=found.answered,
            steps=[
                Step(
                    before=step.before.id if step.before else None,
                    paragraph=paragraph_of(step.clause),
                    difference=changes_of(step.parts, step.before.text if step.before else "", step.clause.text),
                )
                for step in steps
            ],
            uses=paragraphs_of(uses[offset : offset + limit]),
            total=len(everything),
            next_offset=next_of(everything, offset, limit),
        )

    def compare(self, one: Resolution, other: Resolution, limit: Limit = 20, offset: Offset = 0) -> Compared:
        """Compare two resolutions, paragraph by paragraph: kept, changed with the words, dropped, new."""
        index = self._assistant.newest().require_full()
        comparison = compare_resolutions(parse_citation(one), parse_citation(other), index)
        return Compared(
            old=str(comparison.old),
            new=str(comparison.new),
            counts={kind.value: number for kind, number in comparison.counts.items()},
            total=len(comparison.matches),
            paragraphs=[
                Matched(
                    kind=match.kind.value,
                    old=paragraph_of(match.old) if match.old else None,
                    new=paragraph_of(match.new) if match.new else None,
                    difference=changes_of(match.parts, match.old.text, match.new.text)
                    if match.old and match.new
                    else [],
                )
                for match in comparison.matches[offset : offset + limit]
            ],
            next_offset=next_of(comparison.matches, offset, limit),
        )

    def cites(self, citation: Cited, limit: Limit = 50, offset: Offset = 0) -> Cites:
        """List what a paragraph or a resolution cites, and the paragraphs that cite it."""
        index, named = self._assistant.newest(), parse_citation(citation)
        clauses, citations = require_cited(named, index), index.citations
        targets = [
            Target(citing=clause.id, target=reference.target, held=reference.held, url=reference.url)
            for clause in clauses
            for reference in citations.cites(clause.id)
        ]
        citing = citations.citing_any(named, clauses)
        longer: Sequence[object] = targets if len(targets) >= len(citing) else citing
        return Cites(
            citation=str(named),
            cites=targets[offset : offset + limit],
            cited_by=citing[offset : offset + limit],
            total=len(longer),
            next_offset=next_of(longer, offset, limit),
        )

    def list_resolutions(self, limit: Limit = 50, offset: Offset = 0) -> Resolutions:
        """List the resolutions of the library."""
        adopted = sorted(self._assistant.newest().facts.adopted.items())
        return Resolutions(
            total=len(adopted),
            resolutions=[_named(symbol, day) for symbol, day in adopted[offset : offset + limit]],
            next_offset=next_of(adopted, offset, limit),
        )

    def list_themes(self) -> Themes:
        """List the themes that paragraphs are labelled with."""
        counts = self._assistant.newest().facts.theme_counts
        return Themes([ThemeCount(name=inert(name), paragraphs=number) for name, number in counts])

    def verify_quote(self, quote: Quote, citation: Cited | None = None) -> Quoted:
        """Verify words before you quote them: whether they stand exactly where you cite them, or what differs.

        "…" stands for words left out, brackets for changed ones. Quote only if `may_be_quoted` is true.
        """
        verified = self._newest_verifier().verify_text(quote, citation)
        return Quoted(
            quote=inert(verified.text),
            citation=verified.as_record()["citation"],
            verdict=verified.verdict.value,
            may_be_quoted=verified.found,
            said=verdict_line(verified),
            source=paragraph_of(verified.main) if verified.main else None,
            difference=changes_of(verified.parts, verified.source_text, verified.text),
            elsewhere=list(verified.elsewhere),
        )

    @property
    def _assistant(self) -> Assistant:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _newest_verifier(self) -> Verifier:
        index = self._assistant.newest().require_full()
        if self._verifier is None or self._verifier.generation != index.manifest.generation:
            self._verifier = Verifier(index)
        return self._verifier

    def _filters(self, **typed: Sequence[str]) -> Filters:
        index = self._assistant.newest()
        values = {one.option: typed.get(one.option, []) if one.parse else False for one in FIELDS}
        return filters_from_typed(values, Known(index.manifest.vocabulary.require, index.facts.countries))

    def _paragraphs(self, named: Citation, limit: int, offset: int) -> Paragraphs:
        found = sorted(
            require_cited(named, self._assistant.newest()), key=lambda one: one.kind is not ClauseKind.PREAMBULAR
        )
        page = found[offset : offset + limit]
        return Paragraphs(
            citation=str(named),
            total=len(found),
            paragraphs=paragraphs_of(page),
            next_offset=next_of(found, offset, limit),
        )

    def _in_turn(self, tool: Callable[P, R]) -> Callable[P, R]:
        """Wrap a tool so that its calls wait for those of other tools, and known errors are raised as ToolError."""

        @wraps(tool)
        def run(*args: P.args, **named: P.kwargs) -> R:
            with self._lock:
                try:
                    return tool(*args, **named)
                except (BotError, EmbeddingError, RetrievalError) as error:
                    raise ToolError(inert(str(error))) from None

        return run


def _named(symbol: Symbol, day: date | None) -> Named:
    return Named(
        symbol=str(symbol),
        date=day.isoformat() if day else str(symbol.year),
        url=symbol.url,
        uri=f"{SCHEME}{symbol.compact}",
    )
