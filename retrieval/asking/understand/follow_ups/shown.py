"""References of a follow-up to paragraphs that were shown: "the second one please", "who has to do that?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import MINYEAR, timedelta
from itertools import pairwise

from retrieval.asking.understand.finding import ANSWER, LISTED
from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.follow_ups.wordings import match_meaning, reworded
from retrieval.asking.understand.languages.lexicon import ENGLISH, message_in
from retrieval.asking.understand.lexicon import shown_patterns, turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.spelling import nearest
from retrieval.asking.understand.words import content_words
from retrieval.clauses.citation import Citation, citation_of_id
from retrieval.clauses.clause import Symbol
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts
from retrieval.wording.english import is_english

_MOST_AHEAD = 9
"""Maximum number of paragraphs asked for, if fewer were shown: "the top 5" are the three that were shown."""
_IT_ALONE = "cite it"
"""Usual words of a request for the paragraph that was looked up, or else shown first."""


def expand_shown(asked: str, turn: Turn) -> str:
    """Expand "the second one please" into citations of paragraphs that were shown; "" for any other question.

    "Show me that paragraph in full", "what resolution is that from?" and "what year was that?" mean the paragraph that
    was looked up, or that the last answer shows first.
    """
    asked = with_plain_ones(asked)
    wants_whole = match_meaning("whole-of-shown", asked) and not turn.understood.only_cited
    if wants_whole or (match_meaning("read-out", asked) and turn.understood.shape.name != "resolution"):
        asked = _IT_ALONE
    words = _words(shown_patterns.WISH.sub("", asked).lower().replace("#", " number "))
    shown, pointed_at = turn.numbered, turn.pointed_at
    meant, is_group = _positions(words, len(shown))
    wants_places = not meant and _asks_for_place(words)
    wants_all = wants_places and not shown_patterns.OF_ALL_SHOWN.isdisjoint(words)
    if shown and wants_all and turn.understood.shape.name not in LISTED:
        return _said(turn.understood.cited or _cited(pointed_at))
    if shown and not meant and ((wants_places and not wants_all) or _points_at_one(asked, words)):
        return _said(turn.understood.cited or _cited(pointed_at[:1]))
    if not meant or not all(-len(shown) <= at < len(shown) for at in meant):
        return ""
    if _is_of_answer(asked, words, turn, meant, is_group=is_group):
        return _said(_cited([shown[at] for at in meant]))
    return ""


def _is_of_answer(asked: str, words: Sequence[str], turn: Turn, meant: Sequence[int], *, is_group: bool) -> bool:
    """Return whether positions are those of an answer: "show the first one"; "the first one" is the first mention.

    Args:
        asked: The request.
        words: Its words.
        turn: The turn before.
        meant: The positions that it names.
        is_group: Whether it names them as a group: "the top 3".
    """
    around = {*words} - shown_patterns.POSITIONS.keys()
    # "The first one" after "the second one".
    is_one_of_them = "one" in words and len(turn.quoted) == 1 < len(turn.numbered)
    is_mention = not (is_group or is_one_of_them) and (
        0 in meant or (-1 in meant and not around.isdisjoint(shown_patterns.ASKING_WHICH))
    )
    is_shown = around & shown_patterns.QUOTING or any(
        pattern.search(asked) for pattern in (shown_patterns.IN_FULL, shown_patterns.END_OF_SHOWN)
    )
    return shown_patterns.BEFORE_SHOWN.issuperset(around) and (not is_mention or bool(is_shown))


def with_plain_ones(asked: str) -> str:
    """Rewrite a reference to a paragraph that was shown in usual words; return any other question as it is.

    Misspelt ordinals are corrected, too.

    >>> with_plain_ones("the first one's resolution?"), with_plain_ones("what's its date")
    ('cite the first one', 'cite it')
    >>> with_plain_ones("thrid one please"), with_plain_ones("the last but one")
    ('third one please', 'the penultimate')
    """
    plain = shown_patterns.LAST_BUT_ONE.sub("penultimate", shown_patterns.WORD.sub(_ordinal_meant, asked))
    own = match_meaning("of-shown", plain)
    if not own:
        return plain
    return f"cite the {own['nth']} one" if has_nth(own) else _IT_ALONE


def _ordinal_meant(word: re.Match[str]) -> str:
    """Return the ordinal that a misspelt word is one edit away from; any other word as it is."""
    typed = word[0].lower()
    if typed in shown_patterns.ORDINALS_IN_TEN or is_english(typed):
        return word[0]
    return nearest(typed, shown_patterns.ORDINALS_IN_TEN) or word[0]


def _cited(shown: Sequence[str]) -> tuple[Citation, ...]:
    """Return the citations of paragraphs, given their ids; () if one of them has no number."""
    cited = tuple(map(citation_of_id, shown))
    return cited if all(one.paragraph for one in cited) else ()


def _said(cited: Sequence[Citation]) -> str:
    return " and ".join(map(str, cited))


def expand_age(asked: str, turn: Turn, facts: LibraryFacts) -> str:
    """Expand "which one is newer?" into a citation of the newest paragraph that was shown; "" for any other question.

    Of several paragraphs of one resolution, the first counts.
    """
    age, shown = reworded("age-of-shown", asked), list(map(citation_of_id, turn.numbered))
    if not age or not shown:
        return ""
    choose = max if age == "newer" else min
    return f"{choose(shown, key=lambda one: facts.last_day_of(Symbol(one.number, one.year or MINYEAR)))}"


def _asks_for_place(words: Sequence[str]) -> bool:
    """Return whether a question only asks for the place of what was shown: "para number?", "which text says so?"."""
    said = {*words}
    if not shown_patterns.AROUND_A_PLACE.issuperset(said) or ("number", "of") in pairwise(words):
        return False
    if said & shown_patterns.SEVERAL and not said & (shown_patterns.OF_ALL_SHOWN | {"number"}):
        return False
    is_exact = bool(said & shown_patterns.EXACT)
    if said & shown_patterns.SAID or "where" in said:
        opening = next((word for word in words if word not in ("and", "in", "ok", "so")), "")
        return is_exact or (opening in ("which", "where") and bool(said & shown_patterns.SAID))
    if said & shown_patterns.PLACES_BY_NUMBER:
        return is_exact or bool(said & (shown_patterns.NUMBERS | {"what", "which"}))
    needs_which = said & shown_patterns.PLACES_ASKED_EXACTLY and not said & shown_patterns.PLACES
    return bool(said & shown_patterns.PLACES) or bool(needs_which and (is_exact or "which" in said))


def _points_at_one(asked: str, words: Sequence[str]) -> bool:
    """Return whether a request only asks for the paragraph that was shown: "show me that paragraph in full"."""
    if shown_patterns.CITES_ITSELF.search(asked):
        return False
    pointed = shown_patterns.POINTS_TO_SHOWN.search(asked) or shown_patterns.HAND_OVER.search(asked)
    return pointed is not None and (shown_patterns.BEFORE_SHOWN | shown_patterns.THIS).issuperset(words)


def _words(asked: str) -> list[str]:
    """Return the words of a request; "twenty-second" and "twenty five" are one word each, with a blank."""
    words: list[str] = []
    for word in turn_patterns.ANY_WORD.findall(asked):
        compound = f"{words[-1]} {word}" if words else ""
        if compound in shown_patterns.POSITIONS or compound in shown_patterns.NUMBER_OF_SHOWN:
            words[-1] = compound
        else:
            words.append(word)
    return words


def _positions(words: Sequence[str], shown: int) -> tuple[list[int], bool]:
    """Return the positions that words name, and whether as a group: "the first and the third", "number 2", "the top 3".

    Args:
        words: Words of the request.
        shown: Number of paragraphs that were shown.
    """
    numbered = [(before, shown_patterns.NUMBER_OF_SHOWN.get(word, 0)) for before, word in pairwise(words)]
    for before, number in numbered:
        if before in ("first", "top", "last") and number > 1:
            every = list(range(shown))
            group = every[-number:] if before == "last" else every[:number]
            return (group, True) if number <= max(shown, _MOST_AHEAD) else ([], False)
    if found := [shown_patterns.POSITIONS[word] for word in words if word in shown_patterns.POSITIONS]:
        counts_back = len(found) > 1 and "last" in words and "and" not in words  # "the third to last"
        return [] if counts_back else found, False
    return [number - 1 for before, number in numbered if before in shown_patterns.NUMBERING and number][:1], False


def paragraphs_meant(asked: str, turn: Turn) -> tuple[Citation, ...]:
    """Return the paragraphs to which a question refers: "who is addressed by that paragraph?".

    After a paragraph lookup, "it", "that" and "this" refer to the paragraph, too, except in "anything in it on camps?".
    """
    last = turn.understood
    # After a question on several resolutions "the second one" may be a resolution.
    if len(last.scope.filters.resolutions) > 1 or not turn_patterns.ASKS.search(asked):
        return ()
    if shown_patterns.COUNTERPART.search(asked):  # asks for another paragraph
        return ()
    if match := shown_patterns.POINTS_TO_SHOWN.search(asked):
        if last.cited and not match["nth"]:
            return last.cited
        return _cited(nth_of(match, turn))
    signs = signs_of(asked)
    points = "refers" in signs and shown_patterns.POINTS_AT_ONE.search(asked)
    is_on_resolution = signs & {"same text", "elsewhere"} or shown_patterns.IN_IT.search(asked)
    return last.cited if points and not is_on_resolution else ()


def has_nth(named: re.Match[str]) -> bool:
    """Return whether a match has an ordinal, as its group "nth"."""
    return bool(named.groupdict().get("nth"))


def nth_of(named: re.Match[str], turn: Turn) -> Sequence[str]:
    """Return the id that "the second one" refers to, as a sequence; that of "it" without an ordinal, () beyond the end.

    Args:
        named: Match that may have a group "nth".
        turn: The turn before.
    """
    if not has_nth(named):
        return turn.pointed_at[:1]
    at = shown_patterns.POSITIONS[named["nth"].lower().replace("-", " ")]
    return turn.numbered[at:][:1]


def about_paragraphs(now: Question, paragraphs: Sequence[Citation]) -> Question:
    """Return a question about paragraphs that were shown: it cites them, and is limited to their resolutions."""
    named = tuple(dict.fromkeys(one.resolution for one in paragraphs))
    limited = now.stating(replace(now.scope.filters, resolutions=named))
    return replace(limited, cited=tuple(paragraphs), shape=ANSWER, term="", only_limits=False)


def same_words_asked(asked: str, now: Question, turn: Turn, facts: LibraryFacts) -> Question | None:
    """Turn a question whether a paragraph is repeated into a search for its words in other resolutions.

    "Has it been repeated later?" after "1960 OP 8" searches for the words of that paragraph. None for any other
    question.
    """
    where, pointed = asks_for_same(asked), shown_patterns.POINTS_TO_SHOWN.search(_expand_first(asked))
    is_meant = turn.understood.cited or (pointed and not pointed["nth"])
    if not (where and is_meant and turn.text and turn.symbols):
        return None
    symbol = turn.symbols[0]
    day, one = facts.last_day_of(symbol) if symbol in facts.adopted else None, timedelta(days=1)
    limits = replace(now.scope.filters, resolutions=())
    is_dated = limits.since or limits.until  # "anything like it after 2010?"
    if now.scope.filters.resolutions:  # "does 2467 say the same?"
        scope = now.scope
    elif day and where != "elsewhere" and not is_dated:
        after, before = (day + one, None) if where == "later" else (None, day - one)
        scope = Scope(replace(limits, since=after, until=before))
    else:
        scope = Scope(limits, (Citation.of(symbol),))
    return now.searching_for(turn.text, scope)


def with_like_that(asked: str, turn: Turn) -> str:
    """Rewrite "anything before 2019 on that?" after a paragraph lookup as "before 2019, anything like that".

    "Is there an earlier one?" is "anything like that earlier". Any other question is returned as it is, and so is one
    with a topic or on the same resolution: "anything before 2019 on camps?", "any later paragraph of it?".

    Args:
        asked: The question.
        turn: The turn before.
    """
    other = shown_patterns.OTHER_TEXT.search(asked) if turn.understood.only_cited else None
    if not other or shown_patterns.ON_ITS_RESOLUTION.search(asked):
        return asked
    age, period = other["age"] or other["thing_age"], shown_patterns.PERIOD.search(asked)
    plain = f"anything like that{f' {age}' if age else ''}"
    is_alike = asks_for_same(f"{asked[: other.start()]}{plain}{asked[other.end() :]}")
    if not is_alike or not (age or period):
        return asked
    return f"{period[0]}, {plain}" if period else plain


def in_another_asked(asked: str, turn: Turn, reader: Reader) -> Question | None:
    """Turn a question for the same in another resolution into a search for the words of the paragraph looked up.

    "What did 1820 say on that" after "2467 OP 30" searches 1820 for the words of that paragraph. None for any other
    question.

    Args:
        asked: The question.
        turn: The turn before.
        reader: Context of the question.
    """
    number = _other_resolution(asked, reader.facts) if turn.understood.only_cited and turn.text else 0
    if not number or any(one.number == number for one in turn.understood.cited):
        return None
    now, named = reader.alone(asked), reader.facts.completed(Citation(number, None, None))
    scope = Scope(replace(now.scope.filters, resolutions=(named,)))
    return replace(now.searching_for(turn.text, scope), cited=())


def _other_resolution(asked: str, facts: LibraryFacts) -> int:
    """Return the number of the only resolution that a question asks about "that"; 0 without one."""
    words = turn_patterns.ANY_WORD.findall(shown_patterns.YEAR_IN_BRACKETS.sub("", asked).lower())
    numbers = [word for word in words if word.isdecimal()]
    if len(numbers) != 1 or not facts.has_number(int(numbers[0])):
        return 0
    at = words.index(numbers[0])
    opening = {"what", "how"}.intersection(words[max(at - 2, 0) : at])  # "what about 1820 on that"
    is_subject = not opening and shown_patterns.BEFORE_A_SUBJECT.intersection(words[max(at - 1, 0) : at])
    points = not is_subject and shown_patterns.POINTING.intersection(words)
    return int(numbers[0]) if points and shown_patterns.AROUND_ANOTHER.issuperset({*words} - {*numbers}) else 0


def asks_for_rest(asked: str, before: Sequence[Turn]) -> bool:
    """Return whether a message only asks for further hits of the last question: "more please".

    "More like this" after a paragraph lookup asks for similar paragraphs.
    """
    is_looked_up = bool(before) and before[-1].understood.only_cited
    language = before[-1].understood.language if before else ENGLISH
    asked = (language != ENGLISH and message_in(asked, language)) or asked
    asked = " ".join(asked.split())
    wants_more = match_meaning("more", asked) or (not is_looked_up and reworded("step-alone", asked) == "next")
    return bool(wants_more) and not (is_looked_up and shown_patterns.ALIKE.search(asked))


def _expand_first(asked: str) -> str:
    """Replace "the first one" by "that paragraph" in "who else uses the words of the first one?"."""
    return shown_patterns.WORDS_OF_FIRST.sub("that paragraph", asked)


def asks_for_same(asked: str) -> str:
    """Return where a question looks for a repetition of the last paragraph: "elsewhere", "later" or "earlier".

    "" for any other question.

    >>> asks_for_same("has it been repeated later?"), asks_for_same("more like this")
    ('later', 'elsewhere')
    >>> asks_for_same("is there something similar for adults?")
    ''
    """
    asked = _expand_first(asked)
    words = {*turn_patterns.ANY_WORD.findall(asked.lower())}
    again = words & shown_patterns.SAYING_SAME
    is_alike = shown_patterns.ALIKE.search(asked) is not None
    around = shown_patterns.AROUND_SAYING_SAME | again
    other = [word for word in content_words(asked) if word not in around and not word.isdigit()]
    if other or not (again or is_alike or shown_patterns.ANYWHERE_ELSE.search(asked)):
        return ""
    if words & shown_patterns.EARLIER_WORDS:
        return "earlier"
    return "later" if words & shown_patterns.LATER_WORDS or again & shown_patterns.REPEATING else "elsewhere"
