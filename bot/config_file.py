"""Configuration file: a user's settings in TOML, converted to environment variables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

PREFIX = "CLAUSEBOT_"


@dataclass(frozen=True, slots=True)
class Given:
    """Value of a setting, and its origin.

    Attributes:
        key: Key in the configuration file.
        value: The value; "(hidden)" for a secret.
        by: Origin: "option", "environment" or "file"; "" if the setting was not given. Its value is then the default,
            or "" for none.
    """

    key: str
    value: str
    by: str


def origin(name: str, *, secret: Collection[str], **places: Mapping[str, str]) -> Given:
    """Return the value of a setting from the first place that has it; an empty value unsets it.

    Args:
        name: Environment variable of the setting.
        secret: Variables with hidden values.
        places: Values by variable, for each place in order of precedence.
    """
    for place, values in places.items():
        if (value := values.get(name)) == "":
            break
        if value:
            hidden = name in secret or _has_password(value)
            return Given(key_of(name), "(hidden)" if hidden else value, place)
    return Given(key_of(name), "", "")


def parse_config(
    data: bytes, path: Path, *, known: Collection[str], secret: Collection[str], folders: Collection[str] = ()
) -> Mapping[str, str]:
    """Parse a configuration file: each key is an environment variable in lower case, without its prefix.

    Args:
        data: Content of the file.
        path: Path of the file, for error messages.
        known: Variables that the file may set.
        secret: Variables that the file may not set, as other programs read and copy such files.
        folders: Variables with paths or addresses. A relative path would be of the folder that a command is typed in.

    Returns:
        Values by variable: `library = "~/texts"` is CLAUSEBOT_LIBRARY, `plain = true` is CLAUSEBOT_PLAIN "1".

    Raises:
        SettingsError: If the file is no TOML, or has an unknown key, a secret, a relative path, or a value of an
            unsupported type.
    """
    import tomllib  # noqa: PLC0415 - few have such a file

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{path} is no TOML ({error}); repair or delete it") from None
    values = {_name(key): _value(key, value, path, known, secret) for key, value in table.items()}
    for name in values.keys() & set(folders):
        value = values[name]
        if value and not (value.startswith("~") or ":" in value or Path(value).is_absolute()):
            raise SettingsError(
                f"{path}: {key_of(name)} is {value!r}; expected a path from the root, or from your home, as in "
                f"'~/{value}'"
            )
    return values


def key_of(name: str) -> str:
    """Return the key of a variable in the configuration file: "fast" of CLAUSEBOT_FAST."""
    return name.removeprefix(PREFIX).lower()


def _name(key: str) -> str:
    name = key.upper()
    return name if name.startswith("SLACK_") and name != "SLACK_API" else f"{PREFIX}{name}"


def _value(key: str, value: object, path: Path, known: Collection[str], secret: Collection[str]) -> str:
    name, text = _name(key), _text(value)
    if name in secret or (text and _has_password(text)):
        raise SettingsError(
            f"{path} holds a secret, {key}; take it out, and put it into the environment variable {name}"
        )
    if name not in known:
        there = ", ".join(key_of(one) for one in known)
        raise SettingsError(f"{path} has an unknown setting {key!r}; expected one of {there}")
    if text is None:
        raise SettingsError(f"{path}: {key} is {value!r}; expected a text, a number, true, false or a list of texts")
    return text


def _has_password(text: str) -> bool:
    try:
        return bool(urlsplit(text).password)
    except ValueError:
        return False


def _text(value: object) -> str | None:
    """Convert a TOML value to the text of an environment variable; None for an unsupported type."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    return None
