"""Quotations of drafts: what stands between their marks, in Markdown and plain text."""

import pytest

from retrieval.readers.drafts.markdown import read_markdown
from retrieval.readers.drafts.plain import read_plain
from retrieval.verifying.quotations import QuotationForm, find_quotations


def _quoted(text: str) -> list[str]:
    return [one.text for one in find_quotations(read_markdown(text))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He “asks” and she "answers", «twice» and „again“.', ["asks", "answers", "twice", "again"]),
        ("The ‘first’ and 'second' of the parties' words.", ["first", "second"]),
        ("They are the 'parties' obligations'.", ["parties' obligations"]),
        ("It's women's peace, the girls' and boys' rights.", []),
        ("The “so-called ‘young’ and “old” people” met.", ["so-called ‘young’ and “old” people"]),
        ('"One", "two" and "three".', ["One", "two", "three"]),
        ("‹One›, 「two」 and『three』.", ["One", "two", "three"]),
        ("Words, „one, two,“, and more.", ["one, two,"]),
        ("The ‘words of ‘young people’ in it’ count.", ["words of ‘young people’ in it"]),
        ("“Urges all”1 and “Calls”².", ["Urges all", "Calls"]),
        ("(“Urges all”)—“Calls”.", ["Urges all", "Calls"]),
        ("”Urges all” as the Swedes do.", ["Urges all"]),
        ("“*Urges* **all** _States_ [here](https://un.org) &amp; there”", ["Urges all States here & there"]),
        ("“[U]rges […] all [States] [^1]”\n\n[^1]: Note “within”.", ["[U]rges […] all [States] ", "within"]),
        ("“One paragraph\n\n“and another\n\n“and a third.” End.", ["One paragraph\nand another\nand a third."]),
        (
            "“Calls upon:\n\n(a) keepers;\n\n(b) others.” End “here”.",
            ["Calls upon:\n(a) keepers;\n(b) others.", "here"],
        ),
        ("“No end of it.\n\nA new one “here”.", ["No end of it.", "here"]),
        ("It “notes the “Future … of all” here.", ["notes the “Future … of all", "Future … of all"]),
        ("> Urges all\n> States\n>\n> to act\n\nText", ["Urges all\nStates\nto act"]),
        ("> Urges all\n>\n> — S/RES/1325 (2000)", ["Urges all"]),
        ("> Urges all\n> (S/RES/1325 (2000), para. 1)", ["Urges all"]),
        ("> Urges all (1325 (2000), OP 1)\n>\n> Calls (1325 (2000), OP 2)", ["Urges all", "Calls"]),
        ("> “Urges all”\n>\n> “Calls”", ["“Urges all”", "“Calls”"]),
        ("> “Urges all\n>\n> “and Calls”", ["“Urges all\nand Calls”"]),
        ("> Urges all\n>\n> — S/RES/1325 (2000)\n>\n> Calls\n>\n> — S/RES/1820 (2008)", ["Urges all", "Calls"]),
        ("> Urges all:\n>\n> (a) keepers;\n>\n> (b) others.", ["Urges all:\n(a) keepers;\n(b) others."]),
        ("> “Urges all” – UNSCR 1325", ["“Urges all”"]),
        ("> Urges all (A/52/231) and resolution 1325 (2000)\n", ["Urges all (A/52/231) and resolution 1325 (2000)"]),
        ("```\n“code”\n```\n<!-- “comment” --> “text”", ["text"]),
        ('5" of rain fell, and 6" more.', []),
    ],
)
def test_the_words_between_the_marks_are_quoted(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


def test_a_span_counts_characters_of_the_file() -> None:
    text = "# A *title*\n\nThe **Council** “*urges* all [States](u)” to act."
    draft = read_markdown(text)
    [one] = find_quotations(draft)
    start, end = draft.in_file((one.start, one.end))
    assert text[start:end].strip("*") == "urges* all [States"


def test_lines_of_a_plain_text_are_paragraphs_where_they_are_long() -> None:
    long = "word " * 40
    wrapped, unwrapped = f"“{long}\n{long}” end", f"“{long}\n{long} end"
    assert [one.form for one in find_quotations(read_plain(wrapped))] == [QuotationForm.MARKED]
    [unclosed] = find_quotations(read_plain(unwrapped))
    assert (unclosed.form, unclosed.text) == (QuotationForm.PERHAPS, long.strip())


def test_indented_and_marked_lines_of_a_plain_text_are_blocks() -> None:
    text = "The Council:\n\n    Urges all\n    States\n\n> to act\n\nEnd."
    assert [(one.form.value, one.text) for one in find_quotations(read_plain(text))] == [
        ("perhaps", "Urges all\n    States"),
        ("block", "to act"),
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("• One “a\n• Two\ngoes on\n- Three", ["• One “a", "• Two\ngoes on", "- Three"]),
        ("One;\n2. Two;\n(3) Three:\n(a) four", ["One;", "2. Two;", "(3) Three:", "(a) four"]),
        ("see paragraph\n2. It is on “words”\n– S/RES/1325 (2000)", None),
        ("A well-known -\nand *good* - word", None),
        ("“Words are good.”\n- Source: S/RES/1325 (2000)", None),
    ],
)
def test_items_of_a_plain_text_are_paragraphs(text: str, paragraphs: list[str] | None) -> None:
    draft = read_plain(text)
    assert [text[one.start : one.end] for one in draft.paragraphs] == (paragraphs or [text])


@pytest.mark.parametrize(
    "text",
    [
        "> From: Ann\n> To: Bo\n>\n> It “asks\n> all”.\n>\n>> Old “words”",
        "On Monday Ann wrote:\n> It “asks\n> all”.\n> > Old “words”",
        "Le 3 mai, Ann a écrit :\n\n> It “asks\n> all”.\n>> Old “words”",
    ],
)
def test_a_mail_behind_signs_of_quotations_is_running_text(text: str) -> None:
    found = find_quotations(read_plain(text))
    assert [(" ".join(one.text.split()), one.form) for one in found] == [
        ("asks all", QuotationForm.MARKED),
        ("words", QuotationForm.MARKED),
    ]
