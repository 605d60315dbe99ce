"""How long the browser tests wait, and how for what Playwright has no expectation of."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

LIMIT_MS = 60_000
"""For each step and each expectation: a machine with other work on it stalls for many seconds."""
PAUSE_MS = 100


def comes_to(page: Any, read: Callable[[], Any], wanted: Any) -> None:
    """Returns once ``read`` gives what is wanted; ``page`` is the page or frame that it reads.

    AssertionError with what it gave last when that takes longer than LIMIT_MS.
    """
    end = time.monotonic() + LIMIT_MS / 1000
    while (value := read()) != wanted:
        if time.monotonic() > end:
            raise AssertionError(f"after {LIMIT_MS // 1000} s it was {value!r}, not {wanted!r}")
        page.wait_for_timeout(PAUSE_MS)
