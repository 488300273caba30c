"""Words of every question: marks between words, empty words, nouns for texts, words that are no topic."""

from __future__ import annotations

import re

# Words, and punctuation that is left over when words are removed.

WORD_CHARACTER = re.compile(r"[^\W_]")
"""A letter or a digit: a text with one has words."""
CONTENT_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
"""A word with its apostrophes and hyphens: "soldiers", "don't", "side-by-side"."""
NAME_WORD = re.compile(r"[^\W\d_]+")
"""A word of letters only, as in names: "Guinea-Bissau" has two."""
PUNCTUATION = re.compile(r"[^\w\s]")
"""A mark of punctuation."""
JOINS = re.compile(r"^['’](?=\s)|&")
"""Marks between words that separate nothing: "the soldiers' reintegration", "mines & children"."""
SENTENCE_END = re.compile(r"[.!?]['’\")\]]*\s")
"""Marks and a blank between two sentences."""
COLON = re.compile(r":|\s[–—-]+\s")
"""Colon or dash behind what heads a question: "camps: …", "camps – …"."""
EMPTY_BRACKETS = re.compile(r"\(\s*\)")
"""Brackets around words that were removed."""
BLANK_BEFORE_STOP = re.compile(r" (?=[,;:?!.)])")
"""Blank before a mark, where words were removed: "camps , mines"."""
STOPS_BEFORE_STOP = re.compile(r"(?<![,;:.])[,;:.]+(?=[,;:?!])")
"""Marks before another one, where words were removed: "camps,;"."""
EMPTY = frozenset(
    "a about all also an and any anything are but did do does for from have how i in is it just language me need of on "
    "only or para paras paragraph paragraphs please pls resolution resolutions say says something text texts that the "
    "there these this those to un un's us what where which with wording".split()
)
"""Words around a topic that name none: "do you have any paragraphs on"."""

LINKING = frozenset("a an and as at by for from in into its of on or over the their to under with".split())
"""Words with which no topic begins or ends, and which may be missing between its words."""

SAYS_NOTHING = frozenset(
    "a about all also among an and any anything anyway anyways are as at be been between but by can could did do "
    "does for from had has have he her his how i if in into is it its just language may me mention mentioned "
    "mentions might more most must my need no not of on only or other our over paragraph paragraphs please "
    "resolution resolutions said say says shall she should so some something such text texts than that the their "
    "them then there these they this those to un under up us via was we were what when where which who whom whose "
    "why will with within without wording would you your".split()
)
"""Empty words of a question, which a paragraph need not have to answer it."""

# Nouns for texts, and words that are no topic.

RESOLUTIONS = frozenset("resolution resolutions text texts document documents decision decisions".split())
"""Nouns by which resolutions are listed or counted."""
PARAGRAPHS = frozenset(
    "clause clauses mention mentions op ops para paragraph paragraphs paras passage passages place places pp pps "
    "provision provisions reference references time times".split()
)
"""Nouns by which paragraphs are listed or counted."""
TEXTS = RESOLUTIONS | PARAGRAPHS
"""Nouns for texts that are listed or counted."""


NOUN_OF_KIND = re.compile(rf"(?<=\s)(?:{'|'.join(sorted(PARAGRAPHS))})$", re.I)
"""Noun behind the kind of a paragraph: "operative paragraphs"."""

NO_END = LINKING | frozenset("against among between during or than through towards without".split())
"""Words with which no topic ends: "married against their will" does not end before "their"."""

PIECES_OF_WORK = frozenset(
    "article boss brief briefing chapter class client colleague course dissertation draft essay lecture meeting memo "
    "minister note notes paper presentation project report research speech statement student students talk team thesis "
    "today tomorrow work".split()
)
"""Words behind a topic and a preposition for the purpose of the answer: "camps, for a briefing"."""

OF_A_SENTENCE = frozenset(
    "am are be been being can could did do does don't had has have he how i is it may might must never not shall she "
    "should that these they this those was we were what when where which who whom whose why will would you what's "
    "who's it's first last only ever more further other another same such".split()
)
"""Words that a topic in front of "mentions", "latest" or "earliest" does not have: "the plan that it mentions"."""

REFERRING = frozenset("he her him his it its she that their them these they this those".split())
"""Words that refer to an earlier sentence: "can they sue?"."""

MODAL = frozenset("can could may might must shall should will would".split())
"""Words of a sentence that asks what somebody may do: "can troops sleep in a school?"."""

BESIDE_A_TOPIC = frozenset(
    "anybody anyone asap besides briefer cant deadline elsewhere everybody everyone gotta longer nobody nowhere "
    "rather seems seen shorter simpler somebody someone sooner supposed till too twice until".split()
)
"""Further words of questions and of wishes about the answer, which a paragraph need not have."""

VERBS = frozenset(
    "broken bust carve caught eat eats fought happen happens hide hides hold hurt kept leak leaks leave leaves owe "
    "owes pay pays sake sell sells sent sit sits sleep sleeps sold spot steal stole stolen stuck sue sues torn won "
    "wrong".split()
)
"""Everyday verbs, and words that go with them, which a paragraph on the topic need not have."""

BEFORE_A_TOPIC = frozenset("about concerning mention mentioned mentions name names of on regarding".split())
"""Words right before the topic of a sentence: "is there anything | on | ebola?", "does it | name | TikTok?"."""
