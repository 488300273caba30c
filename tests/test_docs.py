"""Documentation tests of README and docs/: commands, links, pictures, settings, map of the source."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.command_line.parser import build_parser
from bot.settings import _KNOWN
from docs.hooks import BESIDE, commands_of, fenced, generated_pages, on_page_markdown, rooms

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGES = [*(ROOT / name for name in BESIDE), *sorted((ROOT / "docs").glob("*.md"))]
WRITTEN = {path: path.read_text(encoding="utf-8") for path in PAGES}
"""Hand-written pages."""
PICTURES = sorted((ROOT / "docs" / "pictures").iterdir())
MOST_WORDS, MOST_BYTES = 1_500, 150_000


def _targets(text: str) -> Iterator[str]:
    """Yield the targets of a page's links and images, outside of code."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if "://" not in target:
            yield target


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _shown_commands() -> Iterator[tuple[str, str]]:
    for path, text in WRITTEN.items():
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            for line in block.splitlines():
                if line.strip().startswith("clausebot "):
                    yield path.name, line.split("#")[0].strip()


def test_every_command_is_on_a_page_that_is_written_by_hand() -> None:
    shown = " ".join(line for _, line in _shown_commands())
    assert [name for name, _, command in commands_of(build_parser(), "clausebot") if name not in shown] == []


def test_every_command_that_is_shown_can_be_parsed() -> None:
    shown = list(_shown_commands())
    assert len(shown) >= 50
    for page, line in shown:
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', re.split("[<>]", line)[0])]
        try:
            build_parser().parse_args(words[1:])
        except SystemExit:
            pytest.fail(f"{page}: {line}")


def test_every_relative_link_leads_somewhere() -> None:
    broken = []
    for path, text in WRITTEN.items():
        for target in _targets(text):
            name, _, anchor = target.partition("#")
            there = path.parent / name if name else path
            if not there.exists() or (anchor and anchor not in _anchors(WRITTEN[there.resolve()])):
                broken.append((path.name, target))
    assert broken == []


def test_every_file_of_the_source_that_is_named_is_there() -> None:
    named = {
        (path.name, name)
        for path, text in WRITTEN.items()
        for name in re.findall(r"`((?:bot|docs|embeddings|retrieval|seeds|tests)/[\w./-]*)`", text)
    }
    assert [name for name in sorted(named) if not (ROOT / name[1]).exists()] == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {(path.parent / target).resolve() for path, text in WRITTEN.items() for target in _targets(text)}
    assert [picture.name for picture in PICTURES if picture not in shown] == []
    assert [picture.name for picture in PICTURES if picture.stat().st_size > MOST_BYTES] == []


def test_pictures_fetch_nothing() -> None:
    """SVG pictures by rich would load fonts from a remote host."""
    vectors = [picture for picture in PICTURES if picture.suffix == ".svg"]
    assert [one.name for one in vectors if re.search(r"url\(['\"]?http|@import", one.read_text("utf-8"))] == []


def test_the_readme_is_short_and_says_first_what_a_checkout_answers_from() -> None:
    text = WRITTEN[README]
    assert len(text.split()) < MOST_WORDS
    before = text.split("```sh")[0]
    assert "holds **one page**" in before
    first = text.split("```sh")[1].split("```")[0].strip().splitlines()
    assert len(first) == 4
    assert first[2].startswith("clausebot index add women-peace-security ")


def test_every_setting_is_on_a_page() -> None:
    assert [name for name in _KNOWN if not any(f"`{name}`" in text for text in WRITTEN.values())] == []


@pytest.mark.parametrize("word", ["Adapter", "Encoder", "Generation", "OP", "PP"])
def test_the_glossary_explains_the_words_of_this_house(word: str) -> None:
    assert f"\n## {word}\n" in WRITTEN[ROOT / "docs" / "glossary.md"]


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent != ROOT and page.stem != "glossary"])
def test_every_page_leads_to_what_its_words_mean(page: Path) -> None:
    text = WRITTEN[page]
    prose = re.sub(r"```.*?```|`[^`\n]*`|^#[^\n]*$", "", text, flags=re.DOTALL | re.MULTILINE)
    used = {word for word in ("adapter", "encoder", "generation") if re.search(rf"(?<![\w/-]){word}s?(?![\w.])", prose)}
    used |= {"op"} if re.search(r"\b(OP|PP) \d", text) and "(OP)" not in text else set()
    assert {word for word in used if f"glossary.md#{word}" not in text and f"**{word}**" not in text} == set()


def _mapped(house: str) -> Iterator[str]:
    """Yield the path of each module on the map of the source: a folder holds what is indented deeper than its line."""
    folders: list[tuple[int, str]] = []
    for line in house.splitlines():
        indent = len(line) - len(line.lstrip())
        while folders and folders[-1][0] >= indent:
            folders.pop()
        for named in re.finditer(r"(?P<module>\b\w+\.py\b)|\b(?P<folder>\w+)/", line):
            if named["folder"]:
                folders.append((indent, named["folder"]))
            else:
                yield "/".join([*(folder for _, folder in folders), named["module"]])


def test_the_map_is_read_by_folder() -> None:
    house = """
a/    one.py      first
      two.py      second; its steps are in steps/: three.py
                  four.py
      b/          five.py
          c/      six.py
      seven.py
d/    one.py
"""
    assert " ".join(_mapped(house)) == (
        "a/one.py a/two.py a/steps/three.py a/steps/four.py a/b/five.py a/b/c/six.py a/seven.py d/one.py"
    )


def test_the_map_names_every_module_in_its_folder_and_no_other() -> None:
    _, house, *_ = WRITTEN[ROOT / "docs" / "source.md"].split("```text\n")
    shown = set(_mapped(house.split("```")[0]))
    there = {
        path.relative_to(ROOT).as_posix()
        for package in ("embeddings", "retrieval", "bot")
        for path in (ROOT / package).rglob("*.py")
        if not path.name.startswith("__")
    }
    assert shown == there


def _nav(entries: object) -> Iterator[str]:
    if isinstance(entries, str):
        yield entries
    elif isinstance(entries, dict):
        for below in entries.values():
            yield from _nav(below)
    elif isinstance(entries, list):
        for entry in entries:
            yield from _nav(entry)


def test_the_site_has_every_page_in_its_navigation() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} | set(generated_pages())
    assert sorted(_nav(config["nav"])) == sorted(page for page in pages if not page.startswith("api/"))


def test_links_of_the_readme_are_links_of_the_site() -> None:
    pages = generated_pages()
    for page in BESIDE.values():
        for target in _targets(on_page_markdown(pages[page])):
            assert target in pages or (ROOT / "docs" / target).is_file(), f"{page}: {target}"


def test_a_file_that_is_no_page_is_named_on_the_site() -> None:
    assert on_page_markdown("[x.py](../a/x.py), [y](y.md)") == "x.py (`a/x.py`), [y](y.md)"


def test_the_page_of_commands_says_what_the_parser_says() -> None:
    page = generated_pages()["commands.md"]
    for name, said, command in commands_of(build_parser(), "clausebot"):
        assert f"\n## {name}\n\n{said[0].upper()}{said[1:]}.\n" in page
        for action in command._actions:
            if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
                assert all(f"`{option}`" in page for option in action.option_strings)
                assert str(action.help or "") % {"default": action.default} in page.replace("\\|", "|")


def test_no_help_of_a_command_or_option_is_a_riddle() -> None:
    """Help begins with the verb or the noun that a reader looks for."""
    said = [text for _, said, command in commands_of(build_parser(), "") for text in (said, *_helps(command))]
    assert [text for text in said if re.match(r"(what|who|whoever|where|which|how|is|those|that)\b", text)] == []


def _helps(command: argparse.ArgumentParser) -> Iterator[str]:
    return (action.help for action in command._actions if action.help)


def test_the_reference_has_every_module() -> None:
    shown = {name for room in rooms() for name in re.findall(r"^::: (\S+)$", generated_pages()[f"api/{room}.md"], re.M)}
    for module in ("retrieval.clauses.citation", "embeddings.encoder", "bot.slack.app"):
        assert module in shown
    assert len(shown) > 200


def test_examples_and_drawings_in_docstrings_are_code_on_the_site() -> None:
    docstring = "One thing.\n\n>>> 1 + 1\n2\n\nTree\n├── leaf\n\nEnd."
    assert fenced(docstring) == ("One thing.\n\n```python\n>>> 1 + 1\n2\n```\n\n```text\nTree\n├── leaf\n```\n\nEnd.")
