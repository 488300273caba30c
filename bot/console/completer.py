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
"""Names that a command may have after it."""


class ChatCompleter(Completer):
    """Completer of the chat.

    Args:
        facts: Returns the facts of the library that is being searched.
    """

    def __init__(self, facts: Callable[[], LibraryFacts]) -> None:
        self._facts = facts

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield the commands, or the names after one, that begin like what is typed; questions are left alone."""
        typed = document.text_before_cursor
        if not typed.startswith("/"):
            return
        command, blank, rest = typed[1:].partition(" ")
        if not blank:
            yield from (Completion(f"/{name}", -len(typed)) for name in COMMANDS if name.startswith(command.lower()))
            return
        begun = rest.rpartition(";")[2].lstrip()
        named = _NAMES.get(command.lower())
        names = named(self._facts()) if named else ()
        yield from (Completion(inert(name), -len(begun)) for name in names if _begins(name, begun))


def _begins(name: str, begun: str) -> bool:
    """Return whether a name, or a later word of it, begins with what is typed: "1325" is in "S/RES/1325 (2000)"."""
    wanted = begun.casefold()
    whole = name.casefold()
    return whole.startswith(wanted) or any(part.startswith(wanted) for part in whole.replace("/", " ").split())
