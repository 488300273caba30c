"""Words around a paragraph say which document owns it, the same in resolutions and in drafts."""

import pytest

from retrieval.clauses.references.owners import (
    Owner,
    Rival,
    is_of_last,
    is_of_next,
    owner_after,
    rivals_in,
    stands_apart,
)


@pytest.mark.parametrize(
    "between",
    [
        " of ",
        " of resolution ",
        ", of resolution ",
        " in resolution ",
        " of resolutions ",
        " of its resolution ",
        " of its previous resolution ",
        " of its aforementioned resolution ",
        " of our later resolution ",
        " of Security Council resolution ",
        " of the Council’s resolution ",
        " of the United Nations Security Council's landmark resolution ",
        " of UNSCR ",
        " of UNSCR-",
        " of UNSC resolution ",
        " of SC Res. ",
    ],
)
def test_a_paragraph_is_of_the_next_document(between: str) -> None:
    text = f"paragraph 3{between}1325 (2000)"
    assert is_of_next(text, len("paragraph 3"), text.index("1325"), comma=False)


@pytest.mark.parametrize(
    "between",
    [
        " and resolution ",
        " of the annex to resolution ",
        " of the report on resolution ",
        " of General Assembly resolution ",
        " of Council decision ",
        " of that very resolution ",
        " contained in resolution ",
        "; resolution ",
        ". Resolution ",
        " of the resolution on ",
    ],
)
def test_a_paragraph_is_not_of_the_next_document(between: str) -> None:
    text = f"paragraph 3{between}1325 (2000)"
    assert not is_of_next(text, len("paragraph 3"), text.index("1325"), comma=True)


def test_a_comma_makes_a_paragraph_one_of_the_next_document_where_nothing_else_does() -> None:
    for between in (", resolution ", ", ", ", Security Council resolution ", ", UNSCR "):
        text = f"paragraph 3{between}1325 (2000)"
        ends = len("paragraph 3"), text.index("1325")
        assert is_of_next(text, *ends, comma=True)
        assert not is_of_next(text, *ends, comma=False)


def _is_of_last(between: str, *, in_draft: bool) -> bool:
    text = f"1325 (2000){between}paragraph 3"
    return is_of_last(text, len("1325 (2000)"), text.index("paragraph"), in_draft=in_draft)


@pytest.mark.parametrize(
    "between",
    [
        " ",
        ", ",
        " (",
        " [",
        ": ",
        " – ",
        ", in its ",
        " and its ",
        ", the ",
        ", operative ",
        ", at ",
        " (see ",
        ", cf. ",
        ", in particular ",
        ", in particular, ",
        ", in particular in its ",
        " and, in particular, ",
        ", and in particular its ",
        ", particularly ",
        ", including in ",
        ", and including ",
        ", specifically in its ",
        ", notably ",
        ", especially the ",
        ", namely ",
        ", inter alia ",
        " of 31 October 2000, ",
        " of October 31, 2000, ",
        ", adopted on 31 October 2000, ",
        ", adopted in 2000, ",
        " of 31 October 2000, in particular its ",
    ],
)
def test_a_paragraph_is_of_the_last_document(between: str) -> None:
    assert _is_of_last(between, in_draft=False)
    assert _is_of_last(between, in_draft=True)


@pytest.mark.parametrize(
    "between",
    [" and ", ", and ", " in ", ", in ", ", both in ", " under ", " with ", " on ", "; ", " and in ", " of 2000 and "],
)
def test_words_that_leave_the_owner_open_name_the_last_document_in_drafts_only(between: str) -> None:
    """A resolution says this of its own paragraphs, and of those of the next document, too."""
    assert not _is_of_last(between, in_draft=False)
    assert _is_of_last(between, in_draft=True)


@pytest.mark.parametrize(
    "between",
    [
        " and the report, ",
        " as well as ",
        " and resolution 1820 (2008), ",
        ". ",
        ", as amended by ",
        " or ",
        " says in ",
        ", annex, ",
        " is recalled; see ",
        ", to which ",
    ],
)
def test_a_paragraph_is_not_of_the_last_document(between: str) -> None:
    assert not _is_of_last(between, in_draft=True)


@pytest.mark.parametrize(
    ("after", "owner"),
    [
        (" above", "here"),
        (", below", "here"),
        (" (above)", "here"),
        (" of the present resolution", "here"),
        (" in the present resolution", "here"),
        (" of this resolution", "this"),
        (", of this resolution", "this"),
        (" in this resolution", "this"),
        (" of that resolution", "that"),
        (" in that resolution", "that"),
        (" of the same resolution", "that"),
        (" in the said resolution", "that"),
        (" of the latter resolution", "that"),
        (" of the above resolution", "that"),
        (" of the above-mentioned resolution", "that"),
        (" of the aforementioned resolution", "that"),
        (" thereof", "thereof"),
        (", thereof", "thereof"),
        (" of which apply", "thereof"),
        (" of it", "thereof"),
        (" of that text", "text"),
        (" in the same document", "text"),
        (" of the report", "other"),
        (", of the annex", "other"),
        (" of his letter", "other"),
        (" of annex B", "other"),
        (" of Protocol I", "other"),
        (" of the Secretary-General’s report", "other"),
        (" of the draft resolution", "other"),
        (" of these resolutions", "other"),
        (" of draft resolution 2", "other"),
        (" in the report", "other"),
        (" in our latest zero draft", "other"),
        (" from the Charter", "other"),
        (" of the resolution", "open"),
        (" of the landmark resolution", "open"),
        (", of course,", "open"),
        (" in full", "open"),
        (", in which", "open"),
        (", in line with the Charter", "open"),
        (" in the context of the report", "open"),
        (" on page 3", "open"),
        (" contained in the annex", "open"),
        (", section B", "open"),
        (" to the report", "open"),
        (" says", None),
        ("; above all", None),
        (", offering", None),
    ],
)
def test_the_words_after_a_paragraph_say_whose_it_is(after: str, owner: Owner | None) -> None:
    assert owner_after(f"paragraph 3{after}", len("paragraph 3")) == owner


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        ("the report", [Rival(4, drafted=False)]),
        ("Our zero draft", [Rival(4, drafted=True), Rival(9, drafted=True)]),
        ("another resolution", [Rival(0, drafted=True)]),
        ("the Paris Principles", [Rival(4, drafted=False), Rival(10, drafted=False)]),
        ("It requests a report. The report", [Rival(26, drafted=False)]),
        ("The report asks for a plan", [Rival(4, drafted=False), Rival(22, drafted=False)]),
        ("The Security Council asks Member States to report to the Secretary-General", []),
        ("The text is a document of the Council", []),
    ],
)
def test_texts_beside_resolutions_are_rivals_unless_a_resolution_asks_for_them(text: str, rivals: list[Rival]) -> None:
    assert rivals_in(text, [0, text.find("The report", 1)] if ". " in text else [0]) == rivals


@pytest.mark.parametrize(
    ("before", "after", "apart"),
    [
        ("There is no ", "", "always"),
        ("Article 7, ", "", "always"),
        ("", " bis", "always"),
        ("", " should read", "always"),
        ("", " of 1820", "always"),
        ("", " of these resolutions", "always"),
        ("as explained in ", "", "unless operative"),
        ("The judges said in ", "", "unless operative"),
        ("In ", " we ask", "unless operative"),
        ("In ", " the report asks", "unless operative"),
        ("as the Council said in ", "", "never"),
        ("The Council said in ", "", "never"),
        ("In ", " the Council asks", "never"),
        ("", " should be read by all", "never"),
        ("", " of the resolution", "never"),
    ],
)
def test_words_around_a_paragraph_set_it_apart_from_resolutions(before: str, after: str, apart: str) -> None:
    text, start = f"{before}paragraph 3{after}", len(before)
    ways = [stands_apart(text, start, start + len("paragraph 3"), operative=operative) for operative in (True, False)]
    assert ways == {"always": [True, True], "unless operative": [False, True], "never": [False, False]}[apart]
