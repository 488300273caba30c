"""Words of requests to show a text, or a kind of its paragraphs, or to sum it up."""

from __future__ import annotations

import re

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
KIND_WORDS = frozenset(
    "preamble preambles preambular recital recitals pp pps operative operatives op ops annex annexes".split()
)
"""Nouns for kinds of paragraph, by which they are asked for: "show the preamble of 1325"."""
