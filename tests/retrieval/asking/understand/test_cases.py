"""The cases of understanding: each line of `cases.txt` is a question and all that is found in it.

A line is `question | words searched for | limits | findings`: the words are = where they stay as typed, the limits end
in "only" where nothing else is asked, and a finding is the words that were read, and what they mean. A question
follows another behind ` >> `. `python -m tests.retrieval.asking.understand.test_cases QUESTION` prints a line.
"""

import re
import sys
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from retrieval.asking.understand.finding import Cited, Edit, Finding, Limit, MentionedYear, Placed, Shape
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.lexicon import period_forms, turn_patterns
from retrieval.asking.understand.plain import plainly_worded
from retrieval.asking.understand.signs import find_signs
from retrieval.asking.understand.understood import find_all, understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

LIBRARY = replace(library(), countries=frozenset({"Somalia", "Congo, Democratic Republic of the"}))
FOUND = (Symbol(2242, 2015), Symbol(2106, 2013), Symbol(1325, 2000))
"""The resolutions of the first hits of a question that another one follows."""
THEN = " >> "

CODE = re.compile("`([^`]+)`")

LINES = (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in LINES if line and not line.startswith("#")]


def line_of(case: str) -> str:
    """Return the line of a question, or of one question after another."""
    first, then, text = case.rpartition(THEN)
    before = [Turn(understand(first, LIBRARY), FOUND)] if then else []
    asked = follow_up(text, before, LIBRARY)
    read, searched = asked.understood, "=" if asked.searched == text else asked.searched
    shape = (f"as {read.shape.name}",) if read.shape.name in ("lookup", "resolution") else ()
    limits = ", ".join([*read.stated, *(["only"] if read.only_limits else []), *shape])
    text = plainly_worded(text)
    findings = [*find_all(text, LIBRARY), *(find_signs(text) if then else ())]
    spans = groupby(findings, key=lambda one: text[one.start : one.end])
    found = "; ".join(f"“{words}” {', '.join(meaning(one) for one in some)}" for words, some in spans)
    return " | ".join([case, searched, limits or "–", found or "–"])


def meaning(finding: Finding) -> str:
    """Return what a finding means, as a case has it."""
    match finding.means:
        case Limit(name, value) | Cited(name, value):
            return f"{name} {value}"
        case Edit(instead):
            return f"read as “{instead}”" if instead else "left out"
        case Placed(paragraph):
            return f"paragraph {paragraph}"
        case MentionedYear(year):
            return f"year {year}"
        case Shape(name, unit, cites=cites):
            of = f" of {cites} cited" if cites else ""
            return f"shape {name}{of}{f', {unit}' if name == 'count' else ''}"
        case sign:
            return sign


@pytest.mark.parametrize("case", CASES)
def test_all_that_a_question_says_is_found_and_nothing_else(case: str) -> None:
    assert line_of(case.partition(" | ")[0]) == case


def test_no_question_is_there_twice() -> None:
    questions = [case.partition(" | ")[0] for case in CASES]
    assert sorted(questions) == sorted(set(questions))


def test_every_form_of_a_reference_on_the_page_has_a_case() -> None:
    page = (Path(__file__).parents[4] / "docs" / "asking.md").read_text(encoding="utf-8")
    named = page.partition("## Naming resolutions and paragraphs")[2].partition("## ")[0]
    rows = [row.split(" | ")[0] for row in named.splitlines() if row.startswith("| `")]
    forms = {form for row in rows for form in CODE.findall(row)}
    assert len(forms) > 50
    assert forms - {case.partition(" | ")[0] for case in CASES} == set()


@pytest.mark.parametrize(
    "pattern", [*(one.pattern for one in period_forms.periods()), *(one for _, one in turn_patterns.SIGNS)]
)
def test_every_row_of_the_lexicon_has_a_case(pattern: re.Pattern[str]) -> None:
    asked = [case.partition(" | ")[0].rpartition(THEN)[2] for case in CASES]
    assert any(pattern.search(one) for one in asked)


if __name__ == "__main__":
    print(line_of(" ".join(sys.argv[1:])))
