"""Who watches a search of several parts: told of the parts that count, asked by all of them."""

from __future__ import annotations

from analysis.planning.siting.solver import Progress, Watch


class Heard:
    """A watcher and what it was told last; once it said no, it says no to every part."""

    def __init__(self, watch: Watch | None) -> None:
        self._watch = watch
        self._last: Progress | None = None
        self.going_on = True

    def __call__(self, progress: Progress) -> bool:
        """Whether to go on, the watcher told of this."""
        self._last = progress
        self.going_on = self.going_on and (self._watch is None or self._watch(progress))
        return self.going_on

    def aside(self, progress: Progress) -> bool:
        """Whether to go on, asked by a part whose figures say nothing to the watcher."""
        last = self._last or Progress(progress.seconds, None, None)
        return self(Progress(progress.seconds, last.incumbent, last.bound))
