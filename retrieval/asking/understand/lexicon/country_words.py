"""Names of countries, territories and peoples, requests for texts on one, and words around one not asked about."""

from __future__ import annotations

import re
from functools import cache

from retrieval.asking.understand.lexicon.word_lists import NAME_WORD
from retrieval.clauses.number_words import any_of

COUNTRY_NAMES = (
    "Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, "
    "Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina, "
    "Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cabo Verde, Cambodia, Cameroon, Canada, Central "
    "African Republic, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czechia, "
    "Denmark, Djibouti, Dominica, Dominican Republic, Ecuador, Egypt, El Salvador, Equatorial Guinea, Eritrea, "
    "Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Grenada, "
    "Guatemala, Guinea-Bissau, Guinea, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, "
    "Ireland, Israel, Italy, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, "
    "Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, "
    "Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, "
    "Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Nigeria, Niger, North "
    "Macedonia, Norway, Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, "
    "Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia, Senegal, Serbia, Seychelles, "
    "Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Sudan, Spain, Sri "
    "Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tonga, "
    "Trinidad and Tobago, Tunisia, Turkmenistan, Tuvalu, Uganda, Ukraine, United Arab Emirates, Uruguay, Uzbekistan, "
    "Vanuatu, Venezuela, Viet Nam, Western Sahara, Yemen, Zambia, Zimbabwe"
).split(", ")
"""Countries that a question may name though the library does not; without those named by words of a language."""
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
"""Names that are missing in lists of states, other forms of names, and peoples, except names of languages."""


def _forms() -> dict[tuple[str, ...], str]:
    forms = {_folded(name): name for name in COUNTRY_NAMES}
    for row in _OTHER_FORMS.split(";"):
        name, _, others = " ".join(row.split()).partition(": ")
        forms |= {_folded(form): name for form in others.split(", ")}
    return forms


def _folded(name: str) -> tuple[str, ...]:
    return tuple(NAME_WORD.findall(name.casefold().replace("’", "'")))


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
"""Words that name a country in the texts, as in "the Russian Federation", but may be a language in a question."""
WORDS = frozenset(word for form in FORMS for word in form).union(NAMED_BY.values())
"""All words of names."""
LONGEST = max(map(len, FORMS))
"""Maximum words of a name."""

SENTENCE = re.compile(r"[^.?!;:\n]++[.?!;:\n]*+")
"""A sentence, or a part of one up to a colon or semicolon, with its stops."""
OF_THOSE_WHO_ASK = frozenset(
    "ambassador colleague delegation diplomat embassy mission our my representative we i".split()
)
"""Words before a country by which it is the asker's: "as the representative of France, which …"."""
ASKING_FOR = frozenset(
    "any anything how language paragraph paragraphs something text what when where which who".split()
)
"""Words behind the asker's country that ask for something else."""
WANTS = frozenset("ask asks asked need needs say says want wants wanted".split())
"""Words right behind a country that is itself the asker: "Kenya asks who …"."""
ASKED_FROM = re.compile(
    r"\W{0,3}(?:(?:hi|hello|hey|hiya|greetings|good\s(?:morning|afternoon|evening|day))(?:\sall)?\W{0,3}\s?)?"
    r"(?:(?:i['’]?m|i\sam|we['’]?re|we\sare)\s(?:(?:an?|two|some)\s[\w-]{1,30}\s(?:[\w-]{1,30}\s)?)?)?"
    r"(?:(?:writing|asking|calling|greetings)\s){0,2}from\s(?:the\s)?",
    re.I,
)
"""Opening of a question up to the asker's country: "Hi from Kenya!", "I'm a student from …"."""
REFERS_THERE = re.compile(r"(?<!\bis\s)(?<!\bare\s)\bthere\b|\b(?:country|countries|situation|such)\b", re.I)
"""Words that refer to the country of another sentence; not "there" in "is there anything on"."""
LIFTS_COUNTRY = re.compile(
    r"\b(?:in\sgeneral|generally|world-?wide|globally|everywhere|(?:in\s)?(?:any|all|every)\scountr(?:y|ies))\b", re.I
)
"""Words of a follow-up that drop the country of the last question: "armed groups in general"."""
CAME_FROM = re.compile(
    r"\b(?:back|home"
    r"|(?:landed|arriv(?:es?|ed|ing)|return(?:s|ed|ing)?|comes?|came|flew|flown|flees?|fled|fleeing"  # "just landed"
    r"|escap(?:es?|ed|ing)|evacuated|deported|expelled|rescued|repatriated)(?:\s\w{1,20}){0,2})"
    r"\s(?:from|out\sof)\s(?:the\s)?$",
    re.I,
)
"""Words before a country from which somebody came: "just landed from"."""
TELLS = re.compile(
    r"\W{0,3}(?:an?|one|two|three|four|five|some|several|many|my|our|his|her|their)"
    r"\s(?!list|lines?\b|overview|paragraphs?|quotes?\b|resolutions?|sentences?|summary|texts?\b|words?\b)(?:\S+\s){4}",
    re.I,
)
"""Opening of a sentence that tells a case, rather than naming a topic: "a truck with aid stands at the border"."""
SUPPOSES = re.compile(
    r"(?:^|[.?!;]\s|\b(?:and|but|so|or)\s|[,:]\s)(?:if|when|once|after|because|while|suppose)\s[^,.?!;:]{1,80}$", re.I
)
"""Beginning of a clause on a case, before a country in it: "and | if she flees to | Kenya, …"."""
BEFORE_A_COUNTRY = re.compile(r"\b(?:in|of|from|for|on|across|inside)(?:\sthe)?\s?$", re.I)
"""Words before a country that are removed with it."""
WITHOUT_COUNTRY = re.compile(
    r"\b(?:without|(?<!why\s)not(?:\s(?:just|only))?(?:\s(?:in|on|about))?|outside"  # "not just in"
    r"|(?:forget|leave|never\s?mind)(?:\s(?:about|out|aside))?"  # "forget about"
    r"|drop|ignore|skip|remove|disregard)(?:\sof)?(?:\sthe)?\s?$",
    re.I,
)
"""Words before a country that a follow-up drops: "without Yemen"."""
ASIDE = re.compile(r",?\s(?:aside|apart|does\s?n['’]?t\smatter|is\snot\simportant)\b", re.I)
"""Words behind a country that a follow-up drops: "Yemen aside"."""
BESIDE_LIFTED = frozenset(
    "then ok okay without outside not just only forget drop please now well so about aside apart anywhere ignore skip "
    "remove disregard leave never nevermind mind matter doesn doesnt t is important search look".split()
)
"""Words beside a dropped country that are no topic."""
_TEXTS = r"(?:resolutions?|texts?|decisions?|documents?)"
_SOME_TEXTS = r"(?:anything|something|language|wording|paragraphs?|paras?|mentions?|references?)"
COUNTRY_OR_TEXTS = re.compile(rf"\b(?:country|{_TEXTS}|{_SOME_TEXTS})\b", re.I)
"""Words of which every request for texts on a country has one."""


@cache
def country_pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of a request for resolutions on a country."""
    name = re.escape(form)
    return re.compile(
        rf"\bcountry\s*[:=]\s*{name}\b|\b{_TEXTS}\s+(?:only\s+)?(?:on|about|concerning|for)\s+(?:the\s+)?"
        rf"{name}(?!\w)|(?<!\w){name}\s+{_TEXTS}\b",
        re.I,
    )


@cache
def absent_country() -> re.Pattern[str]:
    """Return the pattern of a request for texts on one of `COUNTRY_NAMES`."""
    return re.compile(
        r"\b(?:country\s?[:=]\s?|(?:resolutions?|texts?)\s(?:only\s)?(?:on|about|concerning|for)\s(?:the\s)?)"
        rf"(?P<a>{any_of(COUNTRY_NAMES)})(?![\w'’-])"
        rf"|(?<![\w-])(?P<b>{any_of(COUNTRY_NAMES)})\s(?:resolutions?|texts?)\b"
        rf"|\b(?:{_SOME_TEXTS}\s(?:on|about|concerning)|(?:mentions?|references?)\s(?:of|to))\s(?:the\s)?"
        rf"(?P<c>{any_of(COUNTRY_NAMES)})(?=\s?[?.!]?$)",
        re.I,
    )
