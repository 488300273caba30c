"""Patterns of small talk, and of questions about the bot."""

from __future__ import annotations

import re

from retrieval.asking.understand.finding import ReplyKind
from retrieval.asking.understand.lexicon.reference_patterns import RESOLUTION

# Small talk is matched in lower case, as patterns for any case take twice as long to compile. Quantifiers are
# possessive: without backtracking into a word or phrase, the time is linear.

GREETING_WORDS = (
    r"(?:hi+|hey+|hello+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|salut|bonjour|hola"
    r"|how are you)"
)
"""Greetings, as a part of patterns: "good morning"."""
_THANKED_FOR = r"for (?:that|this|your help|the help|your time|any help)"
THANKS_WORDS = (
    rf"(?:(?:many )?thank(?:s|(?= yo?u\b))(?: (?:you|u|a lot|a bunch|so much|very much|again|a million|in advance"
    rf"|{_THANKED_FOR}))*+|(?:thx|ty|tysm)(?: (?:in advance|so much|a lot))?+|cheers|much appreciated"
    r"|appreciate it|merci(?: beaucoup)?+|danke(?: sch(?:ö|oe?)n)?+|(?:muchas )?gracias|grazie|obrigad[oa]"
    r"|sh[ou]kran(?: (?:jazilan|ktir|kteer))?+|ah?sante(?: sana)?+|(?:maraming )?salamat(?: po)?+|spasibo|arigatou?"
    r"|dank (?:je|u)(?: wel)?+|te[sş]ekk[uü]r(?:ler| ederim)?+|terima kasih|xie ?xie|murakoze(?: cyane)?+)"
)
"""Thanks, as a part of patterns: "many thanks for your help"."""
PRAISE = (
    r"(?:that'?s|that (?:is|was)|this is|very|super|really|so|all|(?:just|exactly) what i needed|great|perfect|awesome"
    r"|excellent|wonderful|brilliant|helpful|useful|cool|nice|good|fine|ok(?:ay)?|got it|lovely|amazing|love it"
    r"|well done|bye|goodbye|see you|have a (?:nice|good|great) (?:day|one|evening|weekend))"
)
"""Praise, as a part of patterns: "that's great"."""
SOCIAL = r"(?:there|all|everyone|everybody|team|bot|clausebot|folks|guys|how are you(?: doing)?(?: today)?|what'?s up)"
"""Words for those who are spoken to, as a part of patterns: "everyone", "clausebot"."""
BETWEEN = r"[\s,.!?;:)(\-–—]*+"
"""Stops between words of small talk, as a part of patterns."""
GREETING = re.compile(rf"{BETWEEN}{GREETING_WORDS}\b(?:{BETWEEN}{SOCIAL}\b)*+{BETWEEN}")
"""Message that only greets: "hi all, how are you?"."""
THANKS = re.compile(
    rf"(?:{BETWEEN}(?:{PRAISE}|{SOCIAL})\b)*+{BETWEEN}{THANKS_WORDS}\b"
    rf"(?:{BETWEEN}(?:{PRAISE}|{SOCIAL})\b)*+{BETWEEN}",
)
"""Message that only thanks: "great, thanks a lot!"."""
_FAREWELL = (
    r"(?:(?:good ?|bye[ -]?)?bye|farewell|see (?:you|ya)(?: (?:later|soon|tomorrow|around|next week))?|ciao|take care"
    r"|(?:talk|speak|chat)(?: (?:to|with) you)? (?:again )?"
    r"(?:soon|later|tomorrow|(?:on |next )?(?:(?:mon|tues|wednes|thurs|fri)day|week))"
    r"|until next time"
    r"|have an? (?:nice|good|great|lovely) (?:day|one|evening|weekend|week|night))"
)
FAREWELL = re.compile(
    rf"{BETWEEN}(?:(?:ok(?:ay)?|great|perfect|well|so)\b{BETWEEN})*+{_FAREWELL}\b"
    rf"(?:{BETWEEN}(?:{_FAREWELL}|{SOCIAL}|for now)\b)*+{BETWEEN}"
)
"""Goodbyes."""
_NEEDED = (
    r"(?:what i (?:needed|wanted|was looking for)|(?:all|everything|what) i (?:need(?:ed)?|wanted)"
    r"|(?:all|it|enough|great|perfect|helpful|useful|good|fine|nice|clear|everything|excellent|brilliant))"
)
ENDS = (
    rf"(?:{_FAREWELL}|(?:great|good|nice|excellent|wonderful|amazing) (?:job|work|stuff|answer|one|find)"
    r"|good to know|great|perfect(?:ly)?|awesome|excellent|wonderful|brilliant|cool|nice|good|fine|ok(?:ay)?"
    r"|alright|all right|super|lovely|amazing|fantastic|love it|well done|got it|understood|noted(?: with thanks)?"
    r"|roger(?: (?:that|so far))?|wilco|copy(?: that)?|solid copy|10-4|ack(?:nowledged)?|received|(?:all )?clear"
    r"|(?:(?:very|so|super|really) )?(?:helpful|useful)|makes sense"
    r"|you(?:'re| are) (?:an? |the |my )?"
    r"(?:life ?saver|star|legend|genius|hero|gem|angel|champ(?:ion)?|best|great|awesome|amazing)"
    r"|you(?:'re| are)(?: (?:very|so|really|most|too))? (?:helpful|kind|nice|quick|fast)"
    r"|you(?:'ve| have)?(?: really| already)? help(?:s|ed)? (?:me|us)"
    r"(?: (?:(?:so |very |too )?much|a lot|a great deal|greatly|really|well|enormously|immensely))?"
    r"|you(?:'ve| have| just)? (?:saved|made) (?:me|my|our|the) (?:day|life|week|morning|evening|hours?|time)"
    r"|(?:that|this|it) was (?:(?:very|so|super|really|surprisingly) )?(?:quick|fast|easy|painless)|so (?:quick|fast)"
    r"|(?:(?:it'?s|that'?s|now|all|problem|issue|question) )?(?:solved|sorted(?: out)?|resolved|settled|answered)"
    r"|(?:i )?(?:found|figured) it(?: out)?"
    r"|no more|nothing (?:else|more)|all (?:good|clear|set|done)|enough(?: for (?:now|today))?"
    r"|i(?:'m| am) (?:done|good|fine|all set)|i (?:have|got) (?:all|everything|what) i (?:need(?:ed)?|wanted)"
    r"|(?:(?:exactly|just) )?what i (?:needed|wanted|was looking for)"
    rf"|(?:that|this)(?:'s| is| was| will be|'ll be)(?: (?:very|so|super|really|exactly|just))? {_NEEDED}"
    r"|(?:that|this|it)(?: really| already)?(?:'ll do| will do| does it|(?: has)? help(?:s|ed)(?: (?:me|us))?"
    r"(?: (?:a lot|a great deal|a bit|loads|so much|very much|enormously|immensely|greatly))?"
    r"|(?: (?:fully|exactly|completely))? answers (?:it|that|everything|(?:my|the|our) questions?)))"
)
"""Praise and words that end a conversation, as a part of patterns."""
FILLS = (
    rf"(?:{SOCIAL}|no(?! more| way)|nope|nah|yes|yeah|yep|so|and|well|just|then"
    r"|for (?:now|today|that|me)|very much|indeed|oh|ah|wow"
    rf"|sure|right|really|{THANKS_WORDS})"
)
"""Words beside praise and goodbyes, as a part of patterns."""
ENDING = re.compile(
    rf"(?:{BETWEEN}{FILLS}(?!\w))*+{BETWEEN}{ENDS}(?!\w)"
    rf"(?:{BETWEEN}(?:{ENDS}|{FILLS})(?!\w))*+{BETWEEN}"
)
"""Praise and words that end a conversation, where something was asked before."""
HELP = re.compile(
    r"\W*+(?:(?:and|but|so) )?+"
    r"(?:help(?: me)?|(?:what|which things) (?:else )?(?:can|do|could) you (?:do|know|answer|offer)"
    r"(?: (?:here|for me))?"
    r"|what (?:else )?(?:can|may|should|could) i ask(?: you)?|(?:show|tell) me what you can do|what are you able to do"
    r"|how (?:do|can|should) i (?:use|talk to|work with|ask) (?:you|this|it|clausebot|(?:the|this) bot|a question)"
    r"|what (?:kinds? of |sorts? of )?questions (?:can|may|do) (?:i ask(?: you)?|you (?:answer|understand))"
    r"|what (?:can|does) (?:the|this) bot do|what is (?:the|this) bot for|(?:how )?can you help(?: me)?|how do you work"
    r"|how does (?:the|this) bot work|what(?:'s| is) (?:this|clausebot)|commands|usage|instructions"
    r"|(?!(?:an? |any |some )?(?:documentation|guide)\b\W*$)"  # a topic of resolutions
    r"(?:(?:is there|do you have|where is|show me|give me) )?(?:an? |the |any |some |your )?"
    r"(?:(?:user(?:'s)? |short |quick )?(?:manual|guide|tutorial|documentation|docs|faq))"
    r"(?: (?:(?:for|to|on|of) (?:you|clausebot|(?:the|this) bot)|(?:for|to) (?:this|it)))?"
    r"|(?:(?:i|we)(?:'ve| have)? just (?:installed|added|invited|set up) (?:you|this|it|clausebot|(?:the|this) bot)"
    r"(?: (?:here|to (?:this|our|the) (?:channel|workspace)))?\W++(?:(?:so|and) )?)?+"
    r"(?:what (?:do|should|can) (?:i|we) do (?:now|next|first)|how (?:do|can|should) (?:i|we) (?:start|begin"
    r"|get started)|where do (?:i|we) (?:start|begin)|(?:getting|get me) started))\b\W*+",
)
"""Message that asks what the bot can do: "what can I ask you?"."""
PRESENCE = re.compile(
    r"\W*+(?:(?:(?:just|this is) )++(?:an? )?test(?:ing)?(?: message)?|test(?:ing)?[ ,]++(?:message|one|1|123"
    r"|test)(?:[ ,]++(?:two|three|2|3))*+"
    r"|ping|hello world|knock knock|(?:are )?(?:you|u) (?:still )?(?:there|here|alive|awake|online|working|around"
    r"|ok(?:ay)?)"
    r"|(?:is )?(?:anybody|anyone|somebody|someone) (?:there|here|home)|(?:can|do) you (?:hear|read|see) (?:me|us|this)"
    r"|is (?:this(?: thing)?|(?:the|this) bot) (?:on|working)|do(?:es this| you) work)(?: today| now)?\W*+"
)
"""Question whether anybody answers: "ping", "are you there?"."""
_HOW = (
    r"(?:how (?:do|can|could|should|would|to)(?: (?:i|we|you|one))?|(?:can|could|may) (?:i|we|you)|is there a way to"
    r"|where (?:do|can) i)"
)
_ONES = r"(?:(?:a|an|any|another|some|more|new|my|our|own|other|missing|the|these|this|that|all|your|few|of) ){0,4}+"
_TEXTS_HELD = r"(?:(?:un |security council )*+(?:resolutions?|texts?|documents?|paragraphs|clauses))"
_HERE = r"(?:the|this|your|my) (?:library|index|bot|database|data ?base|collection|list)"
_FILE = r"(?:word|excel|csv|pdf|docx|xlsx|markdown|bibtex|zotero|endnote|powerpoint|spreadsheet)"
_FOUND = r"(?:results?|answers?|quotes?|paragraphs?|clauses?|searches|citations?|collection|hits?|it|them|this)"
_TONGUE = (
    r"(?:french|spanish|arabic|russian|chinese|german|italian|portuguese|swahili|english|dutch|hindi|japanese|ukrainian"
    r"|turkish|(?:other|another|my own|my) languages?)"
)
_MINE = (
    r"(?:(?:my|our|people's|users') (?:questions?|queries|query|data|messages?|searches|chats|conversations|history)"
    r"|what (?:i|we|people|users|others|everyone)(?:'m|'re| am| are)? (?:asks?|types?|writes?|search(?:es)?(?: for)?"
    r"|asking|typing|writing)(?: you| here){0,2}"
    r"|every ?thing (?:(?:that )?you (?:know|have|keep|store)(?: (?:about|on|of) (?:me|us))?|(?:that )?i(?:'ve"
    r"| have)? asked(?: you)?))"
)
_OTHERS = (
    r"(?:(?:others|other people|anybody|anyone|everybody|everyone|people|my boss|my colleagues|colleagues)(?: else)?)"
)
_AROUND = r"(?: (?:in|on) (?:the|this|my|our) (?:workspace|channel|team|slack))"
_BOT = r"(?:you|this bot|the bot|clausebot|this tool|this app|this thing|this)"
_WORK = (
    r"(?:articles?|briefs?|briefings?|court|drafts?|letters?|memos?|notes?|papers?|reports?|speech(?:es)?|statements?"
    r"|thesis)"
)
_BEING = (
    r"(?:(?:an? )?(?:real )?(?:bot|human being|human|robot|ai|person|machine|program|computer|chatbot|llm|chat ?gpt|gpt"
    r"|claude|gemini|language model|real|alive))"
)
_KIND = (
    r"(?:(?:preambular|operative)(?: (?:paragraphs?|paras?|clauses?|parts?))?|preambles?|recitals?|pps?|ops?)"
    r"(?: (?:of|in) (?:an? )?(?:un |security council )*+resolutions?)?"
)
_MISSED = (
    r"(?:wrong|incorrect|useless|not (?:right|correct|true|helpful|useful|relevant|it|an answer|a good answer)"
    r"|not (?:really )?what i(?:'m| am| was)? (?:asked(?: for)?|meant?|want(?:ed)?|need(?:ed)?|looking for|after))"
)
_HARDER = r"(?:try (?:harder|again|once more)|do better|look again|search again)"
_PIECE = (
    r"(?:letters?|statements?|speech(?:es)?|essays?|papers?|reports?|e-?mails?|memos?|resolutions?|texts?|articles?"
    r"|briefs?|briefings?|remarks|drafts?|talking points|(?:press )?releases?|tweets?|posts?|homework"
    r"|notes?(?: verbale)?)"
)
_YOU = r"(?:you|this bot|the bot|clausebot)"
_CHANNEL = r"(?:here|(?:this|the|my|our|that|a) (?:channel|thread|workspace|conversation))"
_IN_A_CHANNEL = rf"(?: (?:(?:in|from|on|to) {_CHANNEL}|here|(?:in|from|to)(?=\W*$)))?"
"""A channel, whose name Slack writes as a link, which is left out."""
_WHEN_CALLED = (
    r"(?:when|if|unless) (?:(?:mentioned|tagged|called|asked|addressed|pinged|invited)(?: by name)?"
    rf"|(?:you're|i|we|somebody|someone|anyone|people|it is|it's|{_BOT}(?: is| are)?)(?: \w{{2,10}})?"
    r" (?:mention|tag|call|ask|address|ping|invite)(?:e?d|e?s)?"
    rf"(?: (?:it|{_BOT}|by name))?)"
)
"""Condition that the bot is mentioned: "when you are mentioned", "unless I ask you"."""
_ONE_TEXT_HERE = rf"(?:it|that|this(?: one)?|the resolution|{RESOLUTION})"
_VOTERS = (
    r"(?:us|usa|u\.s\.|united states|uk|united kingdom|france|china|russia(?:n federation)?|germany|brazil|india|p5"
    r"|states|countries|members?|council(?: members)?)"
)
_ON_ONE = rf"(?: {_ONE_TEXT_HERE})?"
_ABOUT_ITSELF: dict[ReplyKind, str] = {
    "adding": rf"""
        {_HOW} (?:add|upload|import|include|put|index|load) {_ONES}(?:resolutions?|documents?|texts?|files?|pdfs?
        |pages?)
        (?: s/res/\d{{1,4}}| \d{{3,4}})?(?: ?\(\d{{4}}\))?(?: (?:in|to|into|for) (?:you|it|here|{_HERE}))?
        |{_HOW} get {_ONES}(?:resolutions?|documents?|texts?|files?|pdfs?|pages?) (?:in|to|into) (?:you|it|here|{_HERE})
        |(?:{_HOW}|can you|please) add s/res/\d{{1,4}}(?: ?\(\d{{4}}\))?|{_HOW} (?:update|extend|change) {_HERE}
        |can you add {_ONES}(?:resolutions?|documents?|texts?)(?: s/res/\d{{1,4}}| \d{{3,4}})?(?: ?\(\d{{4}}\))?
        |add (?:a|another) (?:new )?resolution|(?:a|the|my) resolution is missing""",
    "quotes": rf"""
        (?:can|could|should|may) (?:i|we) (?:trust|rely on|cite|believe) (?:{_BOT}|(?:your|the|these|those) {_FOUND})
        (?: (?:in|for) (?:an? |my |our )?(?:\w+ )?{_WORK})?
        (?: or (?:should|must|do) (?:i|we) (?:check|verify)(?: \w+){{0,4}})?
        |(?:are|is) (?:your|the|these|those|all) (?:quotes?|quotations|answers?|citations|paragraph numbers)
        (?: all)?(?: always)? (?:accurate|correct|exact|verbatim|reliable|real|right|true|word for word|made up
        |generated)
        (?: by (?:an )?ai)?
        |how (?:sure|certain|confident) are you(?: (?:about|of) (?:it|that|this|them|these|those|the (?:answers?
        |quotes?)))?
        |do you (?:ever |sometimes )?(?:make (?:things|stuff|quotes|it) up|make up (?:things|quotes|stuff|texts?)
        |hallucinate|lie
        |invent (?:things|quotes|texts?|paragraphs)|make mistakes|quote word for word|quote verbatim)
        |how (?:reliable|accurate|trustworthy) are (?:you|your (?:quotes|answers|citations))
        |how (?:do|can) i (?:know|be sure)(?: that)? (?:your|the|these) (?:quotes|answers|citations) are
         (?:right|correct|accurate|real|true|verbatim|exact)
        |how (?:do|can) i (?:check|verify) (?:a|your|the|these) (?:quotes?|answers?|citations?)
        |can you be trusted|are you (?:reliable|accurate|trustworthy|ever wrong|always right)""",
    "holdings": rf"""
        (?:which|what) {_TEXTS_HELD} (?:do you|does {_HERE}) (?:have|hold|know|cover|contain|include|use|search|quote)
        |(?:which|what) {_TEXTS_HELD} are (?:in {_HERE}|covered|included|loaded|indexed)
        |(?:list|show)(?: me)?(?: all)?(?: the| your)? {_TEXTS_HELD} (?:(?:that )?you (?:have|hold|know|cover)|(?:in
        |of) {_HERE})
        |how many {_TEXTS_HELD} (?:do you|does {_HERE}) (?:have|hold|know|cover|contain)
        |how many {_TEXTS_HELD} are in {_HERE}
        |how many {_TEXTS_HELD} (?:are (?:there|adopted) |do you have |were (?:there|adopted) )?(?:per|by|each
        |every|a|in each|for each) year
        |{_TEXTS_HELD} (?:per|by) year|(?:(?:in )?(?:which|what) years? |year )(?:has|have|had|saw|with|were|was
        |are)(?: the)? (?:most|fewest|least
        |highest number of|largest number of) {_TEXTS_HELD}(?: adopted| passed)?(?: (?:in|of) {_HERE})?
        |(?:which|what) years? (?:does {_HERE}|do you) (?:have|hold|cover)
        |what(?:'s| is) in {_HERE}|do you have (?:all|every)(?: of)?(?: the)? {_TEXTS_HELD}
        |what(?:'s| is| are) your (?:sources?|data ?base|library|coverage|corpus|data sources?)|what do you (?:have
        |hold|cover)
        |what(?:'s| is) your (?:newest|latest|oldest) resolution|how far back (?:do you|does {_HERE}) go
        |what(?:'s| is) the (?:newest|latest|oldest) resolution (?:that )?(?:you have|here|in {_HERE})
        |(?:are you|is {_HERE}) (?:up to date|complete|current)|how (?:recent|current|up to date) (?:are you|is {_HERE})
        |when (?:were you|was {_HERE}) (?:last )?updated""",
    "kinds": rf"""
        (?:(?:what|whats|what's)(?: exactly)?(?: is| are)?(?: meant by)?|explain(?: to me)?|define
        |definition of|meaning of)
         (?:an? )?{_KIND}
        |what (?:does|do|is) (?:an? )?{_KIND} (?:mean|stand for|do|for)
        |(?:what(?:'s| is) |whats |explain )?(?:the )?difference (?:between|of) (?:an? |the )?{_KIND} (?:and|vs|versus
        |or) (?:an? |the )?{_KIND}
        |(?:how (?:do|does|are) )?(?:an? |the )?{_KIND} (?:vs|versus|or|and) (?:an? |the )?{_KIND}
         ?(?:[:,]? ?(?:which|what) (?:one )?is (?:the )?(?:stronger|binding|more binding|weaker|difference)
        |differ|different)
        |(?:is|are) (?:an? |the )?{_KIND} (?:legally )?(?:binding|stronger|weaker)(?: than (?:an? |the )?{_KIND})?
        |how (?:is|are) (?:an? )?(?:(?:un|unsc|security council) )*+resolutions? (?:built|structured|organi[sz]ed)
        |(?:what(?:'s| is) the )?structure of an? (?:(?:un|unsc|security council) )*+resolution""",
    "privacy": rf"""
        who(?: else)? (?:sees|can see|reads|can read|gets|has access to|knows) {_MINE}
        |(?:are|is) {_MINE} (?:private|stored|saved|logged|recorded|kept|anonymous|confidential|safe|secure|tracked
        |shared)
        |do you (?:store|save|keep|log|record|share|track|sell|remember
        |read) {_MINE}(?:[ ,.?]++(?:and )?(?:for )?how long)?+
        |do you track (?:me|us)
        |what (?:do you do|happens) (?:to|with) {_MINE}|where do {_MINE} go|where (?:are|is) {_MINE} (?:stored|kept
        |saved)
        |(?:can|do|does|will) {_OTHERS}{_AROUND}? (?:see|read|find) {_MINE}
        |how long (?:do you (?:keep|store)|(?:are
        |is)) {_MINE}(?: kept| stored)?
        |(?:can you )?(?:delete|erase|forget) {_MINE}|how (?:do|can) (?:i|we) (?:delete|erase) {_MINE}
        |(?:is this (?:bot|chat|channel)|are you) (?:private|confidential)|do you send {_MINE} (?:anywhere|to anyone
        |to openai|to the cloud)""",
    "deleting": rf"""
        (?:(?:can|could|would) you (?:please )?|{_HOW} )?+(?:delete|remove|erase|retract|take down)
         (?:this|that|it|(?:(?:this|that|your|the|my)(?: last| previous)? |your )(?:answer|reply|message|response|post
        |question)s?)
        (?: (?:from|in) (?:here|this (?:channel|thread)))?""",
    "channels": rf"""
        (?:(?:can|could|would|will) you (?:please )?|{_HOW} (?:make|get) {_BOT} )?+(?:to )?(?:please )?
        (?:stop|quit)(?: it| that)?
        (?:,? (?:answering|replying|responding|reacting|posting|writing|talking|commenting|spamming|listening)
        (?: (?:to )?(?:me|us|everything|everyone|everybody|every message|all (?:the |our )?messages|our messages
        |questions))?)?
        {_IN_A_CHANNEL}
        |(?:(?:can|could|would|will) you (?:please )?)?+(?:be quiet|keep quiet|shut up|go away|leave (?:us|me) alone
        |leave(?: {_CHANNEL})?|mute yourself){_IN_A_CHANNEL}
        |(?:don't|do not|never|stop) (?:answer(?:ing)?|reply(?:ing)?|respond(?:ing)?)(?: (?:to )?(?:this|that|us|me
        |everything|every message))?
        {_IN_A_CHANNEL}(?: {_WHEN_CALLED}| without (?:a mention|being (?:asked|mentioned|called)))?
        |(?:only|just) (?:answer|reply|respond)(?: here)? {_WHEN_CALLED}
        |(?:answer|reply|respond) only {_WHEN_CALLED}
        |(?:can|could) (?:i|we) (?:mute|silence|stop|remove|disable|invite) {_YOU}{_IN_A_CHANNEL}
        |(?:can|could) {_YOU} be (?:muted|silenced|stopped|removed|disabled|turned off|switched off|invited
        |added){_IN_A_CHANNEL}
        |{_HOW} (?:stop|mute|silence|turn off|switch off|disable|remove|invite|add|uninstall) {_YOU}
        (?: (?:from|to|in|for|on) [^.?!;:\n]{{1,60}}+)?
        |(?:which|what) channels (?:are you|is {_BOT}) (?:in|part of|a member of|active in)|(?:are you
        |is {_BOT}) in (?:this|which|every)
         channels?
        |(?:do|can|will) you (?:answer|read|see|listen to|reply to) (?:everything|every message
        |all (?:(?:the|our) )?messages){_IN_A_CHANNEL}
        |when (?:do|will) you (?:answer|reply|respond|speak)
        |(?:(?:open|show|see|change|edit|where are|{_HOW} (?:open|change|see|edit|find|get to))(?: me)? )?+
        (?:(?:the|your|my|our|this) )?(?:bot |channel(?:'s)? )?(?:settings?|preferences|configuration)
        (?: (?:of|for|in) {_CHANNEL})?
        |{_HOW} (?:configure|set up) {_YOU}{_IN_A_CHANNEL}""",
    "exporting": rf"""
        (?:{_HOW}|can you) (?:export|download|save|print|get|copy|send me|give me|make|create
        |paste) {_ONES}(?:{_FOUND} )?
        (?:(?:to|in|into|as|for) )?(?:an? )?(?:ms |microsoft )?{_FILE}(?: (?:file|document|table|version|copy))?
        (?: (?:of|for|from) (?:{_ONE_TEXT_HERE}|{_FOUND}))?
        |(?:is there|do you have) (?:an? )?{_FILE}(?: (?:file|version|copy))?(?: (?:of|for) (?:{_ONE_TEXT_HERE}
        |{_FOUND}))?
        |(?:share|print|download)(?: (?:this|that|it))?|copy(?: (?:this|it))?
        |how (?:do|can) (?:i|we) (?:share|forward|copy|print|quote from) {_ONES}(?:results?|answers?|quotes?
        |citations?|paragraphs?|clauses?)
        (?: (?:with|to|in|into) [^.?!;:\n]{{1,40}}+)?
        |{_HOW} (?:export|download|keep|bookmark) {_ONES}{_FOUND}
        |{_HOW} save {_ONES}(?:results?|answers?|quotes?|citations?
        |searches)
        |export(?: {_ONES}{_FOUND})?(?: (?:to|as|into) {_FILE})?|is there an export(?: function| button)?
        |do you (?:have|support) (?:an )?exports?""",
    "limiting": rf"""
        {_HOW} (?:limit|filter|restrict|narrow(?: down)?) (?:this|the|my|our|a|your) (?:channel|chat|search|results?
        |answers?|questions?)(?: (?:to|by) [^.?!;:\n]{{1,40}}+)?
        |{_HOW} (?:limit|restrict|narrow(?: down)?) (?:this|you|the bot|this bot|clausebot) to [^.?!;:\n]{{1,40}}+
        |{_HOW} (?:set|change|add|remove) (?:(?:a|an|the|any|some|my|our|this channel's) )?(?:limits?
        |filters?)(?: (?:for|in|of|on) (?:this|the|my|our|a) (?:channel|chat|search|answer))?""",
    "languages": rf"""
        (?:can|could|do|will|would) you (?:please )?(?:answer|reply|respond|speak|talk|understand|write|read
        |quote)(?: to me)?(?: in)?
         (?:any )?{_TONGUE}(?: too| as well)?
        |(?:can|may|could) i (?:ask|write|type|search)(?: you)?(?: questions?)? in {_TONGUE}
        |(?:which|what) languages? (?:do you|can you|can i|does {_BOT}) (?:speak|understand|support|answer in|ask in
        |use|write in|know)
        |(?:answer|reply|respond|speak)(?: (?:to )?me)?(?: in)? {_TONGUE}|in {_TONGUE} please
        |(?:can|could) you translate(?: (?:this|that|it|them|these|the (?:answers?|paragraphs?|quotes?)))?(?: (?:in
        |to|into) {_TONGUE})?
        |is there an? {_TONGUE} version(?: of {_BOT})?|parlez[- ]vous fran[cç]ais|habla (?:usted )?espa[nñ]ol
        |are you multilingual
        |{_HOW} (?:change|set|switch|choose|select)(?: to)? (?:(?:the|my|another|your|a different|its) )?languages?""",
    "self": rf"""
        who (?:are you|(?:made|built|wrote|created|developed|programmed|designed|runs|owns|maintains|trained
        |is behind) {_BOT})
        |what(?: exactly)? are you|what(?:'s| is) your name
        |(?:(?:which|what) )?version(?: (?:number )?(?:are you|is this|is {_BOT}|do you (?:run|have)))?|what(?:'s
        | is) your version|are you {_BEING}(?: or (?:just )?{_BEING})?
        |am i (?:talking|speaking|chatting|writing) (?:to|with) {_BEING}(?: or {_BEING})?|is (?:this|that|it) {_BEING}
        |(?:which|what) (?:model|ai|llm) (?:do you use|are you|is behind {_BOT})|do you (?:use|run on) {_BEING}
        |are you (?:made by|from|part of|run by|owned by) the (?:un|united nations)
        |(?:is {_BOT}|are you) (?:an )?official(?: un)?(?: (?:bot|tool|service|app))?""",
    "judging": rf"""
        (?:is|are) (?:the )?{RESOLUTION}(?: (?:really|legally|actually|even))? (?:binding|mandatory|obligatory
        |enforceable)(?: or not| (?:on|for) (?:all )?(?:states|members|countries|everybody|everyone))?""",
    "drafting": rf"""
        (?:(?:(?:can|could|would|will) (?:you|u)|help (?:me|us)(?: to)?|i (?:want|need) you to) (?:please )?)?+
        (?:write|draft|compose|prepare|type up)
         (?:(?:me|us|up)(?: (?:an?|the|my|our|some))?|an?|the|my|our|this|that|some|it)
        (?: (?:(?:short|quick|nice|official|press|policy|two|three) )?{_PIECE})?
        (?: (?:for|to) (?:me|us|him|her|them|my boss|the \w{{3,12}}))?""",
    "voting": rf"""
        (?:who(?: all)?|which (?:states|countries|members)|how many(?: (?:states|countries|members))?)
         (?:(?:has|have) )?(?:vote[ds]?|abstained|vetoed|(?:co-?)?sponsored|drafted|tabled|proposed|authored)
        (?: (?:for|against|on|no|yes|in favou?r(?: of)?))?{_ON_ONE}
        |how did (?:the )?{_VOTERS} vote(?: on)?{_ON_ONE}
        |(?:(?:what(?:'s| is| was)|whats) )?(?:the )?(?:vote|votes|voting(?: record)?|vote count|(?:co-?)?sponsors?)
        (?: (?:on|for|of))?{_ON_ONE}
        |(?:(?:was|were) there )?(?:any )?(?:abstentions?|veto(?:es)?)(?: (?:on|for|in))?{_ON_ONE}
        |was {_ONE_TEXT_HERE} (?:adopted )?(?:unanimous(?:ly)?|by consensus)""",
    "retry": rf"""
        (?:(?:no|nope|hm+|sorry|but|well)[ ,.!]*+)?(?:(?:that|this|it|you)(?:'s|'re| is| are| was) {_MISSED}
        |(?:(?:a|the) )?wrong answer
        |bad (?:answer|bot)|(?:(?:can|could|can't|couldn't) you |you (?:can|could|should) |please )?{_HARDER}
        |not what i(?:'m| am| was)? (?:asked(?: for)?|meant?|want(?:ed)?|need(?:ed)?|looking for|after)
        |you (?:misunderstood(?: me)?|(?:did not|didn't) understand(?: me)?|got (?:it|that) wrong|missed the point)
        |(?:that|this|it) (?:did not|didn't|does not|doesn't) (?:help(?: me)?|answer (?:my|the) question))
        (?:[ ,.!]++(?:please |and )?(?:{_HARDER}|again))?""",
}
ABOUT_ITSELF = tuple(
    (
        kind,
        re.compile(
            r"(?:(?:so|ok|please|pls|(?:can|could) you tell me|tell me"
            rf"{'' if kind == 'holdings' else '|and|but'}) ){{0,3}}+"
            rf"(?:{''.join(line.removeprefix(' ' * 8) for line in said.strip().splitlines())})"
            r"(?: (?:please|pls|then|exactly|here|right now|now))?\W*+",
        ),
    )
    for kind, said in _ABOUT_ITSELF.items()
)
"""Questions about the bot itself, by kind. They are matched against a whole message: with a topic, it is a search.

"And which resolutions do you have?" may be on the last topic.
"""
_ALL_HELD = (
    r"(?:(?:all (?:of )?)?+(?:(?:the|your) )?+(?:un |unsc |security council )*+resolutions"
    r"|every (?:single )?resolution)"
)
_LIST_OF = r"(?:(?:a|the) )?+(?:(?:full|complete|whole) )?+list of"
ALL_RESOLUTIONS = re.compile(
    r"(?:(?:so|ok|please|pls|(?:can|could|would) you|i want to|let me) ){0,3}+"
    rf"(?:(?:list|show|see|name|give)(?: (?:me|us))?+(?: {_LIST_OF})?+ {_ALL_HELD}"
    rf"|{_LIST_OF} {_ALL_HELD}|all (?:the )?resolutions"
    r"|(?:what|which) (?:un |unsc |security council )*+resolutions (?:are (?:there|here|available)|exist))"
    r"(?: (?:please|pls|there are|available|by (?:number|year|date)|here|now)){0,2}+\W*+"
)
"""Requests for all resolutions, which ask for those of the library where no question came before."""
NO_TOPIC = re.compile(
    r"(?:(?:the|some|any|all the|only the|just the|show me|give me|tell me|please|pls) ){0,3}+"
    r"(?:(?:everything|anything|something) (?:new|important|interesting|relevant)|new|news|old"
    r"|big|best|important|interesting|relevant|main|key|everything|anything|something|nothing|all|stuff|things"
    r"|rules|info|information|details|facts|summary|overview|highlights|basics)"
    r"(?: (?:ones?|stuff|things?|points?|parts?|bits|facts|information|info|texts?|please|pls)\b){0,2}+\W*+"
)
"""Messages without a topic, as a first question: "everything", "the rules", "important things"."""
BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s")
"""Blank between two sentences."""
EMOJI_NAME = re.compile(r":[a-z0-9_+-]+:")
"""Name of an emoji: ":wave:"."""
NEITHER_WORD_NOR_STOP = re.compile(r"[^\w\s.,;:!?'()/&-]")
"""Characters that small talk is matched without, such as emoji."""
