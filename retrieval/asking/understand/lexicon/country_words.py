"""Countries, territories and peoples as a question may name them, and the words around one that is only mentioned."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.limit_patterns import COUNTRY_NAMES

_OTHER_FORMS = """
Afghanistan: Afghan, Afghans, Afghani; Bosnia and Herzegovina: Bosnia, Bosnian, Bosnians; Burundi: Burundian,
Burundians; Cabo Verde: Cape Verde; Cambodia: Cambodian, Cambodians; Cameroon: Cameroonian; Chad: Chadian;
Colombia: Colombian, Colombians; Congo: Democratic Republic of the Congo, DR Congo, DRC, Congolese; Côte
d’Ivoire: Côte d’Ivoire, Cote d’Ivoire, Ivory Coast, Ivorian, Ivorians; Crimea: Crimea; Czechia: Czech Republic;
Darfur: Darfur; Donbas: Donbas; Eritrea: Eritrean, Eritreans; Eswatini: Swaziland; Ethiopia: Ethiopian,
Ethiopians; Gaza: Gaza, Gaza Strip, Gazan, Gazans; Haiti: Haitian, Haitians; Iran: Iranian, Iranians; Iraq:
Iraqi, Iraqis; Israel: Israeli, Israelis; Jordan: Jordanian; Kashmir: Kashmir; Kenya: Kenyan, Kenyans; Korea:
Korea, DPRK, North Korea, South Korea, Korean; Kosovo: Kosovar, Kosovars; Kyrgyzstan: Kyrgyz; Lebanon: Lebanese;
Liberia: Liberian, Liberians; Libya: Libyan, Libyans; Mali: Malian, Malians; Myanmar: Burma, Burmese;
Nagorno-Karabakh: Nagorno-Karabakh; Nepal: Nepali, Nepalese; Netherlands: Holland; Nigeria: Nigerian, Nigerians;
North Macedonia: Macedonia; Pakistan: Pakistani, Pakistanis; Palestine: Palestinian, Palestinians, Occupied
Palestinian Territory; Rohingya: Rohingya, Rohingyas; Rwanda: Rwandan, Rwandans; Sierra Leone: Sierra Leonean;
Somalia: Somali, Somalis, Somaliland; South Sudan: South Sudanese; Sudan: Sudanese; Syria: Syrian, Syrians;
Taiwan: Taiwan; Tigray: Tigray, Tigrayan, Tigrayans; Timor-Leste: East Timor, Timorese; Turkey: Turkey, Türkiye,
Turkiye; Uganda: Ugandan, Ugandans; Ukraine: Ukrainian, Ukrainians; Venezuela: Venezuelan; Viet Nam: Vietnam;
West Bank: West Bank; Yemen: Yemeni, Yemenis; Zimbabwe: Zimbabwean
"""
"""Names that no list of states has, other forms of names, and of peoples; without those that are languages."""


def _forms() -> dict[tuple[str, ...], str]:
    forms = {_folded(name): name for name in COUNTRY_NAMES}
    for row in _OTHER_FORMS.split(";"):
        name, _, others = " ".join(row.split()).partition(": ")
        forms |= {_folded(form): name for form in others.split(", ")}
    return forms


def _folded(name: str) -> tuple[str, ...]:
    return tuple(NAME_WORD.findall(name.casefold().replace("’", "'")))


NAME_WORD = re.compile(r"[^\W\d_]+")
"""A word of a name: "Guinea-Bissau" has two."""

FORMS = _forms()
"""Names by the words of their forms, in lower case."""
NAMED_BY = {
    "Brazil": "brazilian",
    "China": "chinese",
    "Czechia": "czech",
    "France": "french",
    "Germany": "german",
    "Greece": "greek",
    "Italy": "italian",
    "Japan": "japanese",
    "Laos": "lao",
    "Netherlands": "dutch",
    "Poland": "polish",
    "Portugal": "portuguese",
    "Russia": "russian",
    "Spain": "spanish",
    "Sweden": "swedish",
    "Switzerland": "swiss",
    "Turkey": "turkish",
    "Viet Nam": "vietnam",
}
"""Words by which the texts may name a country, as "the Russian Federation", and that name none in a question."""
WORDS = frozenset(word for form in FORMS for word in form).union(NAMED_BY.values())
"""Words of the names."""
LONGEST = max(map(len, FORMS))
"""Most words of a form."""

SENTENCE = re.compile(r"[^.?!;:\n]++[.?!;:\n]*+")
"""A sentence, or what a colon or semicolon sets off, with its stops."""
OF_THOSE_WHO_ASK = frozenset(
    "ambassador colleague delegation diplomat embassy mission our my representative we i".split()
)
"""Words before the name of a country by which it is of those who ask: "as the representative of France, which …"."""
ASKING_FOR = frozenset(
    "any anything how language paragraph paragraphs something text what when where which who".split()
)
"""Words behind it that ask for something else."""
WANTS = frozenset("ask asks asked need needs say says want wants wanted".split())
"""Words right behind it, if the country asks: "Kenya asks who …"."""
ASKED_FROM = re.compile(
    r"\W{0,3}(?:(?:hi|hello|hey|hiya|greetings|good\s(?:morning|afternoon|evening|day))(?:\sall)?\W{0,3}\s?)?"
    r"(?:(?:i['’]?m|i\sam|we['’]?re|we\sare)\s(?:(?:an?|two|some)\s[\w-]{1,30}\s(?:[\w-]{1,30}\s)?)?)?"
    r"(?:(?:writing|asking|calling|greetings)\s){0,2}from\s(?:the\s)?",
    re.I,
)
"""Opening of a question up to the country of those who ask: "Hi from Kenya!", "I'm a student from …"."""
REFERS_THERE = re.compile(r"(?<!\bis\s)(?<!\bare\s)\bthere\b|\b(?:country|countries|situation|such)\b", re.I)
"""Words by which a question is on the country of another sentence; not "is there anything on"."""
LIFTS_COUNTRY = re.compile(
    r"\b(?:in\sgeneral|generally|world-?wide|globally|everywhere|(?:in\s)?(?:any|all|every)\scountr(?:y|ies))\b", re.I
)
"""Words of a follow-up by which the country of the question before no longer counts: "armed groups in general"."""
CAME_FROM = re.compile(
    r"\b(?:back|home|(?:landed|arriv(?:ed|ing)|return(?:ed|ing)|came|flew|flown|fled|fleeing|escap(?:ed|ing)|evacuated|deported"
    r"|expelled|rescued|repatriated)(?:\s\w{1,20}){0,2})\s(?:from|out\sof)\s(?:the\s)?$",
    re.I,
)
"""Words before a country that tell where somebody came from: "just landed from"."""
BEFORE_A_COUNTRY = re.compile(r"\b(?:in|of|from|for|on|across|inside)(?:\sthe)?\s?$", re.I)
"""Words before the name of a country that go with it."""
WITHOUT_COUNTRY = re.compile(
    r"\b(?:without|not\s(?:just\s|only\s)?(?:in|on)|outside|forget|drop)(?:\sof)?(?:\sthe)?\s?$", re.I
)
"""Words before the name of a country by which it does not count."""
BESIDE_LIFTED = frozenset("then ok okay without outside not just only forget drop please now well so".split())
"""Words that ask for nothing beside these."""
