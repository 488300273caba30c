"""Small documents, written for the tests in the form of real ones."""

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


def write_library(folder: Path, **documents: str) -> Path:
    """Write documents into a library, each under the name of its argument; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
