"""Checks of drafts: planted errors are found, and nothing harmless is accused."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retrieval.index.build import build_index
from retrieval.index.generation import open_generation
from retrieval.library.library import read_library
from retrieval.readers.drafts.draft import Draft
from retrieval.readers.drafts.markdown import read_markdown
from retrieval.readers.read_draft import read_draft
from retrieval.verifying.check import Finding, check_draft
from retrieval.verifying.verify import Verifier
from tests.drafts.word import word_document
from tests.fakes import FakeEncoder, beside
from tests.quoting import Quoting, judge
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, write_library

ROOT = Path(__file__).resolve().parents[3]
DRAFTS = ROOT / "tests" / "drafts"
CORPUS = next((one / "shared" / "corpus" / "resolutions" for one in ROOT.parents if (one / "shared").is_dir()), ROOT)
QUOTED = (
    "1325",
    "1820",
    "1888",
    "1612",
    "1960",
    "2106",
    "2242",
    "2250",
    "2286",
    "2331",
    "2388",
    "2467",
    "2475",
    "2493",
    "2532",
)


def _verifier(library: Path) -> Verifier:
    index = library.with_name(f"{library.name}-index")
    build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
    return Verifier(open_generation(index).require_full())


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    library = tmp_path_factory.mktemp("three") / "library"
    return _verifier(write_library(library, S_RES_2331=OFFICIAL_2331, S_RES_1325=OFFICIAL_1325, S_RES_2999=LONG_2999))


@pytest.fixture(scope="module")
def corpus_verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    library = tmp_path_factory.mktemp("corpus") / "library"
    library.mkdir()
    for number in QUOTED:
        [source] = CORPUS.glob(f"S_RES_{number}(*).txt")
        shutil.copy(source, library)
    return _verifier(library)


def _verdicts(text: str, verifier: Verifier) -> list[str]:
    return [finding.verdict.value for finding in check_draft(read_markdown(text), verifier)]


MEASURES = "to take special measures to protect women and girls from rape"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (f"Resolution 1325 (2000) asks parties “{MEASURES}”.", ["exact"]),
        (f"Parties are asked “{MEASURES}” (1325, OP 2).", ["exact"]),
        (f"Parties are asked “{MEASURES}” (resolution 1325 (2000), para. 1).", ["wrong-paragraph"]),
        (f"Parties are asked “{MEASURES}” (S/RES/2331 (2016)).", ["wrong-resolution"]),
        (f"Parties are asked “{MEASURES}” (S/RES/1325 (2001), para. 2).", ["wrong-year"]),
        (f"Parties are asked “{MEASURES}” (S/RES/1888 (2009), para. 2).", ["not-held"]),
        (f"Paragraph 2 of resolution 1325 (2000) asks for this:\n\n> {MEASURES}", ["exact"]),
        (f"Parties are asked:\n\n> {MEASURES}\n>\n> — S/RES/1325 (2000), para. 1", ["wrong-paragraph"]),
        (f"“{MEASURES}”, and “lamps” for all (resolution 1325 (2000), para. 2).", ["exact", "ok-citation"]),
        (f"Resolutions 1325 (2000) and 2331 (2016) ask “{MEASURES}”.", ["ok-citation", "exact"]),
        ("Resolution 1325 (2000), para. 2, “urges pirates to open a tribunal in polar waters”.", ["not-found"]),
        (f"> “{MEASURES}”\n> (S/RES/1325 (2000), para. 1)", ["wrong-paragraph"]),
        ("Resolution 1325 was adopted in 2001.", ["wrong-year"]),
        ("See paragraph 2 of resolution 1325 (2000).", ["ok-citation"]),
        ("See paragraph 7 of resolution 1325 (2000).", ["wrong-paragraph"]),
        ("Resolution 1325 (2000) is old. Its paragraph 7 is not.", ["ok-citation", "wrong-paragraph"]),
        ("Resolution 1325 (2000) is old. Paragraph 2 is not.", ["ok-citation", "ok-citation"]),
        ("Resolution 1325 (2001) is old. Paragraph 2 is not.", ["wrong-year", "ok-citation"]),
        (f"Resolution 1325 (2001) is old. Parties are asked “{MEASURES}” (OP 2).", ["wrong-year", "exact"]),
        ("Resolution 1325 (2000) is old. The report is not, see paragraph 7.", ["ok-citation"]),
        (
            "Resolution 1325 (2000) is old (OP 1), and so it says in 2331 of others (OP 99).",
            ["ok-citation"] * 2 + ["wrong-paragraph"],
        ),
        (
            "See resolutions 1325 (2002) and 1888 (2009), and S/RES/1352 (2000).",
            ["wrong-year", "not-held", "wrong-year"],
        ),
        (f"Parties are asked “{MEASURES}” (resolution 1325 of 2000, §1).", ["wrong-paragraph"]),
        (f"Parties are asked “{MEASURES}” (para. 1, S/RES/1325 (2000)).", ["wrong-paragraph"]),
        (f"Paragraph one of resolution 1325 (2000) asks parties “{MEASURES}”.", ["wrong-paragraph"]),
        (f"“{MEASURES}” [UNSC Resolution 1325 (2000), para. 2]", ["exact"]),
        (
            f"Resolution 2331 (2016) says “{MEASURES}” (para. 2), and resolution 1325 (2000) “Urges Member States to "
            "ensure increased representation of women” (para. 1).",
            ["ok-citation", "wrong-resolution", "ok-citation", "exact"],
        ),
        (f"Resolution 1325 (2000), recalling resolution 2331 (2016), asks “{MEASURES}”.", ["ok-citation", "exact"]),
        (
            f"“{MEASURES}” (1325, OP 2)\n\n“Decides to remain actively seized of the matter” [of 1325 (2000)]",
            ["exact", "exact"],
        ),
        ("They ask for special measures “not to protect women and girls from rape”.", ["differs"]),
        ("As resolution 1325 (2000) has it, “special measurs to protect women” are needed.", ["differs"]),
        (f"Parties are asked ``{MEASURES}'' (1325, OP 2), and the States'' others.", ["exact"]),
        (f"Parties are asked ``not {MEASURES}'' (1325, OP 2).", ["differs"]),
        (f"OP 2 of resolution 1325 says „{MEASURES}:“. And „… {MEASURES}“ (1325, OP 2).", ["exact", "exact"]),
        (f"The States'' parties are asked “{MEASURES}” (1325, OP 2).", ["exact"]),
    ],
)
def test_quotations_and_citations_get_their_verdicts(text: str, verdicts: list[str], verifier: Verifier) -> None:
    assert _verdicts(text, verifier) == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Au paragraphe 2 de la résolution 1325 (2000), le Conseil « {} ».",
        "« {} » (S/RES/1325 (2000), par. 2)",
        "Resolution 1325 (2000), OP 2:\n\n> {}",
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        "demande à toutes les parties de prendre des mesures particulières pour protéger les femmes",
        "insta a todas las partes en un conflicto armado a que adopten medidas especiales para las mujeres",
        "призывает все стороны в вооруженном конфликте принимать специальные меры по защите женщин",
    ],
)
def test_words_in_another_language_are_not_accused(text: str, words: str, verifier: Verifier) -> None:
    assert _verdicts(text.format(words), verifier) == ["ok-citation"]


def test_english_words_with_many_names_are_accused(verifier: Verifier) -> None:
    words = "the ADF, FPR, UPC, CRP, FPI, FNI, NDC, RCD, CNRD and LRA must disarm fighters before leaving"
    assert _verdicts(f"Resolution 1325 (2000), OP 2, says that “{words}”.", verifier) == ["not-found"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (f"Au paragraphe 2 de la résolution 1325 (2000), le Conseil « {MEASURES} ».", ["exact"]),
        (f"Au paragraphe 1 de la résolution 1325 (2000), le Conseil « {MEASURES} ».", ["wrong-paragraph"]),
        (f"S/RES/1325 (2000), párr. 1, «{MEASURES}»", ["wrong-paragraph"]),
        (f"S/RES/1325 (2000), Ziff. 1, „{MEASURES}“", ["wrong-paragraph"]),
        (f"S/RES/1325 (2000), par. 1, « {MEASURES} »", ["wrong-paragraph"]),
        (f"S/RES/1325 (2000), par. 2. « {MEASURES} »", ["exact"]),
        ("La resolución 1325 (2000), en su párrafo 25, es antigua.", ["wrong-paragraph"]),
        (f"La resolución 1325 (2000) pide “{MEASURES}” (párr. 1).", ["ok-citation", "wrong-paragraph"]),
        ("La résolution 1325 (2000) est là. Le paragraphe 25 du rapport et le par. 9 de la lettre.", ["ok-citation"]),
    ],
)
def test_english_words_in_drafts_of_other_languages_are_verified(
    text: str, verdicts: list[str], verifier: Verifier
) -> None:
    assert _verdicts(text, verifier) == verdicts


@pytest.mark.parametrize(
    ("column", "verdicts"),
    [
        ("Words", ["ok-citation", "differs", "differs"]),
        ("Proposed text", ["ok-citation"] * 3),
        ("Rev. 1", ["ok-citation"] * 3),
    ],
)
def test_proposals_in_a_table_may_differ(column: str, verdicts: list[str], verifier: Verifier) -> None:
    words = MEASURES.replace("special", "very special")
    rows = f"| “{words}” | 1325 (2000), OP 2 |\n| Calls on all parties to armed conflict {words} | 1325 (2000), OP 2 |"
    text = f"Resolution 1325 (2000).\n\n| {column} | Based on |\n|---|---|\n{rows}"
    assert _verdicts(text, verifier) == verdicts


def test_a_citation_that_a_row_repeats_is_one(verifier: Verifier) -> None:
    draft = read_markdown(f"| A | B |\n|---|---|\n| 1325 (2000), OP 2; S/RES/1325 (2000), OP 2 | “{MEASURES}” |")
    assert [list(map(str, one.cited)) for one in check_draft(draft, verifier)] == [["S/RES/1325 (2000), OP 2"]]


SEIZED = "Decides to remain actively seized of the matter"


@pytest.mark.parametrize(
    ("second", "verdicts"),
    [
        (SEIZED, ["exact", "exact"]),
        (f"{MEASURES}\n>\n> [...]\n>\n> {SEIZED}", ["exact", "exact", "exact"]),
        (SEIZED.replace("actively", "hardly"), ["exact", "differs"]),
    ],
)
def test_paragraphs_of_a_block_that_do_not_follow_one_another_are_verified_each(
    second: str, verdicts: list[str], verifier: Verifier
) -> None:
    text = f"Resolution 1325 (2000) says:\n\n> Urges Member States to ensure increased representation\n>\n> {second}"
    assert _verdicts(text, verifier) == verdicts


ENSURE = "Urges Member States to ensure increased representation"


@pytest.mark.parametrize(
    ("blocks", "verdicts"),
    [
        (f"> “{ENSURE}”\n\n> “{SEIZED}”", ["exact", "exact"]),
        (f"> “{ENSURE}”\n\n> “{MEASURES.replace('special', 'very special')}”", ["exact", "differs"]),
        (f"> “{ENSURE}”\n\n> “that no keeper of a lighthouse at sea may be a pirate”", ["exact", "not-found"]),
        (f"> {ENSURE} (OP 1)\n>\n> {MEASURES} (para. 2)", ["exact", "exact"]),
        (f"> {ENSURE} (OP 1)\n>\n> {MEASURES} (para. 1)", ["exact", "wrong-paragraph"]),
        (f"> {MEASURES} [OP 2]", ["exact"]),
    ],
)
def test_each_block_below_an_introduction_is_of_its_resolution(
    blocks: str, verdicts: list[str], verifier: Verifier
) -> None:
    draft = read_markdown(f"Resolution 1325 (2000):\n\n{blocks}")
    found = [one for one in check_draft(draft, verifier) if one.verified]
    assert [one.verdict.value for one in found] == verdicts
    assert {str(one.cited[0])[:17] for one in found} == {"S/RES/1325 (2000)"}


@pytest.mark.parametrize(
    ("note", "verdicts"),
    [
        ("See, in particular, para. 1.", ["exact", "wrong-paragraph"]),
        ("Ibid., para. 1.", ["exact", "wrong-paragraph"]),
        ("The Prosecutor v. Brown, Judgment of 8 July, para. 1.", ["exact", "exact"]),
        ("Smith, Women at Sea, paras. 1 and 8.", ["exact", "exact"]),
        ("See paras. 175 and 176.", ["exact", "exact"]),
    ],
)
def test_a_paragraph_in_a_note_on_another_work_is_of_no_resolution(
    note: str, verdicts: list[str], verifier: Verifier
) -> None:
    text = f"It asks “{MEASURES}”.[^1] They held “{MEASURES}”.[^2]\n\n"
    assert _verdicts(f"{text}[^1]: S/RES/1325 (2000), para. 2.\n[^2]: {note}", verifier) == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1325 (2000) is old. General recommendation No. 30 (2013), para. 2, says “{}”.",
        "Comments:\n\n- OP1: delete (1325 (2000), OP 2 has it)\n- OP2: “{}”",
        "Comments:\n\n- OP1: we suggest to replace “a” by “b” (1325 (2000), OP 2)\n- OP2 alt: “{}”",
    ],
)
def test_words_behind_a_paragraph_that_may_be_of_another_text_are_not_accused(text: str, verifier: Verifier) -> None:
    words = "that no keeper of a lighthouse at sea may be a pirate"
    assert set(_verdicts(text.format(words), verifier)) == {"ok-citation"}


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "OP 2 of resolution 1325 (2000) differs from OP 1 of resolution 2331 (2016) (“{}”).",
            ["exact", "ok-citation"],
        ),
        ("Resolution 1325 (2000), in OP 2 – and not in OP 1 –, asks all “{}”.", ["exact", "ok-citation"]),
        ("Resolution 1325 (2000), in OP 1 – and not in OP 2 –, asks all “{}”.", ["wrong-paragraph", "ok-citation"]),
        ("Resolution 1325 (2000) asks in OP 1 rather than OP 2 all “{}”.", ["wrong-paragraph", *["ok-citation"] * 2]),
        ("Resolution 1325 (2000) asks in OP 2 rather than OP 1 all “{}”.", ["exact", *["ok-citation"] * 2]),
        ("Resolution 1325 (2000), not resolution 2331 (2016), asks all “{}”.", ["exact", "ok-citation"]),
        ("Resolution 1325 (2000), not Security Council resolution 2331, asks all “{}”.", ["exact", "ok-citation"]),
        ("Resolution 1325 (2000), and not UNSCR 2331 (2016), asks all “{}”.", ["exact", "ok-citation"]),
        ("Resolution 2331 (2016), not resolution 1325 (2000), asks “{}”.", ["wrong-resolution", "ok-citation"]),
        ("Resolution 1325 (2000), unlike resolution 2331 (2016), asks all “{}”.", ["exact", "ok-citation"]),
        (
            "Resolution 1325 (2000) “calls on all”, including in resolutions 2331 (2016) and 2999 (2031), “{}”.",
            ["exact", "exact", "ok-citation", "ok-citation"],
        ),
        (
            "Resolution 1325 (2000) follows resolution 2331 (2016), which asks all “{}”.",
            ["ok-citation", "wrong-resolution"],
        ),
        ("All are asked “a b c” (resolution 1325 (2000), OP 1) and “{}” (id., OP 2).", ["ok-citation", "exact"]),
        (
            "All are asked “a b c” (resolution 1325 (2000), OP 1) and “{}” (id., OP 3).",
            ["ok-citation", "wrong-paragraph"],
        ),
    ],
)
def test_a_quotation_is_not_of_what_is_only_compared_or_denied(
    text: str, verdicts: list[str], verifier: Verifier
) -> None:
    assert sorted(_verdicts(text.format(MEASURES), verifier)) == sorted(verdicts)


@pytest.mark.parametrize(
    "aside",
    [
        " (recalling {})",
        " – building on {} –",
        ", which recalls {},",
        ", which followed resolutions 2999 (2031) and 2331 (2016),",
        ", adopted sixteen years before {},",
        ", in the spirit of {},",
        ", together with {},",
        ", OP 2 (cf. {}, OP 1),",
    ],
)
def test_a_quotation_is_not_of_an_aside(aside: str, verifier: Verifier) -> None:
    aside = aside.format("resolution 2331 (2016)")
    assert "exact" in (verdicts := _verdicts(f"Resolution 1325 (2000){aside} asks all “{MEASURES}”.", verifier))
    assert set(verdicts) == {"exact", "ok-citation"}
    assert "exact" not in _verdicts(f"Resolution 2999 (2031){aside} asks all “{MEASURES}”.", verifier)


def test_a_quotation_is_of_what_introduces_it_after_an_aside(verifier: Verifier) -> None:
    text = f"Resolution 1325 (2000) is old, but resolution 2331 (2016) asks all “{MEASURES}”."
    assert _verdicts(text, verifier) == ["ok-citation", "wrong-resolution"]


@pytest.mark.parametrize(
    ("note", "verdict"),
    [
        ("S/RES/1325 (2000), para. 2.", "not-found"),
        ("See also Security Council resolution 1325 (2000).", "not-found"),
        ("UN Doc. S/RES/1325 (2000), para. 2.", "not-found"),
        ("U.N. Security Council, Resolution 1325 (2000), OP 2.", "not-found"),
        ("See UN Security Council (2000), Resolution 1325 (2000), para. 2.", "not-found"),
        ("This is in S/RES/1325 (2000).", "not-found"),
        ("UN SCOR, 4213th mtg, S/RES/1325 (2000).", "not-found"),
        ("OECD, Financing UNSCR 1325 (Paris, 2020).", "ok-citation"),
        ("OECD (2020), Financing UNSCR 1325.", "ok-citation"),
        ("C. Brown, Lighthouses (2015), p. 18; see S/RES/1325 (2000), para. 2.", "ok-citation"),
    ],
)
def test_a_resolution_later_in_a_note_may_not_be_what_is_quoted(note: str, verdict: str, verifier: Verifier) -> None:
    text = f"It is “that no keeper of a lighthouse at sea may be a pirate”.[^1]\n\n[^1]: {note}"
    assert _verdicts(text, verifier) == [verdict]


@pytest.mark.parametrize("words", ["[u]rg[es] Member States to ensure", "call[s] on all parties", "[C]all[ing] on all"])
def test_letters_in_brackets_stand_for_others(words: str, verifier: Verifier) -> None:
    assert _verdicts(f"Resolution 1325 (2000) “{words}”.", verifier) == ["exact"]


@pytest.mark.parametrize(
    "text",
    [
        "The “women, peace and security agenda” is twenty-five years old.",
        "“Peace is not the absence of war but the presence of justice,” she said.",
        "> The sea is everything.\n> It covers seven tenths of the globe.\n\nSo wrote Verne.",
        "The film “Pray the Devil Back to Hell” won.",
        "We 'regret' the so-called “progress” of the parties' talks.",
        "General Assembly resolution 70/1 speaks of “leaving no one behind in the lighthouses of the world”.",
    ],
)
def test_other_words_in_quotation_marks_are_no_finding(text: str, verifier: Verifier) -> None:
    assert _verdicts(text, verifier) == []


@pytest.mark.parametrize(
    "text",
    [
        "As the Minister said of resolution 1325 (2000), “no woman of my country has ever seen it in a lighthouse”.",
        "In OP 2 of resolution 1325 (2000) they ask us rather than “that every keeper is a pirate of the seas”.",
        "Resolution 1325 (2000) has nothing on “small island developing States and their lighthouses at sea”.",
        "Our note “Resolution 1325 in Brief: Lighthouses, Keepers and Boats” explains resolution 1325 (2000).",
        "The report (S/2023/725) says that “the number of women in peace processes is low everywhere at sea”, and "
        "resolution 1325 (2000) is recalled.",
        "Resolution 1325 (2000) and the report called “the lighthouses of the world and those who keep them” matter.",
        "Many call resolution 1325 (2000) “a landmark”.",
    ],
)
def test_words_beside_a_citation_that_are_no_quotation_of_it_are_not_accused(text: str, verifier: Verifier) -> None:
    assert set(_verdicts(text, verifier)) == {"ok-citation"}


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "Paragraph 2 of resolution 1325 (2000) asks “{}”. Its paragraph 1 speaks to States.",
            ["exact", "ok-citation"],
        ),
        ("Resolution 1325 (2000) asks “{}”. Its paragraph 7 is not there.", ["exact", "wrong-paragraph"]),
        ("Resolution 1325 (2000) asks “{}”. Resolution 2331 (2016) goes further.", ["exact", "ok-citation"]),
        ("Resolution 1325 (2000) asks “{}”; resolution 2331 (2016) goes further.", ["exact", "ok-citation"]),
        ("All are asked “{}.” Paragraph 1 of resolution 1325 (2000) speaks to States.", ["exact", "ok-citation"]),
        ("S/RES/1325 (2000), para. 2: « {} ». S/RES/2331 (2016), para. 1: women.", ["exact", "ok-citation"]),
        ("Parties are asked “{}”. S/RES/1325 (2000), para. 1.", ["wrong-paragraph"]),
        ("Parties are asked “{}”. Resolution 2331 (2016)", ["wrong-resolution"]),
        ("Parties are asked “{}”; S/RES/1325 (2000), para. 1; and so on.", ["wrong-paragraph"]),
        ("Parties are asked “{}”. See paragraph 1 of resolution 1325 (2000), which is clear.", ["wrong-paragraph"]),
        ("Parties are asked “{}”. (Paragraph 1 of resolution 1325 (2000) says it.)", ["wrong-paragraph"]),
        ("Parties are asked “{}”. Paragraph 1 of resolution 1325 (2000) says so.", ["wrong-paragraph"]),
        ("Parties are asked “{}”. Resolution 1325 (2000), OP 1, contains these words.", ["wrong-paragraph"]),
        ("Parties are asked “{}.” S/RES/1325 (2000), at OP 1 (emphasis added).", ["wrong-paragraph"]),
        ("Parties are asked “{}.” S/RES/1325 (2000), OP 1, 31 October 2000.", ["wrong-paragraph"]),
        ("Resolution 1325 (2000) asks “{}”. Resolution 2331 (2016) says so of others.", ["exact", "ok-citation"]),
        ("All are asked “{}”. Resolution 2331 (2016) says so, too.", ["exact", "ok-citation"]),
        ("All are asked “{}”. Resolution 2331 (2016) (on trafficking) goes on.", ["exact", "ok-citation"]),
    ],
)
def test_a_quotation_is_not_of_what_the_next_sentence_is_about(
    text: str, verdicts: list[str], verifier: Verifier
) -> None:
    assert _verdicts(text.format(MEASURES), verifier) == verdicts


INVENTED = "“that every lighthouse keeper of the polar seas is a pirate”"


@pytest.mark.parametrize(
    "text",
    [
        "Paragraph 2 of {} says: {}.",
        "{} says that {}.",
        "As {} says, the Council {} (para. 2).",
        "In {} the Council also wrote {}.",
        "The Council, in {}, said {}.",
        "The Council said in {} that {}.",
        "The preamble of {} says {}.",
        "The first sentence of paragraph 2 of {} says {}.",
        "{} on women, peace and security says {}.",
        "{}, adopted in October 2000, says {}.",
        "{} of the Security Council says {}.",
        "We welcome the adoption of {}, which says {}.",
        "The landmark Security Council {} clearly says {}.",
        "As is said in {}, {}.",
        "In its paragraph 2, {} says {}.",
        "As the Minister told us, {} says {}.",
        "In his speech, the Minister recalled that {} says {}.",
        "{} says {}, and the Minister said so, too.",
        "Read {}. It says {} (para. 2).",
    ],
)
def test_words_that_a_resolution_or_the_council_says_are_no_speech(text: str, verifier: Verifier) -> None:
    verdicts = _verdicts(text.format("resolution 1325 (2000)", INVENTED), verifier)
    assert verdicts[-1] == "not-found"


@pytest.mark.parametrize(
    "text",
    [
        "The Ambassador says of {} that {}.",
        "The Ambassador, quoting {}, says {}.",
        "The picture \N{OBJECT REPLACEMENT CHARACTER} says, beside {}, that {}.",
        "The Ambassador, in line with {}, says {}.",
        "The report on {} says {}.",
        "The handbook on {} on women, peace and security says {}.",
        "The author of {} says {}.",
        "The author of the text of {} says {}.",
        "The zero draft, built on {}, says {}.",
        "In the debate on {}, the Minister, Ms. Smith, said {}.",
        "{}, the Minister says, is {}.",
        "{}, the Ambassador of Norway, says, is {}.",
        "Ms. Smith, whose country sponsored {}, said {}.",
        "Ms. Smith, who was here when the Council adopted {}, said {}.",
        "The President of the Council said of {} that {}.",
        "A member of the Security Council wrote of {} that {}.",
        "The Council’s chair said of {} that {}.",
        "{} says much, and the Minister said {}.",
        "{} is, in her words, {}.",
        "Those who wrote {} said {}.",
        "The Government that implements {} says {}.",
        "The national action plan, adopted to implement {}, says {}.",
        "{}, said the Minister, is {}.",
        "In {}, said the Minister, we are told {}.",
        "Twenty years after {}, a woman from Mali told us {}.",
        "Civil society, citing {}, says {}.",
        "The Human Rights Council said of {} that {}.",
    ],
)
def test_words_of_speakers_beside_a_resolution_are_not_accused(text: str, verifier: Verifier) -> None:
    assert _verdicts(text.format("resolution 1325 (2000)", INVENTED), verifier) == ["ok-citation"]


@pytest.mark.parametrize(
    ("speaker", "verdict"), [("the Council", "not-found"), ("the Council President", "ok-citation")]
)
def test_who_says_it_may_stand_behind_the_quotation(speaker: str, verdict: str, verifier: Verifier) -> None:
    assert _verdicts(f"In resolution 1325 (2000), {INVENTED}, said {speaker}.", verifier) == [verdict]


def test_nearly_every_planted_error_is_found_and_no_exact_quotation_accused(verifier: Verifier) -> None:
    quoting = Quoting(list(verifier.resolutions.index.all_clauses()))
    planted = [judge(case, verifier) for case in quoting.wrong(550)]
    missed = [(one.case.kind, one.case.draft) for one in planted if not one.is_accused]
    assert len(missed) <= 0.02 * len(planted), missed
    right = [judge(case, verifier) for _ in range(10) for case in quoting.right()]
    assert len(right) > 100
    assert [one.case.draft for one in right if one.is_accused or not one.is_judged_right] == []


@pytest.mark.skipif(not CORPUS.is_dir() or CORPUS == ROOT, reason="../shared/corpus is not there")
@pytest.mark.parametrize("name", ["statement.md", "note.docx"])
def test_all_errors_planted_in_a_draft_are_found_and_nothing_else(name: str, corpus_verifier: Verifier) -> None:
    draft, expected = _planted(name)
    found = check_draft(draft, corpus_verifier)
    for one in expected:
        verdicts = [one["verdict"]] if isinstance(one["verdict"], str) else one["verdict"]
        about = [finding for finding in found if _is_about(finding, one["says"], draft)]
        assert [finding.verdict.value in verdicts for finding in about] == [True], one
    wrong = [finding for finding in found if finding.verdict.is_wrong]
    assert [
        one.as_record(draft) for one in wrong if not any(_is_about(one, each["says"], draft) for each in expected)
    ] == []


def _planted(name: str) -> tuple[Draft, list[dict[str, Any]]]:
    stem = name.partition(".")[0]
    expected: list[dict[str, Any]] = json.loads((DRAFTS / f"{stem}.json").read_text(encoding="utf-8"))["planted"]
    if name.endswith(".docx"):
        return read_draft(name, word_document((DRAFTS / f"{stem}.txt").read_text(encoding="utf-8"))), expected
    return read_draft(name, (DRAFTS / name).read_bytes()), expected


def _is_about(finding: Finding, words: str, draft: Draft) -> bool:
    record = finding.as_record(draft)
    said = (record["quote"] or "", record["citation"] or "", " ".join(draft.text[slice(*finding.span)].split()))
    return any(" ".join(words.split()) in one for one in said)


def test_notes_that_are_typed_by_hand_are_notes(verifier: Verifier) -> None:
    text = f"Parties are asked “{MEASURES}”[1] “{MEASURES}”.²\n\n[1] S/RES/1325 (2000), para. 1.\n\n² Ibid., para. 2.\n"
    found = check_draft(read_draft("a.txt", text.encode()), verifier)
    assert [finding.verdict.value for finding in found] == ["wrong-paragraph", "exact"]


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "<sup><b>1</b></sup>", "<SUP class='x'>1</SUP>", "¹"])
@pytest.mark.parametrize("name", ["a.md", "a.html"])
@pytest.mark.parametrize("note", ["", "<p>{} S/RES/1325 (2000), para. 1.</p>"])
def test_raised_figures_are_no_part_of_the_numbers_before_them(
    name: str, mark: str, note: str, verifier: Verifier
) -> None:
    cited = f"Resolution 1325{mark} is old. S/RES/1325 (2000), para. 2{mark}, asks “{MEASURES}”."
    text = f"<p>{cited} It asks “{MEASURES}”.{mark}</p>\n\n"
    found = check_draft(read_draft(name, f"{text}{note.format(mark)}".encode()), verifier)
    assert [finding.verdict.value for finding in found] == [
        "ok-citation",
        "exact",
        "wrong-paragraph" if note else "exact",
    ]


@pytest.mark.parametrize(("first", "second"), [("[1]", "[2]"), ("¹", "²")])
def test_notes_that_are_typed_one_below_the_other_are_several(first: str, second: str, verifier: Verifier) -> None:
    text = (
        f"Parties are asked “{MEASURES}”{first} and “Decides to remain actively seized of the matter”.{second}\n\n"
        f"{first} S/RES/1325 (2000), para. 2.\n{second} S/RES/1325 (2000), para. 1.\n"
    )
    found = check_draft(read_draft("a.txt", text.encode()), verifier)
    assert [finding.verdict.value for finding in found] == ["exact", "wrong-paragraph"]


@pytest.mark.parametrize(
    ("above", "verdicts"),
    [
        ("The Council wrote:\n> ", ["differs"]),
        ("They asked for it.\n\n> ", ["differs"]),
        ("On 3 May 2024, Ann wrote:\n> ", []),
        ("Ann <ann@example.org> wrote:\n\n> ", []),
        ("Le 3 mai à 10:00, Ann a écrit :\n> ", []),
    ],
)
def test_only_blocks_of_a_mail_are_running_text(above: str, verdicts: list[str], verifier: Verifier) -> None:
    words = f"Calls on all parties to armed conflict {MEASURES.replace('special', 'very special')}"
    text = f"{above}{words}\n\nOn 4 May, Bob wrote:\n> {words}\n"
    found = check_draft(read_draft("a.txt", text.encode()), verifier)
    assert [finding.verdict.value for finding in found] == verdicts


def test_notes_of_markdown_may_stand_anywhere(verifier: Verifier) -> None:
    text = (
        f"Parties are asked “{MEASURES}”.[^a]\n\n[^a]: S/RES/1325 (2000),\npara. 1.\n\nParagraph 2 asks “{MEASURES}”."
    )
    draft = read_markdown(text)
    first, second = check_draft(draft, verifier)
    assert (first.verdict.value, second.verdict.value) == ("wrong-paragraph", "exact")
    assert text[slice(*draft.in_file(second.span))] == MEASURES


def _pieces() -> Iterator[str]:
    yield "“" * 5_000
    yield "“a” " * 5_000
    yield "‘a " * 5_000
    yield "“a\n\n" * 3_000
    yield "resolution 1325 (2000), para. 1; " * 3_000
    yield "para. 1, 2 and 3 of " * 3_000
    yield "ibid. " * 5_000
    yield "a. A " * 5_000
    yield "[^1]" * 5_000
    yield "(S/RES/1325 (2000) “peace and security”" * 300


def test_the_time_of_a_check_is_bounded(verifier: Verifier) -> None:
    """Checked by its end: a search that starts again at each mark would take minutes."""
    for text in _pieces():
        check_draft(read_markdown(text), verifier)


DATED = """Resolution 2998 (2031)

Adopted by the Security Council at its 12000th meeting, on 2 March 2031

The Security Council,

1.  Requests a report by 31 July 2031 on the Protocols of 8 June 1977, within six months, as set out in paragraph 14;

2.  Decides to remain actively seized of the matter.
"""


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("by 31 July 2031", "exact"),
        ("by 13 July 2031", "differs"),
        ("Protocols of 8 June 1978", "differs"),
        ("as set out in paragraph 15", "differs"),
        ("June 1977, within 9 months", "differs"),
    ],
)
@pytest.mark.parametrize("form", ["“{}” (S/RES/2998 (2031), OP 1)", "Resolution 2998 (2031), OP 1, says « {} »"])
def test_short_quotations_with_other_figures_differ(quoted: str, verdict: str, form: str, tmp_path: Path) -> None:
    verifier = _verifier(write_library(tmp_path / "library", S_RES_2998=DATED))
    assert _verdicts(f"Words: {form.format(quoted)}", verifier) == [verdict]
