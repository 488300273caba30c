"""Verification of quotations, on the sample resolutions."""

from collections.abc import Callable
from pathlib import Path

import pytest

import retrieval
from retrieval.errors import CitationError, QuestionError
from retrieval.index.build import BuildReport, build_index
from retrieval.index.generation import open_generation
from retrieval.library.library import read_library
from retrieval.verifying.runs import runs_of
from retrieval.verifying.verified import Verdict
from retrieval.verifying.verify import MOST_WORDS, Verifier
from tests.fakes import FakeEncoder, beside
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, write_library


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("three")
    return _verifier(
        write_library(folder / "library", S_RES_2331=OFFICIAL_2331, S_RES_1325=OFFICIAL_1325, S_RES_2999=LONG_2999)
    )


@pytest.fixture(scope="module")
def seed_verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    seeds = Path(__file__).resolve().parents[3] / "seeds"
    folder = tmp_path_factory.mktemp("seed")
    return _verifier(write_library(folder, page=(seeds / "peacewomen-S_RES_2331.txt").read_text(encoding="utf-8")))


def _verifier(library: Path) -> Verifier:
    index = library.with_name(f"{library.name}-index")
    build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
    return Verifier(open_generation(index).require_full())


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("Urges Member States to ensure increased representation of women at all decision-making levels", "1325 OP 1"),
        ("“urges  Member\nStates to ensure increased representation of women.”", "S/RES/1325 (2000), OP 1"),
        ("to take special measures to protect women and girls from rape", "1325"),
        ("to take special measures to protect women and girls from rape", None),
        ("[U]rges Member States … increased representation of [girls and] women", "1325 OP 1"),
        ("[They must call] on all parties to armed conflict", "1325 OP 2"),
        ("Urges Member States [...] in institutions; [...] to protect women and girls", "1325"),
        ("Urges Member States to ensure increased (sic) representation of women (emphasis added)", "1325 OP 1"),
        ("Urges Member\u00ad States to en\u200bsure increased¹ representation [sic] of women", "1325"),
        ("2. Calls upon Member States:\n(a) That have not yet done so, to consider", "2331 OP 2"),
        ("Calls upon Member States:\n(b) To take decisive and immediate action", "2331 OP 2 (b)"),
        ("Calls upon Member States: To take decisive and immediate action", "2331 OP 2 (b)"),
        ("Calls upon Member States", "2331 OP 2 (b)"),
        ("ratifying or acceding to the Convention", "2331 para. 2"),
        ("“The Security Council,\n\n“Expressing concern that civilians, particularly women", "1325 PP 1"),
        ("The Security Council […] 2. Calls on all parties to armed conflict", "1325 OP 2"),
        ("short‑ and long–term provisions are counted", "2999 PP 2"),
    ],
)
def test_exact_words_are_exact_however_they_are_quoted(text: str, citation: str | None, verifier: Verifier) -> None:
    verified = verifier.verify_text(text, citation)
    assert (verified.verdict, verified.parts) == (Verdict.EXACT, ())


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("Urges Member States not to ensure increased representation of women", [("added", "not")]),
        (
            "Requests Member States to ensure increased representation of women",
            [("removed", "Urges"), ("added", "Requests")],
        ),
        ("to ensure representation of women at all decision-making levels", [("removed", "increased")]),
        (
            "those above fifty-five years of age, receive neither letters nor newspapers",
            [("removed", "sixty-"), ("added", "fifty-")],
        ),
        ("who should read it aloud to the council of the town", [("removed", "shall"), ("added", "should")]),
        ("reaffirming resolution 2998 (2032)", [("removed", "2031"), ("added", "2032")]),
        ("Decides that a light shall be put out on account of its cost", [("removed", "no"), ("added", "a")]),
        ("Decides that [sic] light shall be put out on account of its cost", [("removed", "no")]),
        ("Urges Member States … to ensure decreased … of women", [("removed", "increased"), ("added", "decreased")]),
    ],
)
def test_one_word_is_a_difference_however_alike_the_rest(
    text: str, difference: list[tuple[str, str]], verifier: Verifier
) -> None:
    verified = verifier.verify_text(text)
    assert verified.verdict is Verdict.DIFFERS
    record = verified.as_record()
    assert [(part["kind"], part["text"]) for part in record["difference"]] == difference
    for part in record["difference"]:
        if part["kind"] == "added":
            assert text[slice(*part["span"])].strip() == part["text"]


@pytest.mark.parametrize(
    ("citation", "verdict"),
    [
        ("1325 OP 1", Verdict.WRONG_PARAGRAPH),
        ("1325 PP 1", Verdict.WRONG_PARAGRAPH),
        ("2331", Verdict.WRONG_RESOLUTION),
        ("1325 (2001) OP 2", Verdict.WRONG_YEAR),
        ("1888 OP 3", Verdict.NOT_HELD),
        ("1325 OP 2", Verdict.EXACT),
        ("1325 (2000)", Verdict.EXACT),
    ],
)
def test_the_citation_of_exact_words_is_judged(citation: str, verdict: Verdict, verifier: Verifier) -> None:
    verified = verifier.verify_text("to take special measures to protect women and girls from rape", citation)
    assert verified.verdict is verdict
    assert verified.main
    assert verified.main.id == "S/RES/1325(2000)#2"


def test_words_that_recur_are_right_wherever_they_are_cited(verifier: Verifier) -> None:
    for citation in ("1325 OP 3", "2331 OP 3", "2999 OP 5"):
        assert verifier.verify_text("Decides to remain actively seized of the matter", citation).found


def test_a_word_that_recurs_is_found_in_the_last_of_its_paragraphs(verifier: Verifier) -> None:
    [*_, last] = [clause for clause in verifier.resolutions.index.all_clauses() if " the " in clause.text]
    assert verifier.verify_text("the", last.id.replace("#", " ")).found


def test_parts_in_another_order_differ(verifier: Verifier) -> None:
    verified = verifier.verify_text("from rape … Calls on all parties to armed conflict", "1325")
    assert (verified.verdict, verified.is_out_of_order) == (Verdict.DIFFERS, True)


def test_parts_from_distant_paragraphs_differ(verifier: Verifier) -> None:
    verified = verifier.verify_text("Expressing concern that civilians … remain actively seized of the matter", "1325")
    assert (verified.verdict, verified.is_out_of_order) == (Verdict.DIFFERS, True)


def test_made_up_words_are_not_found(verifier: Verifier) -> None:
    verified = verifier.verify_text("Establishes a tribunal for pirates in polar waters", "1325 OP 2")
    assert (verified.verdict, verified.main, verified.as_record()["source"]) == (Verdict.NOT_FOUND, None, None)


def test_extracts_alone_prove_no_words_wrong(seed_verifier: Verifier) -> None:
    made_up = "Establishes a tribunal for pirates in polar waters"
    assert seed_verifier.verify_text(made_up, "2331").verdict is Verdict.NOT_HELD
    assert seed_verifier.verify_text(made_up).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("text", ["", " … “” ", "[women]", "word " * (MOST_WORDS + 1)])
def test_a_text_without_words_or_with_too_many_is_an_error(text: str, verifier: Verifier) -> None:
    with pytest.raises(QuestionError, match="words; expected 1 to 5,000"):
        verifier.verify_text(text)


def test_a_citation_that_is_none_is_an_error(verifier: Verifier) -> None:
    with pytest.raises(CitationError, match="no resolution number"):
        verifier.verify_text("women", "the other one")


def test_labels_of_paragraphs_are_words_or_gaps() -> None:
    text = "Calls upon: (a) Keepers; and (b) all others, of paragraph 8 (c) above"
    assert [run.words for run in runs_of(text, labels=False)] == [
        ("calls", "upon"),
        ("keepers", "and"),
        ("all", "others", "of", "paragraph", "8", "c", "above"),
    ]
    assert len(runs_of(text)) == 1


def test_a_library_verifies_from_the_newest_generation(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    build()
    opened = retrieval.open_library(library, index=index)
    lamps = "Encourages painters to paint lighthouses"
    assert opened.verify(lamps).verdict is Verdict.NOT_FOUND
    write_library(library, S_RES_2999=LONG_2999)
    build()
    assert opened.verify(lamps, "S/RES/2999 (2031), OP 4").verdict is Verdict.EXACT
