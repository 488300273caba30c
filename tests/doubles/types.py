"""Validation of messages and views against Slack's TypeScript types."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.doubles.node import NODE, installed


def type_errors(declared_in: str, type_name: str, values: Iterable[Any], folder: Path) -> str:
    """Return what the compiler has against values, written as JSON, being of a type; "" if nothing.

    Args:
        declared_in: An npm package's declaration, as in "@slack/types/dist/index.d.ts".
        type_name: As in "KnownBlock[]"; its first word is what is imported.
        values: What is to be of that type.
        folder: For the source.
    """
    declaration = installed(declared_in)
    name = type_name.removesuffix("[]")
    source = folder / "values.ts"
    lines = [f'import type {{ {name} }} from "{str(declaration).removesuffix(".d.ts")}";']
    lines += [f"export const value{n}: {type_name} = {json.dumps(value)};" for n, value in enumerate(values)]
    source.write_text("\n".join(lines), encoding="utf-8")
    options = ["--noEmit", "--strict", "--skipLibCheck", "--typeRoots", str(folder), "--module", "nodenext"]
    command = [str(NODE), str(installed("typescript/bin/tsc")), *options, str(source)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout or ran.stderr if ran.returncode else ""
