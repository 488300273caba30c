"""Regular expressions of the packages, their uses, and attack texts for catastrophic backtracking (ReDoS)."""

from __future__ import annotations

import ast
import copy
import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

PACKAGES = ("bot", "retrieval", "embeddings")
_ROOT = Path(__file__).parent.parent
_USES = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "scanner")
_OF_PATTERNS_ONLY = frozenset({"match", "fullmatch", "search", "finditer", "findall", "sub", "subn"})
_ALLOWED = {
    "compile",
    "escape",
    "Match",
    "Pattern",
    "IGNORECASE",
    "MULTILINE",
    "ASCII",
    "DOTALL",
    "VERBOSE",
    "I",
    "error",
}


@dataclass(frozen=True, slots=True)
class Used:
    """Compiled pattern with its module, its name, and the methods called on it."""

    name: str
    pattern: re.Pattern[Any]
    uses: frozenset[str]


@cache
def sources() -> Mapping[str, ast.Module]:
    """Return the syntax tree of every module, by name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((_ROOT / package).rglob("*.py")):
            parts = path.relative_to(_ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = ast.parse(path.read_text("utf-8"))
    return found


def with_patterns() -> list[str]:
    """Return the modules that compile patterns."""
    return [module for module, tree in sources().items() if _compiled(tree)]


def strays(tree: ast.Module, built: Sequence[str] = ()) -> list[tuple[int, str]]:
    """Return uses of `re` in a module other than compiling named patterns, with line numbers.

    Args:
        tree: Syntax tree of the module.
        built: Functions that may compile patterns, because these depend on a library's content.
    """
    named = {id(node) for statement in _named(tree) for node in ast.walk(statement)}
    named |= {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name in built
        for node in ast.walk(function)
    }
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="re") | ast.ImportFrom(module="regex"):
                found.append((node.lineno, "from re import …"))
            case ast.Import(names=names) if any(
                name.name == "regex" or (name.name == "re" and name.asname) for name in names
            ):
                found.append((node.lineno, "an engine by another name"))
            case ast.Attribute(value=ast.Name(id="re"), attr=attr) if attr not in _ALLOWED:
                found.append((node.lineno, f"re.{attr}"))
            case ast.Attribute(value=ast.Name(id="re"), attr="compile") if id(node) not in named:
                found.append((node.lineno, "re.compile without a name of the module"))
    return found


def _named(tree: ast.Module) -> list[ast.Assign | ast.AnnAssign]:
    """Return the module-level assignments of compiled patterns."""
    return [
        statement
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        and statement.value is not None
        and _compiled(statement.value)
    ]


def _compiled(node: ast.AST) -> int:
    """Count the calls of `re.compile`."""
    return sum(
        isinstance(one, ast.Attribute)
        and one.attr == "compile"
        and isinstance(one.value, ast.Name)
        and one.value.id == "re"
        for one in ast.walk(node)
    )


def patterns_of(module: str) -> list[Used]:
    """Return the named patterns of a module; fail if one that its source compiles is missing."""
    found: list[Used] = []
    for statement in _named(sources()[module]):
        where = f"{module}, line {statement.lineno}"
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        assert len(targets) == 1, f"{where}: a pattern has one name"
        assert isinstance(targets[0], ast.Name), f"{where}: a pattern has a plain name"
        name = f"{module}.{targets[0].id}"
        patterns = list(patterns_in(getattr(importlib.import_module(module), targets[0].id)))
        assert len(patterns) >= _compiled(statement), f"{where}: some pattern of {targets[0].id} is not found"
        for n, pattern in enumerate(patterns):
            found.append(Used(f"{name}[{n}]" if len(patterns) > 1 else name, pattern, frozenset(_uses()[name])))
    return found


@cache
def _uses() -> Mapping[str, set[str]]:
    """Return the methods called on each pattern, by full name; for one passed as a value, all that its module calls."""
    uses: dict[str, set[str]] = defaultdict(set)
    for module, tree in sources().items():
        names = {name.id: f"{module}.{name.id}" for one in _named(tree) for name in _targets(one)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
        flat = _Flat(names).visit(copy.deepcopy(tree))
        methods = {id(node.value): node.attr for node in ast.walk(flat) if isinstance(node, ast.Attribute)}
        loose = {
            node.attr
            for node in ast.walk(flat)
            if isinstance(node, ast.Attribute)
            and node.attr in _OF_PATTERNS_ONLY
            and not (isinstance(node.value, ast.Name) and node.value.id in names)
        }
        for node in ast.walk(flat):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
                attr = methods.get(id(node))
                if attr in _USES:
                    uses[names[node.id]].add(attr)
                elif attr is None:
                    uses[names[node.id]] |= loose or {"match", "fullmatch", "finditer"}
    return uses


class _Flat(ast.NodeTransformer):
    """AST transformer that replaces a pattern of an imported module, such as `turn_patterns.REFERS`, by one name.

    Args:
        names: Imports by local name; new names are added.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Replace an attribute of an imported module by a name; leave other attributes unchanged."""
        self.generic_visit(node)
        module = self._names.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if module not in sources():
            return node
        flat = ast.Name(f"{module}.{node.attr}", node.ctx)
        self._names[flat.id] = flat.id
        return flat


def _targets(statement: ast.Assign | ast.AnnAssign) -> Iterator[ast.Name]:
    for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
        if isinstance(target, ast.Name):
            yield target


def patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value, recursively in members and fields."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from patterns_in(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from patterns_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from patterns_in(getattr(value, field.name))


def runs(used: Used) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield the functions to measure for a pattern: anchored matching, searching once, finding all."""
    pattern = used.pattern
    for use in sorted(used.uses & {"match", "fullmatch", "search"}):
        if use != "search" or not used.uses - {"match", "fullmatch", "search"}:
            yield use, getattr(pattern, use)
    if used.uses - {"match", "fullmatch", "search"}:
        yield "all", lambda text: sum(1 for _ in pattern.finditer(text))


# Texts.

_MANY = 1_000
"""Minimum upper bound of a repeat to be pumped."""
_USUAL = "a1 \n.,;:()[]-–_'\"/<>!=&Aé\t\r\x00"
_SUFFIXES = ("", "\x00!")


@dataclass(frozen=True, slots=True)
class Attack:
    """Attack text: prefix, one or two pumped parts, and a suffix that does not match."""

    before: str
    pumps: tuple[str, ...]
    after: str

    def of(self, length: int) -> str:
        """Return the attack text with about `length` characters."""
        rounds = max(1, length // sum(map(len, self.pumps)))
        return self.before + "".join(pump * rounds for pump in self.pumps) + self.after


def samples(pattern: re.Pattern[Any]) -> list[str]:
    """Return sample texts that match a pattern, approximately."""
    return list(dict.fromkeys(_sample(_parsed(pattern), n) for n in range(3)))


def _parsed(pattern: re.Pattern[Any]) -> Any:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    return parser.parse(source, flags & ~re.DEBUG)


def attacks(pattern: re.Pattern[Any], *, everywhere: bool = False) -> list[Attack]:
    """Return attack texts made of the parts of a pattern.

    Each repeat is pumped behind a prefix that leads to it: with a sample of its body, with each character class of the
    pattern, and with the body of the next repeat. Each beginning of the pattern is pumped, too, as a search restarts
    there.

    Args:
        pattern: The pattern.
        everywhere: Whether to combine all prefixes with all pumped parts: many times as many texts.
    """
    tree = _parsed(pattern)
    kinds = _kinds(tree)
    places = [(before, list(dict.fromkeys(_sample(body, n) for n in range(4)))) for before, body in _repeats(tree, "")]
    beginnings = [before + body for before, bodies in places for body in ("", bodies[0])]
    beginnings += [_sample(tree, n) for n in range(4)]
    pumps: list[tuple[str, ...]] = [(one,) for one in (*kinds, *beginnings)]
    pumps += [(one + kind,) for one in beginnings for kind in kinds[:4]]
    pumps += [(one, kind) for one in beginnings[-1:] for kind in kinds]
    pumps += [(one + other,) for one in kinds[:5] for other in kinds[:5] if one != other]
    tried = dict.fromkeys(("", pump) for pump in pumps)
    for (before, bodies), (_, following) in pairwise([*places, ("", [""])]):
        own: list[tuple[str, ...]] = [(kind,) for kind in kinds]
        own += [pump for body in bodies for pump in ((body,), (body + following[0],), (body, following[0]))]
        tried.update(dict.fromkeys((start, pump) for start in ("", before) for pump in own))
    if everywhere:
        tried = {(before, pump): None for before in ("", *beginnings) for _, pump in tried}
    return [Attack(before, pump, after) for before, pump in tried if all(pump) for after in _SUFFIXES]


def text_of(pattern: re.Pattern[Any], attack: Attack) -> Callable[[int], Any]:
    """Return the function that makes the attack text of a given length, as bytes for a bytes pattern."""
    return attack.of if isinstance(pattern.pattern, str) else lambda length: attack.of(length).encode()


def _repeats(nodes: Sequence[Any], before: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield each unbounded or large repeat: a prefix that leads to it, and its body."""
    for op, value in nodes:
        if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, body = value
            if most >= _MANY or most is code.MAXREPEAT:
                yield before, list(body)
            yield from _repeats(list(body), before)
        elif op is code.SUBPATTERN:
            yield from _repeats(list(value[-1]), before)
        elif op is code.ATOMIC_GROUP:
            yield from _repeats(list(value), before)
        elif op is code.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), before)
        elif op in (code.ASSERT, code.ASSERT_NOT):
            yield from _repeats(list(value[1]), before)
        before += _sample([(op, value)], 0)


def _sample(nodes: Sequence[Any], variant: int) -> str:
    """Return a text that matches approximately; variants take other branches, characters and counts."""
    text = ""
    for op, value in nodes:
        if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            least, most, body = value
            rounds = max(least, 1) if variant != 1 else least
            text += _sample(list(body), variant) * min(rounds, most)
        elif op is code.SUBPATTERN:
            text += _sample(list(value[-1]), variant)
        elif op is code.ATOMIC_GROUP:
            text += _sample(list(value), variant)
        elif op is code.BRANCH:
            text += _sample(list(value[1][variant % len(value[1])]), variant)
        elif op is code.ASSERT and value[0] < 0:
            text += _sample(list(value[1]), variant)
        elif op is code.LITERAL:
            text += chr(value)
        elif op in (code.NOT_LITERAL, code.ANY, code.IN):
            allowed = [one for one in _USUAL if _allows(op, value, one)] or _first_of(op, value)
            text += allowed[variant % len(allowed)] if allowed else ""
    return text


def _first_of(op: Any, value: Any) -> list[str]:
    if op is not code.IN:
        return []
    for kind, one in value:
        if kind is code.LITERAL:
            return [chr(one)]
        if kind is code.RANGE:
            return [chr(one[0])]
    return []


def _kinds(tree: Any) -> list[str]:
    """Return one character of each class that the pattern distinguishes within its repeats."""
    leaves: list[tuple[Any, Any]] = []
    literals: dict[str, None] = {}

    def walk(nodes: Sequence[Any], *, repeated: bool) -> None:
        for op, value in nodes:
            if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
                walk(list(value[2]), repeated=repeated or value[1] is code.MAXREPEAT or value[1] >= _MANY)
            elif op is code.SUBPATTERN:
                walk(list(value[-1]), repeated=repeated)
            elif op is code.ATOMIC_GROUP:
                walk(list(value), repeated=repeated)
            elif op is code.BRANCH:
                for branch in value[1]:
                    walk(list(branch), repeated=repeated)
            elif op in (code.ASSERT, code.ASSERT_NOT):
                walk(list(value[1]), repeated=repeated)
            elif op in (code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN) and repeated:
                leaves.append((op, value))
                if op is code.IN:
                    literals.update({chr(one): None for kind, one in value if kind is code.LITERAL})
                elif op is not code.ANY:
                    literals[chr(value)] = None

    walk(list(tree), repeated=False)
    kinds: dict[tuple[bool, ...], str] = {}
    for one in (*_USUAL, *literals):
        signature = tuple(_allows(op, value, one) for op, value in leaves)
        if any(signature):
            kinds.setdefault(signature, one)
    return list(dict.fromkeys((*kinds.values(), *"a1 .\n")))[:20]


def _allows(op: Any, value: Any, character: str) -> bool:
    if op is code.LITERAL:
        return chr(value) == character
    if op is code.NOT_LITERAL:
        return chr(value) != character
    if op is code.ANY:
        return character != "\n"
    negated, found = False, False
    for kind, one in value:
        if kind is code.NEGATE:
            negated = True
        elif kind is code.LITERAL:
            found = found or chr(one) == character
        elif kind is code.RANGE:
            found = found or one[0] <= ord(character) <= one[1]
        elif kind is code.CATEGORY:
            found = found or _in_category(one, character)
    return found != negated


def _in_category(category: Any, character: str) -> bool:
    name = str(category).removeprefix("CATEGORY_")
    inside = {
        "DIGIT": character.isdigit(),
        "SPACE": character.isspace(),
        "WORD": character.isalnum() or character == "_",
    }[name.removeprefix("NOT_")]
    return inside != name.startswith("NOT_")
