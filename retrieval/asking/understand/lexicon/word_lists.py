"""Word lists of query understanding: empty words, spelling, kinds of paragraph, requests to show, comparisons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.lexicon.reference_patterns import NAME, RESOLUTION, YEAR
from retrieval.clauses.clause import ClauseKind

# Words, and punctuation that is left over when words are removed.

WORD_CHARACTER = re.compile(r"[^\W_]")
CONTENT_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
PUNCTUATION = re.compile(r"[^\w\s]")
JOINS = re.compile(r"^['’](?=\s)|&")
"""Marks between words that separate nothing: "the soldiers' reintegration", "mines & children"."""
SENTENCE_END = re.compile(r"[.!?]['’\")\]]*\s")
COLON = re.compile(r":|\s[–—-]+\s")
EMPTY_BRACKETS = re.compile(r"\(\s*\)")
BLANK_BEFORE_STOP = re.compile(r" (?=[,;:?!.)])")
STOPS_BEFORE_STOP = re.compile(r"(?<![,;:.])[,;:.]+(?=[,;:?!])")
EMPTY = frozenset(
    "a about all also an and any anything are but did do does for from have how i in is it just language me need of on "
    "only or para paras paragraph paragraphs please pls resolution resolutions say says something text texts that the "
    "there these this those to un un's us what where which with wording".split()
)

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

# Spelling.

FIELD_WORDS = frozenset(
    "addis annan bicommunal birthdates bissau boko bosniaks boutros darfur demining demob facto goma haram helis helos "
    "janjaweed jenin juba jure kigali kivu kosovo litem mopti narco normatively operationalize peacebuilders "
    "peacebuilding peacekeeper puntland referenda rehatted rehatting santo sarin shabab sharia sirte sudanese timor "
    "verbale workplan yazidi yezidi".split()
)
"""Words and names of the field that an English dictionary lacks."""
BODIES = frozenset(
    "afisma amisom asean atmis aussom binub binuca binuh caricom eccas ecomib ecomog ecowas eufor eulex fardc icglr "
    "interfet micivih micopax minuci minugua minujusth minurca minurcat minurso minusca minusma minustah miponuh "
    "misab misca monua monuc monusco onuca onumoz onusal polisario renamo samidrc samim swapo unama unami unamic "
    "unamid unamir unamis unamsil unaoc unasog unavem uncrd uncro undof unficyp ungomap unhcr unicef unidir unifem "
    "unifil unikom unimik unimog uniogbis unipom unipsil unisfa unita unitad unitaf unitams unmas unmee unmha unmibh "
    "unmih unmik unmil unmin unmis unmiset unmiss unmit unmogip unmop unmot unmovic unoca unocha unoci unoct unodc "
    "unogbis unomig unomil unomsil unomur unops unosom unotil unowa unowas unpos unpredep unprofor unpsg unrwa unscol "
    "unscom unsmih unsmil unsmis unsoa unsom unsos untac untaes untaet untag untmih untmis untop untso".split()
)
"""Missions and bodies of the United Nations and of others, and parties to conflicts, in lower case."""
CONTRACTIONS = frozenset(
    "arent cannot couldnt couldve didnt doesnt hadnt hasnt havent heres isnt mightnt mustnt neednt shouldnt shouldve "
    "thats theres theyd theyll theyre theyve wasnt werent weve whats wheres whod wholl whos whove wouldnt wouldve youd "
    "youll youre youve".split()
)
"""Contractions without an apostrophe, which the dictionary lacks: "shouldnt" is no misspelt "should"."""
ASKING = tuple("about each every find first last latest list mention show that what when where which".split())
"""Words of frames to which short misspelt words are corrected; each has no other word near it."""
CANDIDATE = re.compile(r"(?<![\w@#/.'’-])[^\W\d_]+(?![\w@/'’]|[-.]\w)")

# Kinds of paragraph on their own, and openings of a pasted paragraph.

KIND_WORDS = frozenset(
    "preamble preambles preambular recital recitals pp pps operative operatives op ops annex annexes".split()
)
SHOWING = frozenset(
    "abstract again am ask asks brief briefly bullet bullets called can cite complete content contents could cover "
    "covers deal deals describe description detail details did discussing display doc docs document doubt dr entire "
    "every everything exact exactly explain explained explanation fetch find five full fulltext get gist give go goes "
    "hello here hey hi i'd i'm in-depth incl include included including interested introduce its kindly know let "
    "letter letters like look looking main mean means my now number once open original our out outline overview "
    "pages part parts paste plz point points present print provide pull question quick quickly quote quotes read "
    "reading reads recap res resolution's rundown scr see send sentences short show showing shown shows so state "
    "stated states studying sub sub-para sub-paragraph sub-paragraphs sub-paras subpara subparagraph subparagraphs "
    "subparas summarise summarised summarises summarize summarized summary synopsis tell ten thank thanks that's "
    "then three thx tl tldr two u un unsc unscr up us verbatim view want was we were what's whats whole word words "
    "working would writing written wrote you your gimme lemme sorry oops wanna".split()
)
"""Words of a request to show or sum up a resolution or a paragraph, besides the empty ones."""
WHOLE = re.compile(r"\b(?:all|complete(?:ly)?|entire(?:ly|ty)?|every(?:thing)?|full(?:y|text)?|whole)\b", re.I)
"""Words that ask for a complete text: "the full text of 1325"."""
LINK = re.compile(
    r"<?(?:https?://)?(?:www\.)?(?:undocs|docs\.un|documents\.un)\.org/[^\s<>|]{0,80}?S(?:/|%2F)RES(?:/|%2F)(?P<number>\d{1,4})"
    r"(?:(?:%20|\s)?(?:\(|%28)(?P<year>\d{4})(?:\)|%29))?[^\s<>|,;?!)]{0,80}(?:\|[^<>]{0,80})?>?",
    re.I,
)
"""Link to a resolution, in Slack's form, too: "<https://undocs.org/S/RES/1325(2000)|S/RES/1325 (2000)>"."""
_VERBS_DRAFTED = (
    r"(?:Acknowledg|Affirm|Appreciat|Authori[sz]|Bear|Call|Commend|Condemn|Confirm|Consider|Decid|Demand|Deplor|Determin"
    r"|Direct|Emphasi[sz]|Encourag|Endors|Express|Hav|Highlight|Invit|Not|Pay|Reaffirm|Recall|Recogni[sz]|Recommend|Regret"
    r"|Reiterat|Reject|Remain|Remind|Renew|Request|Requir|Resolv|Stress|Support|Tak|Underlin|Underscor|Undertak|Urg|Welcom)"
    r"(?:s|es|ing)\b"
)
_STATES_DRAFTED = r"(?:alarmed|appalled|aware|concerned|conscious|convinced|determined|disturbed|dismayed|mindful)"
_DRAFTING = (
    rf"(?:{_VERBS_DRAFTED}"  # "Requests", "Recalling"
    rf"|(?:Also|Further|Once\sagain|[A-Z][a-z]{{2,20}}ly),?\s(?i:{_VERBS_DRAFTED}|{_STATES_DRAFTED}\b)"  # "Also urges"
    r"|(?:Convinced\sthat|Determined\sto|Guided\sby|(?:Conscious|Mindful)\sof)\b)"
)
DRAFTED = re.compile(rf"[\W\d]*{_DRAFTING}")
"""Beginning of a paragraph of a resolution."""
DRAFTED_PAGE = re.compile(rf"\bThe Security Council,\W{{1,5}}{_DRAFTING}")
"""Beginning of the paragraphs of a resolution on a page with other text before them."""

# Shapes of answers; the frames are in frames.toml.

RESOLUTIONS = frozenset("resolution resolutions text texts document documents decision decisions".split())
"""Nouns by which resolutions are listed or counted."""
PARAGRAPHS = frozenset(
    "clause clauses mention mentions op ops para paragraph paragraphs paras passage passages place places pp pps "
    "provision provisions reference references time times".split()
)
"""Nouns by which paragraphs are listed or counted."""
TEXTS = RESOLUTIONS | PARAGRAPHS
"""Nouns for texts that are listed or counted."""

LACKING = re.compile(
    r"\b(?:(?:do|does|did|has|have)(?:n['’]?t|\snot)|never|lack(?:s|ing)?|omit(?:s|ting)?|fails?\sto|silent\son"
    r"|(?:no|without(?:\sany)?)\s(?:mention|reference|language))\b",
    re.I,
)
"""Words of a frame that asks for texts that do not mention a topic."""

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

COUNTED = re.compile(
    r"\bhow many\b|\b(?:number|total|count|tally|length|no\.?) of\b|\bcount\b"
    r"|\btotal (?:paragraphs?|paras?|resolutions|texts|ops|pps)\b",
    re.I,
)
"""Words that ask for a number."""
LISTED_AS_SUCH = re.compile(
    r"(?:\W|please\b|pls\b|kindly\b|can\syou\b|could\syou\b){0,6}(?:(?:list|show|give|name)(?:\s(?:me|us))?(?:\s(?:all|every|the|of|your)){0,3}"
    r"|all(?:\s(?:the|of)){0,2}|(?:which|what)(?=\s(?:\S{1,20}\s){1,5}?(?:are|were|have|did|came|exist)\b))"
    r"\s(?:\S{1,20}\s){0,3}?(?:resolutions|texts)\b",
    re.I,
)
"""Beginning of a question for resolutions as such: "list the 2019 resolutions"."""
NUMBER_SIGN = re.compile(r"#(?:\w|\s?of\b)")
"""Beginning of a question for a number: "#resolutions with the word genocide"."""
RESOLUTIONS_COUNTED = frozenset("resolutions texts documents".split())
PARAGRAPHS_COUNTED = frozenset(
    "paragraph paragraphs para paras clause clauses op ops pp pps recital recitals provision provisions".split()
)
"""Nouns for the units of a library (resolutions) and of a resolution (paragraphs)."""
PARTS_COUNTED = frozenset(
    "sub-paragraph sub-paragraphs subparagraph subparagraphs sub-para sub-paras subpara subparas lettered letters "
    "items".split()
)
"""Nouns for the parts of a paragraph."""
KINDS_COUNTED = {
    ClauseKind.PREAMBULAR: frozenset("pp pps preambular preamble preambles recital recitals".split()),
    ClauseKind.OPERATIVE: frozenset("op ops operative operatives numbered".split()),
}
LIBRARY_NAMED = frozenset("library corpus collection database".split())
"""Nouns for the library: behind "this" or "that" these do not refer to an earlier answer."""
LIBRARY_ITSELF = frozenset("you we here total altogether".split()) | LIBRARY_NAMED
"""Words by which "how many paragraphs" without a limit asks for those of the whole library."""
COUNTING_ALONE = (
    RESOLUTIONS_COUNTED
    | PARAGRAPHS_COUNTED
    | LIBRARY_ITSELF
    | KINDS_COUNTED[ClauseKind.PREAMBULAR]
    | KINDS_COUNTED[ClauseKind.OPERATIVE]
    | frozenset(
        "any how long many number count tally list name me us which "
        "what what's whats which is was the a of in from by with and there are were "
        "do does did has have had get got contain contains contained consist consists hold holds held it they i all "
        "cover covers no including included incl exactly please pls thanks now so far currently overall "
        "adopted that adopt passed pass issued made council "
        "council's security un unsc sc tell me know can could give show need clausebot whole entire for be "
        "been date dates dating dated stored included length going according as far your to "
        "part section those these resolution together plus combined both different earlier start "
        "starts begin begins year each respectively versus vs against compare compared to".split()
    )
)
"""All words of a question for the number of resolutions or paragraphs without a topic, except words of its limits."""

ASKED_TWICE = re.compile(
    r"(?:(?:and|so|please|pls|what['’]?s|what\sis|tell\sme|the|total|overall|exact)\s){0,4}(?:number|count|total)\sof\b[^?!.;:]{1,200}"
    r"(?P<again>[,:;–—-]\s?how\smany(?:\s(?:are|is)\s(?:there|they|it|that))?[\s?!.]{0,9})",
    re.I,
)
"""Question for a number that ends with another "how many": "number of paragraphs with camps, how many?"."""
SUPERLATIVES = frozenset("earliest latest newest oldest freshest recent".split())
"""Words for the first or latest mention of a topic directly behind them: "latest amnesties"."""
NOT_OF_TEXTS = frozenset(
    "age ages convenience date day days delivery development developments equipment event events figures "
    "findings generation hours information innovations knowledge methods moment news opportunities opportunity "
    "outbreak period phase phases point possible report reports research science situation stage stages statistics "
    "techniques technological technologies technology time trends version years".split()
)
"""Nouns behind "earliest" or "latest" by which it belongs to the topic: "earliest stage of planning"."""
NO_TERM = frozenset(
    "adopted agreed allowed asked banned called condemned decided demanded different done expected forbidden foreseen "
    "invited meant mentioned needed new ordered planned prohibited promised proposed provided recommended requested "
    "required said stated stressed told urged welcomed".split()
)
"""Words behind "what is" or "what was" by which it asks for no definition: "what is needed"."""
SAID_OF_A_THING = frozenset(
    "acceptable applicable appropriate available bad best better binding compulsory crucial essential fair good "
    "helpful illegal illegitimate important impossible inadmissible lawful legal legitimate mandatory missing must "
    "necessary obligatory optional permissible possible punishable relevant responsible safe unacceptable unlawful "
    "urgent useful vital voluntary worst wrong".split()
)
"""Words behind "what is" that ask for no definition alone or before a preposition: "what is mandatory for armies". They
do before a noun: "what is legal aid"."""
BEHIND_AN_ADJECTIVE = frozenset(
    "about against as at by during for from in into on over regarding to under with".split()
)
"""Prepositions that follow such a word."""
NOT_IN_A_TERM = frozenset(
    "allowed asked being don't expected forbidden got he his i it its look me mean meant my obliged our paid she still "
    "supposed their them they told we you your".split()
)
"""Words that are in no term of several words: "what is Mali told to stop" asks for no definition."""
WHAT_IS_OTHERWISE = re.compile(
    r"(?:(?:can|could|would)\s+(?:you|u)\s+(?:please\s+|pls\s+)?)?+(?:please\s+|pls\s+)?+"
    r"(?:whats|wats|wat|what\s+exactly|tell\s+(?:me|us)\s+what|explain\s+(?:to\s+me\s+)?what)\b",
    re.I,
)
"""Beginning of a question for a definition that is read as "what is …"."""
WHAT_IS_A = re.compile(
    r"[Ww]hat (?:is|are|was|were) (?:an? )?(?P<term>(?!(?:the|our|your|its|their|this|that|these|those)\b)[a-z-]{3,20}"
    r"(?: [a-z-]{3,20}){0,2})[?.! ]{0,3}"
)
"""A question for the definition of a term in lower case and without "the": "what is an armed group?"."""
ASKS_WHO_SET_UP = re.compile(
    r"\b(?:who|when|where|which|what\syear)\b.{0,200}\b(?:established|created|set\sup|founded|launched|appointed|initiated)\b",
    re.I,
)
"""Question for who, when or which resolution established something, and not for a definition."""
_SHORT = r"(?:the\s+)?(?:(?:abbreviation|acronym)\s+)?[“\"'‘]?(?P<short>[^\W\d_][\w/’-]{1,11})[”\"'’]?"
SPELT_OUT = tuple(
    re.compile(rf"(?:(?:please|pls|so|and)\s+)?{pattern}(?:\s+(?:please|pls|exactly))?[\s?!.]*", re.I)
    for pattern in (
        rf"(?:what\s+(?:does|do|did|is)|whats|what['’]s|wat\s+does)\s+{_SHORT}\s+(?:mean|stands?\s+for|short\s+for)",
        rf"(?:what(?:['’]?s|\s+is)\s+)?(?:the\s+)?(?:(?:full|long)\s+(?:form|name)|meaning|expansion)\s+of\s+{_SHORT}",
        rf"(?:expand|spell\s+out|(?:abbreviation|acronym):?)\s+{_SHORT}",
        rf"explain\s+(?:to\s+(?:me|us)\s+)?{_SHORT}(?:\s+to\s+(?:me|us))?",
        rf"who(?:['’]?s|\s+(?:is|are|was))\s+(?:an?\s+)?{_SHORT}",
        rf"{_SHORT}\s?=",
        rf"{_SHORT},?\s+(?:(?:full|long)\s+(?:form|name)|meaning|means|stands?\s+for(?:\s+what)?|abbreviation|acronym)",
    )
)
"""Questions for the long form of an abbreviation, as "DDR meaning", "full form of MARA"."""
WHAT_ABOUT_ONE = re.compile(
    r"\W{0,9}(?:(?:and|but|so|ok|okay)\b\W{0,3}(?:(?:what|how)\s+about\s+)?|(?:what|how)\s+about\s+)"
    rf"(?P<resolution>(?P<named>{NAME})?(?P<number>\d{{3,4}}){YEAR})\s+(?:on|about|regarding|re)\s+"
    r"(?P<topic>(?!(?:it|that|this|the\s+same|them|these|those)\b)\S.{0,80})",
    re.I,
)
"""Question for a topic in a resolution: "and what about 1325 on camps"."""
COUNTS_AS = re.compile(
    r"(?:who(?:m)?\s+(?:(?:does|do|did)\s+(?:the\s+(?:security\s+)?council|it)\s+(?:consider|regard\s+as|count\s+as)"
    r"|counts?\s+as|qualif(?:y|ies)\s+as|(?:is|are)\s+(?:considered|regarded\s+as|seen\s+as|understood\s+as|meant\s+by))"
    r"|(?:how\s+old|(?:what|which)\s+age(?:\s+(?:group|range|bracket))?)\s+(?:is|are|counts?\s+as))\s+"
    r"(?:to\s+be\s+)?(?:an?\s+|the\s+)?[\"“'‘]?(?!(?:as|at|by|for|if|in|it|of|on|resolutions?|texts?|the|they|this|to|under|when|you)\b)"
    r"(?P<term>[^\W\d_][\w’'-]*(?:\s+(?!(?:for|here|in)\b)[\w’'-]+){0,3})[\"”'’]?(?:\s+(?:for\s+them|here))?\W{0,9}",
    re.I,
)
"""Question who is meant by a word, as "who counts as youth"."""
ASKED_OF_IT = re.compile(
    r",?\sand\s(?:what|how|who|why|when|where)\s(?:(?:can|could|should|must|exactly|else|to)\s)?"
    r"(?:(?:does|do|did|is|are|was|were|has|have)\s)?(?:(?:it|they)(?!\w)|\w+\s(?:it|them)\W{0,9}$)[^.?!]*",
    re.I,
)
"""Second question about a term to define: "and what does it collect", "and who runs it?"."""
QUOTED = re.compile(
    r"(?:(?P<single>(?<!\w)['‘](?=[^\W\d]))|[\"“«])(?P<topic>[^\"“”«»]{3,200}?)(?(single)(?<=[\w).,;:!?…])['’](?!\w)|[\"”»])"
)
"""Words in quotation marks; a single quotation mark has to stand at the end of a word, to be no apostrophe."""
CHECKED = re.compile(
    r"\b(?:(?:is|was|isn['’]t) (?:that|this|it) (?:so|fair|the case)|(?:fact[ -])?check|verify|confirm|agree"
    r"|true|right|correct|accurate|wrong)\b",
    re.I,
)
"""Words around a claim in quotation marks that is to be checked."""
NAMED_BEFORE = re.compile(r"\b(?:theme|label|country|kind)s?\s?[:=]?\s?$", re.I)
"""Word before the name of a theme or the like, which may be in quotation marks."""
ASKING_FOR_WORDS = EMPTY | frozenset(
    "exact exactly verbatim literal literally word words phrase phrases expression quote quoted search find looking "
    "look where does do appear appears used occur occurs contain contains containing show give me can you please pls "
    "text wording language sentence with has have its their as written anywhere mention mentions mentioned use uses "
    "reference when was were time start starts begin begins open opens all every paragraph "
    "paragraphs that shows up come comes came".split()
)
"""All words around a quotation in a question for the paragraphs that have it."""
BETWEEN_MARKS = re.compile(r"[\"”](,?\s(?:and|or)\s|,\s)[\"“]")
"""Marks of two quotations, and the words that join these: "“camps” and “schools”"."""
BETWEEN_QUOTATIONS = frozenset("and both but not or".split())
"""Words that join quotations, and do not ask for them by themselves: "paragraphs with “…” and “…”", "but not “…”"."""
COUNTED_OR_FOUND: Mapping[ShapeName, Set[str]] = {
    "count": frozenset(
        "how many much often number count times time total occurrence occurrences instance instances uses mentions "
        "there occur occurs appear appears".split()
    ),
    "first": frozenset("first earliest oldest".split()),
    "latest": frozenset("latest newest last most recent recently".split()),
}
"""Further words around a quotation in a question for the number of paragraphs that have it, the first or the latest."""

COMPARING = frozenset(
    "vs versus v which or apart against improvement compare compares compared comparing comparison differ "
    "differs different difference differences contrast contrasts change changed changes evolve evolved "
    "evolution between both each stronger weaker further broader narrower add added adds doesn't didn't don't "
    "unlike whereas side respectively than common overlap same side-by-side diff diffs consistent inconsistent".split()
)
"""Words by which a question on several resolutions is a comparison."""
SIDE_BY_SIDE = re.compile(r"\bside[\s-]by[\s-]side\b", re.I)
"""The only phrase in which "side" compares: "the money side" compares nothing."""
COMPARING_WHOLES = frozenset(
    "vs versus v compare compares compared comparing comparison differ differs different difference "
    "differences contrast contrasts change changed changes evolve evolved evolution common overlap diff diffs".split()
)
"""Words by which a question without a topic is a comparison: "1325 vs 1820", but not "1325 or 1820"."""
BEFORE_A_COMPARED_TOPIC = (
    COMPARING
    | EMPTY
    | frozenset(
        "and or against with to be goes go went as well new more less beyond whether if when it they we me us you "
        "can could would please show give tell find said mention mentions deal deals cover covers address "
        "addresses talk speak treat treats handle one two three together put next re regards regard respect far "
        "apart was were has had by what's then talks uses use used using regarding concerning table better best "
        "worse who mentioning btw b w get gets got see sees saw how's tougher stricter clearer way ways extent stand "
        "stands strong strict explicit clear tone emphasis approach repeat repeats echo echoes match matches comes "
        "came invoke invokes refer refers provisions whats hows want wants ask asks require requires demand "
        "demands expect expects into".split()
    )
)
BESIDE = re.compile(
    r"\W{0,3}(?:next\s+to|beside|alongside|side\s+by\s+side\s+with|set\s+against|as\s+opposed\s+to|relative\s+to|as\s+\w{4,14}\s+as"
    r"|(?:(?:put|say|treat|handle)s?\s+(?:it|this|that|so)\W{1,3})?and\s+how(?:\s+(?:does|did|about))?(?:\s+in)?)(?:\s+(?:un)?scr)?\W{0,3}",
    re.I,
)
"""Words between two resolutions that compare them: "2475 next to 2601", "is 1674 as explicit as 2286"."""
LACKS_AFTER = re.compile(
    r"^\s+(?:lacks?|omits?|drops?|leaves?\s+out|(?:has|had|have|does|did|do)(?:\s+not|n['’]t))(?!\w)", re.I
)
"""Words that say that a resolution lacks something: "what does 1889 have that 2467 | has not"."""
COMPOUNDS = frozenset({("climate", "change")})
"""Terms whose last word is in `COMPARING`, but compares nothing here."""
RECIPROCAL = frozenset({("each", "other"), ("one", "another")})
"""Pairs of words that belong to a comparison only together."""
AFTER_A_COMPARED_TOPIC = COMPARING | frozenset(
    "which what says say more they not any an in and or of by to that does do is are too as well it either "
    "the with please pls plz thanks treated handled addressed covered dealt mentioned discussed what's whats "
    "new move moved moves develop developed develops who got those one ones that's but isn't aren't clearer "
    "language wording only way has have had did put w like anything there how i want described defined framed "
    "phrased worded".split()
)
SAID_OF_A_TOPIC = frozenset(
    "address ask call cite contain cover foresee give impose include list mention name order propose provide refer "
    "request require set talk treat use want".split()
)
"""Verbs at the end of a comparison that say nothing of the topic: "which groups do they | name"."""
HOW_OFTEN_MENTIONED = re.compile(
    rf"(?:and\s|so\s|ok,?\s)?how\s(?:often|many\stimes|frequently)\s(?:do|does|did)\s(?:the\s)?(?P<citing>{RESOLUTION})"
    r"\s(?:(?:ever|actually|explicitly)\s)?(?:mention|name|say|refer\sto|speak\s(?:of|about)|talk\sabout|use\sthe\s(?:words?|terms?|phrase)|contain\sthe\s(?:words?|terms?|phrase))"
    r"\s(?P<topic>[^\s?.!](?:[^?.!]*?[^\s?.!])??)(?:\sin\s(?:its|the)\s(?:preamble|operative\spart|text|pps|ops))?[\s?.!]*",
    re.I,
)
"""Question how often a resolution mentions a topic."""
