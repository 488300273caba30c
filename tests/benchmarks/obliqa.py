"""Measure the search on another body of law: ObliQA, questions on financial regulations of Abu Dhabi Global Market.

usage: python -m tests.benchmarks.obliqa DATA LIBRARY [INDEX...]

DATA is a copy of the data set (github.com/RegNLP/ObliQADataset): ObliQA_test.json and the folder
StructuredRegulatoryDocuments. Its passages are written to LIBRARY as a table, one clause a passage, numbered as they
come: passage 1,000 is paragraph 100 of "resolution 2". Build an index of it with each encoder ('clausebot index
build --library LIBRARY --index INDEX', with and without --no-adapter), and name these: prints recall and mean average
precision of the first ten hits, questions searched for as they are. Nothing of the data set is in this project.

Source:
    Gokhan et al., "RIRAG: Regulatory Information Retrieval and Answer Generation" (2024), for data and measures.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import AP, Measure, R

from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.search import search
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import parse_citation
from retrieval.index.folder import FolderPlace

HITS = 10
_PARAGRAPHS = 900  # of a resolution: none may have more than 999
MEASURES: tuple[Measure, ...] = (R @ HITS, AP @ HITS)


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").splitlines()[2].removeprefix("usage: "))
    parser.add_argument("data", type=Path)
    parser.add_argument("library", type=Path)
    parser.add_argument("index", nargs="*", type=Path)
    args = parser.parse_args()
    passages = _passages(args.data / "StructuredRegulatoryDocuments")
    _write(passages, args.library)
    questions = json.loads((args.data / "ObliQA_test.json").read_text(encoding="utf-8"))
    for index in args.index:
        print(f"{index.name}: {_measured(index, questions, passages)}")


def _passages(folder: Path) -> dict[tuple[str, str], str]:
    """Return the texts of passages, by document and passage; those of one name are joined."""
    texts: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.json"), key=lambda path: int(path.stem)):
        for record in json.loads(path.read_text(encoding="utf-8")):
            key = path.stem, str(record["PassageID"])
            texts[key] = f"{texts.get(key, '')} {record['Passage']}".strip()
    return {key: text for key, text in texts.items() if text}


def _write(passages: dict[tuple[str, str], str], library: Path) -> None:
    library.mkdir(parents=True, exist_ok=True)
    rows = (
        {"resolution": f"S/RES/{1 + n // _PARAGRAPHS}", "paragraph": f"OP {1 + n % _PARAGRAPHS}", "text": text}
        for n, text in enumerate(passages.values())
    )
    (library / "obliqa.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def _measured(index: Path, questions: list[dict[str, Any]], passages: dict[tuple[str, str], str]) -> str:
    place = FolderPlace(index)
    generation = place.open()
    encoded = EncodedIndex(generation, place.encoders.open(generation.manifest))
    names = ["#".join(key) for key in passages]
    wanted = {
        question["QuestionID"]: {f"{one['DocumentID']}#{one['PassageID']}": 1 for one in question["Passages"]}
        for question in questions
    }
    found: dict[str, dict[str, float]] = {}
    for question in questions:
        hits = search(Question.verbatim(question["Question"]), encoded, k=HITS, marked=range(0)).hits
        found[question["QuestionID"]] = {
            names[_place(clause)]: -float(hit.rank) for hit in hits for clause in (hit.clause.id, *hit.also)
        }
    results = ir_measures.calc_aggregate(MEASURES, wanted, found)
    return ", ".join(f"{measure} {value:.3f}" for measure, value in results.items())


def _place(clause: str) -> int:
    """Return the place of a passage among all, from its clause id: 999 of "S/RES/2(1946)#100"."""
    citation = parse_citation(clause)
    return (citation.number - 1) * _PARAGRAPHS + int(citation.paragraph or 0) - 1


if __name__ == "__main__":
    main()
