"""A messy list all the way: read, mapped, placed, asked about, previewed, recorded and undone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import expect

from tests.browser.steps import (
    YULIN,
    download,
    go,
    import_step,
    never_said,
    open_app,
    record_all,
    settled,
    tab,
    upload,
)
from tests.reading.identity_numbers import identity_number
from tests.reading.sheets import xlsx_of

SCHOOL = "玉林市特殊教育学校"
"""A facility of the published set, of which the city alone is known."""
CENTRE = "容县残疾人康复中心"


def messy_list() -> bytes:
    """As offices draw it: titles, a header of two merged lines, contacts, a total and a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "容县"
    lines: list[list[object]] = [
        ["容县残疾人服务设施一览表"],
        ["填报单位：容县残联"],
        ["序号", "设施名称", "县区", "设施类别", "地理坐标", None, "运营情况", "投入使用时间"],
        [None, None, None, None, "经度", "纬度", None, None],
        [1, CENTRE, "容县", "康复", "22°51′30″", "110°33′00″", "运营", "2019年5月"],
        [2, "容县托养中心", "容县", "托养", 110.561, 22.865, "在建", None],
        [3, SCHOOL, "北流", "特殊教育学校", 110.35, 22.71, "运营", "２０１５．９"],
        [4, "某中心", "容县", "某某类", 110.55, 22.86, "运营", "2020"],
        ["合计", "4 处"],
        ["注：本表截至 2025 年 12 月 31 日。"],
    ]
    for line in lines:
        sheet.append(line)
    for cells in ("A1:I1", "A2:I2", "E3:F3", *(f"{c}3:{c}4" for c in "ABCDGHI")):
        sheet.merge_cells(cells)
    sheet["I3"] = "联系电话"
    sheet["I5"] = "0775-" + "5320000"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_messy_list_is_recorded_step_by_step_and_undone(own_app: str, page: Any) -> None:
    open_app(page, own_app, city=YULIN)
    upload(page, messy_list())

    expect(import_step(page, 2)).to_contain_text("设施，读取 7 列")
    import_step(page, 2).click()
    settled(page)
    expect(page.get_by_text("联系人信息，已略去")).to_contain_text("联系电话")
    never_said(page, "5320000")

    expect(import_step(page, 3)).to_contain_text("没有坐标系，请决定")
    expect(page.get_by_role("button", name="全部记入台账")).to_have_count(0)
    page.get_by_text("GCJ-02（高德、腾讯）").click()
    settled(page)

    expect(import_step(page, 4)).to_contain_text("1 行没有采用")
    expect(page.get_by_role("table", name="资料问题")).to_contain_text("已对调")

    expect(import_step(page, 5)).to_contain_text("1 个待答复")
    expect(page.get_by_role("button", name="全部记入台账")).to_have_count(0)
    page.get_by_text("同一设施：更新台账记录，并补上所在县").click()
    settled(page)

    expect(import_step(page, 6)).to_contain_text("新增 2，更改 1")
    changed = page.get_by_role("table", name="更改 1 条")
    expect(changed).to_contain_text("所在县：（未填） → 北流市")

    record_all(page)
    tab(page, "地图与清单")
    page.locator("table.data").get_by_text(CENTRE).wait_for()
    row = page.locator("table.data tbody tr").filter(has_text=SCHOOL)
    expect(row).to_contain_text("北流")

    tab(page, "导入设施清单")
    page.get_by_role("button", name="撤销这次导入").click()
    page.get_by_text("台账恢复到导入前").wait_for()
    settled(page)
    tab(page, "地图与清单")
    expect(row).to_be_visible()
    expect(row).not_to_contain_text("北流")
    expect(page.locator("table.data").get_by_text(CENTRE)).to_have_count(0)


def test_what_is_wrong_goes_back_to_the_county_as_a_workbook(
    own_app: str, page: Any, tmp_path: Path
) -> None:
    open_app(page, own_app, city=YULIN)
    upload(page, messy_list())
    page.get_by_text("GCJ-02（高德、腾讯）").click()
    settled(page)
    path = download(page, "下载逐行说明（发回填报单位）", tmp_path)
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert "容县设施.xlsx" in str(rows[0][0])
    assert [row[2] for row in rows[2:] if row[0] == "错误"] == ["8"]


def test_a_refused_list_of_households_gives_its_counts_alone(own_app: str, page: Any) -> None:
    name = "覃" + "某甲"
    entries = [
        (i, name, identity_number(serial=f"{i:03d}"), "博白县" if i % 3 else "容县")
        for i in range(1, 10)
    ]
    open_app(page, own_app, city=YULIN)
    upload(page, xlsx_of(("序号", "户主", "身份证号", "所在县"), *entries), "名单.xlsx")
    page.get_by_text("这个文件不能导入").wait_for()
    page.get_by_role("button", name="只按县汇总户数").click()
    settled(page)
    page.get_by_text("分县户数：2 个县，共 9 行").wait_for()
    page.get_by_role("button", name="用这些数，继续").click()
    settled(page)
    added = page.get_by_role("table", name="新增 2 条")
    expect(added).to_contain_text("需求户数 6")
    expect(added).to_contain_text("需求户数 3")
    record_all(page)
    never_said(page, name)
    go(page, "台账")
    page.get_by_text("家庭无障碍改造名单（只取分县户数）").first.wait_for()
    never_said(page, "名单.xlsx")
