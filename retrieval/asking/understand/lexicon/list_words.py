"""Words of requests for a list that stand apart from their topic: "…: all the places where this is said"."""

from __future__ import annotations

EVERY = frozenset(
    "all complete completely each enumerate entire every everything everywhere exhaustive full list whatever "
    "whichever where wherever whole".split()
)
"""Words for "all"; a request for a list has one of them."""
ITEM = frozenset(
    "bit clause excerpt hit instance list mention occurrence op para paragraph passage place pp provision quote "
    "reference resolution result section".split()
)
"""Nouns for a single item; "which paragraph" asks for one."""
SEVERAL_ITEMS = frozenset(
    "bits clauses everything everywhere excerpts hits instances lot mentions occurrences ops paragraphs paras "
    "passages places pps provisions quotes references resolutions results sections texts where wherever".split()
)
"""Nouns for several items; "which paragraphs" asks for all."""
OF_THE_WORLD_TOO = frozenset("everything everywhere hits lot places where wherever".split())
"""Nouns of several items that may mean no texts behind "which": "and in which places?"."""
WISHING = frozenset(
    "want wants need needs require requires request requests requested ask asks asked collect compile gather".split()
)
"""Verbs of wishing, behind which a request for a list may begin: "our legal office wants | all paragraphs on camps"."""
ASKING = (
    EVERY
    | ITEM
    | SEVERAL_ITEMS
    | frozenset(
        "a about again an and any are back be by can come comes compile concern concerning could deal deals do does "
        "ever exist exists extract fetch find found get give gather had has have he i i'd i'm if in into is it "
        "kindly know last let's like look looking may me mean mentioned mentioning much must need needed now of ok "
        "okay on one ones only onwards or our out please pls plz point provide pull quickly referring refers "
        "regarding relating relevant respective said say saying says search see send share shall should show single "
        "so some speak speaks such talk talks tell text thank thanks that the their them there these they thing "
        "this those to touch touches up us want wanted we we'd what whether which will with would you your".split()
    )
)
"""All words that a request for a list may have."""
REFERRING = frozenset("it its such their them they".split())
"""Words in a topic for something named before it: "landmines: all paragraphs that ask to clear them"."""
