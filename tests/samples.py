"""Sample documents: small texts in the form of real resolutions."""

from pathlib import Path

OFFICIAL_2331 = """Resolution 2331 (2016)

Adopted by the Security Council at its 7847th meeting, on 20 December 2016

The Security Council,

Recalling the first internationally agreed definition of the crime of trafficking in persons,

Emphasizing the importance of engaging religious and traditional leaders, paying attention to the voices of women,

1.  Condemns in the strongest terms all instances of trafficking in persons in areas affected by armed conflicts;

2.  Calls upon Member States:

(a)  That have not yet done so, to consider as a matter of priority ratifying or acceding to the Convention;

(b)  To take decisive and immediate action to prevent, criminalize and prosecute trafficking in persons;

3.  Decides to remain actively seized of the matter.
"""

OFFICIAL_1325 = """Resolution 1325 (2000)

Adopted by the Security Council at its 4213th meeting, on 31 October 2000

The Security Council,

Expressing concern that civilians, particularly women and children, account for the vast majority of those affected,

1.  Urges Member States to ensure increased representation of women at all decision-making levels in institutions;

2.  Calls on all parties to armed conflict to take special measures to protect women and girls from rape;

3.  Decides to remain actively seized of the matter.
"""

LONG_2999 = """Resolution 2999 (2031)

Adopted by the Security Council at its 12001st meeting, on 3 March 2031

The Security Council,

Recalling the lamps, the ladders and the weather-proof boxes that keepers of lighthouses have asked for in their \
reports, as well as the statement of its President on the maintenance of lighthouses in places that nobody visits in \
winter,

Deeply concerned that keepers who live alone, in particular those above sixty-five years of age, receive neither \
letters nor newspapers for months, that short- and long-term provisions are counted in ways that differ from island \
to island, and that the boats which bring relief, in spite of every assurance, leave harbours on the mainland later \
each year,

Stressing that the primary responsibility for the light lies with whoever has promised it, and reaffirming \
resolution 2998 (2031),

1.  Calls upon all coastal States, and upon those that have only rivers, to consider without further delay the ways \
in which lamps may be kept burning through the night, including, where appropriate, by means of oil, of gas and of \
electricity, bearing in mind the reservations that were made in respect of each of these in earlier meetings;

2.  Requests the keepers of all lighthouses, within the limits of their provisions:

(a)  To write down in a book, day by day, the ships that have passed, the birds that have struck the glass, and \
whatever else may help those who come after them to understand what happened in a place that was otherwise without \
witnesses;

(b)  To send a copy of this book, in so far as a boat calls:

(i)  to the harbour master, who shall read it aloud to the council of the town before the first snow of each year;

(ii)  to the families of the keepers, who may keep it;

3.  Decides that no light shall be put out on account of its cost, nor by reason of the small number of ships for \
which it is lit, nor because of a belief that those who sail at night have brought their hardship upon themselves, \
and further decides to review the implementation of this paragraph not later than six months after the adoption of \
this resolution;

4.  Encourages painters to paint lighthouses;

5.  Decides to remain actively seized of the matter.
"""

PAGE_2331 = """Security Council Resolution 2331

Tuesday, December 20, 2016
Countries:\N{NO-BREAK SPACE}
Global
Resolution Extracts:\N{NO-BREAK SPACE}

Resolution 2331, Participation

PeaceWomen Consolidated Themes:\N{NO-BREAK SPACE}
Participation
Extract:\N{NO-BREAK SPACE}

Emphasizing\N{NO-BREAK SPACE} the importance of engaging religious and traditional leaders, paying attention to the \
voices of women,

Resolution 2331, Implementation

PeaceWomen Consolidated Themes:\N{NO-BREAK SPACE}
Implementation
Extract:\N{NO-BREAK SPACE}

“2.\N{NO-BREAK SPACE} \N{NO-BREAK SPACE} Calls upon\N{NO-BREAK SPACE} Member States:

(a)\N{NO-BREAK SPACE} That have not yet done so, to consider as a matter of priority ratifying or acceding to the \
Convention;
"""


SMALL_LIBRARY = {"S_RES_2331": OFFICIAL_2331, "S_RES_1325": OFFICIAL_1325}
"""Official texts by name."""


def write_library(folder: Path, **documents: str) -> Path:
    """Write documents into a library, by name, a text without an ending; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (folder / (name if "." in name else f"{name}.txt")).write_text(text, encoding="utf-8")
    return folder
