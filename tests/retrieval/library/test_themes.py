from pathlib import Path

import pytest

from retrieval.errors import LibraryError, UnknownThemeError
from retrieval.library.themes import built_in_vocabulary, load_vocabulary


def test_there_are_thirteen_themes() -> None:
    names = built_in_vocabulary().names
    assert len(names) == 13
    assert (names[0], names[-1]) == ("General Women, Peace and Security", "Sexual and Gender-Based Violence")


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("General WPS", "General Women, Peace and Security"),
        ("general women peace & security", "General Women, Peace and Security"),
        ("HR", "Human Rights"),
        ("sgbv", "Sexual and Gender-Based Violence"),
        ("Justice", "Justice, Rule of Law and Security Sector Reform"),
        (" PARTICIPATION ", "Participation"),
    ],
)
def test_every_written_form_finds_its_theme(form: str, name: str) -> None:
    assert built_in_vocabulary().find(form) == name


def test_an_unknown_theme_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(UnknownThemeError, match="no theme 'woman'; the themes are: General Women, Peace"):
        built_in_vocabulary().require("woman")


@pytest.mark.parametrize(
    ("form", "name"), [("Protecton", "Protection"), ("SGVB", "Sexual and Gender-Based Violence"), ("x" * 99_999, "")]
)
def test_the_theme_that_is_nearest_to_an_unknown_one_is_named(form: str, name: str) -> None:
    nearest = f"the nearest is {name!r}; the themes are:" if name else "the themes are:"
    assert built_in_vocabulary().unknown(form).startswith(f"no theme {form[:80]!r}; {nearest}")


def test_a_library_adds_themes_and_aliases(tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text(
        '[[theme]]\nname = "Climate"\naliases = ["climate security"]\n'
        '[[theme]]\nname = "Protection"\naliases = ["POC"]\n'
    )
    vocabulary = load_vocabulary(tmp_path)
    assert vocabulary.find("Climate Security") == "Climate"
    assert vocabulary.find("poc") == "Protection"
    assert len(vocabulary.names) == 14


@pytest.mark.parametrize("content", ["theme = 1", "[[theme]]\naliases = ['x']", "nonsense", "[theme]\nname = 'x'"])
def test_a_wrong_themes_file_says_what_was_expected(content: str, tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text(content)
    with pytest.raises(LibraryError, match=r"themes\.toml: .*expected \[\[theme\]\] tables"):
        load_vocabulary(tmp_path)
