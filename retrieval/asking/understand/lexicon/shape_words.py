"""Words that ask for a shape of the answer, and pairs of words that only seem to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.lexicon import word_lists

SAID: Mapping[ShapeName, Set[str]] = {
    "list": word_lists.TEXTS
    | frozenset(
        "any anywhere appear appeared appears assemble bring brings brought call calls collect collected compile "
        "compiled each entries entry every everything everywhere gather instance instances list lot mention mentioned "
        "mentions occurrence occurrences parts phrase place places pull reference references rundown set spots "
        "whatever wherever".split()
    ),
    "first": frozenset(
        "1st absent already ancestor back become before began begin beginning begins begun birth born broke "
        "brought came coined come creep crept dates debut earlier earliest earlist early emerge emerged emergence "
        "enter entered entry erliest first first-ever firstly from genesis goes ground inaugural inception "
        "initial initially introduced introduces introducing introduction invented long moment never new novelty "
        "old oldest opened origin original originally originate originated originates originating origins outset "
        "owe parent pioneer pioneered pioneering point prior provenance root roots since source start started "
        "starting starts stem stems traced until when whence year years".split()
    ),
    "latest": frozenset(
        "actual current currently date final fresh fresher freshest last lastest lastly late lately lates latest "
        "long modern most-recent new newer newest newly no now nowadays older present present-day recent "
        "recent-most recentest recently recnt stop stopped superseded these today today's ultimate until up "
        "up-to-date up-to-the-minute update updated youngest".split()
    ),
    "count": word_lists.TEXTS
    | frozenset(
        "add amount big common count counted counting counts figure figures frequency frequent frequently headcount "
        "howmany integer n nb no nr number numbers numerical numerically numerous occasions often quantify quantity "
        "regularly scarcely share stat statistics stats sum tally times total totals widespread".split()
    ),
}
"""Words of each shape; a question that asks for the shape has one of them beside its topic."""

SINCE_A_YEAR = re.compile(r"\bsince\s(?=(?:19|20)\d\d\b)", re.I)
"""Word of a limit that is no word of a shape: "changed since 2013", unlike "since when"."""
NOT_OF_MENTIONS: Mapping[str, Set[str]] = {
    "first": frozenset("aid contact degree hand instance ladies lady line lines responder responders response".split()),
    "last": frozenset("known line mile minute name names resort resorts rites will".split()),
    "recent": frozenset("graduates past years".split()),
    "many": frozenset("days weeks months years hours people".split()),
    "times": frozenset("a per each every".split()),
}
"""Words of each shape, with words behind them by which they ask for no mention: "detention as a last resort"."""

NAMED_DOCUMENTS = frozenset("agreement declaration decision document memorandum text".split())
"""Last words of names of documents: "Montreux document"."""
LACKING = re.compile(
    r"\b(?:(?:do|does|did|has|have)(?:n['’]?t|\snot)|never|lack(?:s|ing)?|omit(?:s|ting)?|fails?\sto|silent\son"
    r"|(?:no|without(?:\sany)?)\s(?:mention|reference|language))\b",
    re.I,
)
"""Words of a frame that asks for texts that do not mention a topic."""
SUPERLATIVES = frozenset("earliest latest newest oldest freshest recent".split())
"""Words for the first or latest mention of a topic directly behind them: "latest amnesties"."""
NOT_OF_TEXTS = frozenset(
    "age ages convenience date day days delivery development developments equipment event events figures "
    "findings generation hours information innovations knowledge methods moment news opportunities opportunity "
    "outbreak period phase phases point possible report reports research science situation stage stages statistics "
    "techniques technological technologies technology time trends version years".split()
)
"""Nouns behind "earliest" or "latest" by which it belongs to the topic: "earliest stage of planning"."""
