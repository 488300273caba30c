from pathlib import Path

import pytest

from retrieval.errors import LibraryError
from retrieval.library.themes import built_in_vocabulary, load_vocabulary
from retrieval.suggesting.profiles import Profiles, load_profiles


def _profiles(library: Path, themes: str = "") -> Profiles:
    if themes:
        (library / "themes.toml").write_text(themes)
    return load_profiles(library, load_vocabulary(library))


def _found(profiles: Profiles, text: str) -> set[tuple[str, str, bool]]:
    return {
        (profiles.themes[phrase.theme].name, words, phrase.clear) for phrase, _, words in profiles.wording(text.lower())
    }


def test_every_theme_of_peacewomen_has_a_description_and_wording(tmp_path: Path) -> None:
    profiles = _profiles(tmp_path)
    clear = {phrase.theme for phrases in profiles.phrases.values() for phrase in phrases if phrase.clear}
    assert [theme.name for theme in profiles.themes] == list(built_in_vocabulary().names)
    assert all(len(theme.description) > 80 and theme.of_women for theme in profiles.themes)
    assert clear == set(range(13))


def test_of_phrases_for_one_theme_at_one_word_the_longest_counts(tmp_path: Path) -> None:
    found = _found(_profiles(tmp_path), "Security sector reform, and mediators who re-negotiated")
    assert ("Justice, Rule of Law and Security Sector Reform", "security sector reform", True) in found
    assert ("Justice, Rule of Law and Security Sector Reform", "security sector", True) not in found
    assert ("Peace Processes", "mediators", True) in found
    assert ("Peace Processes", "negotiated", True) in found


def test_a_theme_of_the_library_is_recognised_by_its_names_and_by_what_is_said_of_it(tmp_path: Path) -> None:
    profiles = _profiles(
        tmp_path,
        '[[theme]]\nname = "Climate"\naliases = ["climate security"]\ndescription = "Weather that\\nfuels conflict."\n'
        'clear = ["Drought*"]\nfaint = ["water"]\n'
        '[[theme]]\nname = "Protection"\nclear = ["safe haven"]\n',
    )
    climate = profiles.themes[-1]
    assert (climate.name, climate.description, climate.of_women) == ("Climate", "Weather that fuels conflict.", False)
    assert _found(profiles, "Climate security, droughts, safe haven, water") >= {
        ("Climate", "climate security", True),
        ("Climate", "droughts", True),
        ("Climate", "water", False),
        ("Protection", "safe haven", True),
    }
    assert ("Protection", "protection of civilians", True) in _found(profiles, "protection of civilians")


@pytest.mark.parametrize("wrong", ['clear = "drought"', "faint = [1]"])
def test_wording_in_another_form_is_named(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"themes\.toml: (clear|faint) of the theme 'Climate' is .*expected lists"):
        _profiles(tmp_path, f'[[theme]]\nname = "Climate"\n{wrong}\n')
