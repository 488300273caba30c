"""Patterns of messages that get a fixed reply after a question: "one sec", "why?"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.talk_patterns import BETWEEN, ENDS, FILLS

# Matched in lower case, with possessive quantifiers, as in `talk_patterns`.

_ASIDE = (
    r"(?:lol|lmao|rofl|(?:ha){2,9}+h?|(?:he){2,9}+|omg|hm+"
    r"|(?:give me )?(?:one|an?|1|two|2|five|5) (?:secs?|seconds?|mins?|minutes?|moment)"
    r"|hang on|hold on|wait|brb|be right back|i(?:'m| am) (?:reading|thinking)"
    r"|let me (?:(?:read|digest|check)(?: (?:that|this|it|them|these))?|see|think)(?: (?:first|for a moment))?"
    r"|(?:my |the )?(?:phone|door ?bell) is ringing|(?:someone|somebody) is (?:calling|at the door)"
    r"|my (?:boss|minister|ambassador|colleagues?|team|supervisor|director|editor|professor|manager)"
    r"(?:'ll| will| would| is| are)(?: (?:be|really|so|very))*+"
    r" (?:love|like|enjoy|happy|glad|pleased|delighted|thrilled)(?: (?:with|about))?(?: (?:that|this|it))?"
    r"|never ?mind|nvm|(?:please )?(?:ignore|disregard)(?: (?:this|that|it|me))?|(?:sorry,? )?wrong (?:channel|thread)"
    r"|fair (?:enough|point)|exactly|(?:quite |very |so |not )?true|(?:quite|absolutely"
    r"|that's) right|agreed"
    r"|absolutely(?: not)?|of course(?: not)?|i (?:totally |fully )?(?:dis)?agree|(?:my bad|my mistake)|come on"
    r"|sigh|u+gh+|pf+|(?:oh )?dear|no way"
    r"|(?:are you|you must be|you(?:'re| are)) (?:kidding|joking)(?: me)?|you again|(?:no,? )?it(?:'s"
    r"| is)(?: not|n't)|(?:yes,? )?it is"
    r"|i (?:see|get) (?:it|your point)|whatever|weird|strange|odd|almost|better|closer"
    r"|close(?:,? but (?:no|not quite))?"
    r"|i(?:'ll| will) (?:come|be|get) (?:right )?back(?: to (?:that|this|it|you))?(?: later| soon| tomorrow)?)"
)
_BESIDE = rf"(?:{ENDS}|{FILLS}|for me|please|pls|sorry)"
ASIDE = re.compile(
    rf"(?:{BETWEEN}{_BESIDE}(?!\w))*+{BETWEEN}{_ASIDE}(?!\w)(?:{BETWEEN}(?:{_ASIDE}|{_BESIDE})(?!\w))*+{BETWEEN}"
)
"""Aside that laughs, waits or mentions other people: "one sec", "my boss will love that"."""
NEVER_MIND = re.compile(
    rf"(?:{BETWEEN}{_BESIDE}(?!\w))*+{BETWEEN}(?:never ?mind|nvm)(?!\w)"
    rf"(?:{BETWEEN}(?:{_ASIDE}|{_BESIDE})(?!\w))*+{BETWEEN}"
)
"""Aside that takes a question back, which may be struck through before it: "never mind, found it"."""
_REACTION = (
    rf"(?:{ENDS}|{FILLS}|{_ASIDE}|(?:good |my )?(?:heavens|grief|god|lord|gosh)|(?:i )?see|interesting|sorry"
    r"|(?:that'?s |how )?(?:harsh|blunt|sad|odd|strange|funny|interesting|surprising|impressive|shocking|depressing))"
)
_SPEAKER_DOES = (
    r"(?:(?:i|we)(?:'m|'ll|'ve|'d)?|will|must|(?:i|we) (?:am|are|will|have|had|must|should|did|do))(?: not|n't)?"
    r" (?:copy|past|send|forward|sav|print|us|quot|cit|read|not|put|tak)(?:e|ing)?"
    r"|(?:copying|pasting|sending|forwarding|saving|printing) (?:it|this|that|them|these|into|to)"
    r"|(?:(?:i|we)(?:'ll|'ve| will| have)? |will )?"
    r"(?:(?:come|be|get|write) back|(?:have|got|need) to (?:go|run)|gotta (?:go|run))"
    r"|(?:i|we) (?:(?:did not|didn't|never) (?:know|expect)|knew|guess|agree|forgot|remember|had no idea)"
    r"|(?:i'm |i am )?(?:in an? (?:mtg|meeting|call)|on an? (?:call|train|bus|plane)|off to)"
)
_OF_THE_ANSWER = (
    r"(?:that|this|it)(?:'s| is| was|'ll| will| will be) (?:(?:really|so|very|exactly|just|quite) )?"
    r"(?:do|helpful|useful|enough|what (?:i|we|(?:my|our) \w+) (?:needs?|needed|wants?|wanted|asked for))"
    r"|(?:that|this|it) (?:settles|clears) (?:it|that)(?: up)?|my \w+ (?:was|is) (?:right|wrong)"
)
_FOR_WORK = r"for (?:(?:my|our) \w++(?: \w++){0,2}+|the (?:memo|draft|paper|report|speech|statement|note|briefing))"
TALKING_ON = re.compile(
    rf"(?:{BETWEEN}{_REACTION}(?!\w))++{BETWEEN}(?:{_FOR_WORK}{BETWEEN})?+"
    rf"(?:(?:{_SPEAKER_DOES}|{_OF_THE_ANSWER})(?!\w)(?: [^\W\d][\w'-]*+){{0,8}}+"
    rf"{BETWEEN}(?:{_REACTION}(?!\w){BETWEEN})*+)?"
)
"""Thanks or another reaction, with what the speaker does next: "perfect, I am copying that into the draft"."""
_BUT = rf"(?:{BETWEEN}(?:and|but|so|ok(?:ay)?|hm+|well)\b)*+{BETWEEN}"
_THESE = r"(?:that|this|it|these|those|them)"
_SAME = r"(?:(?:all )?the same(?: (?:ones?|things?|answers?|results?|paragraphs?|stuff))?|yourself)"
_SHOWED = r"(?:showed|shown|gave|given|said|told|quoted)(?: (?:me|us))?"
_TOO_SHORT = r"(?:(?:way|far|much) )?too (?:short|few|general|vague|broad|narrow)"
_POOR = (
    rf"(?:disappointing|a disappointment|confusing|{_TOO_SHORT}|incomplete|thin|poor|weak|unhelpful|useless"
    r"|repetitive|nonsense|rubbish|off|(?:(?:all|almost|nearly|basically) ){0,2}+the same"
    r"|wrong|(?:not|n't)(?: (?:very|really|that|so|much|particularly|quite|at all)){0,2}+"
    r" (?:helpful|useful|convincing|relevant|impressive|enough|good(?: enough)?|great|clear"
    r"|what i (?:expected|hoped for)))"
)
_WRONG_ONE = (
    r"(?:(?:(?:that|this|it|these|those|they)(?:'s|'re| is| are| was| were)"
    r"|you (?:gave|showed|quoted|found|picked|cited|have|got)(?: me)?|i got) (?:just |still |simply |definitely )?)?+"
    r"(?:(?:the |a )?wrong|not (?:really )?(?:the |a )?(?:right|correct))"
    r" (?:resolutions?|texts?|paragraphs?|paras?|documents?|ones?|answers?|results?|topics?|subjects?"
    r"|quotes?|years?|country|thing)"
    r"|(?:no,? )?not (?:that|this|those|these|it)(?: (?:one|ones|paragraph|resolution|text))?|irrelevant"
)
_DISSATISFIED = (
    r"(?:i (?:had |really |was )?(?:expect(?:ed|ing)|hop(?:ed|ing) for|wanted)(?: (?:a (?:bit|lot)|much))?"
    r" (?:more|better|something (?:else|better|more))(?: (?:resolutions|texts|results|hits|paragraphs|answers|quotes))?"
    rf"(?: than {_THESE})?"
    r"|(?:i(?:'m| am)|we(?:'re| are)) (?:still )?(?:not (?:really |fully |quite |so )?"
    r"(?:convinced|satisfied|happy|impressed|persuaded)|unconvinced|disappointed|unimpressed|dissatisfied)"
    rf"(?: (?:with|by|about|of) {_THESE})?|not (?:very |really )?(?:convinced|convincing|helpful|useful|satisfied)"
    r"|(?:that|this|it|these|those|they)(?:'s|'re| is| are| was| were| looks?| seems?| sounds?)?"
    rf"(?: just| a bit| rather| really| very)?+ ?{_POOR}"
    r"|you(?:'ve| have)? (?:missed|overlooked|forgot(?:ten)?|left(?: out)?|skipped|omitted)"
    r" (?:something|one|some|a few|things|a lot|the (?:best|main|most important) (?:one|part|bit)s?)(?: out)?"
    r"|(?:something|one|some|a lot) (?:is|are) missing"
    r"|(?:i(?:'m| am)|we(?:'re| are)|now i(?:'m| am)) (?:(?:a bit|totally|completely|so|very|just|even more"
    r"|still) )?(?:confused|lost|puzzled|bewildered)"
    r"|i (?:really |still )?(?:don't|do not|can't|cannot) (?:really )?(?:get|understand|follow)(?: (?:it|that"
    r"|this|you|any of (?:it|this|that)))?"
    rf"|{_WRONG_ONE}"
    r"|wrong|incorrect|not (?:quite|exactly)|what do you mean(?: (?:by|with) (?:that|this|it))?"
    rf"|none of {_THESE} (?:really )?(?:helps?|fits?|works?|applies|apply|(?:is|are) (?:helpful|useful|relevant))"
    rf"|{_TOO_SHORT}|{_THESE} (?:makes?|made) (?:no|little) sense|{_THESE} (?:doesn't|does not|don't"
    rf"|do not) make (?:any |much )?sense"
    rf"|{_THESE} (?:doesn't|does not|didn't|did not|don't|do not) (?:really )?help(?: (?:me|us))?(?: (?:much"
    rf"|at all|a lot|really))?"
    r"|(?:(?:that|this|it)(?:'s| is| was) )?not (?:really )?(?:my|the) question|(?:that|this|it) (?:wasn't"
    r"|isn't) (?:my|the) question"
    rf"|there(?:'s| is| are| must be| should be| has to be)(?: definitely| surely)? more(?: than {_THESE})?"
    r"|(?:that|this|it) (?:can't|cannot|can not|couldn't) be (?:all|it|everything|right|true)"
    rf"|you(?:'re| are) (?:just |only |always )?(?:repeating|showing(?: me)?|giving me) {_SAME}"
    rf"|you (?:keep|kept) (?:(?:repeating|showing|giving|quoting)(?: me)?) (?:{_SAME}|{_THESE})"
    rf"|you(?:'ve| have)? (?:already {_SHOWED} {_THESE}|{_SHOWED} {_THESE}(?: ones)? (?:already|before))"
    rf"|(?:i|we)(?:'ve| have)? (?:already |all )?(?:seen|read|know|knew|had|got|saw) (?:all )?(?:of )?{_THESE}"
    r"(?: (?:ones?|paragraphs?))?(?: (?:already|before))?|(?:the )?same ones again"
    rf"|i (?:don't|do not) (?:believe|trust|buy|like) (?:{_THESE}|you)|i doubt {_THESE}"
    r"|(?:is|are|was|were) (?:those|these|they|that|this|it)(?: really)?"
    r" (?:all(?: (?:of (?:them|it)|there (?:is|are)|you (?:have|found)))?|everything)"
    r"|(?:none of )?(?:that|this|it|these|those|they|them)"
    r"(?:(?:'s|'re| is| are| was| were)(?: not|n't)(?: really| even| at all)? (?:about|on|related to|relevant to)"
    r"|(?: really)? ha(?:s|ve) nothing to do with) [^,.;:?!]{1,40}+)"
)
_OH = (
    rf"(?:{BETWEEN}(?:and|but|so|ok(?:ay)?|hm+|um+|well|no|nope|sorry|really|thanks|oh|pf+|u+gh+"
    rf"|sigh)\b)*+{BETWEEN}"
)
_HONESTLY = rf"(?:,? (?:here|though|honestly|frankly|at all|to be honest|really|yet|then|already|before)\b)*+{BETWEEN}"
COMPLAINT = re.compile(rf"{_OH}{_DISSATISFIED}(?!\w){_HONESTLY}")
"""Complaint about an answer: "I expected more", "you missed something", "are those all?"."""
WHY = re.compile(
    rf"{_BUT}(?:(?:(?:explain|tell me|say) )?why(?: (?:is|was|would) (?:that|it|this)(?: be)?)?"
    r"(?: so| though| exactly)?|how (?:come|so)|why (?:does|would|did|should) (?:that|it|this) matter"
    r"|why (?:(?:this|that|the (?:first|second|third|last|top)) (?:one|paragraph|resolution|result|quote)"
    r"|these(?: ones)?)"
    r"|why (?:do|did|would) they (?:do|say|want) (?:that|it|this|so)"
    r"|(?:(?:for|by) )?what(?:'s| is| was| are| were)? (?:the |their )?reasons?(?: (?:for|behind) (?:that|it|this))?"
    rf"|(?:the )?reasons?(?: (?:for|behind) (?:that|it|this))?)(?:,? (?:please|then))?{BETWEEN}"
)
"""Question for the reason of an answer."""
_QUALITY = (
    r"(?:(?:strict|strong|weak|tough|clear|soft|hard|broad|narrow|wid|bold|firm|sharp)er|better|best|worse|worst"
    r"|(?:strict|strong|weak|tough|clear|soft|bold|firm|broad)est"
    r"|(?:more|most) (?:ambitious|binding|demanding|explicit|forceful|important|powerful|progressive|robust|strict"
    r"|strong|useful))"
)
_IT = r"(?: (?:it|this|that|them|these|those|the (?:answer|quotes?|text|paragraphs?|results?|first one)))"
_STYLE = (
    r"(?:(?:a (?:bit|little) |much |even )?(?:short|simpl|brief|crisp|snappi|punchi|plain)er"
    r"|(?:more|less) (?:concise|formal|technical)"
    r"|in (?:plain|simple|simpler|easy|other|your own|fewer|normal) (?:english|words|terms|language))"
)
FORM = re.compile(
    rf"{_BUT}(?:(?:can|could|would) you |please |pls |i (?:want|need) (?:it )?"
    r"|(?:is there )?a (?=\w{4,9}er version))*+"
    rf"(?:{_STYLE}(?: (?:version|answers?|one))?"
    rf"|(?:make|say|put|explain|give me|tell me|write){_IT}? {_STYLE}"
    rf"|(?:rephrase|paraphrase|reword|rewrite|simplify|shorten){_IT}?(?: {_STYLE})?)"
    rf"(?:,? (?:please|pls|then|for me|now))*+{BETWEEN}"
)
"""Request for the answer in another form: "shorter please", "put it in plain English"."""
_SHOWN = r"(?:answers?|results?|hits?|paragraphs?|quotes?|ones)"
_MUCH = (
    rf"(?:(?:(?:way|far|much) )?too (?:long|lengthy|wordy|verbose|many(?: {_SHOWN}|(?: of)? {_THESE})?"
    r"|much(?: text| to read| at once)?)"
    rf"|(?:(?:quite|such|rather) )?a lot(?: of (?:text|{_SHOWN}|{_THESE}))?(?: to read| at once)?)"
)
TOO_MUCH = re.compile(
    rf"{_OH}(?:(?:{_THESE}|they|(?:the|your|this|that|these|those) (?:list|text|{_SHOWN}))"
    rf"(?:'s|'re| is| are| was| were)(?: (?:just|a bit|rather|really|very|still|all))*+ (?={_MUCH}))?+"
    rf"(?:{_MUCH}|(?:(?:can|could|may) (?:i|we) (?:have|get|see) |(?:i|we) (?:want|need) |(?:give|show) me )?+"
    rf"(?:(?:fewer|not so many)(?: {_SHOWN}|(?: of)? {_THESE})?|less(?: text)?))"
    rf"(?:,? (?:please|pls|for me)\b)*+{_HONESTLY}"
)
"""Wish for fewer or shorter paragraphs: "this is too long", "fewer, please"."""
_KEPT_ONE = (
    r"(?: (?:(?:the |number )?(?:first|second|third|fourth|fifth|last|\d{1,2})"
    r"(?: (?:one|two|three|paragraph|answer|quote))?|it all|(?:this|that) (?:one|paragraph|answer|quote|text)))"
)
SENDING = re.compile(
    rf"{_BUT}(?:(?:can|could|would) you |please |pls )*+"
    rf"(?:(?:send|e-?mail|mail|forward){_IT}"
    rf"|(?:save|keep|bookmark|print|download|pin|share|copy|export)(?:{_KEPT_ONE}|{_IT})?)"
    r"(?: (?:(?:to|for) (?:me|us|my \w{3,12})|with (?:me|us|(?:my|our) \w{3,12}|\w{2,12})))?"
    r"(?: (?:by|via|in an?|per|as an?) (?:e-?mail|mail|pdf|word(?: file| document)?|attachment))?"
    rf"(?:,? (?:please|pls|then|now))*+{BETWEEN}"
)
"""Request to send, keep, share or print the answer: "send it to me by mail", "keep the first one"."""
DOUBT = re.compile(
    rf"{_BUT}(?:are you (?:really |quite |absolutely )?(?:sure|certain|positive)"
    r"|(?:is|are) (?:that|this|it|they) (?:really )?(?:correct|right|true|accurate|reliable)"
    rf"|how (?:sure|certain|confident)|(?:really|seriously)(?=\W*\?))(?: (?:about|of){_IT})?{BETWEEN}"
)
"""Question whether an answer is right: "are you sure?"."""
_OF_THEM = r"(?: (?:of|out of) (?:them|these|those|both|the (?:two|three|four|five)))?"
BINDING = re.compile(
    rf"{_BUT}(?:is|are) (?:it|this|that|they|these|those|this one)(?: (?:really|legally|even|actually))?"
    r"(?: (?:binding|mandatory|obligatory|enforceable|law))"
    rf"(?: (?:or not|on (?:all )?states|for (?:all )?states))?{BETWEEN}"
)
"""Question whether the paragraphs shown are binding: "is it binding?"."""
JUDGE = re.compile(
    rf"{_BUT}which(?: (?:one|resolution|text|paragraph|quote|wording|language|version))?{_OF_THEM}"
    rf"(?: (?:is|are|was|sounds|looks|has|do you think is|would you say is)(?: the)?(?: much)? {_QUALITY}"
    r"(?: (?:one|text|wording|language))?| goes further(?: than the other)?"
    r"| (?:should|would) (?:i|we|you) (?:cite|choose|pick|prefer|quote|recommend|take|use)"
    r"| do you (?:prefer|recommend))"
    rf"{_OF_THEM}(?:,? (?:then|please|here|now))?{BETWEEN}"
)
"""Question which of the paragraphs that were shown is better: "which one is stricter?"."""
