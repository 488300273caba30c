"""Measure Clausebot beside the usual frameworks: the same passages, questions and weights, in turn, in one go.

usage: make bench
       make bench BENCH="--library FOLDER --questions FILE --named 'fifty resolutions, 110 questions'"

Each has a process and a virtual environment (.venv/bench, made by make) of its own. In every round each is started
once, another first each time: its cold start is measured, then, warm, every question is put to it, is only encoded, is
only searched for. What comes out is written into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs

from embeddings.models import locate
from retrieval.evaluate import Judged, Retrieved, load_questions, mean_measures, score
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.entrants import CLAUSEBOT, ENTRANTS, ENVIRONMENTS, Entrant, size, versions
from tests.benchmarks.figures import Figures, Run, write_run
from tests.benchmarks.machine import described
from tests.benchmarks.report import report
from tests.benchmarks.talk import ROOT, Talk

_MODEL = "all-MiniLM-L6-v2"
_SMALL = Path(__file__).parent / "questions.jsonl"

_SHOWN, _JUDGED = 5, 10
"""Hits of an answer that is timed, and of one whose quality is measured."""

_WARM_UP = 20
"""Questions that each process is asked before its answers are timed."""


class Bench:
    """One run of the benchmark.

    Args:
        model: The encoder's name.
        library: Folder of what is indexed.
        questions: What is asked.
        work: A folder for what is written meanwhile.
    """

    def __init__(self, model: str, library: Path, questions: Sequence[Judged], work: Path) -> None:
        self._model = model
        self._weights = locate(model, platformdirs.user_cache_path("clausebot") / "models").folder
        self._few, self._full, self.passages = write_corpus(library, work)
        self._questions = questions
        self._work = work
        self.figures = {entrant.name: Figures() for entrant in ENTRANTS}
        self.commands: dict[str, list[float]] = {}

    def index(self, entrant: Entrant) -> None:
        """Index everything, from nothing, warmed up with a few passages."""
        shutil.rmtree(self._state(entrant), ignore_errors=True)
        with self._talk(entrant, entrant.builds_in) as talk:
            talk.tell("index", folder=str(self._few))
            _, seconds = talk.tell("index", folder=str(self._full))
        self.figures[entrant.name].rate.append(self.passages / seconds)

    def judge(self, entrant: Entrant) -> None:
        """Measure how good the answers are, and what is on the disk; it also brings all files into memory."""
        figures = self.figures[entrant.name]
        with self._talk(entrant, entrant.environment) as talk:
            replies = [talk.tell("ask", question=one.query, k=_JUDGED)[0] for one in self._questions]
        found = [Retrieved(answered=True, hits=reply["hits"]) for reply in replies]
        figures.quality = mean_measures(score(self._questions, found))
        figures.installed, figures.built_with = size(entrant.environment), size(entrant.builds_in)
        figures.versions = versions(entrant)

    def time(self, entrant: Entrant) -> None:
        """Start it, and time everything about it once."""
        figures = self.figures[entrant.name]
        warm_up, all_of_them = self._questions[:_WARM_UP], [one.query for one in self._questions]
        with self._talk(entrant, entrant.environment) as talk:
            talk.tell("ask", question=all_of_them[0], k=_SHOWN)
            figures.cold.append(time.perf_counter() - talk.started)
            for one in warm_up:
                talk.tell("ask", question=one.query, k=_SHOWN)
            figures.asked.append([talk.tell("ask", question=question, k=_SHOWN)[1] for question in all_of_them])
            figures.peak.append(talk.peak_memory())
            for one in warm_up:
                talk.tell("encode", question=one.query)
                talk.tell("search", k=_SHOWN)
            encoded, searched = [], []
            for question in all_of_them:
                encoded.append(talk.tell("encode", question=question)[1])
                searched.append(talk.tell("search", k=_SHOWN)[1])
            figures.encoded.append(encoded)
            figures.searched.append(searched)
            figures.nothing += [talk.tell("nothing")[1] for _ in all_of_them]

    def time_commands(self) -> None:
        """Time commands of Clausebot as people type them, from start to end."""
        command, index = str(ENVIRONMENTS / CLAUSEBOT.environment / "bin" / "clausebot"), str(self._state(CLAUSEBOT))
        for words in (["--help"], ["ask", self._questions[0].query, "--index", index]):
            start = time.perf_counter()
            subprocess.run([command, *words], cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            self.commands.setdefault(words[0], []).append(time.perf_counter() - start)

    def _talk(self, entrant: Entrant, environment: str) -> Talk:
        task = [self._model, str(self._weights), str(self._state(entrant))]
        return Talk([*entrant.command(environment), *task], self._work / f"{entrant.module}.log")

    def _state(self, entrant: Entrant) -> Path:
        return self._work / entrant.module


def measure(bench: Bench, *, indexings: int, rounds: int) -> None:
    """Index, so many times over, judge the answers, and do all rounds."""
    for number in range(indexings):
        _each(f"indexing {number + 1} of {indexings}", bench.index, number)
    _each("judging", bench.judge)
    bench.time_commands()
    bench.commands.clear()  # it was to warm up
    for number in range(rounds):
        _each(f"round {number + 1} of {rounds}", bench.time, number)
        bench.time_commands()


def _each(step: str, do: Callable[[Entrant], None], first: int = 0) -> None:
    """Do something with every entrant in turn, another first each time."""
    first %= len(ENTRANTS)
    for entrant in (*ENTRANTS[first:], *ENTRANTS[:first]):
        start = time.perf_counter()
        do(entrant)
        print(f"{step}: {entrant.name}, {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, default=ROOT / "seeds", help="a folder of documents (default: seeds)")
    parser.add_argument("--questions", type=Path, default=_SMALL, help="a question set, as `clausebot evaluate` reads")
    parser.add_argument("--named", default="the seed, a few questions", help="what these are called on the page")
    parser.add_argument("--model", default=_MODEL, help=f"an encoder that is installed (default: {_MODEL})")
    parser.add_argument("--indexings", type=int, default=1, help="how often all is indexed (default: 1)")
    parser.add_argument("--rounds", type=int, default=5, help="how often all is timed (default: 5)")
    args = parser.parse_args()
    questions = load_questions(args.questions)
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        bench = Bench(args.model, args.library, questions, Path(work))
        measure(bench, indexings=args.indexings, rounds=args.rounds)
    run = Run(described(), args.model, args.named, bench.passages, len(questions), bench.figures, bench.commands)
    write_run(run, ENVIRONMENTS / f"{args.model}.json")
    report(run)


if __name__ == "__main__":
    main()
