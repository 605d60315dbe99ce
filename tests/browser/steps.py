"""What a reader does in the app, and what the tests wait for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import openpyxl

from geo.reading.template import facility_template
from tests.waiting import LIMIT_MS, comes_to

YULIN, LIUZHOU = "450900", "450200"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FACILITY: dict[str, str] = {
    "所在县": "容县",
    "主类型": "康复",
    "级别": "县级",
    "状态": "运营",
    "投用日期": "2019-05-01",
    "举办方式": "公办",
    "经度": "110.55",
    "纬度": "22.86",
    "坐标系": "CGCS2000",
    "位置精度": "到点",
    "佐证材料": "容县残联报送清单",
}
"""A facility of Rongxian that counts, in the words of the Chinese template; its name is added."""

MAP = 'iframe[title="ui.components.map_view.county_map"]'
_STILL = """(call) => {
  const app = document.querySelector('[data-testid="stApp"]')?.dataset;
  const waits = document.readyState !== "complete" || document.fonts.status !== "loaded"
    || app?.testConnectionState !== "CONNECTED" || app?.testScriptState !== "notRunning"
    || document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
  if (waits || window.askedBy !== call) window.stillSince = null;
  window.askedBy = call;
  if (!waits) window.stillSince ??= performance.now();
  return !waits && performance.now() - window.stillSince > 300;
}"""
"""No script runs, nothing is dimmed as stale or still to be loaded, for a while since the call.

One question asked again and again, not two: a page that is left in between answers on the next.
"""
_CALLS = count()
_ALL_TEXT = """() => {
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
    if (["STYLE", "SCRIPT"].includes(node.nodeName)) return "";
    return [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(text).join(" ");
  };
  return text(document.body);
}"""
_POINT_ON_COUNTY = """(code) => {
  const path = document.querySelector(`path[data-code="${code}"]`);
  const r = path.getBoundingClientRect();
  for (let y = r.top + 3; y < r.bottom; y += 5)
    for (let x = r.left + 3; x < r.right; x += 5)
      if (document.elementFromPoint(x, y) === path) return [x, y];
}"""


def open_app(page: Any, url: str, path: str = "", **query: str) -> Any:
    """The page at this address, drawn."""
    page.goto(f"{url}/{path}?{urlencode(query)}")
    return settled(page)


def reload(page: Any) -> Any:
    """The same address again, drawn."""
    page.reload()
    return settled(page)


def said(page: Any) -> str:
    """All text of the page, that inside its components too."""
    text: str = page.evaluate(_ALL_TEXT)
    return text


def says(page: Any, *texts: str) -> None:
    """Waits until all of these stand on the page, in its components too."""
    settled(page)
    comes_to(page, lambda: [text for text in texts if text not in said(page)], [])


def says_no_more(page: Any, *texts: str) -> None:
    """Waits until none of these stand on the page, in its components neither."""
    settled(page)
    comes_to(page, lambda: [text for text in texts if text in said(page)], [])


def never_said(page: Any, *texts: str) -> None:
    """Nothing of this stands on the settled page: looked for once, it must not come and go."""
    shown = said(settled(page))
    found = [text for text in texts if text in shown]
    assert found == [], found


def enter_date(page: Any, day: date) -> None:
    """Types a day into the first date input on the page, and leaves it."""
    box = page.get_by_test_id("stDateInput").first
    for part, value in (("year", day.year), ("month", day.month), ("day", day.day)):
        box.locator(f'[role="spinbutton"][data-type="{part}"]').click()
        page.keyboard.type(str(value))


def settled(page: Any) -> Any:
    """The page once the app has answered and its components stand still."""
    page.wait_for_function(_STILL, arg=next(_CALLS), polling=50)
    return page


def go(page: Any, name: str) -> Any:
    """Another page of the app by its name in the navigation, in the same session."""
    page.locator('[data-testid="stTopNavLink"]').filter(has_text=name).first.click()
    return settled(page)


def tab(page: Any, name: str) -> Any:
    """Chooses one of the views a page offers."""
    page.get_by_role("radio", name=name, exact=True).click()
    return settled(page)


def county_map(page: Any, nth: int = 0) -> Any:
    """The frame of the map, drawn."""
    page.locator(MAP).nth(nth).scroll_into_view_if_needed()
    page.frame_locator(MAP).nth(nth).locator("#map[data-renders]").wait_for()
    return page.locator(MAP).nth(nth).element_handle().content_frame()


def click_county(page: Any, code: str) -> None:
    """Clicks a county on the map where nothing lies over it."""
    frame = county_map(settled(page))
    x, y = frame.wait_for_function(_POINT_ON_COUNTY, arg=code).json_value()
    box = page.locator(MAP).bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)


def choose(page: Any, label: str, option: str) -> None:
    """Takes an option of a select box."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def facilities_file(*rows: Mapping[str, str], **sheets: Iterable[Mapping[str, str]]) -> bytes:
    """The Chinese template filled in: facilities, and rows of other sheets by their titles."""
    book = openpyxl.load_workbook(io.BytesIO(facility_template("zh")))
    for title, lines in {"设施": rows, **sheets}.items():
        sheet = book[title]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, line in enumerate(lines, start=2):
            for header, value in line.items():
                sheet.cell(number, columns[header]).value = value
                # A name that begins with = is text here, as a county would have typed it.
                sheet.cell(number, columns[header]).data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(
    page: Any, content: bytes, name: str = "容县设施.xlsx", sender: str = "容县残疾人联合会"
) -> None:
    """Names the sender on the import page and puts a file into its box."""
    go(page, "设施")
    tab(page, "导入设施清单")
    again = page.get_by_role("button", name="再导入一个文件")
    if again.count():
        again.click()
        settled(page)
    choose(page, "填报单位（写单位，不写个人）", sender)
    file = {"name": name, "mimeType": XLSX, "buffer": content}
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(file)
    # The first step closes when it is settled, and the button with it.
    page.get_by_text("换一个文件").first.wait_for(state="attached")
    settled(page)


def import_step(page: Any, number: int) -> Any:
    """The head of a step of the import, which says how far it is."""
    return page.locator("summary").nth(number - 1)


def record_all(page: Any) -> None:
    """Presses the one button that writes, and waits until it has."""
    page.get_by_role("button", name="全部记入台账").click()
    page.get_by_text("已记入台账：").wait_for()
    settled(page)


def take_up(
    page: Any,
    content: bytes,
    name: str = "容县设施.xlsx",
    sender: str = "容县残疾人联合会",
    alike: str = "",
) -> None:
    """Uploads a file and records it; rows like what is on record all get the answer ``alike``."""
    upload(page, content, name, sender)
    while alike and page.get_by_role("button", name="全部记入台账").count() == 0:
        page.get_by_role("radiogroup").get_by_text(alike).first.click()
        settled(page)
    record_all(page)


def keep_a_scenario(page: Any, url: str) -> None:
    """Finds a plan for the demonstration on the page 选址 and keeps it as “演示方案 1”."""
    open_app(page, url, "siting", city=YULIN, lang="zh", demo="1")
    page.get_by_role("button", name="求解方案").click()
    page.get_by_role("button", name="存为比选方案").click()
    says(page, "已存为比选方案：“演示方案 1”")


def freeze(page: Any, name: str) -> None:
    """Freezes the assessment on screen under the name of a state, on the page 台账."""
    go(page, "台账")
    tab(page, "定稿")
    choose(page, "定为", name)
    page.get_by_label("定稿单位（写单位，不写个人）").fill("玉林市残联")
    settled(page)
    page.get_by_text("已核对。").click()
    settled(page)
    page.get_by_role("button", name="定稿", exact=True).click()
    says(page, f"已定稿：“{name}”")


def make_pack(page: Any) -> None:
    """汇报: makes the whole pack and waits for it; beside other tests that takes a while."""
    page.get_by_role("button", name="制作整套材料").click()
    page.get_by_role("button", name="下载整套材料").wait_for(timeout=5 * LIMIT_MS)


def download(page: Any, button: str, folder: Path) -> Path:
    """The file a download button delivers, under the name it has."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def download_from_menu(page: Any, button: str, folder: Path) -> Path:
    """A file of the menu 下载 in the head."""
    settled(page)
    if not page.get_by_role("button", name=button).is_visible():
        page.get_by_role("button", name="下载", exact=False).and_(
            page.locator('[data-testid="stPopoverButton"]')
        ).click()
    return download(page, button, folder)
