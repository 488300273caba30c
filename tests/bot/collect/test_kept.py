"""What has become of a kept clause in the library."""

from dataclasses import replace

import pytest

from bot.collect.kept import Fate, Standing, compare
from retrieval.clauses.clause import Clause
from tests.retrieval.made_clauses import clause

KEPT = replace(clause("S/RES/1325(2000)#1", "Urges Member States;"), lead_in="Also")
NUMBERED = replace(KEPT, id="S/RES/1325(2000)#7", paragraph="7", text="urges  Member States,")


BARE = replace(KEPT, id="S/RES/1325(2000)#unnumbered-1", paragraph=None)
OTHER = replace(BARE, text="Calls upon them;")


def at_second(kept: Clause) -> Clause:
    return replace(kept, id="S/RES/1325(2000)#unnumbered-2")


@pytest.mark.parametrize(
    ("library", "fate", "now"),
    [
        ([OTHER, at_second(BARE)], Fate.SAME, at_second(BARE)),
        ([OTHER, replace(BARE, text="urges Member States.")], Fate.CHANGED, replace(BARE, text="urges Member States.")),
        ([OTHER, NUMBERED], Fate.MOVED, NUMBERED),
        ([OTHER], Fate.GONE, None),
    ],
)
def test_a_kept_clause_without_a_number_is_known_by_its_words_alone(
    library: list[Clause], fate: Fate, now: Clause | None
) -> None:
    assert compare(BARE, library) == Standing(fate, now)


@pytest.mark.parametrize(
    ("library", "fate", "said"),
    [
        ([KEPT, NUMBERED], Fate.SAME, ""),
        ([replace(KEPT, themes=clause("S/RES/1(1946)#1", themes=("A",)).themes)], Fate.SAME, ""),
        ([replace(KEPT, text="Urges Member States,")], Fate.CHANGED, "quotes this paragraph differently now"),
        ([replace(KEPT, lead_in="")], Fate.CHANGED, "quotes this paragraph differently now"),
        ([NUMBERED], Fate.MOVED, "cites these words as S/RES/1325 (2000), OP 7 now"),
        ([replace(NUMBERED, text="Calls upon them;")], Fate.GONE, "no longer in the library"),
        ([], Fate.GONE, "no longer in the library"),
    ],
)
def test_it_is_said_what_has_become_of_a_kept_clause(library: list[Clause], fate: Fate, said: str) -> None:
    now = compare(KEPT, library)
    assert now.fate is fate
    assert said in now.note
    assert bool(said) == bool(now.note)
