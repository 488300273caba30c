"""Words and files of a message beside its text: those of forwarded messages, of attachments and of blocks.

Unlike `parsing`, these functions skip a part of an unexpected type: the person's own words are answered in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_MOST_CHARACTERS = 12_000
"""Maximum number of characters that are read: more than a question may have, so that a longer one is refused."""
_MOST_PARTS = 500
"""Maximum number of parts of blocks that are read; a message has 50 blocks at most."""
_DEEPEST = 6
"""Maximum nesting depth of blocks; a list in rich text has four levels."""
_MOST_ATTACHMENTS = 10

_LINES = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted", "section", "header", "context"})
"""Types of parts of blocks that end in a line break."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def forwarded_text(message: object) -> str:
    r"""Return the mrkdwn of the messages that a message forwards; previews of links are none of them.

    >>> forwarded_text({"attachments": [{"is_share": True, "text": "women mediators"}, {"text": "a preview"}]})
    'women mediators'
    """
    shared = (one for one in _attachments(message) if one.get("is_share") is True)
    return "\n".join(filter(None, map(_text_of_attachment, shared)))[:_MOST_CHARACTERS]


def attached_text(message: object) -> str:
    r"""Return the mrkdwn of all attachments, such as the posts of feeds.

    >>> attached_text({"attachments": [{"title": "New resolution", "text": "on landmines"}, None]})
    'New resolution\non landmines'
    """
    titled = (
        "\n".join(filter(None, (_text(one.get("title")), _text_of_attachment(one)))) for one in _attachments(message)
    )
    return "\n".join(filter(None, titled))[:_MOST_CHARACTERS]


def text_of_blocks(blocks: object) -> str:
    """Return the mrkdwn of the blocks of a message.

    >>> text_of_blocks([{"type": "section", "text": {"type": "mrkdwn", "text": "women in *camps*"}}])
    'women in *camps*'
    """
    words = "".join(_words_of(_parts_of(blocks)))
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())[:_MOST_CHARACTERS]


def has_files(message: object) -> bool:
    """Return whether a message, or one that it forwards, has files."""
    return any(_list(one.get("files")) for one in (_object(message), *_attachments(message)))


def _attachments(message: object) -> list[Mapping[str, object]]:
    return [_object(one) for one in _list(_object(message).get("attachments"))[:_MOST_ATTACHMENTS]]


def _text_of_attachment(attachment: Mapping[str, object]) -> str:
    """Return the mrkdwn of an attachment; that of its blocks if it has no text."""
    if text := _text(attachment.get("text")):
        return text
    inside = (_object(_object(one).get("message")) for one in _list(attachment.get("message_blocks"))[:_MOST_PARTS])
    blocks = [block for message in inside for block in _list(message.get("blocks"))[:_MOST_PARTS]]
    return text_of_blocks(blocks or attachment.get("blocks"))


def _parts_of(blocks: object) -> Iterator[Mapping[str, object]]:
    """Yield the parts of blocks in order, of which each may hold others; "" ends a line."""
    left: list[tuple[object, int]] = [(one, 0) for one in reversed(_list(blocks)[:_MOST_PARTS])]
    for _ in range(_MOST_PARTS):
        if not left:
            return
        part, depth = left.pop()
        found = _object(part)
        yield found
        if depth == _DEEPEST:
            continue
        inside = [*_list(found.get("elements"))[:_MOST_PARTS], *_list(found.get("fields"))[:_MOST_PARTS]]
        if isinstance(found.get("text"), Mapping):
            inside.insert(0, found["text"])
        if inside and _text(found.get("type")) in _LINES:
            inside.append({"type": "newline"})
        left += [(one, depth + 1) for one in reversed(inside)]


def _words_of(parts: Iterator[Mapping[str, object]]) -> Iterator[str]:
    for part in parts:
        text = _text(part.get("text"))
        match part.get("type"):
            case "text" | "plain_text":
                yield text.translate(_ESCAPES)
            case "mrkdwn":
                yield text
            case "link":
                url = _text(part.get("url")).translate(_ESCAPES)
                yield f"<{url}|{text.translate(_ESCAPES)}>" if text else f"<{url}>"
            case "newline":
                yield "\n"


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
