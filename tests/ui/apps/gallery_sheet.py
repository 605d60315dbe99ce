"""The sheet of one county, invented."""

from __future__ import annotations

from analysis.report.cells import Cell
from analysis.report.county_sheet import CountySheet, EvidenceLine, FacilityLine, FindingBlock
from analysis.report.symbols import Symbol
from geo.text import Text
from geo.vocabulary import FacilityType
from tests.ui.apps.gallery_words import HOSTILE, cell


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
            cell("three", code, Symbol.UNMET),
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
            cell("mental", code, Symbol.PENDING),
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
            cell("professional", code, Symbol.NOT_BUILT),
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
            cell("population", code, Symbol.NONE),
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
