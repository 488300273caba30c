"""Review loop for suggested themes: one at a time, decided by a key, saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from rich.console import Console

from bot.console.render import clause_block
from bot.inert import inert
from bot.terminal import prompt_mark
from retrieval.clauses.clause import Clause, ThemeLabel
from retrieval.clauses.filters import Filters
from retrieval.errors import QuestionError, UnknownThemeError
from retrieval.library.labels import Decision, read_user_labels, withdraw_decisions, write_decisions
from retrieval.library.themes import Vocabulary

_KEYS = "yncsuq"
_HELP = "y yes · n no · c another theme instead · s skip · u undo · q quit"

Ask = Callable[[str], str | None]
"""Prompt function: takes the prompt text, returns the answer; None at end of input."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """Prompt for a decision, a key with an optional argument, and prompt for a theme."""

    key: Ask
    theme: Ask


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Clause, and a suggested theme of it to accept or reject."""

    clause: Clause
    label: ThemeLabel


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a review.

    Attributes:
        reviewed: Suggestions decided or skipped.
        accepted: Accepted themes; a replacement counts as one rejected and one accepted.
    """

    reviewed: int
    accepted: int
    rejected: int
    skipped: int


def waiting(root: Path, clauses: Iterable[Clause], filters: Filters, vocabulary: Vocabulary) -> list[Suggestion]:
    """Return the undecided suggestions, least certain clauses first.

    Args:
        root: The library, whose labels.csv holds the decisions.
        clauses: Clauses of the index, with suggested themes.
        filters: Filters of clauses; if they name themes, only these are reviewed.
        vocabulary: Themes of the library.
    """
    indexed = tuple(clauses)  # all, as a label applies to every clause with the same words
    decided = read_user_labels(root, [replace(clause, themes=()) for clause in indexed], vocabulary)
    groups = []
    for clause, now in zip(indexed, decided.clauses, strict=True):
        if all(label.is_given for label in clause.themes) or not filters.allow(clause):
            continue
        done = {label.name for label in now.themes} | decided.rejected.get(clause.id, frozenset())
        left = [label for label in clause.themes if not label.is_given and label.name not in done]
        wanted = [label for label in left if not filters.themes or label.name in filters.themes]
        if wanted:
            groups.append([Suggestion(clause, label) for label in wanted])
    groups.sort(key=lambda group: min(abs((one.label.probability or 0) - 0.5) for one in group))
    return [one for group in groups for one in group]


def review(
    suggestions: Sequence[Suggestion],
    root: Path,
    vocabulary: Vocabulary,
    prompts: Prompts,
    console: Console,
    *,
    dry_run: bool = False,
) -> Tally:
    """Ask for a decision on each suggestion until the end or a quit; each is saved at once, unless this is a dry run.

    Raises:
        LibraryError: If labels.csv cannot be written, or the decision to undo is no longer at its end.
    """
    taken = _Taken(root, dry_run)
    shown = None
    console.print(f"{_HELP}\n", style="dim")
    while len(taken.made) < len(suggestions):
        one = suggestions[len(taken.made)]
        if one.clause is not shown:
            shown = one.clause
            console.print(clause_block(replace(shown, themes=())))
        key, rest = _asked(one, f"{len(taken.made) + 1:,} of {len(suggestions):,}", prompts)
        if key == "q":
            break
        if key == "u":
            console.print("  undone" if taken.made else "  nothing to undo", style="dim")
            taken.undo()
            continue
        try:
            decisions = _decided(key, rest, one, vocabulary, prompts)
        except (QuestionError, UnknownThemeError) as error:
            console.print(inert(str(error)), style="yellow")
            continue
        taken.take(decisions)
        console.print(inert(_said(decisions)), style="dim")
    return taken.tally


@dataclass(frozen=True, slots=True)
class _Taken:
    """Decisions of a review, saved to labels.csv one by one, unless it is a dry run.

    Attributes:
        root: The library.
        dry_run: Whether nothing is saved.
        made: Decisions on each earlier suggestion; empty if skipped.
    """

    root: Path
    dry_run: bool
    made: list[tuple[Decision, ...]] = field(default_factory=list)

    def take(self, decisions: tuple[Decision, ...]) -> None:
        """Save the decisions on a suggestion."""
        if not self.dry_run:
            write_decisions(self.root, decisions)
        self.made.append(decisions)

    def undo(self) -> None:
        """Withdraw the decisions on the last suggestion, if there is one."""
        undone = self.made.pop() if self.made else ()
        if not self.dry_run:
            withdraw_decisions(self.root, undone)

    @property
    def tally(self) -> Tally:
        """Counts of the decisions."""
        said = [decision.accepted for decisions in self.made for decision in decisions]
        skipped = sum(not decisions for decisions in self.made)
        return Tally(len(self.made), said.count(True), said.count(False), skipped)


def _asked(one: Suggestion, place: str, prompts: Prompts) -> tuple[str, str]:
    """Prompt for a decision, and return its key and argument; "q" at the end of input."""
    likely = "" if one.label.probability is None else f" ({one.label.probability:.0%} likely)"
    answer = prompts.key(f"[{place}] {inert(one.label.name)}{likely} {prompt_mark()}")
    key, _, rest = ("q" if answer is None else answer.strip()).partition(" ")
    return key, rest


def _said(decisions: Sequence[Decision]) -> str:
    done = (f"{'accepted' if decision.accepted else 'rejected'} {decision.theme}" for decision in decisions)
    return f"  {', '.join(done) or 'skipped'}"


def _decided(key: str, rest: str, one: Suggestion, vocabulary: Vocabulary, prompts: Prompts) -> tuple[Decision, ...]:
    """Return the decisions that a key stands for; none for a skip.

    Raises:
        QuestionError: If the key is unknown.
        UnknownThemeError: If the theme is unknown.
    """
    name, decided = one.label.name, partial(Decision.on, one.clause)
    match key:
        case "y":
            return (decided(name, accepted=True),)
        case "n":
            return (decided(name, accepted=False),)
        case "s":
            return ()
        case "c":
            theme = vocabulary.require(rest or prompts.theme(f"which theme? {prompt_mark()}") or "")
            instead = decided(theme, accepted=True)
            return (instead,) if theme == name else (decided(name, accepted=False), instead)
    raise QuestionError(f"no key {key!r}: {_HELP}")


def typed(vocabulary: Vocabulary) -> Prompts:
    """Return prompts for a terminal: single keys without Enter, and completion of themes."""
    keys = KeyBindings()

    def answer(event: KeyPressEvent) -> None:
        event.app.exit(result=event.data)

    for key in _KEYS:
        keys.add(key)(answer)
    names = WordCompleter(list(vocabulary.names), ignore_case=True, sentence=True)
    return Prompts(_asking(PromptSession(key_bindings=keys)), _asking(PromptSession(completer=names)))


def _asking(session: PromptSession[str]) -> Ask:
    def ask(shown: str) -> str | None:
        try:
            return session.prompt(shown)
        except (EOFError, KeyboardInterrupt):
            return None

    return ask


def read(lines: Iterable[str], console: Console) -> Prompts:
    """Return prompts for non-interactive input: each answer is a line."""
    answers = iter(lines)

    def ask(shown: str) -> str | None:
        console.print(shown, end="")
        answer = next(answers, None)
        console.print("" if answer is None else answer.strip())
        return answer

    return Prompts(ask, ask)
