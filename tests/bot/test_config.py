"""Configuration file: a person's settings, below environment and options."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.errors import SettingsError
from bot.settings import _KNOWN, _SECRET, Settings, config_path


@pytest.fixture
def file() -> Path:
    path = config_path()
    path.parent.mkdir(parents=True)
    return path


def test_options_override_the_environment_which_overrides_the_file(file: Path, tmp_path: Path) -> None:
    file.write_text(
        f'library = "{tmp_path / "file"}"\nmodel = "file-model"\nplain = true\nkeep_days = 7\nowners = ["U1", "U2"]\n'
    )
    settings = Settings.read({})
    assert (settings.library, settings.model) == (tmp_path / "file", "file-model")
    assert settings.terminal.plain
    assert settings.slack.keep.days == 7
    assert settings.slack.owners == {"U1", "U2"}
    assert Settings.read({"CLAUSEBOT_MODEL": "env-model"}).model == "env-model"
    assert Settings.read({"CLAUSEBOT_MODEL": "env-model"}, model="option-model").model == "option-model"
    assert Settings.read({"CLAUSEBOT_MODEL": ""}).model is None, "taken back"


def test_without_a_file_the_environment_is_all() -> None:
    assert Settings.read({"CLAUSEBOT_MODEL": "env-model"}).model == "env-model"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'mcp_token = "x"',
            "holds a secret, mcp_token; take it out, and put it into the environment variable CLAUSEBOT_MCP_",
        ),
        ('slack_bot_token = "xoxb-1"', "put it into the environment variable SLACK_BOT_TOKEN"),
        ('database = "postgresql://me:secret@host/x"', "put it into the environment variable CLAUSEBOT_DATABASE"),
        ('libary = "x"', "has an unknown setting 'libary'; expected one of audit, collections"),
        ("library = { a = 1 }", "library is {'a': 1}; expected a text, a number, true, false or a list of texts"),
        ('library = "lib"', "library is 'lib'; expected a path from the root, or from your home, as in '~/lib'"),
        ('fast = "maybe"', "config.toml: fast is 'maybe'; expected 1 or 0"),
        ("keep_days = -1", "config.toml: keep_days is '-1'; expected a number of days"),
        ("library = ", r"is no TOML \(.*\); repair or delete it"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_the_file(
    line: str, said: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(line)
    with pytest.raises(SettingsError, match=said):
        Settings.read({})
    assert main(["doctor"]) == 2
    told = capsys.readouterr().err
    assert str(file) in told
    assert main(["config", "path"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert "secret@" not in told


def test_every_secret_is_a_setting() -> None:
    assert set(_SECRET) < set(_KNOWN)
    assert {name for name in _KNOWN if "TOKEN" in name} == set(_SECRET)


def test_settings_are_shown_with_their_origin_and_without_secrets(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('library = "/from/file"\nmodel = "x"\n')
    monkeypatch.setenv("CLAUSEBOT_MCP_TOKEN", "very-secret")
    monkeypatch.setenv("CLAUSEBOT_DATABASE", "postgresql://me:very-secret@host/x")
    assert main(["config", "show", "--json", "--model", "y"]) == 0
    out = capsys.readouterr().out
    shown = {one["setting"]: (one["value"], one["from"]) for one in map(json.loads, out.splitlines())}
    assert shown["library"] == ("/from/file", "file")
    assert shown["model"] == ("y", "option")
    assert shown["mcp_token"] == shown["database"] == ("(hidden)", "environment")
    assert shown["index"] == (str(Settings.read({}).index), None)
    assert shown["proxy"] == (None, None)
    assert main(["config", "show"]) == 0
    assert "very-secret" not in capsys.readouterr().out + out


def test_an_empty_variable_takes_a_setting_back(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('library = "/from/file"\nmodel = "x"\n')
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", "")
    assert main(["config", "show", "--json"]) == 0
    shown = {
        one["setting"]: (one["value"], one["from"]) for one in map(json.loads, capsys.readouterr().out.splitlines())
    }
    assert shown["library"] == (str(Settings.from_env({}).library), None)
    assert shown["model"] == ("x", "file")


def test_a_wrong_value_of_the_environment_is_named_by_its_variable(file: Path) -> None:
    file.write_text("fast = true\n")
    with pytest.raises(SettingsError, match=r"^CLAUSEBOT_FAST is 'maybe'"):
        Settings.read({"CLAUSEBOT_FAST": "maybe"})


def test_the_path_of_the_file_is_told_before_it_exists(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "path"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{config_path()}\n"
    assert "there is none yet" in err
