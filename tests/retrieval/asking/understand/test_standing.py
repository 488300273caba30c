"""Standing limits hold where a question says nothing else, and what does not apply is named."""

from datetime import date

import pytest

from retrieval.asking.understand.standing import with_standing
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters, describe
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
SINCE, UNTIL = Filters(since=date(2015, 1, 1)), Filters(until=date(2010, 12, 31))
OPERATIVE = Filters(kinds=(ClauseKind.OPERATIVE,))
IN_1325 = Filters(resolutions=(parse_citation("1325 (2000)"),))


@pytest.mark.parametrize(
    ("asked", "standing", "limits", "by_standing", "left"),
    [
        ("camps", SINCE, "since 2015", "since 2015", ""),
        ("camps before 2010", SINCE, "until 2009", "", "since 2015"),
        ("camps since 2015", SINCE, "since 2015", "", ""),
        ("camps, operative only", SINCE, "since 2015, operative paragraphs", "since 2015", ""),
        ("camps, preamble only", OPERATIVE, "preambular paragraphs", "", "operative paragraphs"),
        ("what does 1325 say on camps", SINCE, "in S/RES/1325 (2000)", "", "since 2015"),
        ("1325 OP 1", SINCE, "in S/RES/1325 (2000)", "", "since 2015"),
        ("what does 2242 say on camps", IN_1325, "in S/RES/2242 (2015)", "", "in S/RES/1325 (2000)"),
        ("in 2242: camps", OPERATIVE, "in S/RES/2242 (2015), operative paragraphs", "operative paragraphs", ""),
        ("when was amnesty first mentioned?", SINCE, "", "", "since 2015"),
        ("when was amnesty first mentioned?", UNTIL, "until 2010", "until 2010", ""),
        ("latest language on camps", UNTIL, "", "", "until 2010"),
        ("latest language on camps", SINCE, "since 2015", "since 2015", ""),
        ("implementation of 1325", SINCE, "since 2015", "since 2015", ""),
        ("theme: Protection: camps", Filters(themes=("Participation",)), "under Protection", "", "under Participation"),
    ],
)
def test_words_overrule_standing_limits(
    asked: str, standing: Filters, limits: str, by_standing: str, left: str
) -> None:
    read = with_standing(understand(asked, LIBRARY), standing, LIBRARY)
    assert ", ".join(describe(read.scope.filters)) == limits
    assert ", ".join(describe(read.standing)) == by_standing
    assert ", ".join(read.overruled) == left
    assert read.without_standing == understand(asked, LIBRARY), "a later turn builds on what the question said alone"


def test_options_overrule_the_words_of_their_question_which_is_said() -> None:
    read = with_standing(understand("camps since 2015, in 1325", LIBRARY, UNTIL), SINCE, LIBRARY)
    assert describe(read.scope.filters) == ("in S/RES/1325 (2000)", "until 2010")
    assert read.overruled == ("since 2015",)
    same = with_standing(
        understand("in 1325: camps", LIBRARY, Filters(resolutions=(parse_citation("1325"),))), NO_LIMITS, LIBRARY
    )
    assert same.overruled == ()


def test_suggested_themes_count_if_either_says_so() -> None:
    standing = Filters(themes=("Participation",), suggested=True)
    read = with_standing(understand("camps", LIBRARY), standing, LIBRARY)
    assert (read.scope.filters.suggested, read.overruled) == (True, ())
    clicked = with_standing(
        understand("camps", LIBRARY, Filters(suggested=True)), Filters(themes=("Participation",)), LIBRARY
    )
    assert (clicked.scope.filters.suggested, clicked.overruled) == (True, ())
