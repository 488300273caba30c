from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retrieval.clauses.clause import LIKELY, Clause, Labeller, ThemeLabel, without_unlikely_themes
from retrieval.library.themes import built_in_vocabulary, load_vocabulary
from retrieval.suggesting.profiles import load_profiles
from retrieval.suggesting.suggest import MOST, probabilities, with_suggestions
from tests.fakes import FakeEncoder
from tests.retrieval.made_clauses import clause

SGBV, PROTECTION = "Sexual and Gender-Based Violence", "Protection"
RAPE = "Condemns rape and all other forms of sexual violence against women and girls in armed conflict;"
SEIZED = "Decides to remain actively seized of the matter and of nothing else whatsoever;"
VECTORS = FakeEncoder()


def _arguments(clauses: Sequence[Clause], library: Path) -> dict[str, Any]:
    profiles = load_profiles(library, load_vocabulary(library))
    return {
        "vectors": VECTORS.encode_passages([clause.text for clause in clauses]).vectors,
        "owners": np.arange(len(clauses)),
        "profiles": profiles,
        "described": VECTORS.encode_passages([theme.description for theme in profiles.themes]).vectors,
    }


def _suggested(
    clauses: Sequence[Clause], library: Path = Path("nowhere"), rejected: Mapping[str, Set[str]] | None = None
) -> list[dict[str, float]]:
    done = map(
        without_unlikely_themes, with_suggestions(clauses, rejected=rejected or {}, **_arguments(clauses, library))
    )
    return [{t.name: t.probability or 0 for t in one.themes if t.by is Labeller.SUGGESTED} for one in done]


def _sure(clauses: Sequence[Clause], theme: str) -> list[float]:
    column = built_in_vocabulary().names.index(theme)
    sure: list[float] = probabilities(clauses, **_arguments(clauses, Path("nowhere")))[:, column].tolist()
    return sure


def test_wording_that_gives_a_theme_away_suggests_it_with_its_probability() -> None:
    [found] = _suggested([clause("S/RES/1820(2008)#2", RAPE)])
    assert LIKELY <= found[SGBV] <= 1


def test_what_speaks_of_no_woman_has_none_of_peacewomen_s_themes() -> None:
    texts = [SEIZED, "Calls for the disarmament of armed groups and the protection of civilians by peacekeepers;"]
    assert _suggested([clause(f"S/RES/2000(2011)#{n}", text) for n, text in enumerate(texts, 1)]) == [{}, {}]


def test_the_opening_words_of_a_sub_paragraph_are_read_with_it() -> None:
    part = clause("S/RES/2000(2011)#2(a)", "All acts of rape;")
    [alone, opened] = _sure(
        [part, replace(part, lead_in="Urges parties to protect women and girls from violence:")], SGBV
    )
    assert 0 < alone < opened


def test_a_clause_that_somebody_labelled_keeps_its_labels_and_is_suggested_no_more() -> None:
    labelled = clause("S/RES/1820(2008)#2", RAPE, themes=(PROTECTION,))
    [done] = with_suggestions([labelled], rejected={}, **_arguments([labelled], Path("nowhere")))
    assert done == labelled


@pytest.mark.usefixtures("eager")
def test_a_rejected_theme_is_not_suggested_and_the_others_are() -> None:
    text = f"{RAPE} and calls for the protection of civilians, women and girls among them;"
    one = clause("S/RES/1820(2008)#2", text)
    [before] = _suggested([one])
    [after] = _suggested([one], rejected={one.id: {SGBV}})
    assert {SGBV, PROTECTION} <= before.keys()
    assert after == {name: sure for name, sure in before.items() if name != SGBV}


def test_a_theme_is_suggested_only_where_it_is_likelier_than_not() -> None:
    less, more = "Demands an end to sexual violence against women by armed groups;", RAPE
    clauses = [clause("S/RES/2000(2011)#1", less), clause("S/RES/2000(2011)#2", more)]
    below, above = _sure(clauses, SGBV)
    assert 0.35 < below < LIKELY <= above
    assert [found.keys() for found in _suggested(clauses)] == [set(), {SGBV}]


def test_words_that_somebody_labelled_bring_their_label_wherever_they_recur() -> None:
    known = clause("S/RES/1325(2000)#18", SEIZED, themes=("Implementation",))
    again = clause("S/RES/1820(2008)#16", SEIZED)
    assert _suggested([known, again])[1].keys() == {"Implementation"}


def test_labels_that_contradict_the_evidence_make_it_count_for_less() -> None:
    asked = clause("S/RES/2467(2019)#1", "Demands an end to sexual violence against women by armed groups;")
    known = [
        clause(f"S/RES/1820(2008)#{n}", f"{RAPE} {' '.join(f'word{n}x{m}' for m in range(40))}") for n in range(1, 30)
    ]
    contradicting = [replace(one, themes=(ThemeLabel("Disarmament", Labeller.USER),)) for one in known]
    agreeing = [replace(one, themes=(ThemeLabel(SGBV, Labeller.USER),)) for one in known]
    against, alone, for_it = (_sure([asked, *others], SGBV)[0] for others in (contradicting, (), agreeing))
    assert against + 0.05 < alone < for_it - 0.05  # more than labels do that are hardly alike


def test_no_more_themes_are_suggested_than_a_reader_takes_in_the_likeliest_first() -> None:
    known = clause("S/RES/1325(2000)#1", RAPE, themes=(*built_in_vocabulary().names[:6], SGBV))
    [_, found] = _suggested([known, clause("S/RES/1820(2008)#2", RAPE)])
    assert len(found) == MOST
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert next(iter(found)) == SGBV  # for which the words speak, too


def test_a_theme_of_the_library_is_suggested_where_its_words_stand(tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text('[[theme]]\nname = "Climate"\nclear = ["drought*", "floods"]\n')
    [found, other] = _suggested(
        [
            clause("S/RES/2349(2017)#26", "Recognises the climate, droughts and floods;"),
            clause("S/RES/1(1946)#1", SEIZED),
        ],
        tmp_path,
    )
    assert (set(found), set(other)) == ({"Climate"}, set())


def test_suggestions_depend_on_nothing_but_what_they_are_made_from() -> None:
    clauses = [clause("S/RES/1820(2008)#2", RAPE), clause("S/RES/1325(2000)#18", SEIZED, themes=("Implementation",))]
    assert _suggested(clauses) == _suggested(clauses)


@pytest.mark.parametrize("labelled", [1, 9, 10, 11])
def test_any_number_of_labelled_clauses_will_do(labelled: int) -> None:
    known = [clause(f"S/RES/1325(2000)#{n}", f"{RAPE} {n}", themes=(SGBV,)) for n in range(labelled)]
    assert SGBV in _suggested([*known, clause("S/RES/1820(2008)#2", RAPE)])[-1]
