"""Benchmarks measure what their names say, and write their own sections of the report only."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.index.generation import Generation
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.entrants import CLAUSEBOT, ENTRANTS
from tests.benchmarks.figures import COLUMNS, Figures, Run, read_run, write_run
from tests.benchmarks.peers.protocol import passages
from tests.benchmarks.readings import unlike
from tests.benchmarks.report import draw, section
from tests.benchmarks.sections import rewrite
from tests.benchmarks.talk import ROOT, Talk

PEER = """
import sys, time
from tests.benchmarks.peers.protocol import passages, serve

class Echo:
    def __init__(self, task):
        self.task = task
        self.opened = 0
        print("a library that prints")
    def index(self, folder):
        ids, _ = passages(folder)
        self.task.state.write_text(" ".join(ids))
    def open(self):
        self.opened += 1
    def ask(self, question, k):
        if question == "fail":
            sys.exit("it went wrong")
        return [[one] for one in self.task.state.read_text().split()[:k]]
    def encode(self, question):
        return question.upper()
    def search(self, encoded, k):
        return [[encoded, str(self.opened)]]

serve(Echo)
"""


def talk_to_echo(folder: Path) -> Talk:
    return Talk([sys.executable, "-c", PEER, "a model", "its folder", str(folder / "state")], folder / "log")


def test_a_peer_indexes_answers_and_is_measured_in_parts(tmp_path: Path) -> None:
    few, full, count = write_corpus(ROOT / "seeds", tmp_path)
    ids, texts = passages(full)
    with talk_to_echo(tmp_path) as talk:
        assert talk.tell("index", folder=str(few))[0] == {}
        talk.tell("index", folder=str(full))
        reply, seconds = talk.tell("ask", question="anything", k=2)
        assert reply == {"hits": [[ids[0]], [ids[1]]]}
        assert seconds > 0
        talk.tell("encode", question="anything")
        assert talk.tell("search", k=2)[0] == {"hits": [["ANYTHING", "1"]]}  # and it was opened once
        assert talk.tell("nothing")[0] == {}
        assert 2**20 < talk.peak_memory() < 2**30
    assert len(ids) == len(set(ids)) == len(texts) == count


def test_a_peer_that_ends_is_an_error_with_what_it_printed(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with talk_to_echo(tmp_path) as talk, pytest.raises(RuntimeError, match=r"ended at 'ask':(.|\n)*it went wrong"):
        talk.tell("ask", question="fail", k=1)


def test_passages_are_what_clausebot_encodes_lead_in_first(tmp_path: Path) -> None:
    _, full, _ = write_corpus(ROOT / "seeds", tmp_path)
    ids, texts = passages(full)
    text = texts[ids.index("S/RES/2331(2016)#2(a)")]
    assert text.startswith("Calls upon Member States: That have not yet done so, to consider as a matter of priority")


def test_every_entrant_has_a_program_and_an_environment() -> None:
    peers, makefile = ROOT / "tests" / "benchmarks" / "peers", (ROOT / "Makefile").read_text()
    for entrant in ENTRANTS:
        assert (peers / f"{entrant.module}.py").is_file()
        for environment in {entrant.environment, entrant.builds_in}:
            if environment.startswith(CLAUSEBOT.environment):
                assert f".venv/bench/{environment}/made: INSTALLED" in makefile
            else:
                assert (peers / f"{environment}.txt").is_file()
                assert environment in makefile.split("FRAMEWORKS := ")[1].split("\n")[0].split()


def figures(times: float) -> Figures:
    """Return figures of two rounds, the second twice as slow as the first."""
    seconds = [[times * n / 1000 for n in (1, 2, 3)], [times * n / 500 for n in (1, 2, 3)]]
    return Figures(
        cold=[times, 2 * times],
        asked=seconds,
        encoded=seconds,
        searched=seconds,
        peak=[int(times * 1e8)] * 2,
        rate=[60 / times, 30 / times],
        nothing=[0.0001],
        installed=int(times * 5e8),
        quality={"nDCG@10": 0.5, "success@5": 0.75},
        versions={"numpy": "2.0"},
    )


def a_run() -> Run:
    others = {entrant.name: figures(3) for entrant in ENTRANTS[1:]}
    return Run("Now.", "a model", "a few", 11, 3, {CLAUSEBOT.name: figures(1), **others}, {"--help": [0.1, 0.3, 0.2]})


def test_a_ratio_pairs_what_was_measured_in_the_same_round() -> None:
    slow = replace(figures(3), cold=[9.0, 6.0])
    [cold] = [column for column in COLUMNS if column.title == "cold start"]
    assert cold.value(slow) == pytest.approx(7.5)
    assert cold.ratio(slow, figures(1)) == pytest.approx((9 / 1 + 6 / 2) / 2)


def test_a_section_shows_values_and_ratios_of_every_entrant() -> None:
    lines = section(a_run(), "picture.svg").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| LangChain |")]
    titles = [column.title for column in COLUMNS]
    values, ratios = (dict(zip(titles, row[1:], strict=True)) for row in rows)
    assert (values["cold start"], ratios["cold start"]) == ("4.50 s", "3.00")
    assert (values["answer, p50"], ratios["answer, p50"]) == ("9.0 ms", "3.00")
    assert (values["indexing, passages/s"], ratios["indexing, passages/s"]) == ("15", "0.33")
    assert (values["peak memory"], values["installed"]) == ("300 MB", "1,500 MB")
    assert (values["nDCG@10"], ratios["success@5"]) == ("0.500", "1.00")
    assert "`clausebot --help` 0.20 s" in "\n".join(lines)


def test_what_was_measured_can_be_read_again(tmp_path: Path) -> None:
    write_run(a_run(), tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == a_run()


@pytest.mark.skipif(importlib.util.find_spec("matplotlib") is None, reason="needs the extra 'bench'")
def test_the_same_figures_give_the_same_picture(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw(a_run(), tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_a_section_is_rewritten_and_what_is_written_by_hand_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n<!-- begin: a -->\nold\n<!-- end: a -->\n\nBy hand.\n")
    rewrite("a", "new \\1", page)
    rewrite("b", "other", page)
    rewrite("a", "newer \\1", page)
    assert page.read_text() == (
        "# Page\n\n<!-- begin: a -->\n\nnewer \\1\n\n<!-- end: a -->\n\nBy hand.\n\n"
        "<!-- begin: b -->\n\nother\n\n<!-- end: b -->\n"
    )


def test_a_page_with_a_section_twice_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    twice = "<!-- begin: a -->\n<!-- end: a -->\n" * 2
    page.write_text(twice)
    with pytest.raises(ValueError, match="2 sections"):
        rewrite("a", "new", page)
    assert page.read_text() == twice


def test_turns_that_are_read_unlike_their_standalone_wordings_are_found(generation: Generation) -> None:
    turns = [
        {"query": "women in peace talks"},
        {"query": "every mention of mines", "rewrite": "Who clears mines?"},
        {"query": "operative only", "rewrite": "women in peace talks"},
        {"query": "thanks!"},
        {"query": "who reports on them?", "rewrite": "Who reports on women in peace talks?"},
    ]
    found = {one.asked: one.differences for one in unlike(turns, generation)}
    assert found["every mention of mines"] == ("list for answer",)
    assert "operative paragraphs for none" in found["operative only"]
    assert "thanks!" not in found
