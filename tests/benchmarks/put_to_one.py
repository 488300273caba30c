"""Measure how many wordings of a question put to one resolution are answered from it, where it says something.

usage: python -m tests.benchmarks.put_to_one INDEX [WORDINGS.txt]

INDEX is of the fifty resolutions of tests/benchmarks/corpus.py. Each wording, "…" for the topic and "{}" for the
number, is asked with topics of which the resolution has the words, and with some of which it says nothing. Printed are
the wordings of which something is missed, with what is; then how many questions are answered, from that resolution
alone; and how many of the others are answered from that resolution, from others with a line that says so, or without.
"""

import sys
from collections import Counter
from pathlib import Path

from retrieval.asking.answerability.calibration import find_calibration
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.replies import NOTHING_THERE
from retrieval.index.folder import FolderPlace

_SAID = NOTHING_THERE.partition("{}")[0]
WORDINGS = Path(__file__).with_suffix(".txt")
SAYING = (
    ("2493", "funding"),
    ("1325", "refugees"),
    ("2106", "prosecution"),
    ("2286", "ambulances"),
    ("1889", "health"),
    ("2467", "children born of rape"),
    ("2601", "teachers"),
    ("2475", "accessibility"),
)
SILENT = (
    ("1612", "ambulances"),
    ("1820", "landmines"),
    ("2286", "accessibility"),
    ("1960", "landmines"),
    ("2475", "elections"),
)


def verdict(wording: str, number: str, topic: str, encoded: EncodedIndex) -> str:
    """Return whether a question is "refused", or answered from the resolution "alone" or from "others", said or not."""
    question = wording.replace("{}", number, 1).replace("…", topic)
    answer = ask(question, encoded, k=5)
    if not answer.answered:
        return "refused"
    if {hit.clause.symbol.number for hit in answer.hits} == {int(number)}:
        return "alone"
    return "others, said" if answer.reply.startswith(_SAID) else "others"


def main(folder: str, wordings: str = str(WORDINGS)) -> None:
    """Ask each wording on each topic, and print what is missed and the shares."""
    place = FolderPlace(Path(folder))
    index = place.open()
    encoded = EncodedIndex(index, place.encoders.open(index.manifest), find_calibration(index.manifest))
    lines = [one for one in Path(wordings).read_text(encoding="utf-8").splitlines() if one and not one.startswith("#")]
    said: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for wording in lines:
        found = {f"{number} {topic}": verdict(wording, number, topic, encoded) for number, topic in SAYING}
        said.update(found.values())
        silent.update(verdict(wording, number, topic, encoded) for number, topic in SILENT)
        if missed := [f"{asked}: {how}" for asked, how in found.items() if how != "alone"]:
            print(f"{wording} | {'; '.join(missed)}")
    for name, counted in (("saying something", said), ("silent", silent)):
        print(f"{name}: " + ", ".join(f"{how} {n / counted.total():.3f}" for how, n in counted.most_common()))


if __name__ == "__main__":
    main(*sys.argv[1:])
