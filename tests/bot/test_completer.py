"""Completion in the chat."""

from datetime import date

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.console.completer import ChatCompleter
from retrieval.clauses.clause import Symbol
from retrieval.index.facts import LibraryFacts
from retrieval.library.themes import built_in_vocabulary

FACTS = LibraryFacts(
    adopted={Symbol(2331, 2016): date(2016, 12, 20), Symbol(1325, 2000): date(2000, 10, 31)},
    kinds=frozenset(),
    labelled={},
    countries=frozenset({"Sierra Leone", "Sudan", "Li\x1bbya"}),
    vocabulary=built_in_vocabulary(),
    words={},
)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("/res", ["/resolution"]),
        ("/ke", ["/keep", "/kept"]),
        ("/theme hum", ["/theme Displacement and Humanitarian Response", "/theme Human Rights"]),
        ("/theme HR; recon", ["/theme HR; Reconstruction and Peacebuilding"]),
        ("/country s", ["/country Sierra Leone", "/country Sudan"]),
        ("/country li", ["/country Li␛bya"]),
        ("/kind o", ["/kind operative"]),
        ("/show 13", ["/show S/RES/1325 (2000)"]),
        ("/resolution 1325;", ["/resolution 1325;S/RES/1325 (2000)", "/resolution 1325;S/RES/2331 (2016)"]),
        ("/cites s/res/23", ["/cites S/RES/2331 (2016)"]),
        ("/suggested o", ["/suggested on", "/suggested off"]),
        ("/keep 1", []),
        ("/nonsense x", []),
        ("what does /theme say", []),
    ],
)
def test_commands_and_the_names_after_them_are_completed(typed: str, completed: list[str]) -> None:
    found = ChatCompleter(lambda: FACTS).get_completions(Document(typed), CompleteEvent())
    shown = [typed[: len(typed) + one.start_position] + one.text for one in found]
    assert shown == completed
