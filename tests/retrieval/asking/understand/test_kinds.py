from dataclasses import replace

import pytest

from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
SGBV = "Sexual and Gender-Based Violence"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("operative only: camps", "operative"),
        ("camps, OPs only", "operative"),
        ("OPs of 2250 about camps", "operative"),
        ("which operative para asks for camps", "operative"),
        ("preambular paras only - camps", "preambular"),
        ("preamble: camps", "preambular"),
        ("afghan preamble minorities 2023", "preambular"),
        ("need a recital on camps", "preambular"),
        ("camps in the preamble?", "preambular"),
        ("PPs on camps", "preambular"),
        ("annex: camps", "annex"),
        ("camps, annex only", "annex"),
        ("in the annex of 1325", "annex"),
    ],
)
def test_a_kind_is_stated(asked: str, kind: str) -> None:
    assert understand(asked, LIBRARY).filters.kinds == (ClauseKind(kind),)


@pytest.mark.parametrize(
    "asked",
    [
        "2331 OP 12",
        "states blacklisted in SG annexes",
        "not in the preamble: camps",
        "camps in the preamble or an operative paragraph",
        "an op-ed on peace ops",
        "co-operative farming",
    ],
)
def test_a_word_that_only_looks_like_a_kind_is_none(asked: str) -> None:
    assert understand(asked, LIBRARY).filters.kinds == ()


@pytest.mark.parametrize(
    ("asked", "theme"),
    [
        ("under Participation: mediators", "Participation"),
        ("mediators, under Participation", "Participation"),
        ("theme: SGBV reparations", SGBV),
        ("labelled Protection - camps", "Protection"),
        ("SGBV language on reparations", SGBV),
        ("reparations theme justice", "Justice, Rule of Law and Security Sector Reform"),
        ("labelled sexual & gender-based violence", SGBV),
    ],
)
def test_a_marked_theme_is_stated(asked: str, theme: str) -> None:
    assert understand(asked, LIBRARY).filters.themes == (theme,)


@pytest.mark.parametrize(
    "asked",
    [
        "protection of civilians",
        "participation of women in peace processes",
        "who falls under participation?",
        "participation language",
        "Protection language",
        "support for SGBV survivors",
        "implementation",
        "in peacekeeping, who protects?",
    ],
)
def test_a_themes_word_is_otherwise_an_ordinary_word(asked: str) -> None:
    assert understand(asked, LIBRARY).filters.themes == ()
    assert understand(asked, LIBRARY).text == asked


def test_a_theme_that_labels_nothing_limits_only_if_asked_for_as_a_theme() -> None:
    """A library without labels would otherwise have no SGBV language."""
    unlabelled = replace(LIBRARY, labelled={})
    assert understand("SGBV language on reparations", unlabelled).filters.themes == ()
    assert understand("theme: SGBV, reparations", unlabelled).filters.themes == (SGBV,)


def test_a_theme_that_is_only_suggested_limits_as_one_that_is_given_where_suggestions_count() -> None:
    suggested = replace(LIBRARY, labelled={}, suggested={SGBV: 1})
    assert understand("SGBV language on reparations", suggested).filters.themes == ()
    counted = understand("SGBV language on reparations", suggested, Filters(suggested=True))
    assert (counted.filters.themes, counted.filters.suggested) == ((SGBV,), True)
    assert counted.stated == (f"under {SGBV}, given or suggested",)


def test_language_on_a_theme_is_still_searched_for_it() -> None:
    assert understand("SGBV language on reparations", LIBRARY).text == "SGBV on reparations"
