"""Open an index, answer the questions on standard input (a JSON list), and print what that took, as JSON."""

import json
import sys
import time
from pathlib import Path

from retrieval.index.generation import open_generation


def main(index: Path) -> None:
    """Print seconds of opening, and megabytes after all questions."""
    start = time.perf_counter()
    open_generation(index)
    opened = time.perf_counter() - start
    # Only now, as it brings along what opening an index does not take.
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    from retrieval import open_library  # noqa: PLC0415

    threadpool_limits(1, user_api="blas")  # as a bot does
    library = open_library(".", index=index)
    for question in json.load(sys.stdin):
        library.ask(question)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    sizes = {name: int(value.split()[0]) / 1000 for name, value in (line.split(":") for line in lines) if "Rss" in name}
    print(json.dumps({"opened": opened, "all": sum(sizes.values()), "mapped": sizes["RssFile"]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
