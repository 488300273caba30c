import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.understood import is_pasted_paragraph, understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.facts import LibraryFacts
from retrieval.library.themes import built_in_vocabulary
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
TRAINING = Path(__file__).resolve().parents[5] / "shared" / "questions"
OPERATIVE, PREAMBULAR = (ClauseKind.OPERATIVE,), (ClauseKind.PREAMBULAR,)


def test_limits_set_otherwise_overrule_stated_ones_of_their_sort() -> None:
    set_otherwise = Filters(resolutions=(parse_citation("1325"),), until=date(2010, 12, 31))
    understood = understand("since 2015 in 2467, operative only: camps", LIBRARY, set_otherwise)
    assert understood.scope.filters == Filters(
        resolutions=(parse_citation("1325"),), until=date(2010, 12, 31), kinds=OPERATIVE
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "Recalls its decision in resolution 2242 (2015) that States shall afford one another assistance, since 2015",
        "Requests the Secretary to report, under resolution 2467, on operative paragraphs 2 and 3 until 2020 only;",
        "Also requests the Secretary-General to report since 2015 on the women and girls in camps of refugees",
        "Deeply concerned, as resolution 1325 (2000) says, by the women in camps who since 2015 lack all protection",
        "Guided by resolution 2331 (2016) and by the purposes of the Charter of the United Nations since 1945",
        "women and girls in camps under 2331, in the preamble of the agreement, from 2010 to 2015, in all places,",
        "UNITED NATIONS S/RES/2331 (2016) 20 December 2016 Adopted by the Security Council at its 7847th meeting, on "
        "20 December 2016 The Security Council, Recalling the statements of its President, Noting efforts on camps",
    ],
)
def test_a_pasted_paragraph_limits_nothing(paragraph: str) -> None:
    """Drafters look for language like theirs; the resolutions it recalls are not where they want to look."""
    assert is_pasted_paragraph(paragraph)
    assert understand(paragraph, LIBRARY).scope.filters == NO_LIMITS
    assert understand(paragraph, LIBRARY).text == paragraph


@pytest.mark.parametrize(
    "text",
    [
        "Finally, notes on camps since 2015, operative only, and also what 1325 says on them",
        "Family supporting measures for child survivors of rape since 2015 in operative paragraphs, all of them",
        "Italy calls for women mediators, which operative paragraphs since 2015 speak of them",
        "Guided by your last answer, show me only operative paragraphs since 2015 on women in camps",
        "Determined to find language on women mediators since 2015 in operative paragraphs for my boss",
    ],
)
def test_a_request_that_opens_like_a_paragraph_is_none(text: str) -> None:
    assert not is_pasted_paragraph(text)


def test_a_question_is_no_pasted_paragraph() -> None:
    assert not is_pasted_paragraph(
        "Requests for asylum by women who fled from a war: what must states do with them in camps?"
    )
    assert not is_pasted_paragraph("Calls for mediation, 2467")


def test_limits_in_a_misspelt_question_are_found() -> None:
    understood = understand("trafficking acording to res 2331", LIBRARY)
    assert understood.scope.filters.resolutions == (parse_citation("2331 (2016)"),)
    assert [(slip.typed, slip.meant) for slip in understood.corrections] == [("acording", "according")]
    assert understood.asked == "trafficking acording to res 2331"


LIMITS = st.sampled_from(
    "in since before after until between and only the 2015 2019 1325 2467 OP 12 operative preamble annex resolution "
    "S/RES/ ( ) : , - – § # under theme SGBV Participation not outside last five years what says ? women 2,000 1960 "
    "2331OP2a".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(LIMITS, max_size=12).map(" ".join)))
def test_any_text_is_understood(text: str) -> None:
    """Nothing crashes, and no text is searched for as nothing."""
    understood = understand(text, LIBRARY)
    assert bool(understood.text.strip()) == bool(text.strip())
    assert understand(text, LIBRARY) == understood
    filters = understood.scope.filters
    assert not (filters.since and filters.until) or filters.since <= filters.until


@given(st.lists(st.sampled_from("women children peace camps, protection of what about justice rule law?".split())))
def test_nothing_is_limited_that_was_not_said(words: list[str]) -> None:
    assert understand(" ".join(words), LIBRARY).scope.filters == NO_LIMITS


def test_a_number_is_not_read_in_part_where_reading_ends() -> None:
    assert understand("c" * 1991 + " res 24671", LIBRARY).scope.filters == NO_LIMITS


def test_a_question_as_long_as_allowed_is_understood_at_once() -> None:
    for part in ("1325 ", "2331 OP 12, ", "since 2015 ", "from 2010 to 2011 ", "xqzzt "):
        assert understand((part * 10_000)[:10_000], LIBRARY).text


@pytest.mark.skipif(not TRAINING.is_dir(), reason="the training requests are not beside this checkout")
def test_of_the_training_requests_that_state_limits_less_than_one_in_a_hundred_excludes_its_paragraph() -> None:
    symbols = {_symbol(passage["id"]) for passage in _records("train_passages.jsonl")}
    adopted = {symbol: date(symbol.year, 12, 31) for symbol in symbols}
    about = LibraryFacts(adopted, frozenset(ClauseKind), {}, frozenset(), built_in_vocabulary(), {})
    limited, wrong = 0, []
    for request in _records("train.jsonl"):
        filters = understand(request["query"], about).scope.filters
        if filters == NO_LIMITS or not request["relevant"]:
            continue
        limited += 1
        if not _allows(filters, next(iter(request["relevant"]))):
            wrong.append(request["query"])
    assert limited > 100
    assert len(wrong) < limited / 100, wrong


def _records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TRAINING / name).read_text(encoding="utf-8").splitlines()]


def _symbol(clause_id: str) -> Symbol:
    match = re.match(r"S/RES/(\d+)\((\d{4})\)", clause_id)
    assert match
    return Symbol(int(match[1]), int(match[2]))


def _allows(filters: Filters, clause_id: str) -> bool:
    symbol = _symbol(clause_id)
    kind = ClauseKind.PREAMBULAR if "#PP" in clause_id else ClauseKind.OPERATIVE
    return (
        (not filters.resolutions or any(citation.names(symbol) for citation in filters.resolutions))
        and (filters.since is None or filters.since.year <= symbol.year)
        and (filters.until is None or filters.until.year >= symbol.year)
        and (not filters.kinds or kind in filters.kinds)
    )
