"""The form 备选点: where something could be built, converted or expanded, and at what cost."""

from __future__ import annotations

from dataclasses import replace

from geo.reading.facility_form import FACILITIES
from geo.reading.form import NOTHING, Column, Form
from geo.reading.shared_columns import county_column
from geo.text import Text
from geo.vocabulary import FacilityType, Measure

_WHY_POINT = Text(
    "没有坐标的备选点可以满足所在县的要求，但不知道谁去得到。",
    "A site without a point can meet its county's requirement, but nobody is known to reach it.",
)


def _of_facility(name: str, meaning: Text, why: Text = NOTHING) -> Column:
    """A column as the facility form has it, with what it means of a site."""
    return replace(FACILITIES.column(name), meaning=meaning, why=why, required=False)


CANDIDATE_SITES = Form(
    form_id="candidate_sites",
    title=Text("备选点", "Candidate sites"),
    purpose=Text(
        "可以新建、改建或扩建设施的地点；一处可有几行，每行一种设施类型和措施。",
        "Places where a facility could be built, converted or expanded; a site may have several "
        "rows, one for each facility type and measure.",
    ),
    sheet_names=("备选点", "备选地点", "选址备选点", "备选地块", "候选点", "sites", "candidates"),
    columns=(
        Column(
            "site_id",
            "编号",
            Text(
                "备选点的编号，同一处各行相同；不填则由所在县、名称和位置生成。",
                "The site's id, the same in all its rows; else made of county, name and place.",
            ),
            synonyms=("备选点编号", "地块编号", "点位编号", "候选点编号", "id"),
            sample="B-01",
        ),
        Column(
            "name",
            "名称",
            Text("地点或建筑的名称。", "Name of the place or building."),
            required=True,
            synonyms=(
                "备选点",
                "备选点名称",
                "地块名称",
                "地点",
                "地点名称",
                "候选点",
                "候选点名称",
                "建筑名称",
                "项目名称",
                "site",
            ),
            sample="原城北小学校舍",
        ),
        county_column(
            Text("县(市、区)；不填则按坐标判断。", "The county; empty: by the point."),
            required=False,
        ),
        _of_facility("lon", Text("十进制度，东经。", "Longitude in decimal degrees."), _WHY_POINT),
        _of_facility("lat", Text("十进制度，北纬。", "Latitude in decimal degrees."), _WHY_POINT),
        FACILITIES.column("datum"),
        Column(
            "facility_type",
            "设施类型",
            Text(
                "建成后的主要类型；不填则在选址时指定。",
                "What it would mainly be; empty: chosen when siting.",
            ),
            synonyms=("主类型", "类型", "拟建类型", "设施类别", "建设类型", "type"),
            words=FacilityType,
            sample="托养",
            why=Text("它决定能满足哪条要求。", "It decides which requirement it can meet."),
        ),
        Column(
            "measure",
            "措施",
            Text(
                "新建、改建（利用既有建筑）或扩建；不填则在选址时指定。",
                "New building, conversion or expansion; empty: chosen when siting.",
            ),
            synonyms=("建设性质", "建设方式", "建设措施", "方式"),
            words=Measure,
            sample="改建",
        ),
        Column(
            "cost_wan_yuan",
            "费用(万元)",
            Text(
                "估算总投资，单位：万元；不知道就留空，不要写 0。",
                "Estimated total in units of 10,000 yuan; empty if not known, not 0.",
            ),
            synonyms=(
                "费用",
                "投资",
                "总投资",
                "估算投资",
                "投资估算",
                "估算总投资",
                "预算",
                "造价",
                "cost",
                "cost_yuan",
                "investment",
            ),
            sample="860",
            why=Text("没有费用，就不能按费用比较。", "Without it, cost can't be compared."),
            money=True,
        ),
        Column(
            "cost_basis",
            "费用依据",
            Text(
                "费用从哪里来：概算、可研、类比项目等；不填则只写明来自上传的表。",
                "What the cost rests on: an estimate, a study, a like project; empty: the table.",
            ),
            synonyms=("投资依据", "估算依据", "造价依据", "费用来源", "cost_basis", "basis"),
            sample="可行性研究报告估算",
        ),
        _of_facility(
            "capacity",
            Text(
                "建成后的服务能力（扩建的填扩建后合计），只写数字。",
                "Its capacity afterwards, of an expansion in all; a number.",
            ),
        ),
        replace(
            _of_facility("capacity_unit", Text("服务能力按什么计。", "What it is counted in.")),
            header="单位",
            synonyms=("服务能力单位", "能力单位", "计量单位", "规模单位"),
        ),
        Column(
            "lead_years",
            "建设周期(年)",
            Text(
                "从开工到投用的年数，整年；不填则在选址时指定。",
                "Years from the beginning of works to use, whole; empty: chosen when siting.",
            ),
            synonyms=("建设周期", "周期", "建设年限", "工期", "建设工期", "lead_time", "years"),
            sample="2",
        ),
        Column(
            "existing_use",
            "现状用途",
            Text(
                "既有建筑现在作什么用（养老机构、闲置校舍等）；空地留空。",
                "What the building is now (elderly care, vacant school); empty for open land.",
            ),
            synonyms=("现状", "目前用途", "现用途", "原用途", "现有用途", "使用现状"),
            sample="闲置校舍",
        ),
        _of_facility("floor_area_m2", Text("平方米。", "Floor area in square metres.")),
        Column(
            "facility_id",
            "既有设施编号",
            Text(
                "该处在册设施的编号；扩建必填。",
                "The id of the facility on record there; required for an expansion.",
            ),
            synonyms=("设施编号", "在册设施编号", "原设施编号"),
            sample="YZ-001",
        ),
    ),
)
