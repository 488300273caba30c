"""Texts agree by their words, whatever the print errors, and other resolutions do not agree."""

import pytest

from retrieval.wording.agreement import Agreement, Wording, agree

OWN = [
    "Urges all parties to armed conflict to protect women and girls from violence in every form;",
    "Requests the Secretary-General to report on the measures that States have taken since;",
    "Decides to go on.",  # too short to be looked for
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (OWN, 2),
        (["1. " + OWN[0].upper(), OWN[1].replace("Secretary-General", "SecretaryGeneral")], 2),
        ([" ".join(OWN)], 2),
        (OWN[:1], 1),
        (["Urges all States to report on the protection of women and girls, and to go on;"], 0),
        ([], 0),
    ],
    ids=["same", "print errors", "run together", "a part", "of the same kind", "nothing"],
)
def test_a_paragraph_is_found_by_its_words_in_a_row(text: list[str], found: int) -> None:
    assert agree(Wording(OWN), Wording(text)) == Agreement(found, 2)


def test_where_nothing_can_be_looked_for_nothing_disagrees() -> None:
    assert agree(Wording(["Decides to go on."]), Wording(["We think."])).share == 1
