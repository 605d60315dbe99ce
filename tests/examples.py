"""How many examples a property that is dear to try gets."""

from __future__ import annotations

import os

SOAK = bool(os.environ.get("SOAK"))


def examples(quick: int, many: int) -> int:
    """As many as the test command has time for; in the long runs, which try it again, ``many``."""
    return many if SOAK else quick
