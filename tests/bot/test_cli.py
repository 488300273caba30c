"""The command line as scripts and people use it, with the real all-MiniLM-L6-v2."""

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.cli import entry_point, main
from embeddings.compiled import CompiledEncoder
from retrieval.index import encoders
from retrieval.index.default_folders import models_folder
from tests.loaded import load_once
from tests.retrieval.readers.official.forgeries import SEEN
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library

Asked = Callable[..., list[Any]]

ROOT = Path(__file__).resolve().parents[2]
MODEL = "all-MiniLM-L6-v2"


@pytest.fixture(scope="module")
def seed_index(tmp_path_factory: pytest.TempPathFactory, compiled_once: Path) -> Path:
    index = tmp_path_factory.mktemp("seed") / "index"
    where = ["--library", str(ROOT / "seeds"), "--index", str(index), "--model", MODEL]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(compiled_once))
        patched.setattr("embeddings.reference.ReferenceEncoder", load_once)
        assert main(["index", "build", "--portable", *where]) == 0
    return index


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, compiling_once: None
) -> "Run":
    return Run(tmp_path, capsys, monkeypatch)


class Run:
    """Runs commands on a library of the test's own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.library, self.index = folder / "library", folder / "index"
        self.err = ""
        self._capsys = capsys
        monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(self.library))
        monkeypatch.setenv("CLAUSEBOT_INDEX", str(self.index))
        monkeypatch.setenv("CLAUSEBOT_MODEL", MODEL)

    def __call__(self, *argv: str) -> tuple[int, str]:
        self._capsys.readouterr()
        code = main(argv)
        captured = self._capsys.readouterr()
        self.err = captured.err
        return code, captured.out

    def json(self, *argv: str) -> Any:
        code, out = self(*argv, "--json")
        assert code == 0, self.err
        return json.loads(out)


def _ask(seed_index: Path, *argv: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Ask in a process of its own."""
    command = [sys.executable, "-m", "bot", "ask", "--index", str(seed_index), *argv]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture
def asked(run: Run, seed_index: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Function that asks the lines of standard input, in this process, and returns the answers."""

    def asked(stdin: str, *argv: str) -> list[Any]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        return [json.loads(line) for line in run("ask", "--json", "--index", str(seed_index), *argv)[1].splitlines()]

    return asked


def test_the_first_question_is_answered_by_the_right_paragraph(seed_index: Path) -> None:
    question = "states that have not yet done so should ratify or accede to the trafficking protocol as a priority"
    asked = _ask(seed_index, "--json", "-k", "1", question)
    assert asked.returncode == 0
    assert asked.stderr == ""
    answer = json.loads(asked.stdout)
    [hit] = answer.pop("hits")
    [generation] = (folder.name for folder in (seed_index / "generations").glob("[!.]*"))
    assert answer == {
        "question": question,
        "answered": True,
        "shape": "answer",
        "language": "en",
        "confidence": pytest.approx(1, abs=0.01),
        "certainty": "sure",
        "filters": {
            "resolutions": [],
            "since": None,
            "until": None,
            "kinds": [],
            "themes": [],
            "countries": [],
            "suggested": False,
        },
        "understood": {
            "searched": question,
            "stated": [],
            "corrected": {},
            "unknown": [],
            "follow_up": "",
            "standing": [],
            "overruled": [],
        },
        "reply": "",
        "absent": [],
        "total": None,
        "by_words": False,
        "with_words": None,
        "other_words": [],
        "sides": [],
        "beyond": [],
        "suggestions": 0,
        "generation": generation,
        "encoder": MODEL,
        "near_misses": [],
    }
    data = (ROOT / "seeds" / "peacewomen-S_RES_2331.txt").read_bytes()
    words = " ".join(data[994:1326].decode().split())
    assert words.startswith("That have not yet done so, to consider as a matter of priority ratifying")
    assert hit == {
        "rank": 1,
        "score": pytest.approx(0.749, abs=0.002),
        "id": "S/RES/2331(2016)#2(a)",
        "symbol": "S/RES/2331 (2016)",
        "date": "2016-12-20",
        "kind": "operative",
        "paragraph": "2(a)",
        "citation": "S/RES/2331 (2016), operative paragraph 2 (a)",
        "lead_in": "Calls upon Member States:",
        "text": words,
        "highlights": [],
        "themes": [
            {"name": "General Women, Peace and Security", "by": "peacewomen"},
            {"name": "Implementation", "by": "peacewomen"},
        ],
        "countries": ["Global"],
        "also": [],
        "alike": [],
        "parts": [],
        "later": [],
        "first": "",
        "cites": [],
        "cited_by": [],
        "source": {
            "file": "peacewomen-S_RES_2331.txt",
            "sha256": hashlib.sha256(data).hexdigest(),
            "spans": [[994, 1326]],
            "lead_in_spans": [[958, 984]],
        },
        "url": "https://undocs.org/S/RES/2331(2016)",
    }


def test_questions_on_standard_input_are_answered_in_order_with_one_model(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Path] = []

    def load(folder: Path, *, fast: bool) -> CompiledEncoder:
        loaded.append(folder)
        return CompiledEncoder(folder, fast=fast)

    monkeypatch.setattr(encoders, "CompiledEncoder", load)
    questions = [f"What is said about case {n} of trafficking?" for n in range(20)]
    questions[3], questions[7] = "What is said about trafficking?", ""  # of the others none need have an answer
    answers = asked("\n".join(questions) + "\n", "-k", "1")
    assert [answer["question"] for answer in answers] == questions
    assert [n for n, answer in enumerate(answers) if "error" in answer] == [7]
    assert "the text has no words" in answers[7]["error"]
    assert len(loaded) == 1


def test_a_question_is_answered_before_the_next_is_typed(seed_index: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--index", str(seed_index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin
        assert process.stdout
        for question in ("Who is protected?", "Who reports?"):
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question


def test_exit_codes_are_grep_s(run: Run, seed_index: Path) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    assert run("ask", "women")[0] == 2, "no index yet"
    assert "build it with 'clausebot index build'" in run.err
    run("index", "build")
    question = "increased representation of women at all decision-making levels"
    assert run("ask", question)[0] == 0
    assert run("ask", question, "--since", "2015")[0] == 1
    assert run("ask", "women", "--theme", "gardening")[0] == 2
    assert "no theme 'gardening'" in run.err
    assert run("ask", "women", "--kind", "footnote")[0] == 2
    assert "unknown kind 'footnote'; expected one of preambular, operative, annex" in run.err
    assert run("ask", "?!")[0] == 2
    assert run("ask", "women", "--since", "2015", "--until", "2010")[0] == 2
    assert "'since' 2015-01-01 is after 'until' 2010-12-31" in run.err
    assert run("clauses", "--since", "2000", "--until", "2000")[0] == 0
    assert run("clauses", "--kind", "annex")[0] == 1


def test_a_conversation_builds_on_its_turns_until_a_blank_line(seed_index: Path) -> None:
    turns = "trafficking in persons in supply chains\nand for the private sector?\n\nreligion and trafficking\n"
    asked = _ask(seed_index, "--json", "-k", "1", "--conversation", stdin=turns)
    first, second, anew = asked.stdout.splitlines()
    assert json.loads(first)["understood"]["follow_up"] == ""
    assert json.loads(second)["understood"]["follow_up"] == "about: trafficking in persons in supply chains"
    assert json.loads(anew)["understood"]["follow_up"] == ""


def test_more_in_a_conversation_shows_the_hits_behind_those_shown(asked: Asked) -> None:
    turns = "trafficking in persons\nmore please\nnext two\nand for girls?\n\nmore please\n"
    first, second, third, girls, anew = asked(turns, "-k", "2", "--conversation")
    [at_once] = asked("trafficking in persons\n", "-k", "6")
    assert [hit["id"] for one in (first, second, third) for hit in one["hits"]] == [
        one["id"] for one in at_once["hits"]
    ]
    assert [hit["rank"] for hit in third["hits"]] == [5, 6]
    assert second["question"] == "more please"
    assert girls["understood"]["searched"] == "trafficking in girls"
    assert anew["understood"]["searched"] == "more please", "nothing was asked before"


def test_what_people_say_around_a_question_is_not_searched_for(asked: Asked) -> None:
    wrapped = [
        "Hi from Nairobi! My boss needs something on trafficking in persons",
        "writing my thesis, need some language on trafficking in persons",
        "deadline tonight, could you send me language on trafficking in persons please",
        "a colleague in the gender unit asks about trafficking in persons",
    ]
    answers = asked("\n".join(wrapped))
    assert [one["understood"]["searched"] for one in answers] == ["trafficking in persons"] * len(wrapped)
    assert all(one["answered"] for one in answers)


def test_more_like_a_paragraph_that_was_looked_up_is_searched_for_by_its_words(asked: Asked) -> None:
    paragraph, others = asked("2331 OP 2\nmore like this\n", "-k", "2", "--conversation")
    assert others["understood"]["searched"] == paragraph["hits"][0]["text"]


def test_each_of_the_hits_that_were_shown_may_be_asked_for(asked: Asked) -> None:
    first, fourth = asked("trafficking in persons\nnumber 4 please\n", "-k", "4", "--conversation")
    assert (fourth["shape"], fourth["hits"][0]["id"]) == ("lookup", first["hits"][3]["id"])


def test_an_ordinal_counts_all_pages_that_were_shown(asked: Asked) -> None:
    turns = "trafficking in persons\nmore please\nthe second one\nand the fourth\nnumber 3 please\nthe last one\n"
    first, more, *picked = asked(turns, "-k", "2", "--conversation")
    shown = [hit["id"] for one in (first, more) for hit in one["hits"]]
    assert [(one["shape"], one["hits"][0]["id"]) for one in picked] == [
        ("lookup", shown[at - 1]) for at in (2, 4, 3, 4)
    ]


def test_where_there_is_no_more_to_show_it_says_so(asked: Asked) -> None:
    first, more, after = asked("trafficking in persons\nmore\nand OP 8 of 2331?\n", "-k", "60", "--conversation")
    assert (more["answered"], more["hits"], more["reply"]) == (False, [], "There is no more to show; ask something.")
    assert first["hits"]
    assert after["hits"][0]["id"] == "S/RES/2331(2016)#8"


def test_more_after_one_of_those_shown_goes_on_behind_them(asked: Asked) -> None:
    turns = "trafficking in persons\nthe second one\nmore please\nmore\nthe third one\nand the second\n"
    shown = [[hit["id"] for hit in one["hits"]] for one in asked(turns, "-k", "2", "--conversation")]
    [at_once] = asked("trafficking in persons\n", "-k", "6")
    ids = [hit["id"] for hit in at_once["hits"]]
    assert shown == [ids[:2], ids[1:2], ids[2:4], ids[4:6], ids[2:3], ids[1:2]]


def test_limits_are_read_from_the_words_unless_they_are_to_be_taken_literally(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_2331, b=OFFICIAL_1325)
    run("index", "build")
    answer = json.loads(run("ask", "--json", "operative only, in 2331: trafficking in persons")[1])
    assert answer["filters"]["kinds"] == ["operative"]
    assert answer["understood"]["stated"] == ["in S/RES/2331 (2016)", "operative paragraphs"]
    literal = json.loads(run("ask", "--json", "--literal", "operative only, in 2331: trafficking in persons")[1])
    assert literal["filters"]["kinds"] == literal["understood"]["stated"] == []


def test_words_without_quotation_marks_are_one_question(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_2331)
    run("index", "build")
    answer = run.json("ask", "prevent", "and", "criminalize", "-k", "1", "trafficking")
    assert answer["question"] == "prevent and criminalize trafficking"
    assert len(answer["hits"]) == 1


def test_a_named_paragraph_comes_first_and_one_that_is_not_there_is_said_to_be_so(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_2331, b=OFFICIAL_1325)
    run("index", "build")
    answer = run.json("ask", "2331 OP 2 (b)")
    assert answer["hits"][0]["id"] == "S/RES/2331(2016)#2(b)"
    assert answer["confidence"] == 1
    code, out = run("ask", "--json", "quote paragraph 25 of resolution 1325")
    assert code == 1
    assert json.loads(out)["reply"] == "There is no S/RES/1325 (2000), OP 25 in this library; it goes up to OP 3."


@pytest.mark.parametrize(
    "asked",
    [("what does resolution 1612 say of women?",), ("women in resolution 1612",), ("women", "--resolution", "1612")],
)
def test_a_resolution_that_is_not_there_is_said_to_be_so(asked: tuple[str, ...], run: Run) -> None:
    write_library(run.library, a=OFFICIAL_2331)
    run("index", "build")
    code, out = run("ask", "--json", *asked)
    answer = json.loads(out)
    assert (code, answer["answered"], answer["hits"]) == (1, False, [])
    assert answer["absent"] == ["S/RES/1612 (2005)"]
    assert "There is no S/RES/1612 (2005) in this library; 'clausebot index add S/RES/1612' adds it." in answer["reply"]


def test_of_two_resolutions_one_that_is_there_is_searched(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_2331)
    run("index", "build")
    answer = run.json("ask", "trafficking", "--resolution", "1612", "--resolution", "2331")
    assert answer["hits"]
    assert answer["absent"] == ["S/RES/1612 (2005)"]


@pytest.mark.parametrize("command", ["clauses", "graph"])
def test_limits_that_leave_no_clause_are_said_to_do_so(command: str, run: Run) -> None:
    write_library(run.library, a=OFFICIAL_2331)
    run("index", "build")
    assert run(command, "--resolution", "9999") == (1, "")
    assert run.err.splitlines()[-1] == "no clause is within these limits"


def test_a_file_that_was_written_is_named_beside_the_answers(run: Run, tmp_path: Path) -> None:
    write_library(run.library, a=OFFICIAL_2331)
    run("index", "build")
    for command in ("clauses", "graph"):
        target = str(tmp_path / f"{command}.json")
        assert run(command, "--output", target) == (0, "")
        assert run.err.splitlines()[-1] == f"written to {target}"


@pytest.mark.parametrize("words", ["hello there", "thanks a lot!"])
def test_words_that_ask_nothing_get_a_short_reply_and_no_paragraphs(words: str, run: Run) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    code, out = run("ask", "--json", words)
    answer = json.loads(out)
    assert code == 1
    assert answer["reply"]
    assert answer["hits"] == answer["near_misses"] == []


def test_an_unknown_setting_stops_every_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEBOT_LIBARY", "x")
    assert run("doctor")[0] == 2
    assert "unknown setting CLAUSEBOT_LIBARY; the known ones are" in run.err


def test_clauses_need_no_index_and_are_the_objects_of_an_answer(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_2331, b=OFFICIAL_1325)
    code, out = run("clauses", "--json", "--kind", "operative", "--resolution", "2331")
    assert code == 0
    clauses = [json.loads(line) for line in out.splitlines()]
    assert [clause["id"].split("#")[1] for clause in clauses] == ["1", "2", "2(a)", "2(b)", "3"]
    run("index", "build")
    [hit] = run.json("ask", "prevent, criminalize and prosecute trafficking", "-k", "1")["hits"]
    assert {name: hit[name] for name in clauses[3]} == {**clauses[3], "highlights": hit["highlights"]}
    assert hit.keys() - clauses[3].keys() == {"rank", "score", "alike", "first", "parts", "later"}


def test_adding_a_resolution_encodes_only_that(run: Run, tmp_path: Path) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    [new] = write_library(tmp_path / "new", b=OFFICIAL_2331).iterdir()
    report = run.json("index", "add", str(new))
    assert (report["clauses"], report["encoded"], report["reused"]) == (11, 6, 4)
    code, out = run("index", "build")
    assert code == 0
    assert out.endswith("0 passages encoded, 10 reused (all-MiniLM-L6-v2)\n")


def test_what_cannot_be_read_is_refused_by_name_and_stops_nothing(run: Run, tmp_path: Path) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    outside = write_library(tmp_path / "new", b=OFFICIAL_2331, list="milk and bread")
    report = run.json("index", "add", str(outside / "list.txt"), str(outside / "b.txt"), str(tmp_path / "absent.txt"))
    assert report["resolutions"] == 2
    assert f"refused {outside / 'list.txt'}" in run.err
    assert f"refused {tmp_path / 'absent.txt'}: it cannot be opened" in run.err
    assert run("index", "add", str(outside / "list.txt"))[0] == 2
    assert "nothing was added" in run.err


def test_a_library_without_a_resolution_exits_2_and_counts_what_was_refused(run: Run) -> None:
    write_library(run.library, a="milk", b="bread")
    assert run("index", "build")[0] == 2
    assert "refused 2 of 2 files" in run.err


def test_removing_a_resolution_takes_it_out_of_every_answer(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_1325, b=OFFICIAL_2331, c=PAGE_2331)
    run("index", "build")
    report = run.json("index", "remove", "UNSCR 2331")
    assert report["resolutions"] == 1
    assert {hit["symbol"] for hit in run.json("ask", "protect women", "-k", "99")["hits"]} == {"S/RES/1325 (2000)"}
    assert run("index", "remove", "1325")[0] == 2
    assert "this would remove every document" in run.err


def test_status_tells_what_has_changed_since(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_1325, bad="milk")
    run("index", "build")
    status = run.json("index", "status")
    assert (status["clauses"], status["encoder"], status["changed"]) == (4, MODEL, [])
    assert list(status["refused"]) == ["bad.txt"]
    write_library(run.library, a=OFFICIAL_1325 + "\n", b=OFFICIAL_2331)
    assert run.json("index", "status")["changed"] == ["a.txt", "b.txt"]
    run("ask", "women")
    assert "The library has changed since it was indexed (a.txt, b.txt), and answers are without" in run.err


def test_only_the_library_that_was_indexed_is_said_to_have_changed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index is named without its library, and another library is the default one."""
    write_library(run.library, a=OFFICIAL_1325)
    other = write_library(tmp_path / "other", a=OFFICIAL_1325, b=OFFICIAL_2331)

    def changed() -> list[str]:
        changed: list[str] = run.json("index", "status")["changed"]
        assert ("has changed since it was indexed" in run("doctor")[1]) == bool(changed)
        run("ask", "women")
        assert ("has changed since it was indexed" in run.err) == bool(changed)
        return changed

    run("index", "build")
    (run.library / "c.txt").write_text(PAGE_2331)
    assert changed() == ["c.txt"]
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(other))
    assert changed() == []
    monkeypatch.delenv("CLAUSEBOT_LIBRARY")
    assert changed() == []
    run("index", "build", "--library", str(other))
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", f"{run.library}/../other")
    (other / "b.txt").unlink()
    assert changed() == ["b.txt"]


def test_an_encoder_whose_certainty_was_not_measured_is_named(run: Run) -> None:
    """The plain encoder stands for one with an adapter of somebody's own: for neither there is a calibration."""
    said = "how sure an answer is was not measured for this encoder"
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    assert run.json("index", "status")["calibrated"]
    assert said not in " ".join(f"{run('index', 'status')[1]} {run('doctor')[1]}".split())
    run("index", "build", "--no-adapter")
    assert not run.json("index", "status", "--no-adapter")["calibrated"]
    assert said in " ".join(run("index", "status")[1].split())
    code, out = run("doctor")
    assert code == 0, "questions are answered without it"
    assert f"{said}, so no question is refused" in " ".join(out.split())


def test_how_sure_answers_are_is_learned_from_judged_questions(run: Run, tmp_path: Path) -> None:
    """With the plain encoder, for which there is no calibration, as with an adapter of somebody's own."""
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build", "--no-adapter")
    answered = ["more women in decision-making", "strategic plan of action", "women at all decision-making levels"]
    lacking = ["nuclear tests", "the price of bread", "piracy off the coast"]
    questions = [{"query": query, "relevant": {"S/RES/1325(2000)#1": 2, "S/RES/1325(2000)#2": 2}} for query in answered]
    questions += [{"query": query, "relevant": {}} for query in lacking]
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in questions))
    assert run("evaluate", str(path), "--calibrate")[0] == 2
    assert "give at least 20 of each" in " ".join(run.err.split())
    path.write_text(path.read_text() * 7)
    assert run("evaluate", str(path), "--calibrate")[0] == 0
    assert "was learned from 42 questions, and holds from now on" in " ".join(run.err.split())
    sure, unsure = (run("ask", asked, "--json") for asked in ("more women in decision-making", "the price of bread"))
    sure, unsure = (json.loads(out)["confidence"] for _, out in (sure, unsure))
    assert 0 < unsure < sure < 1
    assert run.json("index", "status", "--no-adapter")["calibrated"]
    assert "not measured" not in run("doctor")[1]
    (models_folder() / "adapters" / f"{MODEL}.calibration.toml").write_text("no table")
    code, out = run("doctor")
    assert code == 2
    assert "--calibrate" in out
    assert run("ask", "women")[0] == 2


@pytest.mark.usefixtures("eager")
def test_status_counts_what_the_library_holds(run: Run) -> None:
    stray = "2.\N{NO-BREAK SPACE} Requests every bakery in town to report on the price of its bread to the Council;\n"
    write_library(run.library, a=OFFICIAL_1325, b=OFFICIAL_2331, page=PAGE_2331 + stray, bad="milk")
    (run.library / "labels.csv").write_text("clause,theme\n1325 OP 1,Participation\n")
    run("index", "build")
    status = run.json("index", "status")
    assert status["kinds"] == {"preambular": 3, "operative": 8, "annex": 0}
    assert status["labels"]["Participation"] == {"peacewomen": 1, "user": 1, "suggested": 0}
    assert (status["labelled"], status["suggested"]) == (3, 2)
    assert status["sources"] == [
        {"kind": "extracts", "ending": ".txt", "files": 1},
        {"kind": "official", "ending": ".txt", "files": 2},
    ]
    assert [(one["symbol"], one["date"]) for one in status["held"]] == [
        ("S/RES/1325 (2000)", "2000-10-31"),
        ("S/RES/2331 (2016)", "2016-12-20"),
    ]
    assert [one["files"] for one in status["held"]] == [["a.txt"], ["b.txt"]]
    assert sum(one["paragraphs"] for one in status["held"]) == status["clauses"]
    [unaligned] = status["unaligned"]
    assert unaligned.startswith("page.txt: not found in b.txt: “Requests every bakery")
    code, out = run("index", "status")
    shown = " ".join(out.split())
    assert code == 0
    for told in ("1 page of extracts (.txt), 2 official texts (.txt)", "11: 3 preambular, 8 operative, 0 annex"):
        assert told in shown
    for told in ("S/RES/1325 (2000) 2000-10-31 4 a.txt", "S/RES/2331 (2016) 2016-12-20 7 b.txt"):
        assert told in shown
    for told in ("Participation 1 1 –", "refused bad.txt: no title", "unaligned page.txt: not found in b.txt"):
        assert told in shown


def test_status_shows_where_sources_differ(run: Run) -> None:
    write_library(run.library, official=OFFICIAL_2331, page=PAGE_2331.replace("the Convention", "this Convention"))
    code, out = run("index", "status", "--differences")
    assert code == 0
    assert "S/RES/2331 (2016), OP 2 (a)" in out
    assert "[−the−][+this+]" in out
    record = run.json("index", "status", "--differences")
    assert record["id"] == "S/RES/2331(2016)#2(a)"
    assert record["other"]["file"] == "page.txt"
    assert "".join(e["text"] for e in record["edits"] if e["kind"] in ("same", "added")) == record["other"]["text"]
    write_library(run.library, page=PAGE_2331)
    assert run("index", "status", "--differences") == (1, "No two sources of one resolution differ in their words.\n")


def test_verify_proves_an_index_and_fails_after_one_changed_byte(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    code, out = run("index", "verify")
    assert (code, out) == (0, "4 clauses proved, word for word, from 1 file\n")
    (run.library / "a.txt").write_text(OFFICIAL_1325.replace("women and girls", "women and boys"))
    code, out = run("index", "verify")
    assert code == 2
    assert "S/RES/1325(2000)#2" in out


def test_a_text_that_is_official_at_its_owner_s_word_is_named_wherever_it_counts(run: Run, tmp_path: Path) -> None:
    write_library(run.library, a=OFFICIAL_2331)
    note = str(next(write_library(tmp_path / "new", note=SEEN["numbered note"]).iterdir()))
    assert run("index", "add", note)[0] == 2
    assert "If it is the official text, add it with --as official" in " ".join(run.err.split())
    assert run.json("index", "add", note, "--as", "official")["resolutions"] == 2
    assert run.json("index", "build")["resolutions"] == 2
    assert run.json("index", "status")["vouched"] == run.json("index", "verify")["vouched"] == ["note.txt"]
    for command, told in (
        ("status", "your word note.txt is an official text by nothing else (--as official)"),
        ("verify", "note.txt is an official text only by --as official: its quotes are verified, its origin is not"),
    ):
        code, out = run("index", command)
        assert code == 0
        assert told in " ".join(out.split())
    assert run.json("index", "remove", "note.txt")["resolutions"] == 1


@pytest.mark.parametrize("document", ["S/RES/1325", "https://docs.example/a", "folder"])
def test_only_single_files_are_official_at_somebody_s_word(
    document: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_library(tmp_path / "folder", note=SEEN["numbered note"])
    assert run("index", "add", document, "--as", "official")[0] == 2
    assert "--as official accepts only" in " ".join(run.err.split())


def test_an_index_of_another_encoder_is_refused(run: Run) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    path = run.index / "generations" / run.json("index", "status")["generation"] / "manifest.json"
    altered = path.read_text().replace(run.json("index", "status")["fingerprint"], "0" * 64)
    path.write_text(altered)
    assert run("ask", "women")[0] == 2
    assert "was changed since it was published; rebuild it with 'clausebot index build'" in run.err


@pytest.mark.parametrize("command", [["ask", "women"], ["chat"], ["index", "build"]])
def test_a_library_without_a_resolution_names_the_first_step(run: Run, command: list[str]) -> None:
    for made in (False, True):
        if made:
            run.library.mkdir()
        assert run(*command)[0] == 2
        assert "women-peace-security" in run.err
    write_library(run.library, a="no resolution")
    assert run(*command)[0] == 2
    assert "women-peace-security" not in run.err


def test_doctor_names_what_is_missing_and_the_fix(run: Run) -> None:
    code, out = run("doctor")
    assert code == 2
    assert out.count("clausebot index add women-peace-security") == 2, "of the library, and of the index"
    assert "run 'clausebot model install all-mpnet-base-v2'" in out
    assert "index build" not in out
    write_library(run.library, a=OFFICIAL_1325)
    assert "run 'clausebot index build'" in run("doctor")[1]
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    code, out = run("doctor")
    assert code == 0, "the better model is wanted, not needed"
    assert "index build" not in out


def test_models_are_listed_and_chosen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAUSEBOT_MODEL")
    code, out = run("model", "list", "--json")
    listed = {record["name"]: record for record in map(json.loads, out.splitlines())}
    assert code == 0
    assert (listed[MODEL]["installed"], listed[MODEL]["used"]) == (True, True)
    assert not listed["all-mpnet-base-v2"]["installed"]
    assert run("model", "use", "all-mpnet-base-v2")[0] == 2
    assert "clausebot model install all-mpnet-base-v2" in run.err
    assert run("model", "use", MODEL)[0] == 0


def test_chat_reads_lines_where_nobody_types(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    monkeypatch.setattr(sys, "stdin", io.StringIO("representation of women\n/show 1325 OP 2\n"))
    code, out = run("chat")
    assert code == 0
    assert out.index("1  S/RES/1325 (2000), operative paragraph 1") < out.index("paragraph 2  31 October")


@pytest.mark.parametrize(
    "command",
    [
        ["--help"],
        ["ask", "--help"],
        ["index", "build", "--help"],
        ["slack", "--help"],
        ["mcp", "--help"],
        ["--version"],
    ],
)
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    code = f"""
import sys
from bot.cli import entry_point, main
try:
    main({command!r})
except SystemExit as end:
    assert not end.code
heavy = {{"torch", "faiss", "numpy", "rich", "sentence_transformers", "prompt_toolkit", "slack_bolt", "sqlalchemy"}}
heavy |= {{"mcp", "pydantic", "docx"}}
loaded = heavy & sys.modules.keys()
sys.exit(f"loaded {{loaded}}" if loaded else 0)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env={**os.environ}, stdout=subprocess.DEVNULL)


def test_an_index_in_milvus_without_its_extra_says_how_to_install_it() -> None:
    code = "import sys; sys.modules['grpc'] = None; from bot.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "ask", "--index", "milvus://localhost/wps", "who?"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("error: an index in Milvus needs grpc: pip install 'clausebot[milvus]'")


@pytest.mark.parametrize("torch_was_used", [True, False])
def test_memory_is_given_back_at_once_but_after_torch(torch_was_used: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frozen objects of a torch for graphics cards are reported as leaks, in dozens of lines on standard error."""
    frozen: list[bool] = []
    monkeypatch.setattr("bot.cli.main", lambda: 0)
    monkeypatch.setattr("gc.freeze", lambda: frozen.append(True))
    if torch_was_used:
        monkeypatch.setitem(sys.modules, "torch", ModuleType("torch"))
    else:
        monkeypatch.delitem(sys.modules, "torch", raising=False)
    with pytest.raises(SystemExit):
        entry_point()
    assert bool(frozen) is not torch_was_used


def test_an_evaluation_names_the_questions_gained_and_lost(run: Run, tmp_path: Path) -> None:
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"qid": "A", "type": "plain", "query": "more women who decide", "relevant": {"S/RES/1325(2000)#1": 2}}\n'
        '{"qid": "B", "type": "plain", "query": "who sells bread?", "relevant": {}}\n'
    )
    code, out = run("evaluate", str(questions), "--json", "--details")
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [record.get("qid") or record["type"] for record in records] == ["A", "B", "plain", "all", "answering"]
    assert records[0]["success@5"] == 1
    earlier = tmp_path / "earlier.jsonl"
    earlier.write_text(out.replace('"success@5": 1.0', '"success@5": 0.0', 1))
    code, out = run("evaluate", str(questions), "--compare", str(earlier))
    assert code == 0
    assert "gained: 1 question\n  more women who decide\nlost: 0 questions\n" in out
    summary, other = json.dumps(records[-1]), '{"qid": "C", "answered": true, "success@5": 1.0}'
    for none in (questions.read_text(), "", summary, other):
        earlier.write_text(none)
        assert run("evaluate", str(questions), "--compare", str(earlier))[0] == 2
        assert "has the measures of none of these questions" in " ".join(run.err.split())
    assert run("evaluate", str(tmp_path / "absent.jsonl"))[0] == 2


def test_judged_paragraphs_that_the_index_lacks_are_named(run: Run, tmp_path: Path) -> None:
    """Their questions count as answered wrongly, which says nothing of the answers."""
    write_library(run.library, a=OFFICIAL_1325)
    run("index", "build")
    questions = tmp_path / "questions.jsonl"
    lacking = '{"query": "what about trafficking?", "relevant": {"S/RES/2331(2016)#1": 2}}\n'
    questions.write_text(lacking)
    assert run("evaluate", str(questions)) == (2, "")
    assert "none of the paragraphs that answer these questions: S/RES/2331(2016)#1" in " ".join(run.err.split())
    questions.write_text(f'{lacking}{{"query": "more women who decide", "relevant": {{"S/RES/1325(2000)#1": 2}}}}\n')
    assert run("evaluate", str(questions))[0] == 0
    assert "lacks 1 of the 2 paragraphs that answer these questions" in " ".join(run.err.split())
    questions.write_text('{"query": "who sells bread?", "relevant": {}}\n')
    assert run("evaluate", str(questions))[0] == 0
    assert "lacks" not in run.err


@pytest.mark.parametrize("number", ["0", "-3", "abc", "²"])
def test_a_number_that_is_none_is_refused_in_words(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ask", "who?", f"-k={number}"])
    assert f"'{number}' is no whole number from 1 on" in capsys.readouterr().err
