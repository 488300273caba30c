"""Processing time of text from users and documents is linear in its length, for every way through the program."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.export.markdown import escape
from bot.inert import inert
from bot.slack.threads import is_follow_up, is_open_question, mentions, plain_words
from retrieval.asking.answerability.coverage import is_covered
from retrieval.asking.understand.chat_spellings import spelt_out
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.smalltalk import is_reaction, reply_kind
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.references.find import find_all_references
from retrieval.errors import CitationError, UnreadableError
from retrieval.library.abbreviations import built_in_abbreviations, expanded
from retrieval.library.themes import built_in_vocabulary
from retrieval.readers.drafts.markdown import read_markdown
from retrieval.readers.drafts.plain import read_plain
from retrieval.readers.pdf.mending import PrintedLine, mend_words
from retrieval.readers.read import read_documents
from retrieval.suggesting.features import gather_evidence
from retrieval.suggesting.profiles import load_profiles
from retrieval.verifying.attach import Attacher
from retrieval.verifying.draft_citations import find_citations
from retrieval.verifying.quotations import find_quotations
from retrieval.verifying.runs import runs_of
from retrieval.wording.align import align
from retrieval.wording.changes import compare_words
from retrieval.wording.fold import fold_words, word_ranges
from retrieval.wording.limbs import split_limbs
from tests.growth import Growth, beyond_linear
from tests.patterns import patterns_of, samples, with_patterns
from tests.retrieval.asking.understand.library import library
from tests.retrieval.made_clauses import clause

FACTS = library()
PROFILES = load_profiles(Path(), built_in_vocabulary())
ABBREVIATIONS = built_in_abbreviations()
WORDS = (
    "women |women, |a-|a/|a'|((|( |) |\"|“ |? |. |: |; |- |– |— | |\t|\n|… |[...] |é|e\u0301|\u00ad|\u200b|𝒳|1 |"
    "1325 |2015 |1,|1. |(a) |(i) |A. |II "
)
ASKED = (
    "in 1325 |not in 1325, |resolution 1325 and |since 2015 |from 2001 to |the 2013 resolution |"
    "in the last ten years |OP 1-999, |1325 OP 2 (a), |S/RES/1325 (2000), para. 2 |operative only |"
    "in the preamble |theme: Protection |SGBV language |country: Somalia |resolutions on Somalia |and |"
    "what about |it |thanks |hi there |MHPSS |WPAs/NGO-|womne |Womne. |council said |:tada: |<@U0BOT> |<|&lt;|"
    "&amp;amp;|<http://a|a> |*|_|`|1. a"
)
CITED = (
    "paragraph 3, |paragraphs 1, 2 and 3 (a) to |paragraph 8 of resolution 1325 (2000), |"
    "resolution 1325 (2000) and |its resolution 1325, |paragraph 4 above |subparagraph (a) above, |S/2015/1, |"
    "S/1a/A.|General Assembly resolution 60/1 of |resolution 60/1 (A) of the General Assembly, |"
    "paragraph 3 of that report |A/paragraph 1 |of |preambular paragraph 1-"
)
PRINTED = (
    "1. Urges women;|(a) women;|(i) women,|Recalling women,|Annex|A|II.|2/8|*2011254*|S/RES/1325 (2000)|"
    "[1] See S/1|Notes|The Security Council,|Decides:|“1. Urges|- a|ab-|Adopted unanimously|Extract:|Countries:|"
    "PeaceWomen Consolidated Themes:|Para 21. a|Resolution 2275, HR|“2.   Calls"
)
QUOTED = (
    "“a” |“a\n\n|“|” |'a |a' |‘a’ |> a\n|> “a\n\n|[^1] |"
    "[^1]: S/RES/1325 (2000)\n|[a](b) |[a] |*a* |ibid. |OP 1, 2 |1325 OP 1 |"
    "(S/RES/1325 (2000), para. 1) |paragraph 1 of that resolution |A. B |“a” in resolution 1325 (2000) |    a\n\n"
)
MARKED_UP = (
    "<!-- a -->|<!--|<p>a|<p a='|<ol><li>|<div>|</div>|&amp;|&#8220;|<sup><a href=#n1>[1]</a></sup>|"
    "<a href='#n1'>|<a name=n1>|<table><tr><td>|<script>|</script>|<pre>\n|<br>|<style>|<![if|<svg>|a|<|"
    "<p>1. Urges women;|<p>(a) women;"
)
OPENING = "Adopted by the Security Council at its 4213th meeting, on 31 October 2000\n\nThe Security Council,\n\n"
OFFICIAL = f"Resolution 1325 (2000)\n\n{OPENING}{{}}\n\n2.  Decides to remain actively seized of the matter.\n"
PEACEWOMEN = (
    "Security Council Resolution 2275 | PeaceWomen\n\nThursday, March 24, "
    "2016\n\nCountries:\nSomalia\n\nResolution Extracts:\n\n{}\n\nSecurity Council Resolution 2275: para. "
    "20.\nPeaceWomen Consolidated Themes:\nProtection\nExtract:\nCalls upon women;\n"
)
PAGE = (
    "<!DOCTYPE html><html><body><p>Resolution 1325 (2000)</p>{}<p>The Security Council,</p><p>1. Urges "
    "women;</p>{}</body></html>"
)


@dataclass(frozen=True, slots=True)
class Way:
    """Processing path of untrusted text.

    Attributes:
        run: Function that processes the text.
        parts: Building blocks of the text, besides words and parts of patterns.
        met: Prefix of the modules whose patterns the text meets, or several.
    """

    run: Callable[[str], Any]
    parts: str
    met: str | tuple[str, ...]


def cited(text: str) -> None:
    with contextlib.suppress(CitationError):
        parse_citation(text)


def read(name: str, form: str, of: str = "{}") -> Callable[[str], None]:
    """Return a function that reads a file with a text in it, its parts as lines or in one line."""

    def run(text: str) -> None:
        with contextlib.suppress(UnreadableError):
            read_documents(name, form.replace("{}", of.replace("{}", text)).encode())

    return run


def lines(name: str, form: str) -> Callable[[str], None]:
    """Return a function that reads a file with a text wrapped to lines of 60 characters."""
    reads = read(name, form)
    return lambda text: reads("\n".join(text[start : start + 60] for start in range(0, len(text), 60)))


def referred(text: str) -> None:
    find_all_references(
        [clause("S/RES/2399(2018)#4", text), *(clause(f"S/RES/2399(2018)#{n}(a)") for n in range(1, 60))]
    )


def weighed(text: str) -> None:
    meaning = np.ones((len(PROFILES.themes), 1), np.float32)
    gather_evidence([clause("S/RES/2399(2018)#4", text)], PROFILES, meaning[:1], np.zeros(1, np.int64), meaning)


def small_talk(text: str) -> None:
    reply_kind(text, follows=True)
    is_reaction(text)


def after_another(text: str) -> None:
    before = [Turn(understand("gender advisers in 1325", FACTS), ())]
    follow_up(text, before, FACTS)
    follow_up("and for children?", [Turn(understand(text, FACTS), ())], FACTS)


def mended(text: str) -> None:
    printed = [text[start : start + 60] for start in range(0, len(text), 60)]
    mend_words([PrintedLine(line, [None] * len(line)) for line in printed if line])


def quoted(text: str) -> None:
    for draft in (read_markdown(text), read_plain(text)):
        quotations = find_quotations(draft)
        cited = find_citations(draft, [(one.start, one.end) for one in quotations])
        Attacher(draft, quotations, cited).attach()
        runs_of(text, labels=False)


OF_FOLLOW_UPS = tuple(
    f"retrieval.asking.understand.lexicon.{name}" for name in ("turn_", "shown_", "swap_", "comparison_")
)
"""Modules with patterns that only follow-ups meet; those that any question meets are tried with a question alone."""
WAYS = {
    "small talk": Way(small_talk, f"{ASKED}|ok |great, |i will send |that is |", "retrieval.asking.understand.lexicon"),
    "spellings of chats": Way(
        spelt_out, f"{ASKED}|n |u |esp. |op n ", "retrieval.asking.understand.lexicon.chat_words"
    ),
    "noise around a question": Way(without_noise, f"{ASKED}\n>*-", "retrieval.asking.understand.lexicon"),
    "a question": Way(lambda text: understand(text, FACTS), ASKED, "retrieval.asking.understand.lexicon"),
    "a question after another": Way(after_another, ASKED, OF_FOLLOW_UPS),
    "abbreviations": Way(lambda text: expanded(text, ABBREVIATIONS), ASKED, "retrieval.library.abbreviations"),
    "words of a question": Way(lambda text: is_covered(text, [text]), ASKED, "retrieval.asking.answerability.coverage"),
    "a citation": Way(cited, ASKED, "retrieval.clauses.citation"),
    "a message": Way(lambda text: (plain_words(text), mentions(text, "U1")), ASKED, "bot.slack."),
    "a message in a thread": Way(
        lambda text: (is_follow_up(text, writer="U1", askers=("U1",), me="U0"), is_open_question(text, me="U0")),
        ASKED,
        "bot.slack.",
    ),
    "what is shown": Way(lambda text: (inert(text), escape(text)), ASKED, "bot."),
    "words": Way(
        lambda text: (fold_words(text), word_ranges(text), split_limbs(text)), CITED, "retrieval.wording.fold"
    ),
    "references": Way(referred, CITED, "retrieval.clauses.references."),
    "a draft": Way(quoted, f"{CITED}|{QUOTED}", "retrieval.verifying."),
    "a draft with markup": Way(quoted, f"{QUOTED}|{MARKED_UP}", "retrieval.readers.drafts."),
    "wording of themes": Way(weighed, CITED, "retrieval.suggesting."),
    "an extract": Way(
        lambda text: align(text, None, [("1", text), ("2", "women " * 60)]), CITED, "retrieval.wording.align"
    ),
    "two wordings": Way(lambda text: compare_words(text, f"{text[1:]} women"), CITED, "retrieval.wording.changes"),
    "a paragraph": Way(read("a.txt", OFFICIAL, "1.  Urges {};"), f"{CITED}|{PRINTED}", "retrieval.readers.official."),
    "lines of a text": Way(lines("a.txt", OFFICIAL), f"{PRINTED}\n", "retrieval.readers.official."),
    "lines before a text": Way(lines("a.txt", f"{{}}\n{OFFICIAL}"), PRINTED, "retrieval.readers.official."),
    "an extract on a page": Way(read("a.txt", PEACEWOMEN), PRINTED, "retrieval.readers.peacewomen."),
    "lines of extracts": Way(lines("a.txt", PEACEWOMEN), PRINTED, "retrieval.readers.peacewomen."),
    "a page": Way(read("a.html", PAGE), MARKED_UP, "retrieval.readers.page."),
    "the beginning of a page": Way(read("a.html", f"{{}}{OFFICIAL}"), MARKED_UP, "retrieval.readers.source"),
    "words cut at the ends of lines": Way(mended, PRINTED, "retrieval.readers.pdf."),
}


OTHER_TEXT = re.compile(r"\b(?:report|letter|resolutions?\s\d+|[SA]/[\dA-Z]+)\b", re.IGNORECASE)


def searched_again(text: str) -> None:
    """Search for another text before each paragraph: a quadratic algorithm, 5.5 seconds for 40,000 characters."""
    for found in re.finditer(r"paragraph \d", text):
        OTHER_TEXT.search(text[: found.start()])


def test_the_check_finds_what_searches_again_and_again() -> None:
    assert growth_of(searched_again, "paragraph 3, ")
    assert not growth_of(OTHER_TEXT.findall, "paragraph 3, ")


def growth_of(run: Callable[[str], Any], part: str) -> Growth | None:
    """Return the measurements of a repeated part if time grows faster than linearly; else None."""
    return beyond_linear(run, lambda length: part * (length // len(part)), looks=(500, 2_000), short=(), longest=34_000)


def parts_of(way: Way) -> list[str]:
    """Return the texts to repeat; behind a word comes a blank, as most patterns find nothing in words run together."""
    met = (used for module in with_patterns() if module.startswith(way.met) for used in patterns_of(module))
    found = (sample for used in met for sample in samples(used.pattern))
    apart = (f"{sample} " if sample[-1:].isalnum() else sample for sample in found)
    return [part for part in dict.fromkeys([*f"{WORDS}|{way.parts}".split("|"), *apart]) if part]


@pytest.mark.parametrize("name", WAYS)
def test_the_time_of_a_text_is_linear(name: str) -> None:
    way = WAYS[name]
    growths = ((part, growth_of(way.run, part)) for part in parts_of(way))
    assert [f"{part!r}: {growth}" for part, growth in growths if growth] == []
