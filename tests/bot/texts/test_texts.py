"""The catalogues of interface texts: complete in each language, used, and the only place of such texts."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from bot.texts.texts import ENGLISH, LANGUAGES, OFFICIAL, Entry, entries_of, said_in, texts_in

_ROOT = Path(__file__).parents[3]
SOURCES = sorted((_ROOT / "bot" / "slack").rglob("*.py"))
SHOWN = sorted(
    path
    for folder in ("views", "listeners")
    for path in (_ROOT / "bot" / "slack" / folder).glob("*.py")
    if path.stem not in ("parsing", "examples")  # names of parts of payloads, for the log; questions in English
)
"""Modules that show something to people."""

ANSWERS = {
    *(f"answer.{name}" for name in "as_typed and_as_typed this_channel shared_by".split()),
    *(f"answer.{name}" for name in "you_could_ask examples before after opening left_out".split()),
    *("late.minutes", "late.hours"),
}
"""All that the Slack app says in an answer itself: what a language of questions needs that is none of the interface."""

CATALOGUES = {
    **{f"{language}.toml": texts_in(ENGLISH).entries.keys() for language in LANGUAGES},  # complete
    **{f"{language}.toml": ANSWERS for language in OFFICIAL if language not in LANGUAGES},  # answers only
    **{f"said/{language}.toml": said_in(ENGLISH).entries.keys() for language in OFFICIAL},
}
"""The keys of each catalogue."""

_IN_QUESTION = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}|^[A-Z][a-z]+(?:[ ….?]|$)")
"""Text of a person's language: two words, or a capitalised one."""


def forms(entry: Entry) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def placeholders(entry: Entry) -> set[str]:
    fields = {name for text in forms(entry) for _, name, _, _ in Formatter().parse(text) if name is not None}
    return fields if isinstance(entry, str) else {*fields, "n"}


@pytest.mark.parametrize("name", CATALOGUES)
def test_each_catalogue_has_each_key_and_placeholder_of_the_english_one(name: str) -> None:
    folder, _, file = name.rpartition("/")
    language = file.removesuffix(".toml")
    english, entries = (said_in if folder else texts_in)(ENGLISH).entries, entries_of(name)
    assert entries.keys() == CATALOGUES[name]
    whole = {Locale.parse(language).plural_form(number) for number in range(1_001)}
    for key, entry in entries.items():
        # A form for one, for two or for none may have the number in words.
        assert placeholders(entry) <= placeholders(english[key]), key
        assert all(re.fullmatch("[a-z]*", name) for name in placeholders(entry)), key
        assert isinstance(entry, str) == isinstance(english[key], str), key
        if isinstance(entry, str):
            assert placeholders(entry) == placeholders(english[key]), key
        else:
            assert whole <= entry.keys() <= {*Locale.parse(language).plural_form.tags, "other"}, key
            assert placeholders(entry["many" if "many" in whole else "other"]) | {"n"} == placeholders(english[key])
        assert all(text.strip() for text in forms(entry)), key


def test_no_catalogue_is_left_out() -> None:
    folder = _ROOT / "bot" / "texts"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")} == {*CATALOGUES, "replies.toml"}


@pytest.mark.parametrize("language", OFFICIAL)
def test_sentences_have_the_plural_forms_of_their_language(language: str) -> None:
    say = said_in(language)
    forms_said = [say("reply.holdings", n=number) for number in (0, 1, 2, 3, 5, 11, 21, 22, 100, 101)]
    assert len({re.sub(r"\d+", "", said) for said in forms_said}) == {"ar": 6, "ru": 3, "zh": 1}.get(language, 2)


def test_a_text_that_a_language_of_answers_lacks_is_english() -> None:
    assert texts_in("ru")("controls.filter") == "Filter"
    assert texts_in("ru")("answer.this_channel") == "этот канал"


def test_what_is_not_arabic_is_isolated_once_in_arabic() -> None:
    say = said_in("ar")
    inner = say("note.and_more", named=say.apart("OP 8"), n=1)
    assert say("note.same", named=inner).count("\u2068") == 1
    for entry in (*said_in("ar").entries.values(), *entries_of("ar.toml").values()):
        for text in forms(entry):
            bare = re.sub("\u2068[^\u2069]*\u2069|{[a-z]+}", "", text)
            assert not re.search("[A-Za-z]", bare), text
    assert "\u2068" not in "".join(text for entry in said_in("fr").entries.values() for text in forms(entry))


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_buttons_fit(language: str) -> None:
    for key, entry in texts_in(language).entries.items():
        for text in forms(entry):
            if key.endswith(("title", "submit", "send", "save", "cancel", "close")) and not key.startswith("owners"):
                assert len(text) <= 24 or key == "kept.title", key
            if key.startswith("controls."):
                assert len(text) <= 60, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_dates_are_those_of_the_language(language: str) -> None:
    say, locale = texts_in(language), "en_GB" if language == ENGLISH else language
    day = date(2000, 10, 31)
    assert say.date(day) == format_date(day, "long", locale=locale)
    for number in (0, 1, 2, 5, 1_000, 2_157):
        form = Locale.parse(locale).plural_form(number)
        entry = say.entries["home.resolutions"]
        assert not isinstance(entry, str)
        text = entry.get(form, entry["other"]).format(n=format_decimal(number, locale=locale))
        assert say("home.resolutions", n=number) == text


def test_what_fills_a_text_is_not_read_as_a_text() -> None:
    assert (
        texts_in("fr")("notice.failed", why="{code} {0.__class__}") == "Pas de réponse possible : {code} {0.__class__}"
    )


def test_a_language_without_a_catalogue_is_english() -> None:
    assert texts_in("../fr") is texts_in("de") is texts_in(ENGLISH)


def test_english_needs_no_babel() -> None:
    """English is what everybody starts with."""
    code = (
        "import sys; from datetime import date; from bot.texts.texts import said_in, texts_in; say = texts_in('en');"
        "say('home.resolutions', n=2); say.date(date(2000, 1, 2)); said_in('en')('reply.holdings', n=2);"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=_ROOT).returncode == 0


def calls() -> Iterator[tuple[str, set[str]]]:
    """Return the key and the placeholders of each text that the Slack app asks for by a literal key."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                key = node.args[0].value
                if isinstance(key, str) and key in texts_in(ENGLISH).entries:
                    yield key, {one.arg for one in node.keywords if one.arg}


def test_every_text_is_asked_for_with_its_placeholders() -> None:
    for key, given in calls():
        assert given == placeholders(texts_in(ENGLISH).entries[key]), key


def test_every_key_exists_and_every_text_is_used() -> None:
    entries = texts_in(ENGLISH).entries
    tables = {key.partition(".")[0] for key in entries}
    said = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    keys = {text for text in said if re.fullmatch(rf"(?:{'|'.join(tables)})\.[a-z_]+", text)}
    assert keys == entries.keys()


def test_every_sentence_is_said() -> None:
    """Keys are literal, or made of a literal beginning and the kinds that follow."""
    sources = [*(_ROOT / "bot").glob("*.py"), *(_ROOT / "bot" / "console").glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    begun = tuple(re.findall(r'"([a-z_]+\.[a-z_]*)[{"]', text))
    assert [key for key in said_in(ENGLISH).entries if not key.startswith(begun)] == []


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_no_text_stands_outside_the_catalogue(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [text for text in _texts(tree) if _IN_QUESTION.search(text)] == []


def _texts(node: ast.AST) -> Iterator[str]:
    """Return the strings that people may see: no docstrings, no errors raised, no lines of the log."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Raise):
        return
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in ("_log", "log_fault", "TypeVar"):
        return
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)
