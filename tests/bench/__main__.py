"""``python -m tests.bench``: how long the tool takes on this machine, and how much memory."""

from __future__ import annotations

from tests.bench import evaluation

PARTS = (evaluation,)

for part in PARTS:
    for line in part.measure():
        print(line, flush=True)
