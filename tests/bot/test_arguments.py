"""Arguments of the command line: words of a question, and slips."""

import shlex

import pytest

from bot.cli import main
from bot.command_line.parser import build_parser


@pytest.mark.parametrize(
    "typed",
    [
        "rights of women peace",
        "--json rights of women peace",
        "rights of women --json peace",
        "rights -k 3 of --theme HR women --json peace",
        "--theme HR rights of women peace",
        "rights of women peace --since 2010 --library there",
        "-- rights of women peace",
    ],
)
def test_the_words_of_a_question_are_one_question_whatever_options_are_among_them(typed: str) -> None:
    assert build_parser().parse_args(["ask", *typed.split()]).question == ["rights", "of", "women", "peace"]


def test_options_among_the_words_of_a_question_are_options() -> None:
    args = build_parser().parse_args("ask rights -k 3 of --theme HR women --json".split())
    assert (args.k, args.theme, args.json) == (3, ["HR"], True)


def test_a_quoted_question_is_taken_as_it_is() -> None:
    assert build_parser().parse_args(["ask", "what is  -k?"]).question == ["what is  -k?"]
    assert build_parser().parse_args(["ask"]).question == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("aks women", "did you mean ask?"),
        ("index biuld", "did you mean build?"),
        ("clauses --format docs", "did you mean docx?"),
        ("ask women --theem HR", "unrecognized arguments: --theem; did you mean --theme?"),
        ("ask women --theem=HR", "did you mean --theme?"),
        ("index add a.txt --alow-private", "did you mean --allow-private?"),
        ("'who may be sanctioned'", "'clausebot ask QUESTION' asks a question"),
    ],
)
def test_a_slip_is_answered_with_what_was_probably_meant(
    typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(shlex.split(typed))
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith(f"{said}\n")


def test_words_that_are_near_to_nothing_get_no_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main("clauses --zzz women".split())
    assert capsys.readouterr().err.endswith("unrecognized arguments: --zzz women\n")


def test_what_is_trained_may_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    args = build_parser().parse_args("model adapt pairs --passages texts --layers 2 --rate 1e-3".split())
    assert (args.layers, args.rate) == (2, 1e-3)
    for rate in ("0", "nan", "inf", "2", "fast"):
        with pytest.raises(SystemExit):
            build_parser().parse_args(["model", "adapt", "pairs", "--passages", "texts", "--rate", rate])
        assert "is no number above 0, up to 1" in " ".join(capsys.readouterr().err.split())
