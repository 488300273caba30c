"""Words and patterns of follow-ups on what was shown: "the second one please"; whole ones are in `wordings.toml`."""

from __future__ import annotations

import re

from retrieval.clauses.number_words import NUMBER_WORDS, ORDINALS, any_of

_FIGURES = range(1, 100)
_MOST_MISSPELT = 10
"""Last ordinal that is corrected if it is misspelt."""
_ENDINGS = ("st", "nd", "rd", "th")
NUMBER_OF_SHOWN = NUMBER_WORDS | {str(n): n for n in _FIGURES}
"""Numbers of paragraphs that were shown: "number 12", "the last two"."""
POSITIONS = {
    **{word: n - 1 for word, n in ORDINALS.items()},
    **{f"{n}{ending}": n - 1 for n in _FIGURES for ending in _ENDINGS},
    "top": 0,
    "last": -1,
    "penultimate": -2,
}
"""Positions of paragraphs that were shown, by their ordinals."""
_NTH_IN_WORDS = any_of(word for word in ORDINALS if word != "first")
NTH = rf"(?:{_NTH_IN_WORDS}|(?!1st)[1-9]\d?(?:st|nd|rd|th))"
"""Ordinal of a paragraph that was shown, from the second on."""
ANY_NTH = rf"(?:{NTH}|first|1st|top|last|penultimate)"
"""Ordinal of any paragraph that was shown."""
ORDINALS_IN_TEN = {word: 1 for word, n in ORDINALS.items() if n <= _MOST_MISSPELT}
"""Ordinals to which misspelt words are corrected, as a count of words."""
WORD = re.compile(r"[a-z]{4,9}", re.I)
"""A word that may be a misspelt ordinal: "secnd"."""
LAST_BUT_ONE = re.compile(r"\b(?:last\s+but\s+one|(?:second|next)[\s-]+(?:to[\s-]+)?last)\b", re.I)
"""The penultimate one in other words."""
WISH = re.compile(r"\b(?:i|we)(?:['’]d|\s+would)\s+like(?:\s+to\s+(?:see|read|have|get))?\b", re.I)
"""Words of a wish to see a paragraph, in which "like" compares nothing: "I'd like to see"."""
BEFORE_SHOWN = frozenset(
    "a about again all also and answer answers both bring can citation cite cited citing clause complete completely "
    "copy could details display do does email entire entirety exact exactly expand explain explanation fetch find for "
    "forward full fully get give go great have hit hits how i in is it item its just let link may me mean my need no "
    "now nr number of ok okay one ones only open option or out para paragraph passage paste perfect pick please pls "
    "post print quote quotes quoting read reference repeat result results s say says see send shall should show so "
    "source summarise summarize symbol take tell text thank thanks that the them then these those to translate up us "
    "verbatim want we what which whole with word wording words would you your".split()
).union(NUMBER_OF_SHOWN)
"""Words around the position of a paragraph that was shown: "can I see the second one in full"."""
QUOTING = frozenset(
    "again citation cite cited citing copy details email exact exactly expand explain explanation fetch forward link "
    "mean open paste post print quote quoting read reference repeat send source summarise summarize symbol "
    "translate".split()
)
"""Words that ask for a paragraph that was shown; "show me the first one" may ask for the first mention instead."""
ASKING_WHICH = frozenset({"is", "which"})
"""Words of a question for the latest mention, rather than for the last paragraph shown: "which is the last one?"."""
IN_FULL = re.compile(
    r"\b(?:in\s+full|completely|in\s+(?:its|their)\s+entirety|verbatim|word\s+for\s+word"
    r"|(?:full|whole|entire|complete)\s+(?:text|wording|para(?:graph)?|clause|one))\b",
    re.I,
)
"""Words that ask for the full text of what was shown: "the first one in full"."""
END_OF_SHOWN = re.compile(
    r"\b(?:text|wording|words)\s+of\s+the\s+(?:first|1st|last|top)\b|\bwhat\s+does\s+the\s+(?:first|1st|last|top)\b"
    r"|\b(?:first|1st|last|top)\s+(?:para(?:graph)?|clause|passage|hit|result|answer|option)\b",
    re.I,
)
"""Request for the first or last paragraph shown, and not for a mention: "text of the first", "the first result"."""
NUMBERING = frozenset("answer expand hit item no nr number open option result".split())
"""Words before the number of a paragraph that was shown: "number 2 please"."""
_HIT = r"(?:one|hit|result|answer)"
_NO_MENTION_BEFORE = (
    r"(?<!is\sthe\s)(?<!was\sthe\s)(?<!that\sthe\s)(?<!very\s)"
    r"(?<!than\s)(?<!than\sthe\s)(?<!before\s)(?<!before\sthe\s)"
)
_NO_MENTION_AFTER = (
    r"(?!\s+\w+\s+to\b)"
    rf"(?!\s+{_HIT}\s+(?:of|in|on|before|after|since|from|until)\s+(?!(?:them|these|those)\b)\w)"
)
POINTS_TO_SHOWN = re.compile(
    r"\b(?:(?:that|this|the\s+same|said)\s+(?:very\s+|same\s+)?(?:para(?:graph)?|clause|provision|passage|op|pp)"
    rf"|(?:the\s+)?(?P<nth>{NTH}|{_NO_MENTION_BEFORE}(?:first|1st|last){_NO_MENTION_AFTER})"
    rf"\s+(?:{_HIT}|of\s+(?:them|these|those)))(?=[\s?.!,;:]|$)",
    re.I,
)
"""Reference to a paragraph that was shown: "who is addressed by that paragraph?".

"The first one of 2019" and "the very last one" are mentions of the topic instead.
"""
THIS = frozenset("same said this very".split())
"""Words before "paragraph" that refer to the one that was shown, in addition to `BEFORE_SHOWN`."""
CITES_ITSELF = re.compile(
    r"\b(?:do(?:es)?|is|was|has)\s+(?:(?:that|this|the\s+same)(?:\s+\w+)?|it)\s+"
    r"(?:cited?|citing|quoted?|quoting|reference|say\s+so)\b",
    re.I,
)
"""Question for citations by or of a paragraph that was shown: "what does that paragraph cite?"."""
HAND_OVER = re.compile(
    r"\b(?:cite|copy|email|forward|open|paste|post|quote|send)\s+(?:(?:me|us)\s+)?(?:it|that|this)(?:\s+one)?\b"
    r"|\b(?:show|see|give|have|read)\s+(?:(?:me|us)\s+)?(?:it|that|this)(?:\s+one)?\s+in\s+full\b"
    r"|\b(?:citation|reference|source|wording)\s+(?:of|for)\s+(?:it|that|this)(?:\s+one)?\b",
    re.I,
)
"""Request for the paragraph that was shown first: "quote it", "show that one in full"."""
_SHOWN = r"(?:one|hit|result|answer|para(?:graph)?|clause|passage|quote|quotation)"
PLACES = frozenset(
    "citation citations clause para paragraph paragraphs paras ref reference references refs sentence".split()
)
"""Nouns for the place of a paragraph, or for its words, in a question for those of what was shown: "paragraph?"."""
EXACT = frozenset("exact exactly precise precisely".split())
"""Words that ask for a place exactly: "where exactly?"."""
NUMBERS = frozenset("nos number numbers".split())
"""Words for paragraph numbers: "OP number"."""
PLACES_BY_NUMBER = frozenset("op ops pp pps".split())
"""Nouns that ask for the place of what was shown only with "which", a number or "exact": "which OP".

"OPs please" limits.
"""
PLACES_ASKED_EXACTLY = frozenset("quote resolution text wording words".split())
"""Nouns that ask for the place of what was shown only with "which" or "exact": "which resolution"."""
SAID = frozenset("said say says stated written".split())
"""Verbs of a question for the place of what was shown: "which text says so?"."""
AROUND_A_PLACE = (
    PLACES
    | EXACT
    | NUMBERS
    | PLACES_BY_NUMBER
    | PLACES_ASKED_EXACTLY
    | SAID
    | frozenset(
        "again and are can could does for from get give have i in is it its may me need no nr of ok please "
        "pls send show so tell that the their them these they this those u us want was were what what's whats "
        "where which you".split()
    )
)
"""All words of a question for the place of what was shown: "give me the exact paragraph please"."""
OF_ALL_SHOWN = frozenset("citations nos numbers references refs these those".split())
"""Words by which a question for places means all paragraphs shown: "these", "references"."""
SEVERAL = frozenset("ops paragraphs paras pps".split())
"""Plural nouns that ask for a list, unless a word of `OF_ALL_SHOWN` refers to what was shown: "paragraphs say"."""
WORDS_OF_FIRST = re.compile(
    r"\bthe\s+(?:(?:same\s+)?(?:words?|wording|text|language)\s+(?:of|in|from|as)\s+(?:the\s+)?)?"
    rf"(?:first|1st|top)\s+{_SHOWN}\b",
    re.I,
)
"""Reference to the words of the first paragraph shown, in a question where they are repeated."""
POINTS_AT_ONE = re.compile(r"\b(?:it|that|this)\b", re.I)
"""Pronouns that refer to a single paragraph shown: "has it been repeated?"."""
IN_IT = re.compile(r"\b(?:in|within|under|of|from)\s+(?:it|there|that)\b", re.I)
"""Words that refer to the resolution, and not to its paragraph: "anything in it on camps?"."""
REPEATING = frozenset(
    "again amended changed copied echo echoed echoes evolved latest modified newest quoted recur recurs reaffirm "
    "reaffirmed reaffirms reiterate reiterated reiterates repeat repeated repeating repeats replaced reproduced "
    "restate restated restates reused revised superseded update updated updates version versions".split()
)
"""Words for a repetition or a later change of wording: "has it been repeated?", "is there an updated version?"."""
_TEXT_OF_ONE = r"(?:paragraph|para|passage|clause|provision|text)s?|language|wording"
SAYING_SAME = REPEATING | frozenset("elsewhere identical same similar similarly".split())
"""Words of a question for other texts with the same words: "is it the same elsewhere?"."""
ANYWHERE_ELSE = re.compile(
    r"\b(?:(?:any|some)?where\s+else"
    r"|who\s+else\s+(?:has|had|says?|said|uses?|used|mentions?|mentioned|repeats?|repeated))\b",
    re.I,
)
"""Words for other texts, which need no word of `SAYING_SAME`: "who else says that?"."""
ALIKE = re.compile(
    rf"\b(?:more|others?|another|anything|something|any|some|ones?|similar|{_TEXT_OF_ONE})\s+"
    r"(?:(?:just|much|exactly|more)\s+)?"
    rf"(?:like|similar\s+to)\s+(?:(?:it|this|that|these|those|them)(?:\s+(?:one|{_TEXT_OF_ONE}))?|the\s+one\s+above)"
    r"(?=[\s?.!,;:]|$)",
    re.I,
)
"""Request for paragraphs similar to the one that was shown: "more like this"."""
LATER_WORDS = frozenset("after afterwards later newer recent recently since subsequent subsequently then".split())
"""Words that limit a question for the same words to later texts: "repeated since?"."""
EARLIER_WORDS = frozenset("before earlier older previous previously prior".split())
"""Words that limit a question for the same words to earlier texts: "said before?"."""
_AN_AGE = r"(?:earlier|older|previous|prior|later|newer|subsequent|more\s+recent)"
_OTHER = rf"(?:ones?|resolutions?|provisions?|precedents?|{_TEXT_OF_ONE})"
OTHER_TEXT = re.compile(
    rf"(?<!the\s)(?<!that\s)(?<!this\s)\b(?:(?:any|some)thing(?:\s+else)?(?:\s+(?P<thing_age>{_AN_AGE})(?!\s+than))?"
    rf"|(?:(?:any|an?|some|which|what)\s+)?(?:other\s+)?(?P<age>{_AN_AGE})\s+{_OTHER}"
    rf"|(?:any|some|which|what)\s+(?:other\s+)?{_OTHER})\b",
    re.I,
)
"""Texts other than the one that was shown: "anything", "an earlier one"."""
PERIOD = re.compile(
    r"\b(?:in|during|before|after|since|until|till|up\s+to|prior\s+to|from|(?:earlier|older|later|newer)\s+than)\s+"
    r"(?:19|20)\d\d\b(?:\s+on(?!\w))?",
    re.I,
)
"""Period in a question for other texts: "before 2019", "from 2010 on"."""
ON_ITS_RESOLUTION = re.compile(
    r"\b(?:in|within|from|of)\s+it\b|\b(?:the|that|this|same)\s+(?:resolution|text|document)\b", re.I
)
"""Words by which a question stays in the resolution of the paragraph that was shown."""
AROUND_SAYING_SAME = (
    LATER_WORDS
    | EARLIER_WORDS
    | frozenset(
        "address addressed addresses alike already another anybody anyone anywhere appear appears been can clause "
        "clauses come comes could council cover covered covers current deal deals dealt else elsewhere ever exactly "
        "exist exists few find found get give had has issue latest like matter mention mentioned mentions more most "
        "much newest ok okay one ones point subject other others passage passages phrase place places provision "
        "provisions said security see sentence show similar some somewhere still than thanks they thing use used uses "
        "was we were what's when whether who will word words would".split()
    )
)
"""Words that are no topic in a question for a repetition: "which later resolutions say the same?"."""
COUNTERPART = re.compile(
    r"\b(?:same|similar|equivalent|counterpart|parallel|version|like\s+(?:it|that|this)"
    r"|(?:it|that|this)\s+exists?)\b[^?.;]{0,40}?"
    r"\bfor\s++(?!(?:it|that|this|them|me|us|all|both|every|everyone|everybody)\b)\w",
    re.I,
)
"""Question for a similar paragraph on other persons or things: "is there something like it for youth?"."""
YEAR_IN_BRACKETS = re.compile(r"\(\d{4}\)")
"""Year of a resolution, in brackets."""
POINTING = frozenset("it that this these those them same instead too also".split())
"""Words that refer to the paragraph shown, in a question for the same in another resolution, which has one of them."""
BEFORE_A_SUBJECT = frozenset("about of on regarding than to".split())
"""Words before a resolution by which it is the topic, and not a limit: "what does it say on 1820"."""
AROUND_ANOTHER = (
    POINTING
    | BEFORE_A_SUBJECT
    | frozenset(
        "a address addressed addresses already an and any anything are before but can comparable contain "
        "contained contains corresponding could cover covered covers deal deals dealt did do does earlier else "
        "ever exist find for found get had handle handled handles has have how i in include included includes is "
        "issue it's its language later like matter me more much newer now ok okay older or para paragraph "
        "paragraphs passage phrase phrased phrases please pls point previous prior provision provisions put puts "
        "question r res resolution s said saw say says scr see show similar so some something subject t talk "
        "talked talks text texts thanks the then there they thing topic treat treated treats unscr use used uses "
        "version was we were what what's whats which with word worded wording words would yes you".split()
    )
)
"""All words of a question for the same in another resolution: "does 1960 have this too?"."""
