"""The tables of the gallery and the legend of one of them: households invented, people of 2020."""

from __future__ import annotations

from geo.text import Text
from tests.ui.apps.gallery_words import COUNTIES, HOSTILE
from ui.components.class_strip import ClassStrip, StripValue
from ui.components.table_types import Axis, Bar, Change, Group, Kind, Table
from ui.components.table_types import Column as TableColumn
from ui.components.table_types import Row as TableRow


def retrofit_table(*, hostile: bool = False) -> Table:
    """Households over counties and years, one county unknown."""
    figures = (
        (620, 310, (21, 22, 21, 22, 21), 50.0, 67.3),
        (1480, 612, (60,) * 5, 41.4, 61.6),
        (1390, 540, (59, 59, 58, 59, 58), 38.8, 59.9),
        (1120, 498, (43,) * 5, 44.5, 63.7),
        (None, 455, (), None, None),
        (1310, 402, (63, 62, 63, 63, 62), 30.7, 54.6),
        (1240, 415, (57,) * 5, 33.5, 56.5),
        (1180, 260, (63, 63, 64, 63, 64), 22.0, 48.9),
        (2260, 430, (126, 126, 126, 126, 127), 19.0, 46.9),
        (1840, 278, (108, 108, 108, 107, 108), 15.1, 44.4),
    )
    years = tuple(range(2026, 2031))
    columns = (
        TableColumn("county", Text("县（区）", "County"), Kind.BUTTON),
        TableColumn("need", Text("总数", "Total"), Kind.NUMBER, group="need"),
        TableColumn("done", Text("已验收", "Verified"), Kind.NUMBER, group="need"),
        *(TableColumn(str(y), Text(str(y), str(y)), Kind.NUMBER, group="new") for y in years),
        TableColumn("sum", Text("合计", "Sum"), Kind.NUMBER, group="new", strong=True),
        TableColumn(
            "coverage",
            Text("覆盖率", "Coverage"),
            Kind.CHANGE,
            group="coverage",
            decimals=1,
            axis=Axis(0, 80, (0, 20, 40, 60, 80)),
        ),
    )
    rows = []
    for (code, zh, en), (need, done, new, before, after) in zip(COUNTIES, figures, strict=True):
        name = Text(HOSTILE, HOSTILE) if hostile and code == "450202" else Text(zh, en)
        if need is None:
            merged = {
                "new": Text(
                    "未分配：缺需求户数，向柳江区残联要", "Not allocated: need not reported"
                ),
                "coverage": Text("不能计算", "Can't be computed"),
            }
            rows.append(
                TableRow(
                    code,
                    (name, None, done, *(None,) * 5, None, Change(None, None)),
                    hatched=True,
                    merged=merged,
                )
            )
        else:
            rows.append(TableRow(code, (name, need, done, *new, sum(new), Change(before, after))))
    total = TableRow(
        "450200", (Text("合计", "Total"), 12440, 3745, *(600,) * 5, 3000, Change(30.1, 54.2))
    )
    groups = (
        Group("need", Text("需求（户）", "Need (households)")),
        Group("new", Text("新增任务（户）", "New tasks (households)")),
        Group("coverage", Text("覆盖率（%）", "Coverage (%)")),
    )
    return Table(
        Text("家庭无障碍改造分年任务与覆盖率", "Household retrofits by year, and coverage"),
        columns,
        tuple(rows),
        total,
        groups,
        note=Text(
            "覆盖率 = 已验收户数 ÷ 需求户数。合计不含柳江区。按区划代码排列，不排名。",
            "Coverage = verified ÷ need. Sums without Liujiang. In code order, not ranked.",
        ),
        before=Text("分配前", "Before"),
        after=Text("2030 年末", "End of 2030"),
    )


_SHARES = (
    (908121, 2083, 23.3, 13.3, 120346, 81.9),
    (318709, 383, 26.4, 17.3, 55119, 41.9),
    (654916, 290, 28.8, 17.6, 115181, 42.4),
    (804427, 518, 31.0, 15.8, 126766, 45.3),
    (1390612, 362, 32.1, 15.4, 214552, 43.1),
    (508344, 346, 25.2, 20.8, 105555, 37.7),
    (1211637, 493, 31.0, 14.7, 178377, 47.4),
)

_YULIN = (
    ("玉州区", "Yuzhou"),
    ("福绵区", "Fumian"),
    ("容县", "Rongxian"),
    ("陆川县", "Luchuan"),
    ("博白县", "Bobai"),
    ("兴业县", "Xingye"),
    ("北流市", "Beiliu"),
)


def strip() -> ClassStrip:
    """The share of people of 60 and over, one county not reported."""
    values = tuple(
        StripValue(Text(*name), row[3]) for name, row in zip(_YULIN, _SHARES, strict=True)
    )
    return ClassStrip(
        Text("60岁及以上人口占常住人口比重", "Residents of 60 and over"),
        (13, 14, 16.5, 19, 21),
        ("#E9E3F1", "#C9B9DE", "#9F86C3", "#6B4E9B"),
        (*values, StripValue(Text("演示县", "演示"), None)),
        Text("县（市、区）", "county"),
        mean=StripValue(Text("全市", "City"), 15.8),
        unit="%",
        decimals=1,
    )


def population_table() -> Table:
    """The 2020 census by county."""
    legend = strip()
    columns = (
        TableColumn("county", Text("县（市、区）", "County")),
        TableColumn("people", Text("常住人口\n（人）", "Residents\n(persons)"), Kind.NUMBER),
        TableColumn("density", Text("人口密度\n（人/km²）", "Density\n(persons/km²)"), Kind.NUMBER),
        TableColumn("young", Text("0—14岁\n（%）", "0 to 14\n(%)"), Kind.NUMBER, decimals=1),
        TableColumn(
            "old_share",
            Text("60岁及以上\n（%）", "60 and over\n(%)"),
            Kind.BAR,
            decimals=1,
            strong=True,
        ),
        TableColumn("old", Text("60岁及以上\n（人）", "60 and over\n(persons)"), Kind.NUMBER),
        TableColumn("urban", Text("城镇化率\n（%）", "Urban\n(%)"), Kind.NUMBER, decimals=1),
    )
    rows = tuple(
        TableRow(name[1], (Text(*name), a, b, c, Bar(d, legend.colour_of(d)), e, f))
        for name, (a, b, c, d, e, f) in zip(_YULIN, _SHARES, strict=True)
    )
    total = TableRow("all", (Text("全市", "City"), 5796766, 451, 29.0, Bar(15.8), 915896, 49.8))
    return Table(
        Text("各县（市、区）人口", "Population by county"),
        columns,
        rows,
        total,
        note=Text(
            "资料来源：《中国2020年人口普查分县资料》，常住人口，时点 2020-11-01。",
            "Source: 2020 census by county, residents, 2020-11-01.",
        ),
    )
