"""Numbers that count the lines of a text are no words of it; numbers that do not grow as the lines do are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.official.resolution import read_resolution
from retrieval.readers.source import open_source, quote

HEAD = [
    "United Nations",
    "Resolution 2601 (2021)",
    "Adopted by the Security Council at its 8889th meeting, on 29 October 2021",
    "The Security Council,",
]
BODY = [
    "Recalling its resolutions 1998 (2011) and 2225 (2015), and the need to streng-",
    "then the role of women in all of the areas of peace, and their full par-",
    "ticipation in it,",
    "Recognizing that an understanding of the impact of armed conflict on women",
    "can contribute to the maintenance of international peace and security,",
    "1. Urges Member States to ensure increased representation of women at all",
    "levels of the institutions and mechanisms for the prevention of conflict;",
    "2. Encourages the Secretary-General to implement his plan of action cal-",
    "ling for an increase in the participation of women in the resolution of",
    "conflicts and in the processes of peace;",
    "3. Urges the Secretary-General to appoint more women as representatives and",
    "envoys to pursue good offices on his behalf, and in this regard calls on all",
    "Member States to provide candidates;",
    "4. Requests the Secretary-General to report within",
    "a year;",
    "5. Decides to remain actively seized of the matter.",
]


def clauses(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    source = open_source("text.txt", "\n".join(lines).encode())
    return [
        (one.paragraph, quote(source.data, one.spans, form=source.form, encoding=source.encoding))
        for one in read_resolution(source)[0].paragraphs
    ]


def numbered(lines: Sequence[str], step: int, gap: str = "  ", first: int = 1) -> list[str]:
    return [f"{n}{gap}{line}" if n % step == 0 else f"    {line}" for n, line in enumerate(lines, first)]


READ = clauses([*HEAD, *BODY])


def test_the_text_has_no_number_of_a_line() -> None:
    assert [name for name, _ in READ] == ["PP1", "PP2", "1", "2", "3", "4", "5"]
    assert "need to strengthen the role" in READ[0][1]


@pytest.mark.parametrize("gap", [" ", "\t", "   ", ": ", "| "])
@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_numbers_of_the_body_alone_and_beside_cut_words_are_left_out(step: int, gap: str) -> None:
    assert clauses([*HEAD, *numbered(BODY, step, gap)]) == READ
    assert clauses(numbered([*HEAD, *BODY], step, gap)) == READ


def test_the_number_of_a_blank_line_is_left_out() -> None:
    lines = [*HEAD, *BODY[:5], "", *BODY[5:]]
    assert clauses([f"{n} {line}".rstrip() for n, line in enumerate(lines, 1)]) == READ


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("above", [0, 2])
@pytest.mark.parametrize("step", [1, 5])
def test_blank_lines_are_counted_too_as_editors_do(step: int, above: int, ends: str) -> None:
    """Also where they have no number themselves."""
    lines = [""] * above
    for line in [*HEAD, *BODY]:
        lines += ["", line] if line[0].isdigit() or line in HEAD or line[0] == "R" else [line]
    printed = [f"{n}  {line}" if line and n % step == 0 else line for n, line in enumerate(lines, 1)]
    source = open_source("text.txt", ends.join(printed).encode())
    found = read_resolution(source)[0].paragraphs
    quotes = [quote(source.data, one.spans, form=source.form, encoding=source.encoding) for one in found]
    assert quotes == [words for _, words in READ]


@pytest.mark.parametrize("head", ["S/RES/2601 (2021)", "Page | 2", "- 2 -"])
@pytest.mark.parametrize("restarts", [True, False])
@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("last", [1, 2, 4])
def test_numbers_go_on_or_start_again_on_a_new_page(step: int, last: int, *, restarts: bool, head: str) -> None:
    """Also on a page so short that one line alone has a number."""
    lines = [*HEAD, *BODY]
    above, below = lines[:-last], lines[-last:]
    first = 1 if restarts else len(above) + 1
    pages = [*numbered(above, step), "", head, "", *numbered(below, step, first=first)]
    assert clauses(pages) == READ


@pytest.mark.parametrize("restarts", [True, False])
@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("last", [1, 2, 4])
def test_below_an_unknown_running_head_they_are_left_out_or_refused(step: int, last: int, *, restarts: bool) -> None:
    lines = [*HEAD, *BODY]
    above, below = lines[:-last], lines[-last:]
    first = 1 if restarts else len(above) + 1
    pages = [*numbered(above, step), "2 of 3", *numbered(below, step, first=first)]
    try:
        said = clauses(pages)
    except UnreadableError as error:
        assert "its lines are numbered in the margin" in str(error)  # noqa: PT017
    else:
        assert said == clauses([*above, "2 of 3", *below])


def _rows(step: int, first: int) -> Iterator[str]:
    for n in range(first, first + 6 * step, step):
        yield f"{n} rifles, of which each one has"
        yield from ["such parts as belong to it"] * (step - 1)


@pytest.mark.parametrize(("step", "first"), [(1, 1), (2, 2), (3, 3), (1, 10), (2, 10), (3, 10), (5, 10)])
def test_rows_of_a_list_keep_their_numbers(step: int, first: int) -> None:
    rows = list(_rows(step, first))
    kept = clauses([*HEAD, *BODY[:5], "1. Decides that it shall have:", *rows, "2. Decides to remain seized."])
    assert kept[2] == ("1", " ".join(["Decides that it shall have:", *rows]))
    annexed = clauses([*HEAD, *BODY, "Annex", "1. The mission shall have:", *rows])
    assert annexed[:-1] == READ


@pytest.mark.parametrize("days", ["15 days", "20 days", "25 States, as it may"])
def test_a_number_of_a_sentence_that_does_not_grow_as_the_lines_do_stays(days: str) -> None:
    lines = [*BODY[:14], f"{days} of the adoption;", BODY[15]]
    for step in (1, 5):
        assert clauses([*HEAD, *numbered(lines, step)])[5][1].endswith(f"report within {days} of the adoption;")


def test_a_number_that_may_count_lines_or_be_a_word_is_refused() -> None:
    """An unknown running head stands between it and the numbers above, of which it is the next."""
    lines = [*numbered([*HEAD, *BODY[:11]], 5), "Women and peace", *numbered([*BODY[11:], *BODY[5:7]], 5, first=16)]
    with pytest.raises(UnreadableError, match=r"numbered in the margin, and “20 5\. Decides"):
        clauses(lines)
