"""Words that describe resolutions without a number: "the first WPS resolution", "the resolution that set up …"."""

from __future__ import annotations

import re

from retrieval.clauses.number_words import any_of

WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
"""A word with its apostrophes, hyphens and strokes: "and/or"."""
YEAR = re.compile(r"(?:19|20)\d\d")
"""A year, as a word."""
ENDS_A_TOPIC = re.compile(r"[:;?!()\[\]–—\"“”]|\s-\s|\.\s")
"""Marks between two words that end a topic."""

FIRST = frozenset("first earliest oldest original inaugural".split())
"""Words for the first resolution: "the | first | WPS resolution"."""
LATEST = frozenset("latest newest last".split())
"""Words for the latest resolution: "the | latest | WPS resolution"."""
NOUNS = frozenset("resolution unscr scr".split())
"""Nouns for a resolution: "the first WPS | resolution"."""
NOUNS_OF_MANY = frozenset("resolutions unscrs scrs".split())
"""Nouns for several resolutions: "the youth | resolutions"."""
TEXT, TEXTS = "text", "texts"
"""Nouns that mean resolutions only behind "first" or "latest" and a topic: "the first WPS text"."""
TEXTS_OF_A_GROUP = NOUNS_OF_MANY | {TEXTS}
"""Nouns of a group of resolutions: "the youth texts"."""
LEFT_OUT = frozenset("agenda ones".split())
"""Nouns that mean resolutions where they are left out: "outside the WPS agenda"."""
ONE = "one"
"""A noun that means a resolution at the beginning of a question: "the missing persons one, …"."""
ARTICLES = frozenset("all its our that the those".split())
"""Words with which a description may begin: "| our | youth resolutions"."""
BETWEEN_YEARS = frozenset("and or to v versus vs".split())
"""Words between two years of a description: "the 2013 | and | 2019 resolutions"."""
SETS_OFF = re.compile(r"[,:;?!()–—-]|\.\s")
"""Punctuation that sets a word off from the word before it."""
STATES_BEFORE = re.compile(
    r"(?:^(?:why|how\scome"  # "why is amnesty"
    r"|(?:are|did|do|does|had|has|have|is|was|were)\s(?!any\b|i\b|the\scouncil\b|there\b|we\b|you\b)).*\s"  # "is it"
    r"|(?<!\bthat\s)(?<!\bwhich\s)\b(?:are|be|is|was|were)\s"  # "camps are"
    r"|\b(?:could|would)\s[^.,:;?!]{0,60}\s)"  # "what would we be"
    r"(?:not\s(?:from|in|under)|without)\s(?:the\s)?$",
    re.I,
)
"""Words before a group of resolutions that leave nothing out: "why is amnesty not in", "what would we be without"."""

ASKED_OF = frozenset("across all by did do does from has have in just many only say under what which within".split())
"""Words before a group of resolutions in a question about it: "do the youth texts …", "how many WPS texts"."""
PARTS = frozenset(
    "all any clauses each many mentions most none one ops paragraphs paras parts pps provisions some which".split()
)
"""Words before "of the youth resolutions" in a question about the group."""
AGENTS = frozenset("council nations of security sc the un united unsc".split())
"""Words of the names of the Council and the United Nations, which may stand before a noun."""

ADOPTED = frozenset("adopted passed".split())
"""Participles beside the year of a description: "the resolution | adopted | in 2013"."""
ANY = frozenset("a an another any".split())
"""Words before a resolution of a year and a topic that ask whether there is one."""
ABOUT = frozenset("about concerning on regarding re".split())
"""Prepositions between the noun and the topic: "the first resolution | on | women"."""
RELATIVE = frozenset("by that where which".split())
"""Words that begin a relative clause behind the noun: "the resolution | that | set up …"."""
WITH_BEHIND = re.compile(r"\swith\s\w{3,30}", re.I)
"""Words behind a description that may belong to its topic: "persons | with disabilities"."""
GOES_ON = RELATIVE | {"containing", "having", "mentioning", "to", "with"}
"""Words with which a description goes on behind the noun; "the first resolution to mention …" asks for a mention."""

TELLS_WHICH = frozenset("that where which".split())
"""Words that begin a condition behind "resolution on women": "that mentions men"."""
NO_MENTION = frozenset("are has have i is it they was we were you".split())
"""Words behind "that" or the like which ask for no mention: "on women that we have"."""

ESTABLISHED = frozenset(
    "appointed created creating creates establish established establishes establishing founded founding initiated "
    "initiating introduced introducing launched launching mandated mandating set setting".split()
)
"""Verbs of establishing: "the resolution that set up …"."""
EARLY = frozenset("first initially originally".split())
"""Adverbs before a verb of establishing: "the resolution that | first | set up …"."""

NO_TOPIC = frozenset(
    "a am an are ask asked asks at be been call called calls can cite cites clause compare contain contained contains "
    "could decide decided decides demand demands did do does find get give has have how i if include includes is it "
    "list make me mention mentioned mentions must need no not oblige only op para paragraph pp provide recommend "
    "request requested requests require required requires said say saying says should show speak speaks state states "
    "stress tell than that their then these they this those treat treats urge urges use uses was we were what when "
    "where which who whose why will with would you".split()
)
"""Words that are no part of a topic, and end it."""

EACH = re.compile(
    r"(?<!\w)(?:(?P<before>across|from|in|(?<!implementation\s)of|under|list|name|show(?:\sme)?|give\sme)|does)\s"
    r"(?:each|every)\s"
    r"(?:(?:and\severy|one|single)\s)?(?:of\s(?:our|the|those)\s)?"  # "each and every one of the"
    r"(?P<topic>(?:"
    rf"(?!(?:at|by|for|from|the|to|under|with|\d+|{any_of(NO_TOPIC)}|(?<!trafficking\s)in(?!\sarmed))\b)"
    r"[\w'’/&-]+,?\s){0,8}?)"
    r"(?:(?<!each\s)(?<!every\s)(?<!single\s)"  # "| youth | resolution"
    r"(?<!conflict\s)(?<!dispute\s)(?<!peaceful\s)resolutions?(?!\w|\s\d)"  # not "conflict resolution"
    r"|resolution(?=\s(?:about|concerning|on|regarding)\s))",  # "resolution | on youth"
    re.I,
)
"""A group of resolutions, each of which is meant: "of each youth resolution", "list every resolution on"."""

WHICH_ONES = frozenset(
    "above additional adopted certain complete current different earlier entire existing few final first "
    "following full further important key last late later latest main many more most new newer next old older "
    "original other others previous recent related relevant remaining rest same several various whole".split()
)
"""Words before "resolutions" that are no topic, as they refer to other resolutions or to their age: "other"."""
OF_EVERY_FIELD = frozenset(
    "armed conflict conflicts council countries country general global human international legal member national "
    "nations operative parties party peace political preambular protection regional security special state states "
    "thematic united".split()
)
"""Words that occur in nearly every resolution, and alone are no topic: "the international resolutions"."""

BEFORE_A_TEXT = frozenset("are by did do does from in is of to under was were what's with".split())
"""Words before "the latest resolution" by which it has no topic; otherwise it is the latest on the words before it."""
LINKING = frozenset("and for from in of on to with".split())
"""Words that a topic does not end with."""

PLACES = frozenset("across from in within".split())
"""Prepositions before a group of resolutions that limits: "schools | in | youth resolutions"."""
TRADED = frozenset("trade trafficking".split())
"""Words before "in" by which it belongs to the topic: "| trafficking | in persons resolutions"."""
CONFLICTS = frozenset("conflict conflicts".split())
"""Words behind "in" or "in armed" by which it belongs to the topic: "children in armed | conflict | resolutions"."""
_IN_THE = r"(?<!\w)(?:across|from|in|within)(?:\s+(?:all|our|the|those)){0,2}"
PLACE_BEFORE = re.compile(rf"{_IN_THE}$", re.I)
"""Words before the topic of a group that limits a question: "| in the | youth resolutions"."""
PLACE_WITH_NOUN = re.compile(rf"{_IN_THE}\s+(?:resolutions|texts)$", re.I)
"""Words before the topic of such a group, with its noun: "| in the resolutions | on youth"."""
ARTICLE_BEFORE = re.compile(r"(?:(?:all|our|the|those)\s*){0,2}", re.I)
"""Articles before the topic of such a group: "| the | youth resolutions: …"."""
NOUN_BEHIND = re.compile(r"(?:resolutions|texts)\b\s*(?P<mark>[,:–—-]?)\s*", re.I)
"""Noun behind the topic of such a group, with the mark behind it: "the youth | resolutions: | …"."""

_ASKS = (
    r"(?:(?:please|pls|hi|hello|hey|(?:can|could)\s+(?:you|u)|just|ok|so)[,!]?\s+){0,3}"
    r"(?:how\s+many|(?:the\s+)?number\s+of|(?:(?:a|the|full|complete)\s+){0,2}list(?:\s+(?:me|out|for\s+me|of))?"
    r"|name|enumerate|show(?:\s+me)?|give(?:\s+me)?|overview\s+of|(?:i|we)\s+(?:need|want)|do\s+you\s+have"
    r"|(?P<are>wh(?:ich(?:\s+ones)?|at)\s+are))\s+(?:(?:all|the|our|your)\s+){0,3}"
)
_TOPIC = r"[^\W_][\w ,'’/-]{1,60}?"
_THERE = r"\s+(?:are\s+there|there\s+are|exist|do\s+(?:you|we)\s+have|(?:you|we)\s+have|so\s+far|in\s+total)"
GROUP_ITSELF = re.compile(
    rf"(?:{_ASKS}(?:(?P<year>(?:19|20)\d\d\s+)?(?P<topic>{_TOPIC})\s+(?:resolutions|texts)"
    rf"(?:{_THERE}|\s+(?:for\s+me|please|pls))?|(?(are)resolutions\s+(?:on|about)\s+(?P<behind>{_TOPIC})|(?!)))"
    rf"|wh(?:at|ich)\s+(?P<there>{_TOPIC})\s+(?:resolutions|texts){_THERE})[\s?.!]*",
    re.I,
)
"""A question for a group of resolutions itself: "list the youth resolutions", "what are the youth texts?"."""
_AGE = rf"(?:very\s)?(?:{any_of(FIRST | LATEST)}|most\srecent)"
_OF_COUNCIL = r"(?:(?:un\s)?(?:security\s)?council(?:['’]s)?\s)?"
_HELD = (
    r"(?:(?:that\s)?(?:we|you)\s(?:got|have|hold|know)|here|held|(?:that\sis\s|that['’]s\s)?in\s(?:our|the|this|your)\s"
    r"(?:collection|corpus|database|library))"
)
_ADOPTED_BY = (
    r"(?:(?:that\swas\s|to\sbe\s)?(?:adopted|passed)(?:\sby\sthe\s(?:security\s)?council)?"
    r"|of\sthe\s(?:security\s)?council|ever)"
)
_BEHIND = rf"(?:\s(?:{_HELD}|{_ADOPTED_BY})){{0,2}}"
_ASKS_FOR_ONE = (
    r"(?:(?:what|which)(?:['’]s|\sis|\swas)\s|(?:show|give|tell|find)\sme\s|(?:i|we)\s(?:need|want)\s)?"
    r"(?:(?:our|the|your)\s)?"
)
_PERIOD = (
    r"(?P<period>\s(?:after|before|between|during|from|in|of|prior\sto|since|until|up\sto|within)\s[^?!.]{3,40}?)?"
)
OLDEST_ITSELF = (
    re.compile(
        rf"{_ASKS_FOR_ONE}(?P<age>{_AGE})\s{_OF_COUNCIL}"
        rf"(?:resolution|unscr|text(?=\s{_HELD})){_BEHIND}{_PERIOD}{_BEHIND}"
        r"(?:,?\s(?:please|pls))?[\s?!.]*",
        re.I,
    ),
    re.compile(
        rf"(?:what|which)\s{_OF_COUNCIL}resolution(?:\s{_HELD})?\s(?:is|was|came)\s(?:(?:adopted|passed|the)\s){{0,2}}"
        rf"(?P<age>{_AGE}|most\srecently)(?:\sone)?{_BEHIND}{_PERIOD}"
        r"(?:,?\s(?:the\s(?:first|last)\s)?of\sall)?[\s?!.]*",
        re.I,
    ),
)
"""Questions for the oldest or newest resolution as such, of the library or of a period: "latest resolution before
2015", "which resolution was adopted last?"."""
_BEGINS = r"(?:start(?:s|ed)?|beg[aiu]ns?|launch(?:es|ed)?|initiate[sd]?|create[sd]?|kick(?:s|ed)\soff|open(?:s|ed))"
_AN_AGENDA = (
    r"(?:the\s)?(?:agenda\s(?:item\s)?(?:on|for|about|of)\s)?(?:the\s)?"
    r"(?P<topic>[\w'’,& -]{3,50}?)(?:\sagenda(?:\sitem)?)?"
)
BEGINNING = (
    re.compile(
        rf"(?:which|what)\s(?:resolution|unscr|text|one)\s(?:was\sit\sthat\s|first\s)?{_BEGINS}\s"
        rf"(?:off\s)?{_AN_AGENDA}[\s?!.]*",
        re.I,
    ),
    re.compile(
        rf"(?:when|where|with\s(?:which|what)\s(?:resolution|text))\sd(?:id|oes)\s{_AN_AGENDA}\s{_BEGINS}"
        r"(?:\soff|\sfirst)?[\s?!.]*",
        re.I,
    ),
    re.compile(
        r"(?:(?:what|when|where)(?:\s(?:is|was)|['’]s)\s)?the\s(?:start|beginning|origin)s?\sof\s"
        rf"(?=[^?!.]*\bagenda\b){_AN_AGENDA}[\s?!.]*",
        re.I,
    ),
)
"""Questions for the resolution with which an agenda began: "which resolution started women, peace and security?"."""
_WE_HAVE = rf"(?:{_THERE}|\s+(?:do\s+)?u\s+have)"
AGENDA_ITSELF = re.compile(
    rf"(?:{_ASKS}|which\s+|what\s+|all\s+|every\s+)"
    r"(?:(?:(?:of|the)\s+){0,2}resolutions"  # "all of the resolutions"
    r"|(?:every\s+)?(?:single\s+)?(?<=every\s|ingle\s)resolution)"  # "every single resolution"
    rf"{_WE_HAVE}?\s+(?:on|about|regarding|concerning)\s+(?P<topic>{_TOPIC})"
    rf"{_WE_HAVE}?(?:,?\s+(?:list\s+them(?:\s+all)?|please|pls|for\s+me))?[\s?.!]*",
    re.I,
)
"""Question for all resolutions on an item of the agenda, named behind the noun: "list all resolutions on youth"."""
