"""Command line parser. Commands are implemented in `bot.commands`, imported on demand."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from bot.arguments import Parser
from bot.errors import BotError
from bot.export.formats import Format, Headings
from bot.inert import inert
from bot.settings import Settings
from bot.terminal import shown_as
from embeddings.errors import EmbeddingError
from embeddings.oserrors import is_known, told
from retrieval.clauses.filters import FIELDS
from retrieval.errors import RetrievalError

ANSWERED, NOTHING_FOUND, UNUSABLE = 0, 1, 2
"""Exit codes, as grep's."""

_EXAMPLES = """examples:
  clausebot ask "Who may be sanctioned for trafficking in persons?"
  clausebot ask --json -k 10 < questions.txt
  clausebot index add women-peace-security
  clausebot index add resolution.txt
"""


def entry_point() -> None:
    """Console script: run the command of `sys.argv` and exit."""
    # Looking for cycles among all that is loaded until the first answer takes a tenth of the time until then.
    gc.set_threshold(10_000)
    code = main()
    # All memory is given back at once: looking for cycles in what the index held takes a tenth of an answer's time.
    # Not after torch was used: a build of it for graphics cards reports every frozen object as a leak.
    if "torch" not in sys.modules:
        gc.freeze()
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, as grep does: 0 answered, 1 nothing found, 2 unusable input."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its code, rather than the user a crash.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    args = build_parser().parse_args(argv)
    try:
        settings = Settings.read(
            os.environ,
            library=args.library,
            index=args.index,
            model=args.model,
            adapter=args.adapter,
            plain=args.plain,
            quiet=args.quiet,
            paged=args.paged,
        )
        module, _, function = args.run.partition(":")
        run: Callable[[argparse.Namespace, Settings], int] = getattr(importlib.import_module(module), function)
        with shown_as(settings.terminal):
            code = run(args, settings)
        sys.stdout.flush()
        return code
    except (BotError, EmbeddingError, RetrievalError) as error:
        print(f"error: {inert(str(error))}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read has enough; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except OSError as error:
        if not is_known(error):
            raise
        print(f"error: {told(error, 'standard output')}", file=sys.stderr)
        return UNUSABLE


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = Parser(
        prog="clausebot",
        description="Answers questions about UN Security Council resolutions by quoting them, word for word.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="say which version this is")
    _add_manner(parser)
    parser.set_defaults(plain=False, quiet=False, paged=True)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_asking(commands)
    _add_agreed(commands)
    _add_collect(commands)
    _add_index(commands)
    _add_model(commands)
    _add_evaluate(commands)
    _add_slack(commands)
    _add_mcp(commands)
    doctor = commands.add_parser("doctor", help="check the library, the models and the index, and name every fix")
    doctor.add_argument("--slack", action="store_true", help="ask Slack too, though no token is set")
    _finish(doctor, "bot.commands.doctor:doctor")
    config = commands.add_parser("config", help="show settings, and the file that may hold them")
    actions = config.add_subparsers(title="actions", required=True, metavar="ACTION")
    _finish(actions.add_parser("path", help="print the path of the configuration file"), "bot.commands.config:path")
    _finish(
        actions.add_parser("show", help="list every setting, and where its value comes from"),
        "bot.commands.config:show",
    )
    completion = commands.add_parser("completion", help="print the script that completes commands in a shell")
    completion.add_argument("shell", choices=["bash", "zsh", "fish"], help="the shell that is to load it")
    _finish(completion, "bot.commands.completion:completion")
    return parser


class _Version(argparse._VersionAction):
    """Version action that imports importlib.metadata lazily, as that takes longer than the rest of --help."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"clausebot {version('clausebot')}")
        parser.exit()


_Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def _add_asking(commands: _Commands) -> None:
    chat = commands.add_parser("chat", help="ask in a console chat")
    _finish(chat, "bot.commands.ask:open_chat")
    ask = commands.add_parser("ask", help="answer one question, or one a line from standard input", words="question")
    ask.add_argument(
        "question",
        nargs="*",
        metavar="QUESTION",
        help="its words, quoted or not; without it, one question a line is read",
    )
    ask.add_argument("-k", type=_count, metavar="N", help="paragraphs to return (5; of a list or a whole part, all)")
    ask.add_argument("--literal", action="store_true", help="read no limits from the words of a question")
    ask.add_argument(
        "--conversation", action="store_true", help="each line may build on those before it; a blank line starts anew"
    )
    _add_filters(ask)
    _finish(ask, "bot.commands.ask:ask")
    cites = commands.add_parser(
        "cites", help="list the references of a paragraph or a resolution, and references to it"
    )
    cites.add_argument("citation", metavar="CITATION", help="as in '2331 OP 10', or '1325' for all of it")
    _finish(cites, "bot.commands.cites:cites")
    compare = commands.add_parser("compare", help="compare two resolutions, side by side: kept, changed, dropped, new")
    compare.add_argument("resolutions", nargs=2, metavar="RESOLUTION", help="as in '1325'; the older one is put first")
    compare.add_argument("--html", metavar="FILE", help="write it as a page that stands by itself")
    compare.add_argument("--markdown", metavar="FILE", help="write it as Markdown")
    _finish(compare, "bot.commands.compare:compare")
    check = commands.add_parser("check", help="verify the quotations and citations of a draft")
    check.add_argument("draft", metavar="DRAFT", help="a .docx, .md or .txt file")
    check.add_argument("--comments", metavar="FILE", help="write a copy of a .docx draft with comments on errors")
    _finish(check, "bot.commands.check:check")
    graph = commands.add_parser("graph", help="write the network of citations between resolutions, or draw it")
    graph.add_argument("--format", choices=["graphml", "json", "svg"], help="the form of the file (json)")
    graph.add_argument("--output", metavar="FILE", help="the file to write; without it, standard output")
    graph.add_argument("--outside", action="store_true", help="add cited resolutions that are not in the library")
    _add_filters(graph)
    _finish(graph, "bot.commands.graph:graph")
    clauses = commands.add_parser("clauses", help="list or export every clause of the library")
    _add_writing(clauses)
    _add_filters(clauses)
    _finish(clauses, "bot.commands.clauses:clauses")
    label = commands.add_parser("label", help="review suggested themes, and write your decisions")
    _add_filters(label)
    _add_dry_run(label)
    _finish(label, "bot.commands.label:label")


def _add_collect(commands: _Commands) -> None:
    collect = commands.add_parser("collect", help="keep clauses of your own choice, and export them")
    actions = collect.add_subparsers(title="actions", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="keep clauses as they are worded now")
    add.add_argument("citations", nargs="+", metavar="CITATION", help="as in '2331 OP 2 (a)'; an id will do, too")
    add.add_argument("--note", default="", metavar="TEXT", help="a note to keep with them")
    remove = actions.add_parser("remove", help="remove clauses from a collection")
    remove.add_argument("citations", nargs="+", metavar="CITATION", help="a paragraph goes with its sub-paragraphs")
    show = actions.add_parser("list", help="list kept clauses, and changes in the library since")
    export = actions.add_parser("export", help="write kept clauses as a document, a table or references")
    _add_writing(export)
    for name, action in (("add", add), ("remove", remove), ("show", show), ("write", export)):
        action.add_argument("--name", metavar="NAME", help="name of the collection (kept)")
        _finish(action, f"bot.commands.collect:{name}")


def _add_writing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=[form.value for form in Format], help="the form of the file, for other programs"
    )
    parser.add_argument("--output", metavar="FILE", help="the file to write; without it, standard output")
    parser.add_argument(
        "--headings", choices=[one.value for one in Headings], help="headings of a Word document (resolution)"
    )


def _add_agreed(commands: _Commands) -> None:
    precedents = commands.add_parser("precedents", help="find earlier uses of some language, and how they differ")
    precedents.add_argument(
        "text",
        nargs="?",
        metavar="TEXT|CITATION",
        help="a draft, or a clause as in '2242 OP 1'; without it, a draft is read",
    )
    precedents.add_argument("-k", type=_count, default=5, metavar="N", help="clauses of each likeness (%(default)s)")
    precedents.add_argument(
        "--later", action="store_true", help="find uses after the clause, or --since, rather than before"
    )
    _add_filters(precedents)
    _finish(precedents, "bot.commands.precedents:precedents")
    history = commands.add_parser("history", help="show each change of a clause, or the clauses a year with some words")
    history.add_argument("text", metavar="CITATION|PHRASE", help="a clause, words, or a question")
    history.add_argument(
        "--meaning", action="store_true", help="count clauses with the meaning of the phrase, not with its words"
    )
    history.add_argument("--plot", metavar="FILE", help="draw it into a .png or .svg file, too")
    _add_filters(history)
    _finish(history, "bot.commands.history:history")


def _add_index(commands: _Commands) -> None:
    index = commands.add_parser("index", help="build, change or check the index")
    actions = index.add_subparsers(title="actions", required=True, metavar="ACTION")
    build = actions.add_parser("build", help="index the library")
    build.add_argument(
        "--portable",
        action=argparse.BooleanOptionalAction,
        help="carry a copy of the compiled encoder in the index, now and in later builds, for a machine without one",
    )
    build.add_argument(
        "--languages",
        choices=["all", "en"],
        help="all: search by meaning for questions in further languages, too, now and after later builds, with a "
        "second encoder and an index beside the one for English; en: no longer",
    )
    _finish(build, "bot.commands.index:build")
    add = actions.add_parser("add", help="put documents into the library, and index it")
    add.add_argument(
        "documents",
        nargs="+",
        metavar="DOCUMENT",
        help="a file, a folder of them, a link, a resolution, as in S/RES/1325, or women-peace-security, a starter set "
        "of the ten resolutions with this title",
    )
    add.add_argument("--yes", action="store_true", help="copy folders without asking")
    add.add_argument(
        "--as",
        dest="kind",
        choices=["official"],
        help="take files for official texts at your word, whatever they look like; kept in the library's sources.toml",
    )
    add.add_argument("--allow-private", action="store_true", help="fetch links inside this machine's network, too")
    _add_dry_run(add)
    _finish(add, "bot.commands.add:add")
    remove = actions.add_parser("remove", help="take documents out of the library, and index it")
    remove.add_argument("names", nargs="+", metavar="NAME", help="a resolution, as in 'S/RES/1325 (2000)', or a file")
    _add_dry_run(remove)
    _finish(remove, "bot.commands.index:remove")
    status = actions.add_parser("status", help="list the contents of the index, and refused files with reasons")
    status.add_argument(
        "--differences", action="store_true", help="show differences between sources of one resolution, by words"
    )
    _finish(status, "bot.commands.status:status")
    watch = actions.add_parser("watch", help="index the library whenever its files change, until Ctrl-C")
    _finish(watch, "bot.commands.watch:watch")
    _finish(
        actions.add_parser("verify", help="prove every quote from the library's files"), "bot.commands.index:verify"
    )


def _add_model(commands: _Commands) -> None:
    model = commands.add_parser("model", help="list, install or choose the encoder")
    actions = model.add_subparsers(title="actions", required=True, metavar="ACTION")
    _finish(actions.add_parser("list", help="list known models"), "bot.commands.model:list_models")
    install = actions.add_parser("install", help="fetch a model and check it")
    install.add_argument("name", metavar="NAME", help="a catalogue name, as in 'all-mpnet-base-v2', or a hub name")
    install.add_argument("--from", dest="from_dir", metavar="DIR", help="take its files from a folder")
    _finish(install, "bot.commands.model:install")
    adapt = actions.add_parser("adapt", help="fit the encoder to questions of your own")
    adapt.add_argument("pairs", metavar="PAIRS", help="JSON lines with query and relevant passages")
    adapt.add_argument("--passages", required=True, metavar="FILE", help="JSON lines with id and text")
    adapt.add_argument("--epochs", type=_count, default=2, metavar="N", help="passes over the pairs (%(default)s)")
    adapt.add_argument("--seed", type=int, default=1, metavar="N", help="seed of random numbers (%(default)s)")
    adapt.add_argument(
        "--layers", type=_count, metavar="N", help="train the last N layers (6 of all-mpnet-base-v2, else all)"
    )
    adapt.add_argument("--rate", type=_rate, default=2e-4, metavar="X", help="learning rate, at its peak (%(default)s)")
    _finish(adapt, "bot.commands.adapt:adapt")
    compiled = actions.add_parser("compiled", help="the encoders compiled on this machine: size, and who uses them")
    _finish(compiled, "bot.commands.model:list_compiled")
    remove = actions.add_parser("remove", help="delete a compiled encoder that no index needs any more")
    remove.add_argument(
        "fingerprint", metavar="FINGERPRINT", help="as 'clausebot model compiled' shows it, or its beginning"
    )
    remove.add_argument("--yes", action="store_true", help="even one that indexes of this machine use")
    _add_dry_run(remove)
    _finish(remove, "bot.commands.model:remove")
    use = actions.add_parser("use", help="choose the model to use")
    use.add_argument("name", metavar="NAME", help="a catalogue name, a hub name or a folder")
    _finish(use, "bot.commands.model:use")


def _add_evaluate(commands: _Commands) -> None:
    evaluate = commands.add_parser("evaluate", help="measure answers to questions with known clauses")
    evaluate.add_argument("questions", metavar="QUESTIONS", help="JSON lines with query and relevant clauses")
    evaluate.add_argument("--details", action="store_true", help="print each question, too")
    evaluate.add_argument("--compare", metavar="FILE", help="output of an earlier run with --json --details")
    evaluate.add_argument(
        "--calibrate", action="store_true", help="learn from them how sure an answer with this encoder is, from now on"
    )
    _finish(evaluate, "bot.commands.evaluate:evaluate")


def _add_slack(commands: _Commands) -> None:
    slack = commands.add_parser("slack", help="answer on Slack; without an action, over Socket Mode")
    slack.add_argument("--http", action="store_true", help="serve Slack's HTTP requests instead of opening a socket")
    slack.add_argument("--host", default="127.0.0.1", help="address to serve at (%(default)s)")
    slack.add_argument(
        "--port", type=_count, metavar="N", help="port to serve at (3000); without --http, of health and metrics alone"
    )
    _finish(slack, "bot.commands.slack:run")
    actions = slack.add_subparsers(title="actions", metavar="ACTION")
    # What is not given after the action keeps what was given before it.
    manifest = actions.add_parser(
        "manifest", help="print the description that Slack makes the app from", argument_default=argparse.SUPPRESS
    )
    manifest.add_argument(
        "--http", dest="url", default="", metavar="URL", help="address of a bot that serves HTTP requests"
    )
    manifest.add_argument(
        "--format", choices=["json", "yaml"], default="json", help="form of the description (%(default)s)"
    )
    manifest.add_argument(
        "--legacy-assistant", action="store_true", default=False, help="for an app with the assistant's older pane"
    )
    manifest.add_argument(
        "--distribute", default="", metavar="URL", help="address at which many workspaces install the app"
    )
    _finish(manifest, "bot.commands.slack:print_manifest")
    scopes = actions.add_parser(
        "scopes", help="print each scope of the app with its reason", argument_default=argparse.SUPPRESS
    )
    _finish(scopes, "bot.commands.slack:print_scopes")
    key = actions.add_parser(
        "key", help="print a new key that tokens of workspaces are encrypted with", argument_default=argparse.SUPPRESS
    )
    _finish(key, "bot.commands.slack:print_key")
    forget = actions.add_parser(
        "forget",
        help="erase the questions, the feedback and the kept clauses of a person",
        argument_default=argparse.SUPPRESS,
    )
    forget.add_argument("user", metavar="USER", help="as in U0123ABCD: on the profile, under More, Copy member ID")
    forget.add_argument("--workspace", metavar="TEAM", default="", help="workspace; needed if the database has several")
    _finish(forget, "bot.commands.workspaces:forget")
    judgements = actions.add_parser(
        "judgements", help="write what people said of answers as judged requests", argument_default=argparse.SUPPRESS
    )
    judgements.add_argument("file", metavar="FILE", help="JSON lines, as evaluate and model adapt read them")
    judgements.add_argument("--passages", metavar="FILE", default="", help="write the index's paragraphs, too")
    judgements.add_argument(
        "--workspace", metavar="TEAM", default="", help="workspace; needed if the database has several"
    )
    _finish(judgements, "bot.commands.judgements:judgements")
    status = actions.add_parser(
        "status", help="list the workspaces, and what is kept of each", argument_default=argparse.SUPPRESS
    )
    _finish(status, "bot.commands.workspaces:status")
    workspace = actions.add_parser(
        "workspace", help="change or show the settings of a workspace", argument_default=argparse.SUPPRESS
    )
    workspace.add_argument("team", metavar="TEAM", help="as in T0123ABCD: 'clausebot slack status' lists them")
    workspace.add_argument(
        "--keep-days",
        default=None,
        metavar="N",
        help="days for which words are kept, or 'default'; not above the bot's",
    )
    workspace.add_argument(
        "--language", default=None, metavar="TAG", help="language of what the bot says, or 'default': that of who asks"
    )
    workspace.add_argument("--no-limits", action="store_true", default=False, help="search everything")
    _add_filters(workspace)
    _finish(workspace, "bot.commands.workspaces:workspace")


def _add_mcp(commands: _Commands) -> None:
    mcp = commands.add_parser("mcp", help="serve assistants (MCP), over standard input and output")
    mcp.add_argument("--http", action="store_true", help="serve over streamable HTTP instead")
    mcp.add_argument("--host", default="127.0.0.1", help="address to serve at (%(default)s)")
    mcp.add_argument("--port", type=_count, default=8000, metavar="N", help="port to serve at (%(default)s)")
    _finish(mcp, "bot.commands.mcp:mcp")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    limits = parser.add_argument_group("limits")
    for one in FIELDS:
        option = partial(limits.add_argument, f"--{one.option}", dest=one.option, help=one.help)
        if one.parse is None:
            option(action="store_true", default=False)
        else:
            option(action="append", default=[], metavar=one.metavar)


def _finish(parser: argparse.ArgumentParser, run: str) -> None:
    """Add the common options to a command, and set the function that runs it."""
    common = parser.add_argument_group("common options")
    common.add_argument("--library", metavar="DIR", help="folder of documents (CLAUSEBOT_LIBRARY)")
    common.add_argument(
        "--index", metavar="DIR", help="folder of the index, or its address in Milvus (CLAUSEBOT_INDEX)"
    )
    common.add_argument("--model", metavar="NAME", help="encoder: catalogue name, folder or hub name (CLAUSEBOT_MODEL)")
    common.add_argument("--no-adapter", dest="adapter", action="store_false", help="the plain encoder")
    common.add_argument("--json", action="store_true", help="one JSON object a line")
    _add_manner(common)
    parser.set_defaults(run=run)


def _add_dry_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")


def _add_manner(to: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Add the options of the manner of output, which stand before a command or after it."""
    # Without a default of its own, a command keeps what was typed before it.
    option = partial(to.add_argument, default=argparse.SUPPRESS)
    option("--quiet", action="store_true", help="no progress and no notes on standard error, only errors")
    option("--plain", action="store_true", help="words alone, for screen readers (CLAUSEBOT_PLAIN)")
    option("--no-pager", dest="paged", action="store_false", help="print long answers at once (CLAUSEBOT_PAGER=off)")


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0, up to 1")
    return rate


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)
