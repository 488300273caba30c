"""Validation of Block Kit messages and views against Slack's limits, beyond what slack_sdk's models check."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.slack.exchange import Message

_TITLE = re.compile(r"\*<https://undocs\.org/S/RES/\d+\(\d+\)\|([\w (),./-]+)>\*([\w (),./-]*)")
"""The one use of mrkdwn: a link of ours in bold, and a date."""


def check_message(message: Message, exchange_id: str = "") -> None:
    """Fail if Slack would refuse a message, or if its blocks could not be told to be an exchange's."""
    blocks = check_blocks(message.blocks, most=50)
    assert len("".join(texts(blocks))) <= 12_000
    assert len("".join(texts(blocks)).encode()) <= 10_000
    assert message.text.strip()
    assert len(message.text) <= 4_000
    for mark in "<>":
        assert mark not in message.text
    assert message.text.count("&") == sum(map(message.text.count, ("&amp;", "&lt;", "&gt;")))
    for block in blocks:
        assert block["block_id"].startswith(f"{exchange_id}:" if exchange_id else "notice")


def check_view(view: Mapping[str, Any]) -> None:
    """Fail if Slack would refuse a view."""
    assert View(**view).to_dict() == view
    blocks = check_blocks(view["blocks"], most=100)
    assert len("".join(texts(blocks)).encode()) <= 100_000
    has_fields = any(block["type"] == "input" for block in blocks)
    assert ("submit" in view) == has_fields


def check_blocks(blocks: Sequence[Mapping[str, Any]], *, most: int) -> list[dict[str, Any]]:
    """Fail if Slack would refuse blocks; return them."""
    assert 0 < len(blocks) <= most
    assert len({block["block_id"] for block in blocks}) == len(blocks)
    for block in blocks:
        parsed = Block.parse(dict(block))
        assert parsed is not None
        assert parsed.to_dict() == block  # nothing in it is unknown to the model
        _check_elements(block)
        ids = [element["action_id"] for element in block.get("elements", ()) if "action_id" in element]
        assert len(set(ids)) == len(ids)
    for one in nested(list(blocks)):
        _check_object(one)
    return [dict(block) for block in blocks]


def _check_elements(block: Mapping[str, Any]) -> None:
    assert len(block["block_id"]) <= 255
    if block["type"] in ("rich_text", "actions", "context", "context_actions"):
        assert block["elements"]
    if block["type"] == "context":
        assert len(block["elements"]) <= 10


def _check_object(one: Mapping[str, Any]) -> None:
    kind = one.get("type", "")
    if kind == "mrkdwn":
        assert one["verbatim"]
        assert _TITLE.fullmatch(one["text"])
    if kind.startswith("rich_text"):
        assert one["elements"]
    if kind in ("text", "plain_text", "link"):
        assert one["text"]
    if kind == "plain_text":
        assert one["emoji"] is False
        assert one["text"].strip()
    if kind == "button":
        assert len(one["value"]) <= 2_000
    if kind == "overflow":
        assert len(one["options"]) <= 5
    if "options" in one:
        values = [option["value"] for option in one["options"]]
        assert 0 < len(values) <= 100
        assert len(set(values)) == len(values)
        assert all(0 < len(value) <= 150 for value in values)
        assert all(0 < len(option["text"]["text"]) <= 75 for option in one["options"])
        assert one.get("initial_option") in (None, *one["options"])
        assert all(chosen in one["options"] for chosen in one.get("initial_options", ()))


def nested(value: Any) -> Iterator[Mapping[str, Any]]:
    """Return every object in a value."""
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from nested(part)


def texts(value: Any) -> Iterator[str]:
    """Return every text and address in blocks."""
    for one in nested(list(value)):
        yield from (one[key] for key in ("text", "url") if isinstance(one.get(key), str))


def elements(blocks: Sequence[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    """Return the objects of a type, in the order they are shown."""
    return [one for one in nested(list(blocks)) if one.get("type") == kind]


def quotes(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the words of each quote."""
    return [words_of(one) for one in elements(blocks, "rich_text_quote")]


def words_of(element: Mapping[str, Any]) -> str:
    """Return the words of a line or a quote."""
    return "".join(part.get("text", "") for part in element["elements"])


def lines(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the words of each line that is no quote."""
    return [words_of(one) for one in elements(blocks, "rich_text_section")]


def titles(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the citation and date above each paragraph."""
    found = (_TITLE.fullmatch(block["text"]["text"]) for block in blocks if block["type"] == "section")
    return ["".join(title.groups()) for title in found if title]


def labels(blocks: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the words on each button, by what it does."""
    return {one["action_id"]: one["text"]["text"] for one in elements(blocks, "button")}
