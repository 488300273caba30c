"""Draw what a terminal shows of the console and of commands, for docs/pictures. Needs tmux.

usage: python -m tests.benchmarks.screens INDEX LIBRARY FOLDER
"""

import io
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from retrieval.library.starter import STARTER_SETS

WIDTH = 100
MOST = 46
"""Lines of a picture."""
TEN = [str(symbol.number) for symbol in STARTER_SETS["women-peace-security"]]
FONTS = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)
"""Fonts that rich has a viewer fetch; a picture is to need no network."""


def main(index: str, library: str, folder: str) -> None:
    common = ["--index", index, "--library", library]
    out = Path(folder)
    draw(out / "console.svg", chat(common, "how should women take part in peace talks?"), "clausebot chat")
    for name, words in (("compare", ["compare", "1888", "1960"]), ("history", ["history", "2106 OP 1"])):
        draw(out / f"{name}.svg", beginning(run([*words, *common])), f"clausebot {shlex.join(words)}")
    for words in (
        ["history", "meaningful participation", "--plot", str(out / "use.svg")],
        ["graph", *chain.from_iterable(("--resolution", one) for one in TEN), "--output", str(out / "network.svg")],
    ):
        subprocess.run([sys.executable, "-m", "bot", *words, *common], check=True, stdout=subprocess.DEVNULL)


class Pane:
    """A terminal with a program in it."""

    def __init__(self, socket: Path) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]

    def tmux(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], check=True, capture_output=True, text=True).stdout

    def lines(self) -> list[str]:
        """Return all that it shows and has shown, with the codes of its colours."""
        return self.tmux("capture-pane", "-p", "-e", "-S", "-").rstrip("\n").split("\n")

    def wait(self, sign: str) -> list[str]:
        """Return what it shows as soon as its last line with words is a sign."""
        for _ in range(600):
            lines = self.lines()
            if Text.from_ansi(lines[-1]).plain.strip() == sign:
                return lines
            time.sleep(0.1)
        raise TimeoutError("\n".join(lines))


@contextmanager
def pane(words: Sequence[str]) -> Iterator[Pane]:
    with tempfile.TemporaryDirectory() as home:
        shown = Pane(Path(home) / "socket")
        command = ["env", f"XDG_STATE_HOME={home}", f"XDG_DATA_HOME={home}", "COLORTERM=truecolor", *words]
        shown.tmux("new-session", "-d", "-x", str(WIDTH), "-y", "60", *command)
        try:
            yield shown
        finally:
            shown.tmux("kill-server")


def chat(words: Sequence[str], question: str) -> list[str]:
    """Return what the console shows when a question was typed."""
    with pane([sys.executable, "-m", "bot", "chat", *words]) as shown:
        shown.wait("›")
        shown.tmux("send-keys", "-l", question)
        shown.wait(f"› {question}")
        shown.tmux("send-keys", "Enter")
        return shown.wait("›")[:-1]


def run(words: Sequence[str]) -> list[str]:
    """Return what a command shows."""
    with pane(["sh", "-c", '"$@"; echo done; cat', "sh", sys.executable, "-m", "bot", *words]) as shown:
        return shown.wait("done")[:-1]


def beginning(lines: Sequence[str]) -> Sequence[str]:
    """Return the first paragraphs, as many whole ones as a picture has room for."""
    if len(lines) <= MOST:
        return lines
    return lines[: max(n for n, line in enumerate(lines[:MOST]) if not Text.from_ansi(line).plain.strip())]


def draw(path: Path, lines: Sequence[str], title: str) -> None:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
    form = FONTS.sub("", CONSOLE_SVG_FORMAT)
    path.write_text(console.export_svg(title=title, code_format=form, unique_id=path.stem), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
