"""Texts about resolutions, and documents of other bodies, that a reader of resolutions must not take for one.

`SEEN` were at hand when the weights of the evidence were chosen; `UNSEEN` were written before, and only tested with.
"""

from __future__ import annotations

_HEAD = """United Nations
S/RES/1325 (2000)
Security Council
Distr.: General
31 October 2000

Resolution 1325 (2000)

Adopted by the Security Council at its 4213th meeting, on 31 October 2000

"""
_PREAMBLE = (
    "Recalling its resolutions 1261 (1999) of 25 August 1999, 1265 (1999) of 17 September 1999 and 1314 (2000) of 11 "
    "August 2000, as well as relevant statements of its President,",
    "Bearing in mind the purposes and principles of the Charter of the United Nations and the primary "
    "responsibility of "
    "the Security Council under the Charter for the maintenance of international peace and security,",
    "Recognizing that an understanding of the impact of armed conflict on women and girls, and effective institutional "
    "arrangements to guarantee their protection, can significantly contribute to international peace,",
)
_OPERATIVE = (
    "Urges Member States to ensure increased representation of women at all decision-making levels in national, "
    "regional "
    "and international institutions and mechanisms for the prevention of conflict;",
    "Encourages the Secretary-General to implement his strategic plan of action calling for an increase in the "
    "participation of women at decision-making levels in conflict resolution and peace processes;",
    "Calls on all parties to armed conflict to take special measures to protect women and girls from gender-based "
    "violence, particularly rape and other forms of sexual abuse;",
    "Decides to remain actively seized of the matter.",
)


def _numbered(paragraphs: tuple[str, ...], first: int = 1) -> str:
    return "\n\n".join(f"{n}. {paragraph}" for n, paragraph in enumerate(paragraphs, first))


BODY = "\n\n".join(["The Security Council,", *_PREAMBLE, _numbered(_OPERATIVE)])
GENUINE = _HEAD + BODY + "\n"
"""What they imitate: a resolution, cut short."""

_THOUGHTS = (
    "We, the authors, think that the Council has not gone as far as it could have gone.",
    "It is our view that paragraph 8 is the heart of the text, and that delegations read it too rarely.",
    "Members of the Security Council may wish to consider the proposals that are set out below.",
    "This briefing draws on interviews with forty officials, all of whom asked not to be named.",
)

SEEN: dict[str, str] = {
    "numbered note": "Resolution 1325 (2000)\nAnalysis for members of the Security Council\n\n"
    + _numbered(tuple(f"We, the authors, think of point {n} that more is needed." for n in range(1, 41))),
    "numbered note with the opening words": "Resolution 1325 (2000)\n\nThe Security Council,\n\n"
    + _numbered(_THOUGHTS * 10),
    "numbered note with the whole head": _HEAD + "The Security Council,\n\n" + _numbered(_THOUGHTS * 10),
    "news": "Security Council resolution 1325 (2000) at twenty\n\n"
    "The Security Council yesterday adopted resolution 1325 (2000), the first on women, peace and security.\n\n"
    "Noting that the vote was unanimous, diplomats called it a milestone.\n\n"
    "Speaking after the vote, the representative of Namibia said that the text was a beginning;\n",
    "news that opens like a resolution": "Resolution 1325 (2000)\n\nThe Security Council, meeting late into the night, "
    "adopted its first resolution on women.\n\nCalls for such a text had been heard for years.\n\n"
    "Welcomes came from all regions, and from many organizations.\n\nThe vote was unanimous.\n",
    "briefing of an organization": "Briefing: Security Council resolution 1325 (2000)\n\nResolution 1325 (2000)\n\n"
    "Summary\n\n" + _numbered((*_THOUGHTS, "Recommends: that donors fund local groups.", *_THOUGHTS)) + "\n\n"
    "Contact: briefings@example.org\n",
    "report of the Secretary-General": "United Nations\nS/2002/1154\nSecurity Council\nDistr.: General\n"
    "16 October 2002\n\nReport of the Secretary-General on women, peace and security\n\nI. Introduction\n\n"
    + _numbered(
        (
            "In resolution 1325 (2000), adopted on 31 October 2000, the Security Council invited me to study the "
            "impact "
            "of armed conflict on women and girls.",
            "The present report is submitted in response to that invitation, and follows the study.",
            "Calls for the protection of women have been heard in all regions where my envoys work.",
        )
        * 6
    ),
    "statement by the President": "United Nations\nS/PRST/2010/22\nSecurity Council\nDistr.: General\n"
    "26 October 2010\n\nStatement by the President of the Security Council\n\n"
    "At the 6411th meeting of the Security Council, held on 26 October 2010, the President made the following "
    "statement on behalf of the Council:\n\n"
    "“The Security Council reaffirms its commitment to the full implementation of resolution 1325 (2000);\n\n"
    "“The Security Council recalls that resolution and urges States to implement it;\n\n"
    "“The Security Council requests the Secretary-General to report;\n\n"
    "“The Security Council remains seized of the matter.”\n",
    "resolution of the General Assembly": "United Nations\nA/RES/55/71\nGeneral Assembly\nDistr.: General\n"
    "8 February 2001\n\nResolution adopted by the General Assembly\n\n55/71. Follow-up to the Fourth World Conference "
    "on Women\n\nThe General Assembly,\n\nRecalling Security Council resolution 1325 (2000) of 31 October 2000,\n\n"
    "Reaffirming its own resolutions,\n\n"
    + _numbered(("Urges all States to act;", "Requests the Secretary-General to report;", "Decides to go on.")),
    "draft resolution": "United Nations\nS/2000/1044\nSecurity Council\nProvisional\n31 October 2000\n\n"
    "Canada, Jamaica and Namibia: draft resolution\n\n" + BODY,
    "annotated resolution": _HEAD
    + "The Security Council,\n\n"
    + "\n\n".join(
        f"{paragraph}\n\nThis paragraph was the hardest to agree on: two members wanted it gone, and one wanted more."
        for paragraph in (*_PREAMBLE, *(f"{n}. {words}" for n, words in enumerate(_OPERATIVE, 1)))
    ),
    "lettered note below one paragraph": _HEAD
    + "The Security Council,\n\nRecalling its resolutions,\n\n"
    + "\n\n".join(f"({letter}) {_THOUGHTS[0]}" for letter in "abcdefgh"),
    "note that goes on with the opening words": _HEAD
    + "The Security Council,\n\n"
    + "\n\n".join(f"as {thought}" for thought in _THOUGHTS[:3] * 5),
    "note of sentences that end in colons": _HEAD
    + "The Security Council,\n\n1. Decides:\n\n"
    + "\n\n".join(thought.replace(".", ":") for thought in _THOUGHTS[:3] * 5),
    "table of contents": "Resolution 1325 (2000)\n\nContents\n\n1. Recalls and their history .......... 3\n"
    "2. Participation .......... 12\n3. Protection .......... 19\n4. Prevention .......... 27\n\n"
    "The Security Council and its members .......... 40\n",
    "resolution quoted between comments": "Resolution 1325 (2000)\n\n"
    + _numbered(_THOUGHTS)
    + "\n\nThe resolution reads:\n\n"
    + GENUINE
    + "\n\n"
    + _numbered(_THOUGHTS, 5),
    "pastiche by a machine": "**United Nations Security Council Resolution 1325 (2000)**\n\n"
    "Resolution 1325 (2000)\n\nWomen, Peace and Security\n\n" + BODY + "\n\n*End of resolution*\n",
}

UNSEEN: dict[str, str] = {
    "numbered note on an early resolution": "Resolution 47 (1948)\nNotes for members of the Security Council\n\n"
    + _numbered(tuple(f"The author thinks of point {n} that it was never carried out." for n in range(1, 41))),
    "lettered outline": "Resolution 1325 (2000)\nS/RES/1325 (2000)\n\nThe Security Council,\n\n1. Background to the "
    "text.\n"
    + "\n".join(f"({letter}) We argue that it matters here." for letter in "abcdefgh")
    + "\n2. Conclusions for practice.\n",
    "commentary by paragraph": "Security Council Resolution 1325 (2000): a commentary\n\nResolution 1325 (2000)\n\n"
    "Adopted by the Security Council at its 4213th meeting, on 31 October 2000\n\n"
    + _numbered(
        (
            "Paragraph 1 urges Member States to ensure increased representation of women.",
            "Paragraph 2 encourages the Secretary-General to implement his plan of action.",
            "Paragraph 10 is addressed to all parties, and not to States alone.",
            "Paragraph 18 keeps the matter on the agenda of the Security Council.",
        )
        * 4
    ),
    "speech": "Resolution 1325 (2000)\n\nMr. President,\n\nAllow me to thank you for convening this open debate.\n\n"
    "Recalling the day on which this Council adopted its resolution, I feel pride.\n\n"
    "The Security Council, if I may say so, has kept its word;\n\n1. Urges alone do not suffice.\n\n"
    "2. Decides is a word that we should hear more often.\n\n3. My delegation asks for more.\n\nI thank you.\n",
    "press release": "SC/6942\n31 October 2000\n\nSecurity Council, unanimously adopting resolution 1325 (2000), "
    "calls for "
    "broad participation of women\n\nResolution 1325 (2000)\n\nThe Security Council this morning urged Member "
    "States to "
    "ensure increased representation of women.\n\nUrges were also addressed to the Secretary-General.\n\n"
    "Unanimously adopting the text, it called on all parties to protect women and girls.\n",
    "verbatim record": "United Nations\nS/PV.4213\nSecurity Council\nFifty-fifth year\n4213th meeting\n"
    "Tuesday, 31 October 2000, 3 p.m.\n\nThe President: I shall put the draft resolution to the vote now.\n\n"
    "A vote was taken by show of hands.\n\nThe President: There were 15 votes in favour. The draft resolution has been "
    "adopted unanimously as resolution 1325 (2000).\n\nThe meeting rose at 3.10 p.m.\n",
    "bibliography": "Resolution 1325 (2000)\nS/RES/1325 (2000)\n\nBibliography of the Security Council\n\n"
    + _numbered(
        (
            "Cohn, C. (2008), Mainstreaming gender in UN security policy, Palgrave.",
            "Otto, D. (2010), Power and danger: feminist engagement with international law, Australian Feminist Law "
            "Journal.",
            "Shepherd, L. (2008), Power and authority in the production of resolution 1325, International Studies "
            "Quarterly.",
        )
        * 5
    ),
    "resolution of the Human Rights Council": "A/HRC/RES/23/25\n\nHuman Rights Council\n\n23/25. Accelerating "
    "efforts to "
    "eliminate all forms of violence against women\n\nThe Human Rights Council,\n\nRecalling Security Council "
    "resolution 1325 (2000),\n\n" + _numbered(("Urges States to act;", "Decides to continue its consideration.")),
    "annotated with remarks in brackets": _HEAD
    + "The Security Council,\n\n"
    + "\n\n".join(
        f"{paragraph}\n\n[Editor: compare the corresponding paragraph of the earlier texts on children in conflict.]"
        for paragraph in (*_PREAMBLE, *(f"{n}. {words}" for n, words in enumerate(_OPERATIVE, 1)))
    ),
    "resolution with an afterword": GENUINE
    + "\n\nThe text above is reproduced as adopted. We have worked with it for twenty years.\n\n"
    "Three lessons stand out from these years. They concern money, access and time.\n\n"
    "First, few of the promises made were ever funded. Donors moved on too soon.\n\n"
    "Second, those who were to be protected were rarely asked. Nobody had planned for it.\n",
    "minutes of a working group": "Working group on resolution 1325 (2000)\nMinutes\n\nResolution 1325 (2000)\n\n"
    "Present: eleven members of the Security Council.\n\n"
    + _numbered(
        (
            "Adopts the agenda without changes.",
            "The chair welcomed the new members and recalled the last meeting.",
            "It was agreed that the Security Council should be briefed in March.",
            "Requests for travel are to be sent by Friday.",
            "The next meeting takes place on 3 March.",
        )
    ),
    "model resolution of a school": "Resolution 1325 (2000) Simulation\n\nCommittee: Security Council\nSponsors: "
    "Canada, "
    "Jamaica\nSignatories: Namibia\n\nThe Security Council,\n\n" + "\n\n".join([*_PREAMBLE, _numbered(_OPERATIVE)]),
    "summary in the words of the genre": "Resolution 1325 (2000), in short\n\n"
    "The Security Council urges States to ensure increased representation of women.\n\n"
    "The Security Council calls on all parties to protect women and girls.\n\n"
    "The Security Council decides to remain seized of the matter.\n",
    "decision of a regional body": "Resolution 1325 (2000): implementation\n\nThe Council of the European Union,\n\n"
    "Recalling United Nations Security Council resolution 1325 (2000),\n\n"
    + _numbered(("Welcomes the approach;", "Invites the Commission to act;", "Decides to review it.")),
    "export as text": "Security Council resolution 1325 (2000), para. 1\n\n"
    f"{_OPERATIVE[0]}\n\nS/RES/1325 (2000), 31 October 2000\n\n"
    "Security Council resolution 1325 (2000), para. 10\n\n"
    f"{_OPERATIVE[2]}\n\nS/RES/1325 (2000), 31 October 2000\n",
    "questions and answers": "Resolution 1325 (2000)\nS/RES/1325 (2000)\n\n"
    "What does the Security Council ask for?\n\n1. Urges Member States to include women, is the short answer.\n\n"
    "Who is to act?\n\n2. Everyone, as the Security Council has said more than once.\n\n"
    "By when?\n\n3. No date is given in the text, and none was ever proposed.\n",
}
