"""Matching time of every pattern is linear in untrusted text."""

import ast
import importlib
import re
from collections.abc import Mapping
from typing import Any

import pytest

from retrieval.asking.lookup.definitions import regex_of_term
from retrieval.asking.understand.languages.lexicon import lexicon_of, readings_of
from retrieval.clauses.clause import ClauseKind
from tests.growth import beyond_linear
from tests.patterns import Used, attacks, patterns_in, patterns_of, runs, sources, strays, text_of, with_patterns

BUILT: Mapping[str, tuple[Any, ...]] = {
    "bot.slack.pointing.forms_in": (),
    "bot.slack.pointing.marks": (),
    "retrieval.suggesting.profiles._pattern": (["gender-based violence", "negotiat*", "gender * violence"],),
    "retrieval.asking.lookup.definitions.pattern_of": (
        regex_of_term("monitoring, analysis and reporting arrangements"),
    ),
    "retrieval.asking.lookup.definitions.mention_of": (regex_of_term("working group on children"),),
    "retrieval.asking.lookup.definitions.explanation_of": (regex_of_term("working group on children"),),
    "retrieval.library.abbreviations._begins_word": ("women, peace and security",),
    "retrieval.asking.understand.follow_ups.wordings.load_wordings": (),
    "retrieval.asking.understand.languages.lexicon.lexicon_of": ("fr",),
    "retrieval.asking.understand.languages.lexicon.readings_of": ("fr",),
    "retrieval.asking.understand.lexicon.country_words.country_pattern": ("Congo, Democratic Republic of the",),
    "retrieval.asking.understand.lexicon.kind_patterns.patterns_of_kind": (ClauseKind.OPERATIVE,),
    "retrieval.asking.understand.lexicon.kind_patterns.theme_patterns": (("Justice", "Rule", "of", "Law"),),
    "retrieval.asking.understand.lexicon.country_words.absent_country": (),
    "retrieval.asking.understand.lexicon.period_forms.periods": (),
    "retrieval.asking.understand.lexicon.reference_patterns.places_after": (),
    "retrieval.asking.understand.lexicon.reference_patterns.places_before": (),
    "retrieval.asking.understand.lexicon.reference_patterns.place_in_list": (),
}
"""Functions that build patterns when they are needed, some from a library's content, with sample arguments."""

# Former patterns that hung the bot or a build.
FROZE_THE_BOT = re.compile(
    r"^\W*(?:(?:test(?:ing)?|asdf\w*|qwert\w*|foo|bar|baz|lorem|ipsum|blah|ping|\d+)\W*)+$", re.IGNORECASE
)
HUNG_ON_COMMENTS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|div|main|article|section|table|title|meta)\b)",
    re.IGNORECASE | re.DOTALL,
)
SLOW = {
    "exponential": (FROZE_THE_BOT, "match"),
    "exponential, from some twenty comments on": (HUNG_ON_COMMENTS, "match"),
    "exponential, as a letter may be a number": (
        re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,5})\)\s+)+(?=\S+\s+\S)"),
        "fullmatch",
    ),
    "a square, as a search starts again at each": (re.compile(r"\s+$"), "search"),
    "a square, between two repeats": (re.compile(r"page\s*:?\s*\d"), "match"),
    "a square, behind something": (re.compile(r"\bcouncil\b.*\bsaid\b"), "search"),
    "a square, of what lies before a look ahead": (re.compile(r"\w+(?=!)"), "finditer"),
    "a cube": (re.compile(r"\s*,?\s*;?\s*\d"), "match"),
}
LINEAR = (
    (FROZE_THE_BOT.pattern.replace(r"\W*)+$", r"\W*+)*+$").replace(r"\d+", r"\d++"), "fullmatch"),
    (r"(?<!\s)\s+$", "search"),
    (r"page\s*+:?+\s*+\d", "match"),
    (r"\w+(?:-\w+)*", "finditer"),
)


@pytest.mark.parametrize("name", SLOW)
def test_the_check_finds_slow_patterns(name: str) -> None:
    pattern, use = SLOW[name]
    assert len(slow(Used(name, pattern, frozenset({use})))) == 1


@pytest.mark.parametrize(("pattern", "use"), LINEAR)
def test_the_check_lets_linear_patterns_be(pattern: str, use: str) -> None:
    assert slow(Used(pattern, re.compile(pattern), frozenset({use}))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import re\n_A = re.compile('a')\n_B = (re.compile('b'), {1: re.compile('c')})\n_A.sub('', 'a')", []),
        ("import re\ndef f(text):\n    return re.sub('a', '', text)", [(3, "re.sub")]),
        (
            "import re\ndef f(text):\n    return re.compile('a').sub('', text)",
            [(3, "re.compile without a name of the module")],
        ),
        ("import re\ndef built(word):\n    return re.compile(re.escape(word))", []),
        ("from re import sub", [(1, "from re import …")]),
        ("import re as r", [(1, "an engine by another name")]),
    ],
)
def test_the_check_finds_patterns_without_a_name(source: str, found: list[tuple[int, str]]) -> None:
    assert strays(ast.parse(source), ["built"]) == found


def test_the_check_finds_how_a_pattern_of_another_module_is_used() -> None:
    names = ("period_context", "period_forms", "turn_limit_patterns", "turn_patterns")
    modules = (f"retrieval.asking.understand.lexicon.{name}" for name in names)
    uses = {used.name.rpartition(".")[2]: used.uses for module in modules for used in patterns_of(module)}
    assert uses["NOT_BEFORE"] == {"search"}
    assert uses["BARE_LIMIT"] == {"match"}
    assert uses["PLAIN_IN"] >= {"finditer"}
    assert uses["SIGNS[0]"] >= {"search"}


def slow(used: Used) -> list[str]:
    """Return the uses of a pattern with superlinear time, each with a text that shows it."""
    found: list[str] = []
    tried = attacks(used.pattern)
    for use, run in runs(used):
        growths = ((attack, beyond_linear(run, text_of(used.pattern, attack))) for attack in tried)
        worst = next((f"{used.name}.{use}, {attack}: {growth}" for attack, growth in growths if growth), None)
        found += [worst] if worst else []
    return found


@pytest.mark.parametrize("module", with_patterns())
def test_the_time_of_every_pattern_is_linear(module: str) -> None:
    """Includes patterns built from a library's content; every pattern of the source is covered."""
    made = [
        Used(f"{name}()", pattern, frozenset({"match", "finditer"}))
        for name, arguments in BUILT.items()
        if name.rpartition(".")[0] == module
        for pattern in patterns_in(getattr(importlib.import_module(module), name.rpartition(".")[2])(*arguments))
    ]
    assert [line for used in (*patterns_of(module), *made) for line in slow(used)] == []


@pytest.mark.parametrize("language", ["es", "ar", "ru", "zh"])
def test_the_time_of_the_readings_of_every_language_is_linear(language: str) -> None:
    patterns = (*patterns_in(readings_of(language)), *patterns_in(lexicon_of(language)))
    made = (Used(language, pattern, frozenset({"finditer"})) for pattern in patterns)
    assert [line for used in made for line in slow(used)] == []


@pytest.mark.parametrize("module", sources())
def test_a_pattern_has_a_name(module: str) -> None:
    """A pattern inlined in a function call would escape the measurement."""
    built = [name.rpartition(".")[2] for name in BUILT if name.rpartition(".")[0] == module]
    assert strays(sources()[module], built) == []
