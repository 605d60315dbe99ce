"""Records come in: files, rulings, indicator values; what changes, and what is turned away."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from playwright.sync_api import expect

from tests.browser.steps import (
    FACILITY,
    LIUZHOU,
    YULIN,
    choose,
    county_map,
    enter_date,
    facilities_file,
    go,
    import_step,
    never_said,
    open_app,
    record_all,
    settled,
    tab,
    take_up,
    upload,
)
from tests.reading.identity_numbers import identity_number

NAME = "容县残疾人康复中心"


def expect_cell(page: Any, county: str, verdict: str) -> None:
    """The table of the overview says this of a county and the first requirement."""
    row = page.locator("table.matrix tbody tr").filter(has_text=county)
    expect(row.locator("td").first).to_contain_text(verdict, use_inner_text=True)


def imported(page: Any, url: str, *rows: dict[str, str], **sheets: Any) -> Any:
    open_app(page, url, city=YULIN)
    take_up(page, facilities_file(*rows, **sheets))
    return page


def test_a_good_file_shows_on_list_map_and_finding_until_its_import_is_undone(
    own_app: str, page: Any
) -> None:
    imported(page, own_app, {**FACILITY, "名称": NAME})
    go(page, "总览")
    page.locator("table.matrix").get_by_text("已达到").first.wait_for()
    expect_cell(page, "容县", "已达到")
    expect_cell(page, "陆川县", "待核实")
    mark = county_map(page).locator(f'[data-id][aria-label^="{NAME}"]')
    expect(mark).to_be_attached()
    go(page, "设施")
    tab(page, "地图与清单")
    page.locator("table.data").get_by_text(NAME).wait_for()
    tab(page, "导入设施清单")
    page.get_by_role("button", name="撤销这次导入").click()
    page.get_by_text("台账恢复到导入前").wait_for()
    settled(page)
    go(page, "总览")
    expect_cell(page, "容县", "待核实")


def test_a_file_with_an_identity_number_is_refused_and_nothing_of_it_is_kept(
    app_server: str, page: Any
) -> None:
    number = identity_number()
    open_app(page, app_server, city=YULIN)
    upload(page, facilities_file({**FACILITY, "名称": NAME, "备注": number}))
    page.get_by_text(re.compile("不能导入，内容没有采用")).wait_for()
    expect(page.get_by_role("table", name=re.compile("资料问题"))).to_contain_text("身份证")
    expect(page.get_by_role("button", name="全部记入台账")).to_have_count(0)
    never_said(page, number, NAME)
    go(page, "总览")
    expect_cell(page, "容县", "待核实")


def test_every_bad_row_is_named_with_its_column_and_the_good_ones_remain(
    own_app: str, page: Any
) -> None:
    open_app(page, own_app, city=YULIN)
    rows = (
        {**FACILITY, "名称": NAME},
        {**FACILITY, "名称": ""},
        {**FACILITY, "名称": "乙中心", "所在县": "某县"},
        {**FACILITY, "名称": "丙中心", "状态": "开着"},
    )
    upload(page, facilities_file(*rows))
    issues = page.get_by_role("table", name=re.compile("资料问题"))
    for place in ("第 3 行", "第 4 行", "第 5 行", "名称", "所在县", "状态"):
        expect(issues).to_contain_text(place)
    expect(import_step(page, 4)).to_contain_text("3 行没有采用")
    record_all(page)
    tab(page, "地图与清单")
    page.locator("table.data").get_by_text(NAME).wait_for()


def test_a_declaration_with_no_facility_makes_the_county_not_yet_met(
    own_app: str, page: Any
) -> None:
    declared = [
        {
            "所在县": "容县",
            "主类型": word,
            "截至日期": "2025-12-31",
            "填报单位": "容县残联",
            "文号": "容残联〔2026〕1号",
        }
        for word in ("康复", "托养", "综合服务")
    ]
    open_app(page, own_app, city=YULIN)
    take_up(page, facilities_file(无遗漏确认=declared), "容县零报告.xlsx")
    go(page, "总览")
    page.locator("table.matrix").get_by_text("尚未达到").first.wait_for()
    expect_cell(page, "容县", "尚未达到")


def test_a_trial_leaves_the_finding_as_it_was_and_a_recorded_ruling_changes_it(
    own_app: str, page: Any
) -> None:
    imported(page, own_app, {**FACILITY, "名称": NAME, "举办方式": "民办公助"})
    go(page, "核查")
    tab(page, "试算")
    choose(page, "民办公助的设施是否计入“三者有其一”", "计入")
    expect(page.get_by_role("table", name="试算改变的结论")).to_contain_text("试算 已达到")
    settled(page)
    go(page, "总览")
    expect_cell(page, "容县", "待核实")
    go(page, "核查")
    tab(page, "认定口径")
    choose(page, "问题", "三者有其一：民办公助的设施是否计入“三者有其一”")
    page.get_by_label("认定单位（写单位，不写个人）").fill("玉林市残工委")
    page.get_by_label("文号或会议纪要").fill("玉残工委〔2025〕3号")
    enter_date(page, date(2025, 6, 1))
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("table", name="认定口径").get_by_text("玉林市残工委").wait_for()
    settled(page)
    go(page, "总览")
    page.locator("table.matrix").get_by_text("已达到").first.wait_for()
    expect_cell(page, "容县", "已达到")


def test_a_ruling_without_a_source_is_not_recorded(app_server: str, page: Any) -> None:
    open_app(page, app_server, "findings", city=YULIN)
    tab(page, "认定口径")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("请填写认定单位、文号和日期").wait_for()
    expect(settled(page).get_by_role("table", name="认定口径")).to_have_count(0)


def test_an_indicators_final_value_is_judged(own_app: str, page: Any) -> None:
    values = [
        {
            "指标": "残疾儿童少年义务教育入学率",
            "完成值": "97.5",
            "时点": "2025-12-31",
            "填报单位": "柳州市教育局",
            "是否终值": "是",
            "数据来源": "教育事业统计",
        }
    ]
    open_app(page, own_app, city=LIUZHOU)
    take_up(page, facilities_file(指标完成值=values), "指标.xlsx", "柳州市残疾人联合会")
    go(page, "指标")
    row = page.locator("table.data tbody tr").filter(has_text="97.5")
    expect(row).to_contain_text("达到预期")


def test_an_indicators_value_typed_into_the_table_is_kept(own_app: str, page: Any) -> None:
    open_app(page, own_app, "indicators", city=LIUZHOU)
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    grid.locator("canvas").first.wait_for()
    settled(page)
    box = grid.bounding_box()
    # The grid is drawn on a canvas: its second column lies a third of the way across.
    page.mouse.dblclick(box["x"] + 0.39 * box["width"], box["y"] + 52)
    page.locator("#portal input").fill("0.61")
    page.keyboard.press("Enter")
    expect(page.locator("#portal input")).to_have_count(0)
    # The grid tells what was typed a moment later, and nothing on the page says that it has.
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="保存并重新评估").click()
    settled(page)
    page.locator("table.data tbody tr").filter(has_text="0.61").wait_for()


def test_the_as_of_date_is_the_readers(own_app: str, page: Any) -> None:
    opened = date(2024, 3, 1)
    imported(page, own_app, {**FACILITY, "名称": NAME, "投用日期": opened.isoformat()})
    page.get_by_role("button", name="城市、时点与状态").click()
    enter_date(page, date(2023, 12, 31))
    page.get_by_role("heading", name="玉林市").click()
    page.get_by_text("截至 2023-12-31").first.wait_for()
    settled(page)
    go(page, "总览")
    expect_cell(page, "容县", "待核实")
