"""Completion in the chat: slash commands, and the names of themes, countries, resolutions and kinds after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.console.commands import COMMANDS
from bot.inert import inert
from retrieval.clauses.clause import ClauseKind
from retrieval.index.facts import LibraryFacts

_NAMES: Mapping[str, Callable[[LibraryFacts], Iterable[str]]] = {
    "theme": lambda facts: facts.vocabulary.names,
    "country": lambda facts: sorted(facts.countries),
    "kind": lambda _: (kind.value for kind in ClauseKind),
    "suggested": lambda _: ("on", "off"),
    **dict.fromkeys(("resolution", "show", "cites"), lambda facts: map(str, sorted(facts.adopted))),
}
"""Completions of the argument of a command."""


class ChatCompleter(Completer):
    """Completer of the chat.

    Args:
        facts: Returns the facts of the library that is being searched.
    """

    def __init__(self, facts: Callable[[], LibraryFacts]) -> None:
        self._facts = facts

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield the commands, or the arguments of one, that begin with the typed text; nothing for a question."""
        typed = document.text_before_cursor
        if not typed.startswith("/"):
            return
        command, blank, rest = typed[1:].partition(" ")
        if not blank:
            yield from (Completion(f"/{name}", -len(typed)) for name in COMMANDS if name.startswith(command.lower()))
            return
        typed_name = rest.rpartition(";")[2].lstrip()
        names_of = _NAMES.get(command.lower())
        names = names_of(self._facts()) if names_of else ()
        yield from (Completion(inert(name), -len(typed_name)) for name in names if _matches(name, typed_name))


def _matches(name: str, typed: str) -> bool:
    """Return whether a name, or a word in it, begins with the typed text: "1325" matches "S/RES/1325 (2000)"."""
    wanted = typed.casefold()
    whole = name.casefold()
    return whole.startswith(wanted) or any(part.startswith(wanted) for part in whole.replace("/", " ").split())
