"""Block Kit builders: rich text and plain text, so text is never parsed as markup; titles alone are mrkdwn.

All text is escaped (`bot.inert`), and short texts are cut to Slack's limits. A title keeps only letters, digits and a
few signs that have no meaning in mrkdwn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.inert import inert, inert_sentence
from bot.slack.views import limits
from bot.slack.views.limits import shortened

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]


def words(text: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> list[Element]:
    """Text element; nothing for "", which Slack refuses."""
    return _styled(inert(text), bold=bold, italic=italic, strike=strike)


def sentence(text: str, limit: int, *, bold: bool = False, italic: bool = False) -> list[Element]:
    """Text element of a sentence of the interface, at most `limit` bytes; keeps the isolates of Arabic."""
    return _styled(shortened(inert_sentence(text), limit), bold=bold, italic=italic)


def _styled(shown: str, *, bold: bool, italic: bool, strike: bool = False) -> list[Element]:
    style = {name: True for name, on in (("bold", bold), ("italic", italic), ("strike", strike)) if on}
    return [{"type": "text", "text": shown, **({"style": style} if style else {})}] if shown else []


def link(url: str, text: str) -> list[Element]:
    """Bold link element."""
    return [{"type": "link", "url": url, "text": inert(text), "style": {"bold": True}}]


def moment(at: datetime, url: str) -> Element:
    """Day and time as a link; Slack shows them in the time zone of each reader."""
    shown = {"format": "{date_short_pretty}, {time}", "fallback": f"{at:%Y-%m-%d %H:%M} UTC"}
    return {"type": "date", "timestamp": int(at.timestamp()), "url": url, **shown}


def user(user_id: str) -> Element:
    """Mention of a user by id."""
    return {"type": "user", "user_id": user_id}


def channel(channel_id: str) -> Element:
    """Link to a channel by id, which Slack shows by its name to people who may see it."""
    return {"type": "channel", "channel_id": channel_id}


def line(*parts: Sequence[Element]) -> list[Element]:
    """Rich text section of one line; nothing if empty."""
    return _holding("rich_text_section", parts)


def quote(*parts: Sequence[Element]) -> list[Element]:
    """Block quote."""
    return _holding("rich_text_quote", parts)


def preformatted(text: str) -> list[Element]:
    """Preformatted text, for copying: quotation marks and blanks stay unchanged."""
    return _holding("rich_text_preformatted", (words(text),))


def bullets(items: Iterable[Sequence[Element]]) -> list[Element]:
    """Bulleted list."""
    lines = [section for item in items for section in line(item)]
    return [{"type": "rich_text_list", "style": "bullet", "elements": lines}] if lines else []


def _holding(kind: str, parts: Iterable[Sequence[Element]]) -> list[Element]:
    elements = [element for part in parts for element in part]
    return [{"type": kind, "elements": elements}] if elements else []


def rich_text(block_id: str, *parts: Sequence[Element]) -> Block:
    """Rich text block of lines, quotes and lists."""
    return {"type": "rich_text", "block_id": block_id, "elements": [element for part in parts for element in part]}


def rich_text_if_any(block_id: str, *parts: Sequence[Element]) -> list[Block]:
    """Rich text block; none if nothing of it is visible, as Slack refuses an empty one."""
    block = rich_text(block_id, *parts)
    return [block] if block["elements"] else []


def plain(text: str, limit: int) -> Element:
    """Plain text object for buttons and titles, with emoji disabled."""
    return _plain(inert(text), limit)


def _plain(shown: str, limit: int) -> Element:
    return {"type": "plain_text", "text": shortened(shown, limit), "emoji": False}


def titled(block_id: str, url: str, text: str, after: str, accessory: Element) -> Block:
    """Section block: a bold link, text after it, and a menu at its right."""
    said = f"*<{url}|{_without_markup(text)}>*{_without_markup(after)}"
    return {
        "type": "section",
        "block_id": block_id,
        "text": {"type": "mrkdwn", "text": said, "verbatim": True},
        "accessory": accessory,
    }


def _without_markup(text: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " (),./-" else " " for letter in text)


def header(block_id: str, text: str) -> Block:
    """Header block."""
    return {"type": "header", "block_id": block_id, "text": plain(text, limits.HEADER)}


def context(block_id: str, *texts: str) -> list[Block]:
    """Context block: small print, of sentences of the interface; no block if empty."""
    elements = [_plain(inert_sentence(text), limits.CONTEXT) for text in texts if inert(text)]
    return [{"type": "context", "block_id": block_id, "elements": elements}] if elements else []


def buttons(block_id: str, elements: Sequence[Element]) -> list[Block]:
    """Actions block of buttons and menus; no block if empty."""
    return [{"type": "actions", "block_id": block_id, "elements": list(elements)}] if elements else []


def button(action_id: str, text: str, value: str, **more: Any) -> Element:
    """Button; `more` are further fields: `style`, `confirm`, `accessibility_label`."""
    return {"type": "button", "action_id": action_id, "text": plain(text, limits.BUTTON), "value": value, **more}


def confirm(title: str, text: str, *, yes: str, no: str) -> Element:
    """Confirmation dialog of a button."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def option(text: str, value: str) -> Element:
    """Option of a menu."""
    return {"text": plain(text, limits.OPTION), "value": value}


def overflow(action_id: str, options: Sequence[Element]) -> Element:
    """Overflow menu: at most five options behind three dots."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def menu(action_id: str, placeholder: str, options: Sequence[Element], chosen: str | None = None) -> Element:
    """Select menu, with the option of value `chosen` preselected."""
    initial = next((one for one in options if one["value"] == chosen), None)
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": list(options),
        **({"initial_option": initial} if initial else {}),
    }


def asked_for(block_id: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Block:
    """Input block of a modal."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, limits.CONTEXT),
        "element": element,
        "optional": optional,
        **({"hint": plain(hint, limits.CONTEXT)} if hint else {}),
    }


def modal(title: str, blocks: Sequence[Block], *, close: str, **more: Any) -> View:
    """Modal without a submit button; `more` are further fields: `callback_id`, `private_metadata`."""
    return {
        "type": "modal",
        "title": plain(title, limits.TITLE),
        "close": plain(close, limits.TITLE),
        "blocks": list(blocks),
        **more,
    }


def form(
    title: str, blocks: Sequence[Block], callback_id: str, metadata: str = "", *, submit: str, cancel: str
) -> View:
    """Modal with a submit button and optional private_metadata."""
    more: dict[str, Any] = {"callback_id": callback_id, "submit": plain(submit, limits.TITLE)}
    known = {"private_metadata": metadata} if metadata else {}
    return modal(title, blocks, close=cancel, **more, **known)


def chosen_of(state: Mapping[str, Any], block_id: str) -> tuple[str, ...]:
    """Return the selected values of a menu or of checkboxes in a submitted modal."""
    [element] = state["values"][block_id].values()
    chosen = element.get("selected_options") or [element.get("selected_option")]
    return tuple(one["value"] for one in chosen if one)
