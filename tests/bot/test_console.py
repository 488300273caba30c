"""What a person sees in the terminal."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bot.assistant import Assistant
from bot.collect.collection import Collection
from bot.console.chat import chat
from bot.console.commands import Chat, run_command
from bot.console.render import answer_block, clause_block
from bot.console.screen import screen
from bot.conversation import Page
from bot.inert import inert
from retrieval.clauses.clause import LinePosition
from retrieval.errors import QuestionError
from retrieval.index.build import BuildReport
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from tests.fakes import FakeEncoder
from tests.golden import assert_golden
from tests.retrieval.made_clauses import clause
from tests.samples import OFFICIAL_1325, OFFICIAL_2331

Build = Callable[[], BuildReport]


@pytest.fixture
def assistant(build: Build, library: Path, index: Path, eager: None) -> Assistant:
    (library / "labels.csv").write_text("clause,theme\n1325 OP 1,Participation\n2331 OP 2 (a),SGBV\n")
    build()
    return Assistant(FolderPlace(index), open_generation(index), FakeEncoder())


def said_by(assistant: Assistant, lines: Iterable[str], width: int = 80, folder: Path = Path("none")) -> str:
    output = io.StringIO()
    chat(assistant, lines, Console(file=output, width=width, highlight=False), Collection(folder))
    return output.getvalue()


def test_a_paragraph_of_the_answer_goes_by_its_number_in_every_command(assistant: Assistant, tmp_path: Path) -> None:
    lines = ["ratifying or acceding to the Convention", "/show 1", "/cites 1", "/keep 1"]
    asked = said_by(assistant, lines, folder=tmp_path)
    cited = "S/RES/2331 (2016), operative paragraph 2 (a)"
    assert f"1  {cited}" in asked
    shown = asked.split(cited)
    assert len(shown) == 4, "answered, shown, and followed to what it cites"
    assert "cites nothing" in shown[3]
    assert "no resolution S/RES/1 in this library" in said_by(assistant, ["/show 1"]), "before there is an answer"


def test_numbers_count_the_list_that_was_shown_last(assistant: Assistant, tmp_path: Path) -> None:
    lines = [
        "/show 1325",
        "/keep 2",
        "/show 4",
        "ratifying or acceding to the Convention",
        "/show 2",
        "/keep 1",
        "/kept",
        "/keep 3",
        "/cites 2",
        "/show 2331",
        "/more",
        "/keep 1",
    ]
    said = said_by(assistant, lines, 200, tmp_path)
    assert "4  S/RES/1325 (2000), operative paragraph 3" in said
    assert "1 clause kept in “kept”: S/RES/1325 (2000), OP 1" in said, "2 of the resolution"
    assert "1 clause kept in “kept”: S/RES/2331 (2016), OP 2 (a)" in said, "1 of the answer, as /show 2 is no list"
    assert "2  S/RES/2331 (2016), operative paragraph 2 (a)" in said.split("1 clause kept in")[2], "2 of what is kept"
    assert "as in '/keep 1 3'; this list has 2" in said
    assert said.rstrip().endswith("1 clause kept already: S/RES/2331 (2016), OP 2 (a)"), "/more goes on with the answer"


def test_a_citation_is_copied_as_united_nations_documents_write_it(assistant: Assistant) -> None:
    said = said_by(
        assistant, ["/copy 1", "ratifying or acceding to the Convention", "/copy 1", "/show 1325", "/copy 1, 3"]
    )
    assert "/copy takes the numbers of paragraphs, as in '/copy 1 3'; ask something first" in " ".join(said.split())
    assert "\nSecurity Council resolution 2331 (2016), para. 2 (a)\n\n" in said
    two = "resolution 1325 (2000), first preambular para.\nSecurity Council resolution 1325 (2000), para. 2\n\n"
    assert said.endswith(f"Security Council {two}")
    assert "\x1b" not in said


def test_an_answer_shows_three_paragraphs_and_more_the_next(assistant: Assistant) -> None:
    ranks = re.compile(r"^(\d+)  S/RES", re.MULTILINE)
    first, second = said_by(assistant, ["armed conflict", "/more"]).split("/more shows the next ones", 1)
    assert ranks.findall(first) == ["1", "2", "3"]
    assert ranks.findall(second)[:3] == ["4", "5", "6"]


def _cited(said: str) -> dict[int, list[str]]:
    """Return the citations of the paragraphs in the output, by number, in the order in which they are shown."""
    found: dict[int, list[str]] = {}
    for number, cited in re.findall(r"^(\d+)  (S/RES.*paragraph \S+(?: \(\w\))?)", said, re.MULTILINE):
        found.setdefault(int(number), []).append(cited)
    return found


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("the fifth one", 5),
        ("the second one please", 2),
        ("show the fourth in full", 4),
        ("number 6 please", 6),
        ("who does the sixth one address?", 6),
        ("the last one", 6),
    ],
)
def test_an_ordinal_counts_all_pages_that_were_shown(asked: str, number: int, assistant: Assistant) -> None:
    lines = ["armed conflict", "/more"]
    pages, answer = said_by(assistant, lines, 200), said_by(assistant, [*lines, asked], 200)
    assert sorted(_cited(pages)) == [1, 2, 3, 4, 5, 6]
    [shown] = _cited(pages)[number]
    assert _cited(answer.removeprefix(pages))[1][0] == shown


def test_a_paragraph_picked_from_those_shown_leaves_their_numbers(assistant: Assistant) -> None:
    lines = ["armed conflict", "more please", "the fifth one", "thanks!", "and the fourth", "number 6 please"]
    cited = _cited(said_by(assistant, lines, 200))
    assert cited[1][1:] == cited[5] + cited[4] + cited[6]


def test_thanks_leave_the_answer_before_them_as_it_was_shown(assistant: Assistant, tmp_path: Path) -> None:
    said = said_by(assistant, ["armed conflict", "thanks!", "/more", "thanks!", "/keep 1"], 200, tmp_path)
    cited = _cited(said)
    assert sorted(cited) == [1, 2, 3, 4, 5, 6]
    assert "1 clause kept in “kept”" in said


def test_an_ordinal_counts_the_list_that_was_shown_last(assistant: Assistant) -> None:
    asked = "armed conflict", "/show 1325", "the second one"
    again = "armed conflict", "/show 1325", "/more", "the second one"
    of_answer, of_list = _cited(said_by(assistant, asked, 200))[2]
    assert _cited(said_by(assistant, asked, 200))[1][-1] == of_list
    assert _cited(said_by(assistant, again, 200))[1][-1] == of_answer != of_list


def test_an_ordinal_beyond_what_was_shown_is_searched_for(assistant: Assistant) -> None:
    assert "“fifth”" in said_by(assistant, ["armed conflict", "the fifth one"], 200)


@pytest.mark.parametrize("words", ["more please", "show me more", "next three", "ok, any more?", "more of them"])
def test_words_that_ask_for_more_show_the_next_as_the_command_does(words: str, assistant: Assistant) -> None:
    assert said_by(assistant, ["armed conflict", words]) == said_by(assistant, ["armed conflict", "/more"])


@pytest.mark.parametrize(
    "lines",
    [
        ["more please"],
        ["armed conflict", "more on women"],
        ["armed conflict", "once more"],
        ["1325 OP 1", "more like this"],
    ],
)
def test_other_words_with_more_in_them_are_a_question(lines: list[str], assistant: Assistant) -> None:
    assert said_by(assistant, lines) != said_by(assistant, [*lines[:-1], "/more"])


@pytest.mark.parametrize("width", [40, 80, 120])
def test_an_answer_reads_well_at_every_width(width: int, assistant: Assistant) -> None:
    said = said_by(assistant, ["ratifying or acceding to the Convention", "/more"], width)
    assert max(map(len, said.splitlines())) <= width
    assert_golden(f"answer-{width}.txt", said)


def test_the_words_that_answer_are_bold_in_a_terminal_and_named_below_in_a_file() -> None:
    one = clause("S/RES/1(1946)#1", "Urges all parties to protect women; and requests the committee to report;")
    block = clause_block(one, highlights=[(36, 73)])
    for terminal, named in ((True, False), (False, True)):
        output = io.StringIO()
        Console(file=output, width=100, force_terminal=terminal, color_system="standard" if terminal else None).print(
            block
        )
        assert ("\x1b[1mand requests the committee to report;" in output.getvalue()) is terminal
        assert ("answers: “and requests the committee to report;”" in output.getvalue()) is named


def test_no_words_of_a_near_miss_are_said_to_answer(assistant: Assistant) -> None:
    answer = assistant.answer("ratifying or acceding to the Convention", 2)
    hits = tuple(replace(hit, highlights=((0, 5),)) for hit in answer.hits)
    refusal = replace(answer, answered=False, hits=(), near_misses=hits)
    for shown, named in ((answer, True), (refusal, False)):
        output = io.StringIO()
        Console(file=output, width=200).print(answer_block(shown, hits, assistant.index))
        assert ("answers: “" in output.getvalue()) is named


def test_an_arabic_answer_isolates_citations_and_leaves_quotes_as_they_are(
    assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = assistant.answer("ratifying or acceding to the Convention", 2)
    understood = replace(answer.reading.understood, language="ar")
    hits = tuple(replace(hit, also=("S/RES/1325(2000)#8",)) for hit in answer.hits)
    framed = replace(answer, reading=replace(answer.reading, understood=understood), hits=hits)
    screen().print(answer_block(framed, hits, assistant.index))
    said = capsys.readouterr().out
    assert said.count("النصوص مقتبسة بالإنكليزية، وهي لغة وثائق هذه المكتبة.\u200f") == 1
    assert "الصيغة نفسها: \u2068S/RES/1325 (2000), OP 8\u2069\u200f" in said
    quoted = [line for line in said.splitlines() if any(hit.text in line for hit in hits)]
    assert len(quoted) == len(hits)
    assert not set("".join(quoted)) & set("\u2068\u2069\u200f")


def test_a_question_in_a_language_that_is_not_understood_is_told_so_where_nothing_is_found(
    assistant: Assistant,
) -> None:
    answer = assistant.answer("Wie viel kosten die Kartoffeln in den Supermärkten?", 2)
    assert answer.reading.understood.language == "und"
    output = io.StringIO()
    nothing = replace(answer, answered=False, hits=())
    Console(file=output, width=200).print(answer_block(nothing, (), assistant.index))
    [told, *_] = [line for line in output.getvalue().splitlines() if line and not line.startswith("Understood")]
    assert told.startswith("This question seems to be in none of the languages that are understood: ")
    assert "Nothing in this library answers that." in output.getvalue()


@pytest.mark.parametrize(
    ("confidence", "first"),
    [
        (0.99, "Sure: one of these paragraphs answers"),
        (0.6, "Likely: one of these paragraphs answers"),
        (None, "1  S/RES/"),
    ],
)
def test_how_sure_an_answer_is_stands_above_it(assistant: Assistant, confidence: float | None, first: str) -> None:
    answer = assistant.answer("ratifying or acceding to the Convention", 2)
    output = io.StringIO()
    shown = replace(answer, confidence=confidence, answered=True)
    Console(file=output, width=200).print(answer_block(shown, answer.hits, assistant.index))
    assert output.getvalue().splitlines()[0].startswith(first)


def test_a_paragraph_that_is_looked_up_is_not_called_an_answer(assistant: Assistant) -> None:
    answer = assistant.answer("1325 OP 2", 2)
    output = io.StringIO()
    Console(file=output, width=200).print(answer_block(answer, answer.hits, assistant.index))
    assert answer.certainty == "sure"
    assert "Sure" not in output.getvalue()


@pytest.mark.parametrize("is_answered", [True, False])
def test_words_that_were_not_understood_are_said_above_what_was_found(assistant: Assistant, is_answered: bool) -> None:
    answer = replace(assistant.answer("women", 2), unknown=("Nuremberg",))
    hits = answer.hits or answer.near_misses
    one = replace(
        answer, answered=is_answered, hits=hits if is_answered else (), near_misses=() if is_answered else hits
    )
    output = io.StringIO()
    Console(file=output, width=200).print(answer_block(one, hits, assistant.index))
    said = output.getvalue()
    assert -1 < said.find("Not understood: Nuremberg. ") < said.find(hits[0].text[:30])


@pytest.mark.parametrize(("pages", "named"), [((3,), "On page 3 of file.txt"), ((3, 3, 4), "On pages 3–4 of file.txt")])
def test_a_clause_of_a_pdf_says_on_which_page_it_stands(pages: tuple[int, ...], named: str) -> None:
    shown = clause("S/RES/1325(2000)#2")
    places = tuple(LinePosition(page, (0.0, 0.0, 1.0, 1.0)) for page in pages)
    output = io.StringIO()
    printed = replace(shown, source=replace(shown.source, places=places))
    Console(file=output).print(clause_block(shown), clause_block(printed))
    assert [line.strip() for line in output.getvalue().splitlines() if "file.txt" in line] == [named]


def test_commands_say_what_they_did(assistant: Assistant) -> None:
    lines = [
        "/help",
        "/themes",
        "/theme SGBV",
        "/since 2015",
        "/until 2020-06-30",
        "/kind operative",
        "/resolution 2331; 1325",
        "trafficking",
        "/theme Disarmament",
        "trafficking",
        "/all",
        "/more",
        "/show 2331 OP 2",
        "/show 1325 PP1",
    ]
    assert_golden("commands.txt", said_by(assistant, lines))


def test_a_limit_is_set_by_its_command_and_dropped_without_an_argument(assistant: Assistant) -> None:
    said = said_by(assistant, ["/kind operative; annex", "/since 2015", "/until 2010", "/kind", "/since"], width=120)
    assert "Limited to: operative paragraphs or annex paragraphs\n" in said
    assert "Limited to: since 2015, operative paragraphs or annex paragraphs\n" in said
    assert "'since' 2015-01-01 is after 'until' 2010-12-31" in said
    assert "Limited to: since 2015\n" in said
    assert "Not limited: every clause is searched." in said


def test_what_is_absent_is_said_above_what_the_rest_of_the_question_found(assistant: Assistant) -> None:
    absent = "There is no S/RES/1612 (2005) in this library; 'clausebot index add "
    found = said_by(assistant, ["what do 2331 and 1612 say about armed conflict?"], width=120).partition(absent)[2]
    assert "S/RES/2331 (2016), operative paragraph" in found
    alone = said_by(assistant, ["what does 1612 say?"], width=120).partition(absent)[2]
    assert alone
    assert "operative paragraph" not in alone


def test_suggested_themes_count_in_a_chat_until_somebody_says_otherwise(assistant: Assistant) -> None:
    question = "armed conflict"
    lines = ["/theme Protection", question, "/suggested off", question, "/all", "/suggested yes"]
    said = said_by(assistant, lines)
    on, off = said.split("Themes that are only suggested do not count.")
    assert "Limited to: under Protection, given or suggested" in on
    assert "for the vast majority of those affected" in on
    assert "Limited by this chat: under Protection · /everywhere asks without limits\n" in off
    assert "labelled Protection; for 2 it is suggested · /suggested on" in " ".join(off.split())
    assert "No paragraph in this library is labelled Protection." in off
    assert "/suggested takes 'on' or 'off'" in off


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("/nonsense", "no command /nonsense; the commands are /help, /theme,"),
        ("/theme gardening", "no theme 'gardening'; the themes are: General Women, Peace"),
        ("/since last year", "invalid date 'last year'; expected '2015'"),
        ("/kind footnote", "unknown kind 'footnote'; expected one of preambular, operative, annex"),
        ("/resolution 9999", "no resolution S/RES/9999 in this library"),
        ("/show", "/show what? expected a citation"),
        ("/show 2331 OP 77", "no paragraph 77 of S/RES/2331 (2016) in this library; it has PP1,"),
        ("???", "the text has no words"),
        ("word " * 3000, "the text has 14,999 characters; the maximum is 10,000"),
    ],
)
def test_what_cannot_be_done_is_explained_and_the_chat_goes_on(line: str, reply: str, assistant: Assistant) -> None:
    said = said_by(assistant, [line, "armed conflict"], width=200)
    assert reply in said
    assert "1  S/RES/" in said


def test_paragraphs_with_nearly_the_same_words_are_one_point_that_opens(
    build: Build, library: Path, index: Path
) -> None:
    alike = "4.  Urges all Member States to ensure increased representation of women at all decision-making levels;\n"
    (library / "later.txt").write_text(OFFICIAL_1325.replace("1325 (2000)", "1888 (2009)") + alike, encoding="utf-8")
    build()
    assistant = Assistant(FolderPlace(index), open_generation(index), FakeEncoder())
    said = said_by(
        assistant, ["increased representation of women at all decision-making levels", "/alike 1", "/alike 2"]
    )
    answer, opened = said.split("Nearly the same words ")
    assert "1888 (2009), OP 4" in opened.splitlines()[0]
    assert "all Member States" not in answer
    assert "all Member States" in opened
    assert "those shown are 1" in " ".join(opened.split())


def test_only_paragraphs_that_were_shown_are_said_to_have_others_alike(assistant: Assistant) -> None:
    hits = [replace(hit, alike=()) for hit in assistant.answer("armed conflict", 10).hits][:4]
    hits[3] = replace(hits[3], alike=(hits[0].clause.id,))
    conversation = Chat(collection=Collection(Path("none")), page=Page(tuple(hits)))
    with pytest.raises(QuestionError, match="there are none among those shown; /more shows further ones"):
        run_command("/alike 1", conversation, assistant.index)
    with pytest.raises(QuestionError, match="those shown are 4"):
        run_command("/alike 1", conversation.showing(conversation.page.next), assistant.index)


def test_an_interrupt_stops_one_answer_and_not_the_chat(build: Build, index: Path) -> None:
    class Interrupted(FakeEncoder):
        def encode_queries(self, queries):  # type: ignore[no-untyped-def]
            if "long" in queries[0]:
                raise KeyboardInterrupt
            return super().encode_queries(queries)

    build()
    assistant = Assistant(FolderPlace(index), open_generation(index), Interrupted())
    said = said_by(assistant, ["a long question", "protect women and girls from rape"])
    assert "stopped" in said
    assert "1  S/RES/1325 (2000), operative paragraph 2" in said


@pytest.mark.parametrize("leaving", ["/quit", "quit", "Exit"])
def test_quit_leaves_and_blank_lines_are_nothing(leaving: str, assistant: Assistant) -> None:
    said = said_by(assistant, ["", "  \n", leaving, "trafficking"])
    assert "S/RES" not in said
    assert "No paragraph" not in said


def test_a_chat_notices_a_new_generation(assistant: Assistant, build: Build, library: Path) -> None:
    def lines() -> Iterable[str]:
        yield "harvest"
        (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("Decides to remain", "Welcomes the harvest of"))
        build()
        yield "harvest"

    first, second = said_by(assistant, lines()).split("/more shows", 1)
    assert "Welcomes the harvest" not in first
    assert "Welcomes the harvest" in second


def test_an_answer_names_the_generation_it_came_from(assistant: Assistant, build: Build, library: Path) -> None:
    before = assistant.answer("trafficking", 1).generation
    (library / "S_RES_1325.txt").unlink()
    published = build().manifest.generation
    assert before != published
    assert assistant.answer("trafficking", 1).generation == published


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “quoted” words – and\nlines", "plain “quoted” words – and\nlines"),
        ("\x1b[2Jcleared", "␛[2Jcleared"),
        ("\x1b]8;;http://bad\x07link", "␛]8;;http://bad␇link"),
        ("back\x08space\x7f\x9b", "back␈space��"),
        ("left\u202eright", "left�right"),
    ],
)
def test_control_codes_in_a_document_are_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_control_codes_and_markup_of_a_document_are_inert(build: Build, library: Path, index: Path) -> None:
    text = OFFICIAL_2331.replace("all instances", "[bold red]all[/] \x1b[31minstances :smile:")
    (library / "S_RES_2331.txt").write_text(text, encoding="utf-8")
    build()
    said = said_by(Assistant(FolderPlace(index), open_generation(index), FakeEncoder()), ["/show 2331 OP 1"])
    assert "\x1b" not in said
    assert "[bold red]all[/] ␛[31minstances :smile:" in said


def test_paragraphs_of_an_answer_are_kept_by_their_numbers(assistant: Assistant, tmp_path: Path) -> None:
    lines = [
        "/keep 1",
        "ratifying or acceding to the Convention",
        "/keep 1, 3",
        "/keep 99",
        "/keep one",
        "/keep 1",
        "/kept",
    ]
    said = said_by(assistant, lines, 200, tmp_path)
    assert "as in '/keep 1 3'; ask something first" in said
    assert "2 clauses kept in “kept”: S/RES/2331 (2016), OP 2 (a); " in said
    assert len(re.findall(r"as in '/keep 1 3'; this answer has \d+\n", said)) == 2
    assert "1 clause kept already: S/RES/2331 (2016), OP 2 (a)" in said
    assert len(Collection(tmp_path).read()) == 2
    assert "That have not yet done so, to consider as a matter of priority" in said.split("kept already")[1]


def test_a_collection_that_cannot_be_read_ends_no_chat(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "kept.jsonl").write_text("{")
    said = said_by(assistant, ["/kept", "trafficking"], 200, tmp_path)
    assert "line 1 of" in said
    assert "S/RES/2331 (2016), operative paragraph 1" in said
