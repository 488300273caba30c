"""Questions as understood: search text, scope, cited paragraphs and the shape of the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.asking.understand.finding import ANSWER, Shape
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import word_lists
from retrieval.asking.understand.spelling import Correction
from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import NO_LIMITS, Filters, limits_not_in
from retrieval.clauses.scope import EVERYWHERE, Scope
from retrieval.errors import QuestionError

_WORD_CHARACTER = re.compile(r"\w")
MAX_CHARACTERS = 10_000
"""Maximum characters of a question. A pasted paragraph has a few thousand; no encoder reads as far as this."""


@dataclass(frozen=True, slots=True)
class Question:
    """Question as understood, to be searched for.

    Attributes:
        asked: The question without noise around it, white space folded.
        text: Search text, without words that only filter; empty only if `asked` is.
        scope: Clauses that may be hits: limits stated, given and standing.
        cited: Cited paragraphs, which rank first.
        years: Years mentioned without filtering, a boost: nine times in ten that of the wanted text.
        places: Paragraphs that are named without their resolution.
        shape: Shape of the answer that is asked for; "answer" if the words ask for no other.
        term: Term whose definition is asked for; "" if none is.
        subjects: Two subjects that are compared, each searched for on its own; none for any other question.
        left_out: The excluded topic, as typed: "children" of "camps, but not about children"; "" for none.
        only_limits: Whether the words state limits and nothing else: "what does 2331 say?", "theme: Protection". All
            clauses in scope are listed, unranked: of named resolutions each in turn, its operative part first, else in
            corpus order.
        stated: The limits read from the words, for display: "in S/RES/2242 (2015)".
        standing: The filters that the channel or the chat set, and nothing overruled.
        overruled: Limits that do not apply, as others say otherwise, for display: "since 2015".
        corrections: Spelling corrections made in `text`.
        language: Code of the language that it was asked in.
        is_new: Whether its words say that its topic is new, so that no later question builds on those before it.
        replaces: Whether it takes the place of the question before it, the words of which no later one builds on.
        within: The question as put to the only resolution that it names, where its words leave open whether that is
            the place to look; it counts if that resolution says something on it. None where they tell.
    """

    asked: str
    text: str
    scope: Scope = EVERYWHERE
    cited: tuple[Citation, ...] = ()
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    shape: Shape = ANSWER
    term: str = ""
    subjects: tuple[str, ...] = ()
    left_out: str = ""
    only_limits: bool = False
    stated: tuple[str, ...] = ()
    standing: Filters = NO_LIMITS
    overruled: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    language: str = ENGLISH
    is_new: bool = False
    replaces: bool = False
    within: Question | None = None

    @classmethod
    def verbatim(cls, text: str, scope: Scope = EVERYWHERE, language: str = ENGLISH) -> Question:
        """Return a text as a question that is searched for as it is."""
        return cls(text, text, scope, language=language)

    @property
    def without_standing(self) -> Question:
        """The question without standing limits, as later turns build on it."""
        return replace(
            self.limited_to(limits_not_in(self.scope.filters, self.standing)), standing=NO_LIMITS, overruled=()
        )

    @property
    def defines(self) -> bool:
        """Whether a definition is asked for: a paragraph that establishes ranks before one that refers back."""
        return self.shape.name == "definition"

    @property
    def topic(self) -> str:
        """The search text, as an answer names it: without a closing quotation mark that nothing opens."""
        topic = self.text.strip(" ?!.")
        return topic if any(mark in topic for mark in "“‘«") else topic.rstrip("\"”»’'")

    @property
    def only_cited(self) -> bool:
        """Whether the cited paragraphs, with their sub-paragraphs, are all that is wanted."""
        return self.shape.name == "lookup"

    @property
    def wants_whole(self) -> bool:
        """Whether a resolution, or its preamble or operative part, is wanted completely: "the preamble of 2601"."""
        if self.shape.name != "resolution" or self.shape.by_turns:
            return False
        return bool(self.scope.filters.kinds) or word_lists.WHOLE.search(self.asked) is not None

    def stating(self, filters: Filters) -> Question:
        """Return the question with other filters, as if its words stated them."""
        limited = self.limited_to(filters)
        return replace(limited, stated=limited.scope.described)

    def searching_for(self, text: str, scope: Scope) -> Question:
        """Return the question as a search for a text within a scope, which asks for no other shape than a ranking."""
        return replace(self, text=text, scope=scope, stated=scope.described, shape=ANSWER, term="", only_limits=False)

    def limited_to(self, filters: Filters) -> Question:
        """Return the question with other filters, outside the same resolutions."""
        return replace(self, scope=replace(self.scope, filters=filters))


def checked(text: str) -> str:
    """Validate the text of a question; return it with white space folded.

    Raises:
        QuestionError: If it has no words, or more than `MAX_CHARACTERS`.
    """
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(f"the text has {len(text):,} characters; the maximum is {MAX_CHARACTERS:,}")
    if not _WORD_CHARACTER.search(text):
        raise QuestionError(
            "the text has no words; expected a question, a text or a citation, as in 'Who protects women in camps?'"
        )
    return " ".join(text.split())
