"""How many examples get what is dear to try: few in the test command, all in the long runs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import product
from typing import Any

SOAK = bool(os.environ.get("SOAK"))


def examples(quick: int, many: int) -> int:
    """As many as the test command has time for; in the long runs, which try it again, ``many``."""
    return many if SOAK else quick


def half(*choices: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Half of the ways to choose one of each; all of them in the long runs.

    Of choices between two, those left leave out no way to make all of them but one.
    """
    numbered = [list(enumerate(choice)) for choice in choices]
    return [
        tuple(value for _, value in way)
        for way in product(*numbered)
        if SOAK or sum(number for number, _ in way) % 2 == 0
    ]
