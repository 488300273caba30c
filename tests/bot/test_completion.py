"""Scripts that complete commands in a shell."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli import main

OWN = '[[theme]]\nname = "Nature\'s $(touch gone) peace"\n'


@pytest.fixture
def script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The script of a shell for a library with a theme of its own, with signs that a shell would act on."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "themes.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(tmp_path / "library"))
    assert main(["completion", shell]) == 0
    path = tmp_path / f"completion.{shell}"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def _run(shell: str, script: Path, lines: str) -> list[str]:
    found = shutil.which(shell)
    if not found:
        pytest.skip(f"{shell} is not installed")
    command = [found, "-c", f"source {script}\n{lines}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=script.parent)
    assert done.stderr == ""
    assert not (script.parent / "gone").exists()
    return done.stdout.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_commands_options_themes_and_models(shell: str, script: Path) -> None:
    said = script.read_text("utf-8")
    for word in ("precedents", "no-pager", "Human Rights", "all-mpnet-base-v2", "preambular"):
        assert word in said


@pytest.mark.parametrize("shell", ["bash"])
def test_bash_completes_themes_in_any_case_and_as_they_are_quoted(shell: str, script: Path) -> None:
    assert _run(shell, script, "_clausebot_themes hum") == ["Human\\ Rights"]
    assert _run(shell, script, "_clausebot_themes 'peace\\ pro'") == ["Peace\\ Processes"]
    assert _run(shell, script, "_clausebot_themes '\"Hum'") == ["Human Rights"]
    assert _run(shell, script, "_clausebot_themes nat") == ["Nature\\'s\\ \\$\\(touch\\ gone\\)\\ peace"]
    words = (
        "COMP_WORDS=(clausebot ask women --theme disp); COMP_CWORD=4; _shtab_clausebot; printf '%s\\n' \"$COMPREPLY\""
    )
    assert _run(shell, script, words) == ["Displacement\\ and\\ Humanitarian\\ Response"]


@pytest.mark.parametrize("shell", ["fish"])
def test_fish_completes_themes(shell: str, script: Path) -> None:
    [line] = _run(shell, script, "complete -C 'clausebot ask women --theme Hum'")
    assert line.split("\t")[0] == "Human Rights"
    assert "Nature's $(touch gone) peace" in _run(shell, script, "_clausebot_themes")


@pytest.mark.parametrize("shell", ["zsh"])
def test_zsh_registers_its_script_and_completes_themes(shell: str, script: Path) -> None:
    """Without a terminal, zsh completes nothing; the functions that it would call are stood in for."""
    stood_in = 'compdef() { print -r -- "$@" }; compadd() { print -rl -- "$@" }'
    said = _run(shell, Path("/dev/null"), f'{stood_in}\ncd {script.parent}\neval "$(cat {script})"\n_clausebot_themes')
    assert said[0] == "_shtab_clausebot -N clausebot"
    assert {"Human Rights", "Nature's $(touch gone) peace"} < set(said)
    assert not (script.parent / "gone").exists()
