"""``python -m tests.bench``: how long the tool takes on this machine, and how much memory.

Parts can be named: ``python -m tests.bench browser evaluation``.
"""

from __future__ import annotations

import sys

from tests.bench import (
    allocation,
    browser,
    engines,
    evaluation,
    exports,
    long_pages,
    medians,
    papers,
    register,
    road_files,
    road_times,
    siting,
)
from tests.bench.clock import yardstick

PARTS = {
    "browser": browser,
    "evaluation": evaluation,
    "allocation": allocation,
    "exports": exports,
    "papers": papers,
    "register": register,
    "pages": long_pages,
    "engines": engines,
    "roads": road_times,
    "road-files": road_files,
    "medians": medians,
    "siting": siting,
}


def main(asked: list[str]) -> None:
    """Prints what the parts asked for say, all of them if none is named."""
    unknown = [name for name in asked if name not in PARTS]
    if unknown:
        raise SystemExit(f"bench knows {', '.join(PARTS)}; not {', '.join(unknown)}")
    print(yardstick(), flush=True)
    for name in asked or PARTS:
        for line in PARTS[name].measure():
            print(line, flush=True)


# A child process imports this module again and must not measure again.
if __name__ == "__main__":
    main(sys.argv[1:])
