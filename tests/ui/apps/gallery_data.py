"""Invented records for the gallery: every name begins 演示 or is a hostile one."""

from __future__ import annotations

from analysis.report.cells import Cell
from analysis.report.county_sheet import CountySheet, EvidenceLine, FacilityLine, FindingBlock
from analysis.report.matrix import Column, Matrix, Row
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.report.todo import Todo, TodoLine
from geo.issues import DataIssue, Severity
from geo.text import Text
from geo.vocabulary import FacilityType
from ui.components.class_strip import ClassStrip, StripValue
from ui.components.lorenz import Lorenz
from ui.components.minutes_bars import MinutesBar, MinutesBars
from ui.components.table_types import Axis, Bar, Change, Group, Kind, Table
from ui.components.table_types import Column as TableColumn
from ui.components.table_types import Row as TableRow

HOSTILE = (
    '<img src=x onerror="window.hostile=1"><script>window.hostile=1</script>'
    "{{7*7}}${window.hostile=1}`'\"&amp;</td></table>"
)

CITY = Text("柳州市", "Liuzhou")
STATE = Text("征求意见稿", "Draft for comment")
LEDE = Text(
    "三者有其一：10 个县（区）中 **5 个已达到，3 个尚未达到**，2 个待核实。",
    "One of three: of 10 counties **5 have met it, 3 not yet**, 2 are to be verified.",
)
RONGAN, SANJIANG = Text("融安县", "Rong'an"), Text("三江县", "Sanjiang")
NOTICE = Text(
    "柳江区的需求户数待报，本次未分配。", "Liujiang has not reported; nothing is given to it."
)
NOTICE_LINES = (
    Text("报来后其他县（区）的户数会减少。", "Once it reports, the other counties get fewer."),
    Text("向柳江区残联要需求户数。", "Ask the federation of Liujiang for its need."),
)
COUNTIES = (
    ("450202", "城中区", "Chengzhong"),
    ("450203", "鱼峰区", "Yufeng"),
    ("450204", "柳南区", "Liunan"),
    ("450205", "柳北区", "Liubei"),
    ("450206", "柳江区", "Liujiang"),
    ("450222", "柳城县", "Liucheng"),
    ("450223", "鹿寨县", "Luzhai"),
    ("450224", "融安县", "Rong'an"),
    ("450225", "融水县", "Rongshui"),
    ("450226", "三江县", "Sanjiang"),
)
_STAGES = {"在建": "under construction", "未启动": "not started"}


def _cell(requirement: str, code: str, symbol: Symbol, word: str = "", sub: str = "") -> Cell:
    words = SYMBOL_WORDS[symbol] if not word else Text(word, {"已设有": "Present"}.get(word, word))
    return Cell(requirement, code, symbol, words, Text(sub, _STAGES.get(sub, sub)) if sub else None)


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
                    _cell(ids[0], code, first[i][0], sub=first[i][1]),
                    _cell(ids[1], code, second[i]),
                    _cell(ids[2], code, third[i], "已设有" if third[i] is b else ""),
                    Cell(ids[3], code, d, SYMBOL_WORDS[d], Text(schools[i], school)),
                    _cell(ids[4], code, Symbol.NONE),
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
            _cell(ids[4], "450200", Symbol.NONE),
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
                    *(_cell(i, code, Symbol.PENDING) for i in ids[:3]),
                    option,
                    _cell(ids[4], code, Symbol.NOT_DUE),
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


def sheet(*, hostile: bool = False) -> CountySheet:
    """The demonstration sheet of one county."""
    name = (
        Text(HOSTILE, HOSTILE)
        if hostile
        else Text("融水苗族自治县", "Rongshui Miao Autonomous County")
    )
    code = "450225"
    centre = HOSTILE if hostile else "演示融水县残疾人托养中心"
    nothing = Text("", "")
    findings = (
        FindingBlock(
            _cell("three", code, Symbol.UNMET),
            Text("在建，差 1 所", "under construction, 1 short"),
            Text("三者有其一", "One of three"),
            Text("三(六)3 ・ 确保", "3(6)3 ・ 确保"),
            "推动县级残疾人康复、托养和综合服务设施建设，确保三者有其一",
            Text("0 所运营，目标值 1 所", "0 operating, target 1"),
            (
                EvidenceLine(
                    "f1",
                    FacilityType.CARE,
                    Text(centre, centre),
                    Text("在建不计入", "under construction, not counted"),
                    "",
                    False,
                ),
                EvidenceLine(
                    "d1",
                    None,
                    Text(
                        "三类设施均有无遗漏确认，截至 2025-12-31",
                        "All three types declared complete as of 2025-12-31",
                    ),
                    nothing,
                    "演示残联〔2025〕12号",
                    None,
                ),
            ),
            Text(
                "预计 2026-09 投用；投用后补报日期，按新时点重算",
                "Expected to open 2026-09; report the date then",
            ),
            Text(
                "没有运营的设施，且三类清单均已确认无遗漏",
                "None is operating, and the three lists are declared complete",
            ),
            (),
            (),
            (),
        ),
        FindingBlock(
            _cell("mental", code, Symbol.PENDING),
            Text("缺：机构性质", "missing: kind of provider"),
            Text("精神障碍社区康复", "Mental-health rehabilitation"),
            Text("三(三)1 ・ 实现80%以上", "3(3)1 ・ 实现80%以上"),
            "“……或通过政府购买服务等方式委托社会组织开展精神障碍社区康复服务”",
            None,
            (
                EvidenceLine(
                    "s1",
                    FacilityType.MENTAL_HEALTH_COMMUNITY,
                    Text(
                        "演示购买服务合同，2025-01 至 2025-12", "演示 contract, 2025-01 to 2025-12"
                    ),
                    Text("承接方性质不详", "kind of provider not known"),
                    "",
                    None,
                ),
            ),
            None,
            nothing,
            (
                (
                    Text(
                        "承接方是否为社会组织（登记证书）",
                        "whether the provider is a social organisation",
                    ),
                    Text("融水县民政局", "civil affairs bureau of Rongshui"),
                ),
            ),
            (Text("投用日期待补", "opening date to be added"),),
            (
                Text(
                    "规划两处用语不同，见数据与方法。",
                    "The plan uses two names; see sources and methods.",
                ),
            ),
        ),
        FindingBlock(
            _cell("professional", code, Symbol.NOT_BUILT),
            None,
            Text("专业化康复或托养设施", "Professional rehabilitation or care"),
            Text("三(六)3 ・ 推进", "3(6)3 ・ 推进"),
            "",
            None,
            (),
            None,
            Text(
                "推进性任务，不计入“尚未达到”。在建 1 所。",
                "Directional, not counted as unmet. One is under construction.",
            ),
            (),
            (),
            (),
        ),
        FindingBlock(
            Cell("reference", code, Symbol.NOT_DUE, Text("参照，未到期", "Reference, not due")),
            Text("2030 年", "2030"),
            Text("特殊教育学校", "Special-education school"),
            Text("广西报道口径 ・ 不计入本规划", "Reported for Guangxi ・ not of this plan"),
            "",
            None,
            (),
            None,
            Text(
                "20万人口以上的县到 2030 年建有 1 所。",
                "Counties of 200,000 people and more have one by 2030.",
            ),
            (),
            (),
            (),
        ),
        FindingBlock(
            _cell("population", code, Symbol.NONE),
            None,
            Text("80万人口以上可建第二所特殊教育学校", "Second school from 800,000 people"),
            Text("仅玉林规划有", "Only in Yulin's plan"),
            "",
            None,
            (),
            None,
            nothing,
            (),
            (),
            (),
        ),
    )
    public = Text("县级 ・ 公办", "County ・ public")
    facilities = (
        FacilityLine(
            "f1",
            FacilityType.CARE,
            centre,
            public,
            Text("在建", "Under construction"),
            Text("预计 2026-09", "expected 2026-09"),
            Text("不计", "no"),
            False,
            "",
        ),
        FacilityLine(
            "f2",
            FacilityType.SPECIAL_SCHOOL,
            "演示融水县特殊教育学校",
            public,
            Text("运营", "Operating"),
            Text("2016-09-01", "2016-09-01"),
            Text("参照", "reference"),
            True,
            "演示来源",
        ),
        FacilityLine(
            "f3",
            FacilityType.MENTAL_HEALTH_COMMUNITY,
            "演示融水县精神障碍社区康复站",
            Text("县级 ・ 购买服务", "County ・ purchased"),
            Text("运营", "Operating"),
            Text("2025-01-10", "2025-01-10"),
            Text("待核实", "to be verified"),
            True,
            "",
        ),
    )
    population = (
        Text("常住人口 412,445", "Residents 412,445"),
        Text("60岁及以上 18.3%", "60 and over 18.3%"),
        Text("0—14岁 21.6%", "0 to 14 21.6%"),
        Text("七普，2020-11-01", "2020 census, 2020-11-01"),
    )
    return CountySheet(
        code,
        name,
        population,
        findings,
        facilities,
        Text("最近核实 2025-12-20", "Last checked 2025-12-20"),
    )


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
