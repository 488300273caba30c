"""Words of resolutions that are described, not numbered: "the first WPS resolution", "the resolution that set up …"."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
YEAR = re.compile(r"(?:19|20)\d\d")
ENDS_A_TOPIC = re.compile(r"[:;?!()\[\]–—\"“”]|\s-\s|\.\s")
"""Marks between two words that end a topic."""

FIRST = frozenset("first earliest oldest original inaugural".split())
LATEST = frozenset("latest newest last".split())
NOUNS = frozenset("resolution unscr scr".split())
NOUNS_OF_MANY = frozenset("resolutions unscrs scrs".split())
TEXT, TEXTS = "text", "texts"
"""Nouns that mean resolutions only behind "first" or "latest" and a topic: "the first WPS text"."""
AGENTS = frozenset("council nations of security sc the un united unsc".split())
"""Words for whose resolutions they are."""

ABOUT = frozenset("about concerning on regarding re".split())
RELATIVE = frozenset("by that where which".split())
WITH_BEHIND = re.compile(r"\swith\s\w{3,30}", re.I)
"""What may belong to the topic of a description behind it: "persons | with disabilities"."""
GOES_ON = RELATIVE | {"containing", "having", "mentioning", "to", "with"}
"""Words by which the noun goes on: "the first resolution to mention …" asks for the first mention."""

TELLS_WHICH = frozenset("that where which".split())
"""Words that begin the mention asked for, behind "resolution on women": "that mentions men"."""
NO_MENTION = frozenset("are has have i is it they was we were you".split())
"""Words behind these that ask for no mention: "on women that we have"."""

ESTABLISHED = frozenset(
    "appointed created creating creates establish established establishes establishing founded founding initiated "
    "initiating introduced introducing launched launching mandated mandating set setting".split()
)
"""Verbs of a resolution that something goes back to; "up" may follow."""
EARLY = frozenset("first initially originally".split())

NO_TOPIC = frozenset(
    "a am an are ask asked asks at be been call called calls can cite cites clause contain contained contains "
    "could decide decided decides demand demands did do does give has have how i if include includes is it list "
    "make me mention mentioned mentions must not only op oblige para paragraph pp provide recommend request "
    "requested requests require required requires said say saying says should show speak speaks state states "
    "stress tell than that their then these they this those treat treats urge urges use uses was we were what "
    "when where which who whose why will with would you".split()
)
"""Words that no description of a resolution's topic has: they end it."""

BEFORE_A_TEXT = frozenset("are by did do does from in is of to under was were what's with".split())
"""Words before "the latest resolution" without a topic, where it is not the latest on what stands before."""
LINKING = frozenset("and for from in of on to with".split())
"""Words that a topic does not end with."""
