"""Drafts that quote the clauses of a library: rightly, with harmless variations, and with one planted error each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.clauses.clause import Clause, ClauseKind
from retrieval.readers.drafts.markdown import read_markdown
from retrieval.verifying.check import Finding, check_draft
from retrieval.verifying.verified import Verdict
from retrieval.verifying.verify import Verifier
from retrieval.wording.fold import fold_words

VERBS = "Decides Urges Requests Encourages Demands Stresses Emphasizes Reaffirms Welcomes Recognizes Condemns".split()
MODALS = ("shall", "should", "may", "will", "can", "must")
FEWEST = 8
"""Least words of a quotation: fewer are quoted as terms, and not accused without a citation beside them."""
_UNQUOTED = dict.fromkeys(map(ord, '“”"‘'))
_WORD = re.compile(r"[A-Za-z]{4,}")
_MODAL = re.compile(rf"\b(?:{'|'.join(MODALS)})\b")
_NUMBER = re.compile(r"\d")
_NEGATION = re.compile(r"\b(?:not|no|neither|nor|without)\s")

TEMPLATES = (
    "In {place} of resolution {number} ({year}), the Council “{quote}”.",
    "We recall that “{quote}” (S/RES/{number} ({year}), {place}).",
    'As was agreed, "{quote}" (resolution {number} ({year}), {place}). We agree.',
    "Resolution {number} ({year}), {place}, states:\n\n> {quote}\n\nThis was progress.",
    "The Council “{quote}”.[^1] This stands.\n\n[^1]: S/RES/{number} ({year}), {place}.",
    "The language ‘{quote}’, from {place} of UNSCR {number} ({year}), is agreed.",
)
RESOLUTION_ALONE = "Resolution {number} ({year}) has these words: “{quote}”."
UNCITED = "Years ago, all of us agreed to this: “{quote}”."


@dataclass(frozen=True, slots=True)
class Case:
    """Draft that quotes one clause.

    Attributes:
        kind: Kind of the planted error or the harmless variation.
        draft: Markdown.
        verdicts: Verdicts that are right; any error will do for recall.
    """

    kind: str
    draft: str
    verdicts: frozenset[Verdict]


class Quoting:
    """Makes cases from clauses, the same ones for a seed.

    Args:
        clauses: All clauses of the library, in corpus order, with their numbers.
        seed: Seed of random numbers.
    """

    def __init__(self, clauses: Sequence[Clause], seed: int = 1) -> None:
        self.clauses = [clause for clause in clauses if clause.paragraph and len(clause.text.split()) >= FEWEST]
        self._random = random.Random(seed)
        self._held = f" {' '.join(fold_words(clause.text) for clause in clauses)} "
        self._vocabulary = sorted({word for clause in clauses for word in _WORD.findall(clause.text)})
        self._errors: dict[str, Callable[[str, Clause], str | None]] = {
            "word": self._word,
            "word left out": self._left_out,
            "number": self._number,
            "negation": self._negation,
            "modal verb": self._modal,
            "operative verb": self._verb,
            "unmarked elision": self._unmarked,
            "neighbouring paragraph": self._neighbour,
        }

    def wrong(self, number: int) -> Iterator[Case]:
        """Yield `number` cases with one planted error each, all kinds in turn."""
        kinds = [*self._errors, "year", "wrong paragraph", "wrong resolution"]
        made = 0
        while made < number:
            for kind in kinds:
                case = self._wrong(kind, self._random.choice(self.clauses))
                if case:
                    made += 1
                    yield case
                if made == number:
                    return

    def right(self) -> Iterator[Case]:
        """Yield a case for each clause, settings and harmless variations in turn."""
        variations = [self._whole, self._fragment, self._bracketed, self._elided, self._spaced, self._emphasized]
        templates = [*TEMPLATES, RESOLUTION_ALONE, UNCITED]
        for n, clause in enumerate(self.clauses):
            vary = variations[n % len(variations)]
            template = templates[(n // len(variations)) % len(templates)]
            yield Case(vary.__name__, _filled(template, vary(clause), clause), frozenset({Verdict.EXACT}))

    def _wrong(self, kind: str, clause: Clause) -> Case | None:
        template = self._random.choice(TEMPLATES)
        quote = self._fragment(clause)
        if kind == "year":
            draft = _filled(template, quote, clause, year=clause.symbol.year + self._random.choice((-1, 1)))
            return Case(kind, draft, frozenset({Verdict.WRONG_YEAR}))
        if kind in ("wrong paragraph", "wrong resolution"):
            other = self._other(clause, quote, same=kind == "wrong paragraph")
            verdict = Verdict.WRONG_PARAGRAPH if kind == "wrong paragraph" else Verdict.WRONG_RESOLUTION
            # Of a paragraph with nearly the same words, the quotation is a version.
            return Case(kind, _filled(template, quote, other), frozenset({verdict, Verdict.DIFFERS})) if other else None
        changed = self._errors[kind](clause.text if kind == "operative verb" else quote, clause)
        if changed is None or f" {fold_words(changed)} " in self._held:
            return None
        template = self._random.choice((*TEMPLATES, RESOLUTION_ALONE, UNCITED))
        return Case(kind, _filled(template, changed, clause), frozenset({Verdict.DIFFERS}))

    def _other(self, clause: Clause, quote: str, *, same: bool) -> Clause | None:
        """Return a clause that has nothing of a quotation's words, of the same or of another resolution."""
        words = fold_words(quote)
        for _ in range(20):
            other = self._random.choice(self.clauses)
            apart = other.paragraph and clause.paragraph and not _related(other.paragraph, clause.paragraph)
            resolution = " ".join(fold_words(one.text) for one in self.clauses if one.symbol == other.symbol)
            if same and other.symbol == clause.symbol and apart and words not in fold_words(other.text):
                return other
            if not same and other.symbol != clause.symbol and words not in resolution:
                return other
        return None

    def _fragment(self, clause: Clause) -> str:
        # Half of a pair of quotation marks would not be read as a part of the words.
        words = clause.text.rstrip(";,.").translate(_UNQUOTED).split()
        size = self._random.randint(min(FEWEST, len(words)), min(60, len(words)))
        start = self._random.randint(0, len(words) - size)
        return " ".join(words[start : start + size])

    def _whole(self, clause: Clause) -> str:
        return clause.text[0].lower() + clause.text[1:].rstrip(";,.") + "."

    def _bracketed(self, clause: Clause) -> str:
        first, _, rest = clause.text.partition(" ")
        return f"[{first[0].swapcase()}]{first[1:]} {rest}" if first.isalpha() else clause.text

    def _elided(self, clause: Clause) -> str:
        words = clause.text.split()
        start = self._random.randint(2, len(words) - 4)
        end = self._random.randint(start + 1, len(words) - 2)
        return " ".join([*words[:start], self._random.choice(("…", "[…]", "...", "[...]")), *words[end:]])

    def _spaced(self, clause: Clause) -> str:
        return clause.text.replace("-", "\N{NON-BREAKING HYPHEN}").replace("’", "'").replace(", ", ",  ")

    def _emphasized(self, clause: Clause) -> str:
        first, _, rest = clause.text.partition(" ")
        return f"*{first}* {rest}"

    def _word(self, quote: str, _: Clause) -> str | None:
        places = list(_WORD.finditer(quote))
        if not places:
            return None
        place = self._random.choice(places)
        return f"{quote[: place.start()]}{self._random.choice(self._vocabulary)}{quote[place.end() :]}"

    def _left_out(self, quote: str, _: Clause) -> str:
        words = quote.split()
        del words[self._random.randint(1, len(words) - 2)]
        return " ".join(words)

    def _number(self, quote: str, clause: Clause) -> str | None:
        if not _NUMBER.search(quote):
            quote = " ".join(clause.text.split()[:60])
        places = list(_NUMBER.finditer(quote))
        if not places:
            return None
        at = self._random.choice(places).start()
        return f"{quote[:at]}{(int(quote[at]) + self._random.randint(1, 9)) % 10}{quote[at + 1 :]}"

    def _negation(self, quote: str, _: Clause) -> str:
        if _NEGATION.search(quote):
            return _NEGATION.sub("", quote, count=1)
        words = quote.split()
        words.insert(self._random.randint(1, len(words) - 1), "not")
        return " ".join(words)

    def _modal(self, quote: str, clause: Clause) -> str | None:
        if not _MODAL.search(quote):
            quote = clause.text
        found = _MODAL.search(quote)
        if not found:
            return None
        other = self._random.choice([modal for modal in MODALS if modal != found[0]])
        return f"{quote[: found.start()]}{other}{quote[found.end() :]}"

    def _verb(self, text: str, clause: Clause) -> str | None:
        if clause.kind is not ClauseKind.OPERATIVE or clause.lead_in:
            return None
        first, _, rest = text.partition(" ")
        verb = self._random.choice([verb for verb in VERBS if verb != first])
        return f"{verb} {' '.join(rest.split()[:50])}"

    def _unmarked(self, quote: str, _: Clause) -> str | None:
        words = quote.split()
        if len(words) < 2 * FEWEST:
            return None
        start = self._random.randint(4, len(words) - 10)
        return " ".join([*words[:start], *words[start + self._random.randint(2, 6) :]])

    def _neighbour(self, _: str, clause: Clause) -> str | None:
        at = self.clauses.index(clause)
        following = self.clauses[at + 1] if at + 1 < len(self.clauses) else None
        if following is None or following.symbol != clause.symbol:
            return None
        ours, theirs = clause.text.split(), following.text.split()
        return " ".join([*ours[: max(5, len(ours) // 2)][:30], *theirs[len(theirs) // 2 :][:30]])


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings on one case."""

    case: Case
    findings: Sequence[Finding]

    @property
    def is_accused(self) -> bool:
        """Whether something is said to be wrong."""
        return any(finding.verdict.is_wrong for finding in self.findings)

    @property
    def is_judged_right(self) -> bool:
        """Whether a verdict is the expected one."""
        return any(finding.verdict in self.case.verdicts for finding in self.findings)


def judge(case: Case, verifier: Verifier) -> Judged:
    """Check the draft of a case."""
    return Judged(case, check_draft(read_markdown(case.draft), verifier))


def _filled(template: str, quote: str, clause: Clause, year: int | None = None) -> str:
    paragraph = clause.paragraph or ""
    bare = paragraph.removeprefix("PP")
    place = f"preambular paragraph {bare}" if clause.kind is ClauseKind.PREAMBULAR else f"para. {bare}"
    if clause.kind is ClauseKind.ANNEX:
        place = f"annex, para. {paragraph.rpartition('.')[2].removeprefix('annex-')}"
    symbol = clause.symbol
    return template.format(quote=quote, place=place, number=symbol.number, year=year or symbol.year)


def _related(one: str, other: str) -> bool:
    return one.partition("(")[0] == other.partition("(")[0]
