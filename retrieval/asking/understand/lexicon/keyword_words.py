"""Words that distinguish keywords with the number of a resolution from sentences, amounts and other documents."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.word_lists import LINKING, OF_A_SENTENCE
from retrieval.clauses.number_words import NUMBER_WORDS, any_of

YEARS = range(1945, 2041)
"""Numbers that are years among keywords; from 1945, as the Council has no earlier ones."""

POLITE = re.compile(r"(?:\s(?:please|pls|thanks))?[\s?.!]{0,3}$", re.I)
"""Polite words behind keywords."""
ANOTHER_NUMBER = re.compile(r"\d{3}")
"""Three digits of another number, which may be a resolution, too."""
BLANK_BEFORE = re.compile(r"(?:[^\W\d]|-\d\d?)\s$")
"""Blank between a word, which may end in a number of up to two digits, and the number: "covid-19 | 2565"."""
BLANK_AFTER = re.compile(rf"\s(?!(?:{any_of(NUMBER_WORDS)})\b)(?=[^\W\d])", re.I)
"""Blank between the number and a word, which may be no number: "2565 | vaccines"."""

OF_NO_KEYWORDS = OF_A_SENTENCE | frozenset(
    "adopt adopted adopting adoption anniversary anniversaries cite cited cites citing commemorate compare compared "
    "echo echoes echoing implement implemented implementing implementation implements invoke invoked mention "
    "mentioned mentioning mentions nap naps recall recalled recalling recalls refer referencing referring refers "
    "vote voted votes voting and/or vs versus i'm we're they're let me us our your my were been being has have had "
    "give show find tell list quote search look explain summarize summarise".split()
)
"""Words of a sentence, or about a resolution itself: "implementation of WPS 1325"."""

NO_TOPIC = frozenset("council key link pdf points progress sc security status un unsc wps".split())
"""Words that are no topic beside a resolution: "Security Council 1325"."""

_OF_A_BODY = frozenset(
    "mechanism mechanisms group groups team teams expert experts force forces task committee committees panel aide "
    "memoire mémoire study studies list lists regime monitoring working informal".split()
)
"""Words of bodies and documents named after a resolution: "1612 working group", "aide memoire 1265"."""

BEFORE_NO_RESOLUTION = (
    LINKING
    | frozenset(
        "and or but than like since after before until till about per between versus vs no number nr around roughly "
        "some nearly almost over approximately circa ca least most page room article articles art rule section law act "
        "bill flight route form iso usd eur year years plan plans agenda day chapter line only just total".split()
    )
    | _OF_A_BODY
)
"""Words before a number at the end by which it is an amount, another document or the topic: "women and 1325"."""

AFTER_NO_RESOLUTION = (
    LINKING
    | frozenset(
        "and or agenda report reports review reviews debate debates plan plans national action body framework "
        "architecture principles commitment commitments goal goals target targets obligations compliance outreach "
        "experts related network networks focal coalition champions localization localisation scorecard index "
        "indicators strategy strategies policy process progress mandate monitoring training follow-up followup toolkit "
        "handbook guidance resolution cases days weeks months years km miles metres meters hours euro euros dollars "
        "usd eur million billion percent per pages words members people persons person men staff troops soldiers "
        "states countries dead deaths killed wounded officers".split()
    )
    | _OF_A_BODY
)
"""Words behind a number at the beginning by which it is an amount or the topic: "1325 agenda in Africa"."""
