"""Words of spelling correction: words of the field, bodies, contractions, and words of frames."""

from __future__ import annotations

import re

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
"""A word that may be misspelt: of letters only, and no part of an address, a symbol or an abbreviation."""
