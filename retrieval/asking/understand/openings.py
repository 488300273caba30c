"""Questions for paragraphs by their first or last words: "that begin with “Demands”", "all decisions in 2396"."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.asking.understand.finding import (
    Cited,
    Edit,
    Finding,
    Limit,
    Opening,
    Shape,
    as_limit,
    citation_of,
    is_cited_as,
    is_within,
)
from retrieval.asking.understand.framing import Words
from retrieval.asking.understand.lexicon import list_words, opening_words, quotation_patterns, word_lists
from retrieval.asking.understand.words import content_words, plain_word

_SECRETARY_GENERAL = "the Secretary-General"


def find_opening(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the paragraphs that begin or end with some words, or that do what a verb of the Council says.

    All other words have to ask for paragraphs, or to belong to limits: "plans that begin with women" is a topic, and so
    is "paragraphs where the Council demands access".

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it.

    Returns:
        All findings of the question, with the limits of `found`; none for any other question.
    """
    quoted = [
        one.span() for one in quotation_patterns.QUOTED.finditer(text)
    ]  # "begins with “Recalling resolution 1325”"
    found = [one for one in found if not any(start <= one.start and one.end <= end for start, end in quoted)]
    # "The decisions of 2242" are those in it.
    found = [as_limit(one, "topic") if text.endswith(" of ", 0, one.start) else one for one in found]
    limits = [one for one in found if isinstance(one.means, Limit | Edit) or is_cited_as("outside", one)]
    matches = [word for word in word_lists.CONTENT_WORD.finditer(text) if not is_within(word, limits)]
    words = Words.of(text, matches)
    opening = _edge_words(words) or _verb(words, has_resolution=any(citation_of(one) for one in limits))
    is_cited = any(isinstance(one.means, Cited) and not is_cited_as("outside", one) for one in found)
    if opening is None or is_cited:
        return []
    wanted, kind = opening
    behind = opening_words.OBJECT.match(text, matches[-1].end())  # "recalls | resolution 1325"
    if (behind and words.plain[-1] != "of") or not content_words(wanted):
        return []
    shape = Shape("count" if _is_count(words) else "list", "paragraphs", opening=kind)
    kept = [one for one in found if not isinstance(one.means, Edit)]
    return [*kept, Finding(0, len(text), Edit(wanted)), Finding(0, 0, shape)]


def _are_asking(words: Words, end: int) -> bool:
    """Return whether the words before a position only ask for paragraphs: "list all paragraphs that".

    The noun may be a word of a limit: "OPs of 1325".
    """
    before = word_lists.CONTENT_WORD.findall(words.text[: words.matches[end].start()].lower())
    has_noun = not opening_words.NOUNS_OF_TEXTS.isdisjoint(before)
    return has_noun and (opening_words.ASKING | opening_words.NOUNS_OF_TEXTS).issuperset(words.plain[:end])


def _is_count(words: Words) -> bool:
    return any(asking.issubset(words.plain) for asking in opening_words.COUNTING)


def _edge_words(words: Words) -> tuple[str, Opening] | None:
    """Return the words that paragraphs have to begin or end with: "all OPs starting with the word | Requests"."""
    begins = opening_words.BEGINS.search(words.text)
    found = begins or opening_words.ENDS.search(words.text)
    before = sum(word.end() <= found.start() for word in words.matches) if found else len(words.matches)
    last = next((word for word in reversed(words.matches) if plain_word(word[0]) not in opening_words.ENDING), None)
    if not (found and last and before < len(words.matches) and _are_asking(words, before)):
        return None
    kind: Opening = "words" if begins else "last words"
    if quoted := quotation_patterns.QUOTED.match(words.text, found.end()):
        return (quoted["topic"].rstrip(" .,;:"), kind) if last.end() <= quoted.end() else None
    wanted = words.text[found.end() : last.end()]
    is_first = begins is not None and _are_first(wanted, is_bare=begins["bare"] is not None)
    return (wanted, kind) if found["named"] or is_first else None


def _are_first(wanted: str, *, is_bare: bool) -> bool:
    """Return whether words without quotation marks look like the first of a paragraph; `is_bare`: without "with"."""
    is_upper = wanted[:1].isupper()
    is_title = any(map(opening_words.DRAFTED.match, wanted.title().split()[:2]))
    return is_upper and is_title if is_bare else is_upper or is_title


def _verb(words: Words, *, has_resolution: bool) -> tuple[str, Opening] | None:
    """Return the verb with which the paragraphs begin that do what the Council is said to do, with its object.

    Args:
        words: The words of the question without those of its limits.
        has_resolution: Whether a limit names a resolution.
    """
    plain = list(words.plain)
    while plain and plain[-1] in opening_words.ENDING:
        del plain[-1]
    to_secretary_general = False
    while plain and plain[-1] in opening_words.SECRETARY_GENERAL:
        to_secretary_general = True
        del plain[-1]
    while to_secretary_general and plain and plain[-1] in opening_words.BESIDE_AN_OBJECT:
        del plain[-1]
    has_something = bool(plain) and plain[-1] in opening_words.SOMETHING
    plain = plain[:-1] if has_something else plain
    if not plain:
        return None
    verb = _of_council(words, plain, has_resolution) or _of_noun(words, plain, has_resolution)
    if not verb and has_something and to_secretary_general and _are_asking(words, len(plain) - 1):
        verb = opening_words.VERBS.get(plain[-1], "")  # "paragraphs that request something of the Secretary-General"
    wanted = f"{verb.capitalize()} {_SECRETARY_GENERAL}" if to_secretary_general else verb.capitalize()
    return (wanted, "verb") if verb else None


def _of_council(words: Words, plain: Sequence[str], has_resolution: bool) -> str:
    """Return the verb of "paragraphs where the Council decides", "what does the Council decide"; "" for any other."""
    verb, end = opening_words.VERBS.get(plain[-1], ""), len(plain) - 1
    while end and plain[end - 1] in opening_words.COUNCIL:
        end -= 1
    names_council = "council" in plain[end:]
    if verb and names_council and plain[end - 1 : end] in (["where"], ["which"]) and _are_asking(words, end):
        return verb
    asks = tuple(plain[:end])
    is_asked = len(asks) == 2 and asks[0] == "what" and asks[1] in ("does", "did", "is", "was", "has")
    return verb if is_asked and has_resolution and verb in opening_words.ASKED_ALONE else ""


def _of_noun(words: Words, plain: Sequence[str], has_resolution: bool) -> str:
    """Return the verb of "all decisions", "every request to the Secretary-General"; "" for any other words."""
    end = len(plain)
    behind = opening_words.COUNCIL | opening_words.BESIDE_AN_OBJECT | opening_words.BEHIND_A_NOUN
    while end > 1 and plain[end - 1] in behind:
        end -= 1
    verb, before = opening_words.NOUNS.get(plain[end - 1], ""), plain[: end - 1]
    is_asked = _is_count(words) or before[-1:] in (["which"], ["what"]) or not list_words.EVERY.isdisjoint(before)
    is_of_paragraphs = has_resolution or verb != "decides"  # "all decisions of 2019" are resolutions
    return verb if is_asked and is_of_paragraphs and opening_words.ASKING.issuperset(before) else ""
