"""Later versions of a paragraph are named where they still have its words, and none of what says nothing alone."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from retrieval.asking.ranking.later_versions import is_formula, later_versions


@pytest.mark.parametrize(
    "text",
    [
        "Decides to remain actively seized of the matter.",
        "Expresses its intention to remain seized of this matter.",
        "Urges Member States to:",
        "Calls upon all parties to armed conflict to:",
        "Further requests the Secretary-General to submit a report on the implementation of this resolution;",
        "Requests him to submit reports on the implementation of the present resolution.",
    ],
)
def test_formulas_and_lead_ins_say_nothing_that_goes_on(text: str) -> None:
    assert is_formula(text)
    assert later_versions(0, _clause("a", text), _index("Decides to remain actively seized of the matter.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Decides to lift the measures and to remain vigilant;",
        "Requests the Secretary-General to report on camps;",
        "Urges Member States to protect schools and those who learn in them, and to this end to take steps:",
        "Decides that all States shall seize such funds;",
    ],
)
def test_other_paragraphs_may_go_on(text: str) -> None:
    assert not is_formula(text)
    assert later_versions(0, _clause("a", text), _index(text)) == ("later0",)


def test_a_version_that_has_few_of_the_words_left_is_not_named() -> None:
    first = _clause("a", "Urges parties to protect schools from attacks and to spare all hospitals")
    near, far = "Urges parties to protect schools from any attacks", "Welcomes how parties have since talked to schools"
    assert later_versions(0, first, _index(near, far)) == ("later0",)


def _clause(clause_id: str, text: str) -> Any:
    return SimpleNamespace(id=clause_id, text=text)


def _index(*texts: str) -> Any:
    later = [_clause(f"later{n}", text) for n, text in enumerate(texts)]
    return cast(Any, SimpleNamespace(later=lambda row, many: [*range(len(later))], clauses_at=lambda rows: later))
