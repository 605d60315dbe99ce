"""The matrices of both cities, invented: every state stands in some cell."""

from __future__ import annotations

from analysis.report.cells import Cell
from analysis.report.matrix import Column, Matrix, Row
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.text import Text
from tests.ui.apps.gallery_words import CITY, COUNTIES, HOSTILE, cell


def matrix(*, hostile: bool = False) -> Matrix:
    """The demonstration of Liuzhou as in the picture: every state in some cell."""
    ids = ("three", "professional", "mental", "reference", "population")
    m, u, p = Symbol.MET, Symbol.UNMET, Symbol.PENDING
    b, n, d = Symbol.BUILT, Symbol.NOT_BUILT, Symbol.NOT_DUE
    first = (
        (m, ""),
        (m, ""),
        (m, ""),
        (p, ""),
        (m, ""),
        (u, "在建"),
        (m, ""),
        (p, ""),
        (u, "在建"),
        (u, "未启动"),
    )
    second = (b, b, n, p, p, n, p, b, n, n)
    third = (b, b, b, b, b, b, b, p, p, p)
    schools = ("0 所", "不详", "0 所", "0 所", "1 所", "不详", "1 所", "不详", "1 所", "0 所")
    rows = []
    for i, (code, zh, en) in enumerate(COUNTIES):
        name = Text(HOSTILE, HOSTILE) if hostile and i == 0 else Text(zh, en)
        school = schools[i].replace(" 所", "") if schools[i] != "不详" else "not known"
        rows.append(
            Row(
                code,
                name,
                name,
                (
                    cell(ids[0], code, first[i][0], sub=first[i][1]),
                    cell(ids[1], code, second[i]),
                    cell(ids[2], code, third[i], "已设有" if third[i] is b else ""),
                    Cell(ids[3], code, d, SYMBOL_WORDS[d], Text(schools[i], school)),
                    cell(ids[4], code, Symbol.NONE),
                ),
            )
        )
    total = Row(
        "450200",
        Text("全市", "City"),
        CITY,
        (
            Cell(ids[0], "450200", Symbol.NONE, Text("5 / 10 已达到", "5 / 10 met")),
            Cell(ids[1], "450200", Symbol.NONE, Text("3 / 10 已建成", "3 / 10 built")),
            Cell(ids[2], "450200", p, Text("7 / 10，需 8", "7 / 10, needs 8")),
            Cell(ids[3], "450200", Symbol.NONE, Text("未到期", "Not due")),
            cell(ids[4], "450200", Symbol.NONE),
        ),
    )
    columns = (
        Column(ids[0], Text("三者有其一", "One of three"), Text("三(六)3 · 确保", "3(6)3 · 确保")),
        Column(
            ids[1],
            Text("专业化康复\n或托养设施", "Professional\nrehab or care"),
            Text("三(六)3 · 推进", "3(6)3 · 推进"),
        ),
        Column(
            ids[2],
            Text("精神障碍\n社区康复", "Mental-health\nrehabilitation"),
            Text("三(三)1 · 实现80%", "3(3)1 · 实现80%"),
        ),
        Column(
            ids[3],
            Text("参照：特教学校\n2030年", "Reference: special\nschool 2030"),
            Text("不计入本规划", "Not of this plan"),
            reference=True,
        ),
        Column(
            ids[4], Text("80万\n人口", "800,000\npeople"), Text("无条款", "No clause"), absent=True
        ),
    )
    return Matrix(columns, tuple(rows), total, Text("县（区）", "county"))


def yulin_matrix() -> Matrix:
    """Nothing reported yet: nearly everything waits."""
    people = (
        ("450902", "玉州区", "Yuzhou", 90.8),
        ("450903", "福绵区", "Fumian", 31.9),
        ("450921", "容县", "Rongxian", 65.5),
        ("450922", "陆川县", "Luchuan", 80.4),
        ("450923", "博白县", "Bobai", 139.1),
        ("450924", "兴业县", "Xingye", 50.8),
        ("450981", "北流市", "Beiliu", 121.2),
    )
    ids = ("three", "school", "mental", "population", "reference")
    rows = []
    for code, zh, en, wan in people:
        over = Symbol.TRIGGERED if wan >= 80 else Symbol.NOT_TRIGGERED
        option = Cell(ids[3], code, over, SYMBOL_WORDS[over], Text(f"{wan}万", f"{wan * 10:,.0f}k"))
        rows.append(
            Row(
                code,
                Text(zh, en),
                Text(zh, en),
                (
                    *(cell(i, code, Symbol.PENDING) for i in ids[:3]),
                    option,
                    cell(ids[4], code, Symbol.NOT_DUE),
                ),
            )
        )
    none = Symbol.NONE
    total = Row(
        "450900",
        Text("全市", "City"),
        Text("玉林市", "Yulin"),
        (
            Cell(ids[0], "450900", none, Text("0 / 7 已达到", "0 / 7 met")),
            Cell(ids[1], "450900", none, Text("0 / 7 已达到", "0 / 7 met")),
            Cell(ids[2], "450900", Symbol.PENDING, Text("0 / 7，需 6", "0 / 7, needs 6")),
            Cell(ids[3], "450900", none, Text("4 个触发，七普常住", "4 triggered, 2020 census")),
            Cell(ids[4], "450900", none, Text("未到期", "Not due")),
        ),
    )
    columns = (
        Column(ids[0], Text("三者有其一", "One of three"), Text("三(六)3 · 确保", "3(6)3 · 确保")),
        Column(
            ids[1], Text("特殊教育\n学校", "Special\nschool"), Text("三(四)2 · 应", "3(4)2 · 应")
        ),
        Column(
            ids[2],
            Text("精神障碍\n社区康复", "Mental-health\nrehabilitation"),
            Text("三(三)1 · 实现80%", "3(3)1 · 实现80%"),
        ),
        Column(
            ids[3],
            Text("80万人口以上\n扩建或第二所特校", "800,000 people:\nsecond school"),
            Text("三(四)2 · 可", "3(4)2 · 可"),
        ),
        Column(
            ids[4],
            Text("参照：特教\n学校 2030年", "Reference: special\nschool 2030"),
            Text("不计入本规划", "Not of this plan"),
            reference=True,
        ),
    )
    return Matrix(columns, tuple(rows), total, Text("县（市、区）", "county"))
