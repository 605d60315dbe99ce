"""One browser for many tests, and another in its place when it has died."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class KeptBrowser:
    """Playwright's browser, launched when first asked for and again when it is gone."""

    def __init__(self, launch: Callable[[], Any]) -> None:
        self.launch = launch
        self._browser: Any = None

    def running(self) -> Any:
        """A browser that can be driven: the one before, where it still runs."""
        if self._browser is None or not self._browser.is_connected():
            self._browser = self.launch()
        return self._browser

    def close(self) -> None:
        """Ends it, if it runs."""
        if self._browser is not None and self._browser.is_connected():
            self._browser.close()
