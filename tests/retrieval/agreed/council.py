"""A few resolutions whose language is carried on, changed and taken over, indexed with the fake encoder."""

from pathlib import Path

from retrieval.index.build import build_index
from retrieval.index.generation import Generation, open_generation
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder
from tests.samples import write_library

ACCESS = (
    "Calls upon all parties to armed conflicts to ensure the full, safe and unhindered access of relief to children;"
)
ACCESS_2 = (
    "Calls upon all parties to armed conflict to ensure the full, safe and unhindered access of relief to children;"
)
ACCESS_3 = "Underlines the need to ensure the full, safe and unhindered access of relief and goods to all children;"
SEIZED = "Decides to remain actively seized of the matter."
THIS = "Decides to remain actively seized of this matter."
TAKEN = (
    "Expresses its concern at the recruitment of boys by militias, reminds all commanders of their duties, demands "
    f"that schools be left in peace, and {ACCESS_2[0].lower()}{ACCESS_2[1:-1]}, wherever they live;"
)
PARTICIPATION = "Stresses the full, equal and meaningful participation of widows in the settlement of land claims;"
PARTICIPATION_2 = "Requests mediators to secure the full, equal and meaningful participation of widows in talks;"

_RESOLUTIONS = (
    (1261, "25 August 1999", [ACCESS, SEIZED]),
    (1265, "17 September 1999", [SEIZED]),
    (1314, "11 August 2000", [ACCESS_2, THIS]),
    (1325, "31 October 2000", [PARTICIPATION, SEIZED]),
    (1379, "20 November 2001", [ACCESS_3, THIS]),
    # Two of one day: the numbers say which is the earlier.
    (1460, "30 January 2003", [ACCESS_2, PARTICIPATION_2, SEIZED]),
    (1461, "30 January 2003", [TAKEN, SEIZED]),
)


def text_of(number: int, day: str, clauses: list[str]) -> str:
    """Return an official text with these operative paragraphs."""
    paragraphs = "\n\n".join(f"{n}.  {clause}" for n, clause in enumerate(clauses, start=1))
    return f"""Resolution {number} ({day[-4:]})

Adopted by the Security Council at its {number + 2700}th meeting, on {day}

The Security Council,

Recalling what it said under number {number},

{paragraphs}
"""


def build_council(folder: Path) -> Generation:
    """Index them all."""
    texts = {f"S_RES_{number}": text_of(number, day, clauses) for number, day, clauses in _RESOLUTIONS}
    library = write_library(folder / "library", **texts)
    build_index(read_library(library), encoder=FakeEncoder(), index=folder / "index", shared=folder / "encoders")
    return open_generation(folder / "index")
