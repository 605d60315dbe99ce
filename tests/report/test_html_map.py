from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from analysis.report import html_map as module
from analysis.report.escape import escape
from analysis.report.html_map import html_map
from geo.boundaries import load_boundaries
from tests.report.small_plans import LIUZHOU, YULIN
from tests.report.small_world import HOSTILE, small_report
from tests.waiting import comes_to

OpenPage = Callable[..., Any]


def saved(folder: Path, city: str = LIUZHOU, language: str = "zh", **world: Any) -> str:
    path = folder / "map.html"
    report, *_ = small_report(city, **world)
    path.write_text(html_map(report, load_boundaries(), language), encoding="utf-8")  # type: ignore[arg-type]
    return path.as_uri()


@given(st.text())
def test_escaped_text_has_no_sign_that_means_anything_to_html_script_or_template(text: str) -> None:
    import re

    bare = re.sub(r"&#\d+;", "", escape(text))
    assert not set(bare) & set("&<>\"'`${}%#\\\r\n\u2028\u2029\0")


def test_escaped_text_reads_as_itself() -> None:
    from html import unescape

    assert all(unescape(escape(text)) == text for text in HOSTILE)


def test_the_map_names_no_address_that_a_browser_would_fetch() -> None:
    import re

    page = html_map(small_report()[0], load_boundaries())
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']+["']""", page.split("<body")[1]) == []
    assert "@import" not in page
    assert not re.search(r"url\((?!data:|#)", page)


def test_a_plugin_that_links_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BareMap", folium.Map)
    with pytest.raises(RuntimeError, match="offline"):
        html_map(small_report()[0], load_boundaries())


@pytest.mark.parametrize(("city", "language"), [(LIUZHOU, "zh"), (YULIN, "en")])
def test_the_map_opens_from_disk_without_errors_and_without_serious_barriers(
    page: Any, tmp_path: Path, city: str, language: str
) -> None:
    page.goto(saved(tmp_path, city, language))
    page.wait_for_selector(".plate")
    page.click("button[data-open]")
    page.wait_for_selector(".leaflet-popup-content h2")

    def serious() -> list[str]:
        found = Axe().run(page).response["violations"]
        return [v["id"] for v in found if v["impact"] in ("serious", "critical")]

    comes_to(page, serious, [])


def test_a_click_on_a_county_opens_its_findings(page: Any, tmp_path: Path) -> None:
    page.goto(saved(tmp_path))
    page.locator('path[aria-label^="融安县"]').click()
    popup = page.locator(".leaflet-popup-content")
    expect(popup).to_contain_text("融安县")
    expect(popup).to_contain_text("还缺")


def test_a_county_opens_with_the_keyboard(page: Any, tmp_path: Path) -> None:
    page.goto(saved(tmp_path))
    page.locator('path[aria-label^="三江县"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup-content h2")
    expect(page.locator(".leaflet-popup-content")).to_contain_text("三江侗族自治县")


def test_a_facility_opens_with_the_keyboard(page: Any, tmp_path: Path) -> None:
    page.goto(saved(tmp_path))
    page.locator('.leaflet-marker-icon[aria-label="演示城中区康复中心"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup-content h2")
    expect(page.locator(".leaflet-popup-content")).to_contain_text("运营")


def test_choosing_a_requirement_colours_the_map_anew(page: Any, tmp_path: Path) -> None:
    page.goto(saved(tmp_path))
    county = page.locator('path[aria-label^="融水县"]')
    expect(county).to_have_attribute("fill", "url(#map-dots)")
    page.get_by_label("专业化设施").check()
    expect(county).to_have_attribute("aria-label", "融水县 □ 尚未建成（在建）")
    expect(county).to_have_attribute("fill", "#FFFFFF")


def test_plates_cover_neither_each_other_nor_a_facility(page: Any, tmp_path: Path) -> None:
    page.goto(saved(tmp_path))
    page.wait_for_selector(".plate")
    expect(page.locator(".plate, .leaflet-marker-icon.mark")).to_have_count(10 + 2)

    def covered() -> list[Any]:
        boxes = page.evaluate(
            "[...document.querySelectorAll('.plate, .leaflet-marker-icon.mark')]"
            ".map(n => n.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
        )
        return [
            (a, b)
            for i, a in enumerate(boxes)
            for b in boxes[i + 1 :]
            if not (a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1])
        ]

    comes_to(page, covered, [])


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_map_carries_notice_and_watermark(
    page: Any, tmp_path: Path, *, demonstration: bool
) -> None:
    page.goto(saved(tmp_path, demonstration=demonstration))
    page.wait_for_selector(".plate")
    expect(page.locator(".notice")).to_have_text("内部工作底图，未经地图审核，不得公开")
    expect(page.locator(".watermark")).to_have_count(int(demonstration))
    expect(page.locator("header").filter(has_text="演示")).to_have_count(int(demonstration))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_do_nothing_and_read_as_themselves(
    page: Any, tmp_path: Path, hostile: str
) -> None:
    dialogs: list[str] = []

    def note(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.goto(saved(tmp_path, hostile=hostile))
    page.wait_for_selector(".plate")
    page.locator(".leaflet-marker-icon.mark").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup-content h2")
    for place in (page.locator(".leaflet-popup-content h2"), page.locator("main table").nth(1)):
        comes_to(page, lambda place=place: hostile in place.inner_text(), True)
    page.remove_listener("dialog", note)
    assert dialogs == []
    expect(page.locator("img, main script, [onerror], [onmouseover]")).to_have_count(0)


def test_the_map_fits_a_phone(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(width=390, height=844)
    page.goto(saved(tmp_path))
    page.wait_for_selector(".plate")
    comes_to(page, lambda: max(390, page.evaluate("document.documentElement.scrollWidth")), 390)
