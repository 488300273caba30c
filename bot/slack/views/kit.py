"""Block Kit, as much of it as is used. Nothing here has markup: what a text says is what is shown.

Every text is made inert, and the short ones are cut to what their place takes, so that no caller has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.inert import inert
from bot.slack.views import limits
from bot.slack.views.limits import shortened

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]


def words(text: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> list[Element]:
    """Return text as it stands; nothing for no text, which Slack refuses."""
    shown = inert(text)
    style = {name: True for name, on in (("bold", bold), ("italic", italic), ("strike", strike)) if on}
    return [{"type": "text", "text": shown, **({"style": style} if style else {})}] if shown else []


def link(url: str, text: str) -> list[Element]:
    """Return a bold link."""
    return [{"type": "link", "url": url, "text": inert(text), "style": {"bold": True}}]


def line(*parts: Sequence[Element]) -> list[Element]:
    """Return a line of its own; nothing for nothing."""
    return _holding("rich_text_section", parts)


def quote(*parts: Sequence[Element]) -> list[Element]:
    """Return a quote."""
    return _holding("rich_text_quote", parts)


def preformatted(text: str) -> list[Element]:
    """Return text for copying: no quote of it is made curly, no blank is folded."""
    return _holding("rich_text_preformatted", (words(text),))


def bullets(items: Iterable[Sequence[Element]]) -> list[Element]:
    """Return a list with bullets."""
    lines = [section for item in items for section in line(item)]
    return [{"type": "rich_text_list", "style": "bullet", "elements": lines}] if lines else []


def _holding(kind: str, parts: Iterable[Sequence[Element]]) -> list[Element]:
    elements = [element for part in parts for element in part]
    return [{"type": kind, "elements": elements}] if elements else []


def rich_text(block_id: str, *parts: Sequence[Element]) -> Block:
    """Return a block of lines, quotes and lists."""
    return {"type": "rich_text", "block_id": block_id, "elements": [element for part in parts for element in part]}


def plain(text: str, limit: int) -> Element:
    """Return text for a button or a title, in which emoji are not drawn either."""
    return {"type": "plain_text", "text": shortened(inert(text), limit), "emoji": False}


def header(block_id: str, text: str) -> Block:
    """Return a heading."""
    return {"type": "header", "block_id": block_id, "text": plain(text, limits.HEADER)}


def context(block_id: str, *texts: str) -> Block:
    """Return small print."""
    return {
        "type": "context",
        "block_id": block_id,
        "elements": [plain(text, limits.CONTEXT) for text in texts if inert(text)],
    }


def buttons(block_id: str, elements: Sequence[Element]) -> list[Block]:
    """Return a row of buttons and menus; nothing for none."""
    return [{"type": "actions", "block_id": block_id, "elements": list(elements)}] if elements else []


def button(action_id: str, text: str, value: str, **more: Any) -> Element:
    """Return a button; `more` is what else Slack knows of one: `style`, `confirm`, `accessibility_label`."""
    return {"type": "button", "action_id": action_id, "text": plain(text, limits.BUTTON), "value": value, **more}


def confirm(title: str, text: str, yes: str) -> Element:
    """Return what is asked before a click counts."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain("Cancel", 30),
    }


def option(text: str, value: str) -> Element:
    """Return one choice."""
    return {"text": plain(text, limits.OPTION), "value": value}


def menu(action_id: str, placeholder: str, options: Sequence[Element], chosen: str | None = None) -> Element:
    """Return a menu of choices with the one of this value, if there is one, chosen."""
    initial = next((one for one in options if one["value"] == chosen), None)
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": list(options),
        **({"initial_option": initial} if initial else {}),
    }


def asked_for(block_id: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Block:
    """Return a field of a form."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, limits.CONTEXT),
        "element": element,
        "optional": optional,
        **({"hint": plain(hint, limits.CONTEXT)} if hint else {}),
    }


def modal(title: str, blocks: Sequence[Block], *, close: str = "Close", **more: Any) -> View:
    """Return a modal; `more` is `callback_id`, `private_metadata`."""
    return {
        "type": "modal",
        "title": plain(title, limits.TITLE),
        "close": plain(close, limits.TITLE),
        "blocks": list(blocks),
        **more,
    }


def form(title: str, blocks: Sequence[Block], callback_id: str, metadata: str = "", *, submit: str) -> View:
    """Return a modal that is sent in; with what is to be known of it then, if anything."""
    more: dict[str, Any] = {"callback_id": callback_id, "submit": plain(submit, limits.TITLE)}
    known = {"private_metadata": metadata} if metadata else {}
    return modal(title, blocks, close="Cancel", **more, **known)


def chosen_of(state: Mapping[str, Any], block_id: str) -> tuple[str, ...]:
    """Return the values chosen in a menu, or ticked, in a form that was sent in."""
    [element] = state["values"][block_id].values()
    chosen = element.get("selected_options") or [element.get("selected_option")]
    return tuple(one["value"] for one in chosen if one)
