"""Words around the topic of a question that is limited to a resolution or a period: "how is … dealt with in it?"."""

from __future__ import annotations

from retrieval.asking.understand.lexicon.word_lists import EMPTY, LINKING

_DONE = frozenset(
    "addressed brought come contained covered dealt discussed featured handled included mentioned raised referred "
    "said spoken tackled touched treated".split()
)
"""Participles behind a topic for its treatment in a text: "how is funding | dealt with"."""

_DOING = frozenset(
    "address addresses approach bring brings come comes contain contains cover covers deal dealing deals decide "
    "decided decides describe describes discuss discusses feature features figure figures go goes going handle "
    "handles include includes mention mentions raise raises refer refers say saying says speak speaking speaks "
    "tackle tackles talk talking talks touch touches treat treats".split()
)
"""Verbs before a topic for its treatment in a text: "does it | deal with | funding"."""

SAYING = _DONE | _DOING | frozenset("about on regarding concerning".split())
"""Words around the topic of a question what a text says on it: "does it | mention | camps"."""

NO_TOPIC = frozenset(
    "both detail details exact further issue issues matter matters more other others phrase point points question same "
    "similar subject subjects term terms theme topic topics word words".split()
)
"""Words that name no topic of their own: "what does 2242 say on the matter"."""

ASKING = frozenset("how what when where whether which who whom whose why".split())
"""Words behind a verb of saying that open a question of their own: "does 2242 say who pays"."""

IS = frozenset("is are was were".split())
"""First words of a question that asks what a text says even without a word of `SAYING`: "is slavery in 2331?"."""

_TEXTS = frozenset(
    "bit bits clause clauses council excerpt language line lines mention mentions op ops para paragraph paragraphs "
    "paras part parts passage passages place pp pps provision provisions quote reference references resolution "
    "resolutions sc section sections sentence spot text texts un unsc wording".split()
)
_ADVERBS = frozenset(
    "actually all alone anywhere at clearly directly else even ever exactly explicitly far here itself just much "
    "only perhaps please pls plz properly really somewhere specifically thanks whatsoever".split()
)

BEFORE_A_TOPIC = (
    EMPTY
    | LINKING
    | _DONE
    | _DOING
    | _TEXTS
    | _ADVERBS
    | frozenset(
        "abt be been being can can't check concerning could find get gets give given gives got had has hello hey hi "
        "i'd i'm if interested know like look looking may might must no nothing now ok one ones our out person pull "
        "re read regarding search see send shall she should show so some stance still take takes tell them then they "
        "up upon want wants was we were what's whats when where's whereabouts whether who whom whose why will would "
        "wrt you your".split()
    )
)
"""Words before the topic of a question with limits that are no part of the topic."""

TEXT = frozenset("council it resolution resolutions text texts".split())
"""Words for the text, or the Council, as the subject of a question: "does | it | ask for training?"."""

DECIDING = frozenset(
    "ask asks call calls demand demands encourage encourages expect expects foresee foresees invite invites oblige "
    "obliges order orders prescribe prescribes provide provides recommend recommends request requests require "
    "requires suggest suggests urge urges".split()
)
"""Verbs behind the words of `TEXT` that are no part of the topic: "does it | ask | for training?"."""

OF_A_NUMBER = frozenset("few frequently long many much often old".split())
"""Words behind "how" that make it a part of the topic: "how many women are chief mediators?"."""

BEHIND_A_TOPIC = (
    EMPTY
    | LINKING
    | _DONE
    | _ADVERBS
    | frozenset(
        "be been being bit clause feature figure get gets go got has mentions now op out part passage provision "
        "still them they too up was we were you".split()
    )
)
"""Words behind the topic of a question with limits that are no part of the topic."""
