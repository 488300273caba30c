"""Parser of the whole command line. Commands are implemented in `bot.commands`, imported on demand."""

from __future__ import annotations

import argparse
import sys

from bot.arguments import Parser
from bot.command_line.index import add_evaluate, add_index, add_model
from bot.command_line.options import add_output_options, finish
from bot.command_line.questions import add_agreed, add_collect, add_questions
from bot.command_line.servers import add_mcp, add_slack

CONFIG_PATH = "bot.commands.config:path"
"""Function of the command that prints the path of the configuration file."""
_EXAMPLES = """examples:
  clausebot ask "Who may be sanctioned for trafficking in persons?"
  clausebot ask --json -k 10 < questions.txt
  clausebot index add women-peace-security
  clausebot index add resolution.txt
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = Parser(
        prog="clausebot",
        description="Answers questions about UN Security Council resolutions by quoting them, word for word.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="say which version this is")
    add_output_options(parser)
    parser.set_defaults(plain=False, quiet=False, paged=True)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_questions(commands)
    add_agreed(commands)
    add_collect(commands)
    add_index(commands)
    add_model(commands)
    add_evaluate(commands)
    add_slack(commands)
    add_mcp(commands)
    doctor = commands.add_parser("doctor", help="check the library, the models and the index, and name every fix")
    doctor.add_argument("--slack", action="store_true", help="ask Slack too, though no token is set")
    finish(doctor, "bot.commands.doctor:doctor")
    config = commands.add_parser("config", help="show settings, and the file that may hold them")
    actions = config.add_subparsers(title="actions", required=True, metavar="ACTION")
    finish(actions.add_parser("path", help="print the path of the configuration file"), CONFIG_PATH)
    finish(
        actions.add_parser("show", help="list every setting, and where its value comes from"),
        "bot.commands.config:show",
    )
    completion = commands.add_parser("completion", help="print the script that completes commands in a shell")
    completion.add_argument("shell", choices=["bash", "zsh", "fish"], help="the shell that is to load it")
    finish(completion, "bot.commands.completion:completion")
    return parser


class _Version(argparse._VersionAction):
    """Version action that imports importlib.metadata lazily, as that takes longer than the rest of --help."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        sys.stdout.write(f"clausebot {version('clausebot')}\n")
        parser.exit()
