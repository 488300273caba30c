"""Questions for citations that refer to the resolution of the turn before: "what does it cite?", "who cites it?"."""

from __future__ import annotations

from retrieval.asking.understand.citing import mentioned_in
from retrieval.asking.understand.citing_together import mentioned_texts
from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.lexicon import citing_patterns
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation, citation_of_id


def expand_citing(asked: str, turn: Turn, reader: Reader) -> Question | None:
    """Expand "what does it cite?" after 1325 into a question for the citations of 1325; None for any other question.

    "Who mentions it?" is about a resolution or paragraph only if the question before had no topic.

    Args:
        asked: The question.
        turn: The turn before.
        reader: Context of the question.
    """
    said, last = citing_patterns.SAID_BEFORE.search(asked), turn.understood
    named = list(last.cited or last.scope.filters.resolutions)
    mentioned = mentioned_in(last)
    if not said or (len(named) > 1 and any(one.paragraph for one in named)):
        return None

    def read_with(one: Citation | str) -> Question:
        return reader.alone(f"{asked[: said.start()]}{'in ' if said['there'] else ''}{one}{asked[said.end() :]}")

    if len(named) > 1:
        all_of_them = (" and " if said["both"] else " or ").join(map(str, named))
        read = read_with(f"{'both ' if said['both'] else ''}{all_of_them}")
        is_alone = last.only_limits or last.shape.cites or last.shape.name == "resolution"
        return read if read.shape.cites or (is_alone and mentioned_texts(read)) else None

    quoted = [citation_of_id(one).resolution for one in turn.quoted[:1]]
    for one in [*named, *([mentioned] if mentioned else quoted)][:1]:
        read = read_with(one)
        if read.shape.cites:
            return read
    if not mentioned and last.shape.name not in ("lookup", "resolution") and not last.shape.cites:
        return None
    read = read_with(mentioned or named[0])
    return read if mentioned_in(read) else None
