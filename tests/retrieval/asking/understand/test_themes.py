from dataclasses import replace

from retrieval.asking.understand.understood import understand
from retrieval.clauses.filters import Filters
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
SGBV = "Sexual and Gender-Based Violence"


def test_a_theme_that_labels_nothing_limits_only_if_asked_for_as_a_theme() -> None:
    """A library without labels would otherwise have no SGBV language."""
    unlabelled = replace(LIBRARY, labelled={})
    assert understand("SGBV language on reparations", unlabelled).scope.filters.themes == ()
    assert understand("theme: SGBV, reparations", unlabelled).scope.filters.themes == (SGBV,)


def test_a_theme_that_is_only_suggested_limits_as_one_that_is_given_where_suggestions_count() -> None:
    suggested = replace(LIBRARY, labelled={}, suggested={SGBV: 1})
    assert understand("SGBV language on reparations", suggested).scope.filters.themes == ()
    counted = understand("SGBV language on reparations", suggested, Filters(suggested=True))
    assert (counted.scope.filters.themes, counted.scope.filters.suggested) == ((SGBV,), True)
    assert counted.stated == (f"under {SGBV}, given or suggested",)
