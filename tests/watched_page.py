"""A browser's page that notes what leaves this machine and what it complains of."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tests.waiting import LIMIT_MS

# Streamlit asks for these two below a page's own path when a link leads straight to that page.
KNOWN_404 = re.compile(r"^/[^/]+/_stcore/(health|host-config)$")


class WatchedPage:
    """A page in a context of its own, and what it and the pages it opened did since handed out.

    Handed on from test to test it keeps only what makes the next load quick: its process, and
    the compiled scripts in it, which is more than half of the work of opening the app.
    """

    def __init__(self, browser: Any, **options: Any) -> None:
        self.fresh = False
        self.outside: list[str] = []
        self.errors: list[str] = []
        self._origins: set[str] = set()
        self._context = browser.new_context(accept_downloads=True, **options)
        self._context.set_default_timeout(LIMIT_MS)
        self._context.on("request", lambda request: self._ask(request.url))
        self._context.on("page", self._watch)
        self.page = self._context.new_page()

    def _ask(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https", "ws", "wss"):
            return
        if parts.hostname != "127.0.0.1":
            self.outside.append(url)
        self._origins.add(f"{parts.scheme}://{parts.netloc}")

    def _hear(self, message: Any) -> None:
        path = urlsplit(message.location.get("url", "")).path
        if message.type == "error" and not ("404" in message.text and KNOWN_404.match(path)):
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _watch(self, page: Any) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("websocket", lambda socket: self._ask(socket.url))

    def cleaned(self) -> bool:
        """Whether the next test may have it: empty, nothing stored, nothing noted, pointer away."""
        from playwright.sync_api import Error

        try:
            for other in self._context.pages:
                if other is not self.page:
                    other.close()
            # What lasts as long as the tab can be cleared at the page's own address only.
            here = self.page.evaluate("location.origin")
            if any(o.startswith("http") and o != here for o in self._origins):
                return False
            if self._origins:
                self.page.evaluate("sessionStorage.clear()")
            self.page.goto("about:blank")
            self.page.mouse.move(0, 0)
            self._context.clear_cookies()
            browser = self._context.new_cdp_session(self.page)
            for origin in self._origins:
                browser.send(
                    "Storage.clearDataForOrigin",
                    {"origin": origin, "storageTypes": "local_storage"},
                )
            browser.detach()
        except Error:
            return False
        self.outside, self.errors, self._origins = [], [], set()
        return True

    @property
    def alive(self) -> bool:
        """Whether its browser still runs."""
        return bool(self._context.browser.is_connected())

    def close(self) -> None:
        """Closes the page and all it opened."""
        if self.alive:
            self._context.close()
