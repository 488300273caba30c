"""Commands on the index and its encoder: index, model, evaluate."""

from __future__ import annotations

import argparse

from bot.command_line.options import Commands, add_dry_run, count, finish, rate


def add_index(commands: Commands) -> None:
    """Add the command that builds, changes and checks the index, with its actions."""
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
    finish(build, "bot.commands.index:build")
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
        help="take files for official texts at your word, if they have a title such as Resolution 1325 (2000); kept in "
        "the library's sources.toml",
    )
    add.add_argument("--allow-private", action="store_true", help="fetch links inside this machine's network, too")
    add_dry_run(add)
    finish(add, "bot.commands.add:add")
    remove = actions.add_parser("remove", help="take documents out of the library, and index it")
    remove.add_argument("names", nargs="+", metavar="NAME", help="a resolution, as in 'S/RES/1325 (2000)', or a file")
    add_dry_run(remove)
    finish(remove, "bot.commands.index:remove")
    status = actions.add_parser("status", help="list the contents of the index, and refused files with reasons")
    status.add_argument(
        "--differences", action="store_true", help="show differences between sources of one resolution, by words"
    )
    finish(status, "bot.commands.status:status")
    watch = actions.add_parser("watch", help="index the library whenever its files change, until Ctrl-C")
    finish(watch, "bot.commands.watch:watch")
    finish(actions.add_parser("verify", help="prove every quote from the library's files"), "bot.commands.index:verify")


def add_model(commands: Commands) -> None:
    """Add the command that installs and chooses the encoder, with its actions."""
    model = commands.add_parser("model", help="list, install or choose the encoder")
    actions = model.add_subparsers(title="actions", required=True, metavar="ACTION")
    finish(actions.add_parser("list", help="list known models"), "bot.commands.model:list_models")
    install = actions.add_parser("install", help="fetch a model and check it")
    install.add_argument("name", metavar="NAME", help="a catalogue name, as in 'all-mpnet-base-v2', or a hub name")
    install.add_argument("--from", dest="from_dir", metavar="DIR", help="take its files from a folder")
    finish(install, "bot.commands.model:install")
    adapt = actions.add_parser("adapt", help="fit the encoder to questions of your own")
    adapt.add_argument("pairs", metavar="PAIRS", help="JSON lines with query and relevant passages")
    adapt.add_argument("--passages", required=True, metavar="FILE", help="JSON lines with id and text")
    adapt.add_argument(
        "--cross-encoder",
        action="store_true",
        help="train the cross-encoder, which orders and judges doubtful answers, and not the encoder",
    )
    adapt.add_argument("--epochs", type=count, metavar="N", help="passes over the pairs (2; cross-encoder 1)")
    adapt.add_argument("--seed", type=int, metavar="N", help="seed of random numbers (1)")
    adapt.add_argument(
        "--layers",
        type=count,
        metavar="N",
        help="train the last N layers (6 of all-mpnet-base-v2, else all; cross-encoder 8)",
    )
    adapt.add_argument("--rate", type=rate, metavar="X", help="learning rate, at its peak (2e-4; cross-encoder 3e-4)")
    finish(adapt, "bot.commands.adapt:adapt")
    compiled = actions.add_parser("compiled", help="the encoders compiled on this machine: size, and who uses them")
    finish(compiled, "bot.commands.model:list_compiled")
    remove = actions.add_parser("remove", help="delete a compiled encoder that no index needs any more")
    remove.add_argument(
        "fingerprint", metavar="FINGERPRINT", help="as 'clausebot model compiled' shows it, or its beginning"
    )
    remove.add_argument("--yes", action="store_true", help="even one that indexes of this machine use")
    add_dry_run(remove)
    finish(remove, "bot.commands.model:remove")
    use = actions.add_parser("use", help="choose the model to use")
    use.add_argument("name", metavar="NAME", help="a catalogue name, a hub name or a folder")
    finish(use, "bot.commands.model:use")


def add_evaluate(commands: Commands) -> None:
    """Add the command that measures answers."""
    evaluate = commands.add_parser("evaluate", help="measure answers to questions with known clauses")
    evaluate.add_argument("questions", metavar="QUESTIONS", help="JSON lines with query and relevant clauses")
    evaluate.add_argument("--details", action="store_true", help="print each question, too")
    evaluate.add_argument("--compare", metavar="FILE", help="output of an earlier run with --json --details")
    evaluate.add_argument(
        "--calibrate", action="store_true", help="learn from them how sure an answer with this encoder is, from now on"
    )
    finish(evaluate, "bot.commands.evaluate:evaluate")
