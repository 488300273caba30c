"""Questions as understood: search text, scope, cited paragraphs and the shape of the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.asking.understand.finding import ANSWER, Shape
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import quotation_patterns, showing_words
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
        asked: The question without noise around it, with single blanks.
        text: Search text, without words that only filter; empty only if `asked` is. Of a question for mentions it is
            the texts asked for, joined by "and" or "or": "S/RES/1325 (2000) or S/RES/1820 (2008)"; see
            `mentioned_texts`.
        scope: Clauses that may be hits: limits stated, given and standing.
        cited: Cited paragraphs, which rank first.
        years: Years mentioned without filtering, a boost: nine times in ten the year of the wanted text.
        places: Paragraphs that are named without their resolution.
        shape: Shape of the answer that the question asks for; "answer" by default.
        term: Term to define; "" if the question asks for no definition.
        subjects: The two subjects of a comparison, each searched for on its own; none for any other question.
        left_out: The excluded topic, as typed: "children" of "camps, but not about children"; "" for none.
        only_limits: Whether the words state limits and nothing else: "what does 2331 say?", "theme: Protection". All
            clauses in scope are then listed, unranked. Named resolutions follow each other, each with its operative
            part first; otherwise the list is in corpus order.
        stated: The limits read from the words, for display: "in S/RES/2242 (2015)".
        standing: The filters set by the channel or the chat that apply.
        overruled: Limits that other limits overrule, for display: "since 2015".
        corrections: Spelling corrections made in `text`.
        language: Code of the language of the question.
        is_new: Whether its words say that its topic is new. Later questions do not build on questions before it.
        replaces: Whether it replaces the question before it. Later questions do not build on the words of that one.
        within: The same question limited to the only resolution that it names, if its words leave open whether that is
            a limit or the topic. It replaces this one if that resolution has an answer. None if the words decide.
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
        """Return a question whose search text is the text as it is."""
        return cls(text, text, scope, language=language)

    @property
    def without_standing(self) -> Question:
        """The question without standing limits, as later turns build on it."""
        return replace(
            self.limited_to(limits_not_in(self.scope.filters, self.standing)), standing=NO_LIMITS, overruled=()
        )

    @property
    def defines(self) -> bool:
        """Whether it asks for a definition: paragraphs that establish rank before paragraphs that refer back."""
        return self.shape.name == "definition"

    @property
    def topic(self) -> str:
        """The search text for display, in “…”: without stops, quotation marks and an unmatched one at its ends."""
        if quoted := quotation_patterns.QUOTED.fullmatch(self.text.strip(" ?!.")):
            return quoted["topic"]
        topic = quotation_patterns.BETWEEN_MARKS.sub(r"”\1“", self.text.strip(" ?!."))
        if topic != self.text.strip(" ?!."):  # "camps" and "schools"
            return topic.strip('"“”')
        return topic if any(mark in topic for mark in "“‘«") else topic.rstrip("\"”»’'")

    @property
    def only_cited(self) -> bool:
        """Whether it asks for the cited paragraphs, with their sub-paragraphs, and nothing else."""
        return self.shape.name == "lookup"

    @property
    def wants_whole(self) -> bool:
        """Whether it asks for the complete text of a resolution or of a part of it: "the preamble of 2601"."""
        if self.shape.name != "resolution" or self.shape.by_turns:
            return False
        return bool(self.scope.filters.kinds) or showing_words.WHOLE.search(self.asked) is not None

    def stating(self, filters: Filters) -> Question:
        """Return the question with other filters, as if its words stated them."""
        limited = self.limited_to(filters)
        return replace(limited, stated=limited.scope.described)

    def searching_for(self, text: str, scope: Scope) -> Question:
        """Return the question as a ranked search for a text within a scope."""
        return replace(self, text=text, scope=scope, stated=scope.described, shape=ANSWER, term="", only_limits=False)

    def limited_to(self, filters: Filters) -> Question:
        """Return the question with other filters; the excluded resolutions stay."""
        return replace(self, scope=replace(self.scope, filters=filters))


def checked(text: str) -> str:
    """Validate the text of a question; return it with single blanks.

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
