"""A small library to ask about."""

from datetime import date

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.clauses.clause import Symbol
from retrieval.index.facts import LibraryFacts, facts_of
from retrieval.library.themes import built_in_vocabulary
from tests.retrieval.made_clauses import clause

PARAGRAPH = (
    "Encourages troop-contributing countries to deploy women protection advisers and to address trafficking, the "
    "financing of terrorism and the privacy of survivors and victims, in line with national language and strategy;"
)


def library() -> LibraryFacts:
    """Return the facts of thirteen resolutions adopted from 1999 to 2024, one of whose clauses is labelled."""
    days = {
        "S/RES/1261(1999)": date(1999, 8, 25),
        "S/RES/1325(2000)": date(2000, 10, 31),
        "S/RES/1820(2008)": date(2008, 6, 19),
        "S/RES/1960(2010)": date(2010, 12, 16),
        "S/RES/2004(2011)": date(2011, 8, 30),
        "S/RES/2106(2013)": date(2013, 6, 24),
        "S/RES/2117(2013)": date(2013, 9, 26),
        "S/RES/2220(2015)": date(2015, 5, 22),
        "S/RES/2242(2015)": date(2015, 10, 13),
        "S/RES/2250(2015)": date(2015, 12, 9),
        "S/RES/2331(2016)": date(2016, 12, 20),
        "S/RES/2467(2019)": date(2019, 4, 23),
        "S/RES/2730(2024)": date(2024, 5, 24),
    }
    clauses = [clause(f"{symbol}#{n}", PARAGRAPH, day=day) for symbol, day in days.items() for n in ("PP1", "1", "2")]
    labelled = clause("S/RES/2242(2015)#5", PARAGRAPH, day=days["S/RES/2242(2015)"], themes=("Participation",))
    violence = clause("S/RES/2467(2019)#5", themes=("Sexual and Gender-Based Violence",))
    everything = [*clauses, labelled, violence, clause("S/RES/2106(2013)#annex-1")]
    return facts_of(everything, built_in_vocabulary())


def asked_after(text: str, *before: str) -> Reading:
    """Understand a question about that library after others, each of which found resolution 2242."""
    about, turns = library(), list[Turn]()
    for one in before:
        turns.append(Turn(follow_up(one, turns, about).understood, (Symbol(2242, 2015),)))
    return follow_up(text, turns, about)
