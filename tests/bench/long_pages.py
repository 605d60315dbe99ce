"""Pages over a register of 50 000 facilities: seconds from a click to its answer in the browser."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from geo.reading.workbook import read_workbook
from geo.register.changes import Change, ChangeKind
from geo.register.place import register_url
from geo.register.start import start_register
from tests.bench.clock import Run, said
from tests.bench.long_list import ROWS, write_list
from tests.bench.register import NOW, SENDER, planned
from tests.browser.steps import go, open_app, settled, tab
from tests.running_app import running_app
from tests.system_programs import BROWSER, find_program

AIM_S = 0.5
CLICKS = 5
YULIN = "450900"
_COUNT = r"""() => {
  const text = (node) => node.nodeType === Node.TEXT_NODE ? node.nodeValue
    : ["STYLE", "SCRIPT"].includes(node.nodeName) ? ""
    : [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(text).join("");
  return text(document.body).match(/设施 ([\d,]+) 条/)?.[1] ?? "";
}"""
"""How many facilities the list says it has."""
_NOTE_COUNT = f"() => {{ window.countBefore = ({_COUNT})(); }}"
_COUNT_CHANGED = f"() => {{ const n = ({_COUNT})(); return n && n !== window.countBefore; }}"


def measure() -> Iterator[str]:
    """One line per kind of click: median, lowest and highest."""
    program = find_program(BROWSER)
    if program is None:
        yield f"pages over {ROWS:,} facilities: not measured, needs {BROWSER.name}"
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = _filled(Path(folder))
        yield f"register of {kept:,} facilities, aim {AIM_S:g} s a click"
        with (
            sync_playwright() as playwright,
            running_app(register=str(Path(folder) / "register.sqlite"), warm=False) as url,
        ):
            browser = playwright.chromium.launch(
                executable_path=program,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            page = browser.new_page(viewport={"width": 1440, "height": 960})
            began = time.perf_counter()
            open_app(page, url, city=YULIN)
            yield f"  first page after the server's start: {time.perf_counter() - began:.1f} s"
            yield from _clicks(page)
            browser.close()


def _filled(folder: Path) -> int:
    """Imports the long list into a register of its own; how many facilities it then holds."""
    write_list(folder / "list.xlsx")
    content = (folder / "list.xlsx").read_bytes()
    register = start_register(register_url(str(folder / "register.sqlite"), os.environ), NOW)
    plan = planned(
        read_workbook(content, "list.xlsx", date(2025, 12, 31)), register.state(), content
    )
    register.commit(Change(ChangeKind.IMPORT, SENDER, NOW, plan.document), plan.edits())
    kept = len(register.state().records("facilities"))
    register.close()
    return kept


def _clicks(page: Any) -> Iterator[str]:
    matrix = page.locator("table.matrix tbody tr th button, table.matrix tbody tr td button")
    matrix.first.wait_for(timeout=60_000)
    sheet = page.get_by_role("button", name="返回总表")
    yield _line(
        "a county of the table, to its sheet",
        lambda _: matrix.first.click(),
        sheet.wait_for,
        after=lambda: (sheet.click(), matrix.first.wait_for(), settled(page)),
    )
    go(page, "设施")
    rows = page.locator("table.data tbody tr")
    rows.first.wait_for(timeout=60_000)
    back = page.get_by_role("button", name="返回清单")
    yield _line(
        "a facility of the list, to its details",
        lambda n: page.locator("table.data tbody button").nth(n).click(),
        back.wait_for,
        after=lambda: (back.click(), rows.first.wait_for(), settled(page)),
    )
    box = page.get_by_label("名称包含")
    signs = "仁爱和安宁"
    yield _line(
        "a word in the filter, to the list",
        lambda n: (box.fill(signs[n]), box.press("Enter")),
        lambda: page.wait_for_function(_COUNT_CHANGED, polling="raf", timeout=60_000),
        after=lambda: settled(page),
        before=lambda: page.evaluate(_NOTE_COUNT),
    )
    box.fill("")
    box.press("Enter")
    settled(page)
    go(page, "台账")
    change = page.locator("table.data").first.locator("tbody button")
    yield _line(
        "a change of 50 000 records, to what it did",
        lambda _: change.first.click(),
        page.get_by_text("第 2 号变更：").first.wait_for,
        after=lambda: (
            change.nth(1).click(),
            page.get_by_text("第 1 号变更：").first.wait_for(),
            settled(page),
        ),
    )
    yield _line(
        "the tab 定稿",
        lambda _: page.get_by_role("radio", name="定稿", exact=True).click(),
        page.get_by_text("把当前评估定稿").wait_for,
        after=lambda: (tab(page, "变更记录"), settled(page)),
    )


def _line(
    what: str,
    act: Callable[[int], Any],
    shown: Callable[[], Any],
    *,
    after: Callable[[], Any],
    before: Callable[[], Any] = lambda: None,
) -> str:
    """Clicks some times; what they took from the click to the answer."""
    taken = []
    for number in range(CLICKS):
        before()
        began, cpu = time.perf_counter(), time.process_time()
        act(number)
        shown()
        taken.append(Run(time.perf_counter() - began, time.process_time() - cpu))
        after()
    return f"  {what}: {said(taken)}"
