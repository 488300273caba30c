"""Verbs of resolutions."""

OPERATIVE_VERBS = frozenset(
    """
    accepts acknowledges addresses adopts advises affirms agrees allows appeals applauds appoints appreciates
    approves asks assures authorises authorizes believes calls cautions censures charges clarifies commends commits
    concludes concurs condemns confirms congratulates considers continues decides declares deems defers demands
    denounces deplores deprecates determines directs draws elects emphasises emphasizes encourages endorses
    entrusts establishes exhorts expects expresses extends finds forwards gives grants highlights holds hopes
    indicates insists instructs intends invites looks maintains mandates notes observes pays pledges postpones
    proclaims proposes reaffirms recalls recognises recognizes recommends reconfirms reemphasizes refers regards
    regrets reiterates rejects relies remains reminds renews repeats reposes requests requires reserves resolves
    restates salutes shares stresses submits suggests supports takes terminates thanks transmits trusts underlines
    underscores undertakes urges warns welcomes wishes
    """.split()
)
"""Verbs that begin operative paragraphs, and limbs of them, in the third person."""
