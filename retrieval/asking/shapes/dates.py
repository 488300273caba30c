"""Reply to a question that asks when resolutions were adopted."""

from __future__ import annotations

from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import Symbol
from retrieval.clauses.months import long_date
from retrieval.index.facts import LibraryFacts, symbols_within


def adopted_said(question: Question, facts: LibraryFacts) -> str:
    """Return a sentence with the dates of adoption that a question asks for, oldest first; "" for any other question.

    Resolutions that the library lacks are left out.
    """
    if not question.shape.asks_date:
        return ""
    held = sorted(symbols_within(question.scope, facts), key=facts.last_day_of)
    if len(held) < 2:
        return "".join(f"{symbol} was adopted {_when(symbol, facts)}." for symbol in held)
    said = [f"{symbol} was adopted {_when(symbol, facts)}" for symbol in held[:1]]
    said += [f"{symbol} {_when(symbol, facts)}" for symbol in held[1:]]
    return f"The oldest first: {', '.join(said)}."


def _when(symbol: Symbol, facts: LibraryFacts) -> str:
    """Return the day of adoption as in resolutions, "on 31 October 2000", or the year if only that is known."""
    day = facts.adopted[symbol]
    return f"on {long_date(day)}" if day else f"in {symbol.year}"
