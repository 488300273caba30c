"""Action ids of buttons and menus, and encoding of their values and of modal metadata."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

MORE = "more"
BACK = "back"
FILTER = "filter"
WIDEN = "widen"
IGNORE = "ignore"
SUGGESTED = "suggested"
EVERYWHERE = "everywhere"
NEAR = "near"
PARAGRAPH = "paragraph"
CITE = "cite"
WHOLE = "whole"
RESOLUTION = "resolution"
KEEP = "keep"
ELSEWHERE = "elsewhere"
HISTORY = "history"
COMPARE = "compare"
LIST = "list"
STEPS = "steps"
REWORD = "reword"
FEEDBACK = "feedback"
WITHDRAW = "withdraw"
SHARE = "share"
DISMISS = "dismiss"
EXAMPLE = "example"
AGAIN = "again"
UNKEEP = "unkeep"
KEPT_NEWER = "kept_newer"
KEPT_OLDER = "kept_older"
EXPORT = "export"
LIBRARY = "library"
DIGEST_OFF = "digest_off"
DIGEST_ON = "digest_on"
ERASE = "erase"
OWNERS_FEEDBACK = "owners_feedback"
OWNERS_UNANSWERED = "owners_unanswered"
OWNERS_REBUILD = "owners_rebuild"
OWNERS_WORKSPACE = "owners_workspace"

SETTINGS_MODAL = "settings_modal"
REASON_MODAL = "reason_modal"
FILTER_MODAL = "filter_modal"
EXPORT_MODAL = "export_modal"
LIBRARY_MODAL = "library_modal"
WORKSPACE_MODAL = "workspace_modal"

HELPFUL = "helpful"
UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True)
class Opener:
    """Origin of a modal: user and channel. Only that user submits it, and it acts on that channel only.

    Attributes:
        exchange: Exchange that the modal is about; "" for none.
        response_url: URL to change the private answer that it was opened from; "" for a public answer.
    """

    team: str
    channel: str
    user: str
    exchange: str = ""
    response_url: str = ""

    @property
    def metadata(self) -> str:
        """Serialise to a modal's private_metadata, which only Slack can change."""
        return json.dumps(asdict(self))


def opener_of(metadata: str) -> Opener:
    """Parse the origin of a modal from its private_metadata.

    Raises:
        ValueError: If the metadata is invalid.

    >>> opener_of(Opener("T1", "C1", "U1").metadata)
    Opener(team='T1', channel='C1', user='U1', exchange='', response_url='')
    """
    said = json.loads(metadata)
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise ValueError("no object of strings")
    try:
        return Opener(**said)
    except TypeError:
        raise ValueError("not the fields of an opener") from None


def carry(exchange_id: str, what: str = "") -> str:
    """Encode a button's value: exchange id and subject."""
    return f"{exchange_id}|{what}" if what else exchange_id


def carried(value: str) -> tuple[str, str]:
    """Decode a button's value: exchange id, and subject (clause id, question or verdict; "" for none).

    >>> carried(carry("e1", "S/RES/2331(2016)#2(a)")), carried(carry("e1"))
    (('e1', 'S/RES/2331(2016)#2(a)'), ('e1', ''))
    """
    exchange_id, _, what = value.partition("|")
    return exchange_id, what


def chosen_for(action: str, clause_id: str) -> str:
    """Encode an option in the menu of a paragraph: action and clause id."""
    return f"{action} {clause_id}"


def choice_of(value: str) -> tuple[str, str]:
    """Decode an option in the menu of a paragraph.

    >>> choice_of(chosen_for(KEEP, "S/RES/2331(2016)#2(a)"))
    ('keep', 'S/RES/2331(2016)#2(a)')
    """
    action, _, clause_id = value.partition(" ")
    return action, clause_id


def exchange_of(block_id: str) -> str:
    """Return the exchange id in a block id, for menus, whose value is the selected option.

    >>> exchange_of("e1:0f3a:narrow")
    'e1'
    """
    return block_id.partition(":")[0]
