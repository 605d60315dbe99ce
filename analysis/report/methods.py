"""The methods, as the page 数据与方法 and the appendices tell them: formula, source, limits."""

from __future__ import annotations

from dataclasses import dataclass

from geo.text import Text


@dataclass(frozen=True, slots=True)
class MethodNote:
    """One method: what it is called, how it computes, what it rests on, where it ends."""

    id: str
    title: Text
    formula: Text
    basis: Text
    limits: Text


METHODS: tuple[MethodNote, ...] = (
    MethodNote(
        "verdict",
        Text("四种评估结论", "Four verdicts"),
        Text(
            "有可计入的设施 → 已达到；没有、且条款接受的每一类设施都有截至评估时点的无遗漏确认或零报告"
            " → 尚未达到；其余一律待核实，并写明缺什么、向谁要；规划没有此要求 → 本规划无此要求",
            "A facility that counts → met. None, and every accepted type declared complete as of the"
            " day or later → not yet met. Anything else → to be verified, naming what is missing and"
            " from whom. No such clause → not in this plan",
        ),
        Text("两市规划条款；逐条计数规则见“核查 · 全部条款”", "The clauses of the two plans"),
        Text(
            "未报不等于没有；“待核实”不是“不达标”",
            "Not recorded is not absent; “to be verified” is no failure",
        ),
    ),
    MethodNote(
        "time",
        Text("时点", "Time"),
        Text(
            "投用日期 ≤ 评估时点，且未在评估时点当天或之前停用 → 在运营。投用日期空、评估时点当天或之前"
            "核实过在运营 → 计入，标“投用日期待补”；只在评估时点之后核实过 → 待核实",
            "Opened ≤ the day and not closed by the end of it → operating. No opening date but seen"
            " operating by the day → counts, flagged. Seen only later → to be verified",
        ),
        Text("评估时点由使用者设定，规划期末为 2025-12-31", "The day is set by the user"),
        Text(
            "只写到月或年的日期，整段在评估时点一侧才作判断",
            "A date known to the month or year decides only when all of it lies on one side",
        ),
    ),
    MethodNote(
        "share",
        Text("80%以上县（市、区）", "80 % of the counties"),
        Text(
            "已设有县数 ÷ 县数 ≥ 0.8 → 已达到；（已设有 + 待核实）÷ 县数 < 0.8 → 尚未达到；否则待核实。"
            "玉林 7 个需 6 个，柳州 10 个需 8 个",
            "have ÷ all ≥ 0.8 → met; (have + open) ÷ all < 0.8 → not yet met; else to be verified."
            " Yulin needs 6 of 7, Liuzhou 8 of 10",
        ),
        Text("玉林、柳州规划三（三）1", "Both plans, 三(三)1"),
        Text(
            "机构，或评估时点有效、由社会组织承接的购买服务合同；其他承接机构须有认定口径",
            "An institution, or a contract valid on the day with a social organisation; other"
            " providers need a ruling",
        ),
    ),
    MethodNote(
        "trigger",
        Text("80万人口以上", "800 000 people and more"),
        Text(
            "人口 ≥ 800 000 → 条件触发（可扩大或建第二所），从不评“尚未达到”",
            "population ≥ 800 000 → triggered (may expand or build a second), never “not yet met”",
        ),
        Text("玉林规划三（四）2；默认用七普常住人口", "Yulin’s plan 三(四)2; census residents"),
        Text(
            "规划没有说明人口口径；可在“核查 · 试算”换用户籍人口看变化",
            "The plan names no basis; try registered population under Findings, Trial",
        ),
    ),
    MethodNote(
        "retrofit",
        Text("家庭无障碍改造分配", "Household retrofits"),
        Text(
            "剩余需求 = 需求户数 − 已验收。按剩余需求比例（最大余数法）；覆盖率趋同（下一户给"
            "已验收 ÷ 需求最低的县）；按权重（剩余需求 × 权重）。不超过剩余需求，多出的再分配；"
            "并列按区划代码；分年平均，余数靠前，不超过 ⌊年度资金 ÷ 户均⌋",
            "need left = eligible − done. Proportional (largest remainder on need left); equal"
            " coverage (next household to the lowest done ÷ eligible); priority (need left ×"
            " weight). Capped at need left, excess redistributed; ties by code; years even, earlier"
            " first, within ⌊budget ÷ unit cost⌋",
        ),
        Text(
            "柳州规划指标11（0.3万户）；玉林规划没有数量", "Liuzhou’s indicator 11; Yulin sets none"
        ),
        Text(
            "需求未报的县“待报”，不分配也不当作 0；户均标准取外地实例区间，不是广西标准",
            "A county that has not reported gets nothing and is not counted as 0; unit costs come"
            " from elsewhere, no standard of Guangxi",
        ),
    ),
    MethodNote(
        "school_places",
        Text("学位缺口", "School places short"),
        Text(
            "max(0, 未安置 − 空余学位)；空余学位 = max(0, 学位 − 特殊教育学校就读 − 特教班就读)；"
            "四个数缺一个即为待报",
            "max(0, not placed − free places); free = max(0, places − at special schools − in"
            " special classes); not reported while one of the four figures is missing",
        ),
        Text(
            "各县填报的学龄残疾儿童安置表，取评估时点及以前最近一次",
            "The counties’ forms on school placement, the latest up to the as-of day",
        ),
        Text(
            "规划未界定“较多”“不足”，仅供参考，不作结论；不分残疾类别、学段和远近；各县不相加",
            "The plan defines neither “many” nor “short”: information, no verdict. Kind of"
            " disability, grade and distance are not looked at; counties are not added up",
        ),
    ),
    MethodNote(
        "people",
        Text("人口分布", "Where people live"),
        Text(
            "每县：乡村人口按网格面积平均分布；城镇人口按 面积 × exp(−到最近城镇点的距离 ÷ 3 公里) 分布；H3 第 8 级网格，"
            "各县合计等于七普。也可换用人口栅格或村（居）人口表",
            "Per county: rural residents evenly by area; urban residents by area × exp(−distance to the"
            " nearest town ÷ 3 km); H3 cells of resolution 8; each county adds up to the census. A"
            " raster or a table of villages can take its place",
        ),
        Text(
            "七普分县资料；GeoNames cities500（CC BY 4.0）；3 公里为本工具取值",
            "Census 2020 by county; GeoNames cities500 (CC BY 4.0); the 3 km are ours",
        ),
        Text(
            "推算而非统计：与 WorldPop 2020 在约 9 公里格网上比较，相关系数 0.94，约 20% 的人落在错误的格内",
            "A model: against WorldPop 2020 on a grid of about 9 km, correlation 0.94, some 20 % of"
            " people in the wrong cell",
        ),
    ),
    MethodNote(
        "travel_time",
        Text("出行时间", "Travel time"),
        Text(
            "有路网：步行到最近道路 + 路段长度 ÷ 该等级道路的速度之和的最短者 + 步行到设施，按人到设施的方向计单行；"
            "没有路网：测地线距离 × 绕行系数 ÷ 速度",
            "With roads: the walk to the nearest road + the least sum of length ÷ speed of the class +"
            " the walk to the facility, one-ways in the direction people travel. Without: geodesic"
            " distance × detour factor ÷ speed",
        ),
        Text(
            "Dijkstra 1959；JTG B01-2014；道路交通安全法实施条例第四十五条；Weiss 等 2018（步行）；Boscoe 等 2012（绕行系数）",
            "Dijkstra 1959; JTG B01-2014; Road Traffic Safety Law regulation, art. 45; Weiss et al. 2018"
            " (walking); Boscoe et al. 2012 (detour factor)",
        ),
        Text(
            "不含拥堵、等车、坡度、台阶；速度未经实测，页面列出各速度 ±20% 和绕行系数高低值的结果范围",
            "No congestion, waiting, slopes or steps; speeds are not measured: the range for ±20 % and"
            " for the detour factor stands beside",
        ),
    ),
    MethodNote(
        "access",
        Text("可达性指标", "Measures of access"),
        Text(
            "最近时间 = 到各设施出行时间的最小值；时限内人数 = 最近时间 ≤ 时限的人数；"
            "增强型两步移动搜索法 Rⱼ = Sⱼ ÷ Σ Pₖ·W(tₖⱼ)，Aᵢ = Σ Rⱼ·W(tᵢⱼ)；基尼系数按人口加权；最难到达的十分之一",
            "Nearest = least time to any facility; covered = persons with nearest ≤ limit; E2SFCA"
            " Rⱼ = Sⱼ ÷ Σ Pₖ·W(tₖⱼ), Aᵢ = Σ Rⱼ·W(tᵢⱼ); Gini weighted by persons; the tenth served worst",
        ),
        Text(
            "Luo、Qi 2009；Dai 2010；Brown 1994。15/30/45/60 分钟为研究惯例，非规划指标",
            "Luo and Qi 2009; Dai 2010; Brown 1994. 15/30/45/60 minutes are research convention, no"
            " threshold of the plans",
        ),
        Text(
            "每个人都在上限以内、超过上限、未连通三者之一，合计等于总人数；服务能力不详的设施不当作 0，单独列出；县不排名",
            "Everybody is reached, beyond the limit or not connected, and the three add up; unknown"
            " capacity is named, not taken for 0; no ranking",
        ),
    ),
    MethodNote(
        "isochrones",
        Text("等时圈", "Isochrones"),
        Text(
            "在规则点阵上按居民点同样的办法接入道路并计时，沿时限画等值线；时限内的居民点一定在圈内",
            "Sample points join the roads as people do and are timed; the outline is where the time"
            " turns to the limit; everybody within the limit lies inside",
        ),
        Text(
            "点到最近的道路，所以没有桥不会跨到对岸；没有路网时为测地圆",
            "A point joins its own nearest road, so no outline leaps a river without a bridge; without"
            " roads: geodesic circles",
        ),
        Text(
            "精度不高于点阵间距；路网范围以外不画", "No finer than the samples; none off the roads"
        ),
    ),
    MethodNote(
        "disabled",
        Text("残疾人抽样推算", "Estimate of persons with disabilities"),
        Text("常住人口 × 6.34%", "residents × 6.34 %"),
        Text(
            "2006 年第二次全国残疾人抽样调查；第七次全国人口普查",
            "Second national sample survey on disability, 2006; census 2020",
        ),
        Text(
            "全国比例，不反映各县差别；与持证、参保、业务台账的人数不能相加、相除",
            "A national rate, the same for every county; never added to or divided by registered,"
            " insured or service counts",
        ),
    ),
    MethodNote(
        "classes",
        Text("地图分级", "Map classes"),
        Text(
            "自然断点（Fisher–Jenks，级内离差平方和最小）、分位数、等间距；相近的数不拆到两级，断点取整",
            "Natural breaks (Fisher–Jenks: least squares within classes), quantiles, equal"
            " intervals; near-equal values stay together, breaks are rounded",
        ),
        Text("Fisher 1958；Jenks 1977", "Fisher 1958; Jenks 1977"),
        Text("分级只为看图，不是评价，县不排名", "Classes are for reading the map; no ranking"),
    ),
    MethodNote(
        "areas",
        Text("面积与密度", "Areas and density"),
        Text("等积投影（EPSG:6933）下的底图面积", "Area of the working map in EPSG:6933"),
        Text("工作底图，界线概略化约 100—180 米", "Working map, generalised by 100–180 m"),
        Text("与公布面积相差在 1% 以内", "Within 1 % of the published areas"),
    ),
    MethodNote(
        "datum",
        Text("坐标系", "Datum"),
        Text(
            "GCJ-02（高德、腾讯）、BD-09（百度）换算为 WGS-84；CGCS2000 在地图精度上等同 WGS-84",
            "GCJ-02 and BD-09 are converted to WGS-84; CGCS2000 equals it at map accuracy",
        ),
        Text("公开的换算公式，逆向迭代", "The published formulas, inverted by iteration"),
        Text(
            "没有写坐标系的点不上图；界线 200 米内的点不判县别",
            "A point without a datum is set aside; within 200 m of a border no side is told",
        ),
    ),
    MethodNote(
        "privacy",
        Text("个人信息", "Personal data"),
        Text(
            "出现身份证号（18 位带校验、15 位、残疾人证 20 位）或银行卡号，整个文件拒收；"
            "联系人、电话列在内存中去掉",
            "A file with identity numbers (18 digits with checksum, 15, the 20 of the certificate) or"
            " bank cards is refused whole; contact columns are dropped in memory",
        ),
        Text("GB 11643 校验位", "GB 11643 check digit"),
        Text(
            "只能识别有规律的号码；请勿填写任何个人信息",
            "Finds numbers only; enter no personal data",
        ),
    ),
)
