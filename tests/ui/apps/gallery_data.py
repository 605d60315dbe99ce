"""Invented records for the gallery: every name begins 演示 or is a hostile one."""

from __future__ import annotations

from analysis.report.todo import Todo, TodoLine
from geo.issues import DataIssue, Severity
from geo.text import Text
from tests.ui.apps.gallery_words import HOSTILE
from ui.components.lorenz import Lorenz
from ui.components.minutes_bars import MinutesBar, MinutesBars


def todo() -> Todo:
    """Eight findings of three requirements."""
    return Todo(
        (
            TodoLine(
                "three",
                2,
                Text("三者有其一", "One of three"),
                Text("无遗漏确认；民办公助认定口径", "complete list; ruling on subsidised"),
                Text("柳北区残联、市残联", "Liubei, city federation"),
                ("450205", "450224"),
            ),
            TodoLine(
                "professional",
                3,
                Text("专业化设施", "Professional"),
                Text("清单与专业化佐证", "list and evidence"),
                Text("柳北、柳江、鹿寨残联", "three federations"),
                ("450205", "450206", "450223"),
            ),
            TodoLine(
                "mental",
                3,
                Text("精神障碍社区康复", "Mental health"),
                Text("承接机构性质、合同期限", "kind of provider, term"),
                Text("融安、融水、三江民政局", "three bureaus"),
                ("450224", "450225", "450226"),
            ),
        ),
        8,
        tuple(Text(f"演示单位{i}", f"body {i}") for i in range(7)),
        ("450205", "450206", "450223", "450224", "450225", "450226"),
    )


def yulin_todo() -> Todo:
    """26 findings, as nothing has been reported."""
    lines = (
        ("three", 7, "三者有其一", "设施清单，或零报告", "各县（市、区）残联"),
        ("school", 7, "特殊教育学校", "名单、学段、达标佐证", "市教育局"),
        ("mental", 7, "精神障碍社区康复", "机构名单或购买服务合同", "市卫生健康委、市残联"),
        ("population", 4, "80万人口以上", "是否扩建或建第二所", "市教育局"),
        ("retrofit", 1, "家庭无障碍改造", "2021—2025 年验收户数", "市住房城乡建设局"),
    )
    return Todo(
        tuple(TodoLine(i, n, Text(t, t), Text(w, w), Text(a, a), ()) for i, n, t, w, a in lines),
        26,
        (),
        (),
    )


def issues(*, hostile: bool = False) -> tuple[DataIssue, ...]:
    """One issue of each kind."""
    value = HOSTILE if hostile else "109°25'"
    return (
        DataIssue(
            "coordinate",
            Severity.WARNING,
            Text("经度不是数字", "The longitude is not a number"),
            Text("该设施不能上图，其余内容照用", "The facility is not drawn; the rest is used"),
            Text("填十进制度，如 109.42", "Write decimal degrees, as 109.42"),
            row=12,
            column="经度",
            value=value,
        ),
        DataIssue(
            "county",
            Severity.ERROR,
            Text("县名认不出", "The county is not recognised"),
            Text("这一行不能计入任何县", "The row counts for no county"),
            Text(
                "填规划中的县（区）名称或六位区划代码",
                "Write the county's name or its six-digit code",
            ),
            row=15,
            column="所在县",
            value="演示区",
        ),
        DataIssue(
            "personal",
            Severity.REFUSED,
            Text("文件含身份证号", "The file holds identity numbers"),
            Text("个人信息不进入本工具", "Personal data never enters this tool"),
            Text("删去该列后重新上传", "Delete the column and upload again"),
        ),
    )


def bars() -> MinutesBars:
    """Invented persons by minutes."""
    shades = ("#E9E3F1", "#C9B9DE", "#9F86C3", "#6B4E9B")
    counts = (52_000, 210_000, 340_500, 220_000, 90_000, 41_000, 12_000, 0, 3_100)
    steps = tuple(
        MinutesBar(
            Text(f"{5 * i}—{5 * i + 5} 分钟", f"{5 * i}-{5 * i + 5} min"),
            count,
            shades[min(i // 3, 3)],
            tick=str(5 * i + 5) if i % 3 == 2 else "",
        )
        for i, count in enumerate(counts)
    )
    beyond = MinutesBar(
        Text("45 分钟以上", "over 45 min"), 8_000, "#43296E", apart=Text("＞45", ">45")
    )
    none = MinutesBar(Text("未接通", "not connected"), 1_200, None, apart=Text("未接通", "none"))
    return MinutesBars(
        Text("到最近一处的时间", "Minutes to the nearest"),
        (*steps, beyond, none),
        Text("分钟", "minutes"),
        note=Text("演示数据。", "Invented data."),
    )


def curve() -> Lorenz:
    """An invented Lorenz curve."""
    return Lorenz(
        Text("分布均衡程度", "How evenly it is shared"),
        tuple((i / 20, (i / 20) ** 2.4) for i in range(21)),
        Text("0.41", "0.41"),
        Text("基尼系数（0 为人人相等）", "Gini (0: all equal)"),
        Text("人口累计占比", "share of people"),
        Text("可得服务累计占比", "share of access"),
        (Text("最差的十分之一有 57 万人。", "The worst served tenth are 570,000 persons."),),
    )
