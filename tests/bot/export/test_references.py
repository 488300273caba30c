"""Resolutions as references: what reference managers and LaTeX make of them.

`csl-data.json` is the schema of CSL-JSON 1.0.2, by the Citation Style Language and contributors, under the MIT licence
(https://github.com/citation-style-language/schema).
"""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry as Reference
from pybtex.database import parse_string

from bot.export.formats import Entry
from bot.export.references import bibtex_of, csl_of
from tests.retrieval.made_clauses import clause

SCHEMA = json.loads((Path(__file__).parent / "csl-data.json").read_text(encoding="utf-8"))
DAY = date(2000, 10, 31)
ENTRIES = [
    Entry(replace(clause("S/RES/2331(2016)#2(a)", "To consider;"), lead_in="Calls upon States:")),
    Entry(clause("S/RES/1325(2000)#8", "Calls on all actors;", day=DAY), kept=DAY, note="the first"),
    Entry(clause("S/RES/1325(2000)#PP4", "Expressing concern,", day=DAY)),
]
_ODD = st.text(st.sampled_from("\\{}$&%#_~^\"'@,= \n\tabé“”漢\x00\x1b") | st.characters(), min_size=1)


def _csl(entries: list[Entry]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(csl_of(entries))
    jsonschema.validate(items, SCHEMA)
    return items


def _bibtex(entries: list[Entry]) -> dict[str, Reference]:
    return dict(parse_string(bibtex_of(entries), "bibtex").entries)


def test_there_is_one_reference_for_a_resolution_with_each_paragraph_under_its_pinpoint() -> None:
    first, second = _csl(ENTRIES)
    assert first == {
        "id": "unsc1325_2000",
        "type": "report",
        "author": [{"literal": "United Nations Security Council"}],
        "title": "Resolution 1325 (2000)",
        "number": "S/RES/1325 (2000)",
        "publisher": "United Nations",
        "issued": {"date-parts": [[2000, 10, 31]]},
        "URL": "https://undocs.org/S/RES/1325(2000)",
        "language": "en",
        "abstract": "para. 8: “Calls on all actors;” [the first]\n\nfourth preambular para.: “Expressing concern,”",
    }
    assert second["issued"] == {"date-parts": [[2016]]}, "of whose day nothing is known"
    assert second["abstract"] == "para. 2 (a): “Calls upon States: To consider;”"


def test_a_style_prints_author_symbol_date_and_address_and_takes_a_paragraph_as_locator() -> None:
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON(_csl(ENTRIES)), formatter.plain
    )
    citation = Citation([CitationItem("unsc1325_2000")])
    bibliography.register(citation)
    assert str(bibliography.cite(citation, lambda _: None)) == "(United Nations Security Council, 2000)"
    [printed] = map(str, bibliography.bibliography())
    assert printed == (
        "United Nations Security Council (2000) Resolution 1325 (2000). S/RES/1325 (2000). United Nations. "
        "Available at: https://undocs.org/S/RES/1325(2000)."
    )


def test_bibtex_says_the_same() -> None:
    entries = _bibtex(ENTRIES)
    assert list(entries) == ["unsc1325_2000", "unsc2331_2016"]
    first = entries["unsc1325_2000"]
    assert [str(person) for person in first.persons["author"]] == ["{United Nations Security Council}"]
    assert dict(first.fields) == {
        "title": "{Resolution 1325 (2000)}",
        "type": "Document",
        "number": "S/RES/1325 (2000)",
        "institution": "United Nations",
        "year": "2000",
        "month": "10",
        "date": "2000-10-31",
        "url": "https://undocs.org/S/RES/1325(2000)",
        "language": "english",
        "abstract": "para. 8: “Calls on all actors;” [the first] fourth preambular para.: “Expressing concern,”",
    }
    assert "date" not in entries["unsc2331_2016"].fields


@given(_ODD, _ODD)
def test_no_words_break_out_of_their_field(text: str, note: str) -> None:
    entries = [Entry(clause("S/RES/1325(2000)#8", text), kept=DAY, note=note), ENTRIES[0]]
    read = _bibtex(entries)
    assert list(read) == ["unsc1325_2000", "unsc2331_2016"]
    abstract = read["unsc1325_2000"].fields["abstract"]
    unescaped = re.sub(r"\\text[a-z]+\{\}|\\[$&%#_]", "", abstract)
    assert not re.search(r"[\\{}$&%#_~^]", unescaped), "nothing that LaTeX obeys"
    assert [item["id"] for item in _csl(entries)] == list(read)
