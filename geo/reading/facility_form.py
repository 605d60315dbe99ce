"""The columns of the facility form 设施."""

from __future__ import annotations

from dataclasses import replace

from geo.reading.facility_words import FACILITY_HEADERS
from geo.reading.form import Column, Form
from geo.reading.shared_columns import county_column, source_column
from geo.text import Text
from geo.vocabulary import (
    CapacityUnit,
    Confidence,
    Datum,
    FacilityType,
    Function,
    Level,
    Operation,
    Precision,
    SchoolStage,
    Status,
    Ternary,
)

_COUNTS = Text("它决定该设施是否计入。", "It decides whether the facility counts.")
_TIME = Text(
    "日期决定该设施在评估时点是否在用。", "Dates decide whether it was in use on the as-of day."
)
_POINT = Text(
    "坐标写错，设施会画到别处，距离也会算错。",
    "A wrong point puts the facility elsewhere and spoils distances.",
)

_FORM = Form(
    form_id="facilities",
    title=Text("设施", "Facilities"),
    purpose=Text(
        "每个设施一行：已有的、在建的、规划的和已关闭的都填。",
        "One row per facility: existing, under construction, planned or closed.",
    ),
    sheet_names=("facility", "设施台账", "设施清单", "设施名录", "残疾人服务设施"),
    one_of=("county", "city"),
    columns=(
        Column(
            "facility_id",
            "设施编号",
            Text(
                "本单位自己的编号，不得重复；留空则按名称、所在地和类型自动生成。",
                "Your own id, unique; if empty, one is made from name, place and type.",
            ),
            sample="YZ-001",
        ),
        Column(
            "name",
            "名称",
            Text("设施全称。", "Full name of the facility."),
            required=True,
            sample="某县残疾人康复中心",
            why=Text("没有名称无法核对。", "Without a name it can't be verified."),
        ),
        county_column(
            Text(
                "所在县(市、区)的全称、简称或六位代码；确实只知道在哪个市的，填“所在市”。",
                "Name or six-digit code of the county; if only the city is known, fill in city.",
            ),
            Text("所在县决定计入哪个县。", "It decides which county the facility counts for."),
            required=False,
        ),
        Column(
            "city",
            "所在市",
            Text("设区市的名称；填了所在县可以不填。", "The city; not needed beside a county."),
            sample="玉林市",
            why=Text("所在市须与所在县一致。", "The city has to be the county's."),
        ),
        Column(
            "reported_by",
            "填报单位",
            Text(
                "填报这一行的单位，可与所在县不同（如开发区、其他部门）。",
                "The body that reports the row; may differ from the county.",
            ),
            sample="容县残疾人联合会",
        ),
        Column(
            "facility_type",
            "主类型",
            Text("设施的主要类型，只选一个。", "What it mainly is; one word."),
            required=True,
            words=FacilityType,
            sample="康复",
            why=_COUNTS,
        ),
        Column(
            "functions",
            "功能",
            Text(
                "实际开展的服务，可填几个，用“、”分开。",
                "What it offers; several, separated by “;”.",
            ),
            words=Function,
            several=True,
            sample="康复、日间照料",
            why=_COUNTS,
        ),
        Column(
            "parent_id",
            "上级设施",
            Text(
                "一址多牌的，填主牌设施的编号。",
                "The id of the main facility where one address carries several signs.",
            ),
        ),
        Column(
            "level",
            "级别",
            Text("设施属哪一级，不是在哪一级。", "The level of government it belongs to."),
            words=Level,
            sample="县级",
            why=_COUNTS,
        ),
        Column(
            "status",
            "状态",
            Text("目前状态；只有运营、试运营算在用。", "Only operating and trial count as in use."),
            words=Status,
            sample="运营",
            why=_COUNTS,
        ),
        Column(
            "opened",
            "投用日期",
            Text("投入使用的日期，可只写到月或年。", "When it opened; month or year will do."),
            sample="2016-09-01",
            why=_TIME,
        ),
        Column(
            "closed",
            "停用日期",
            Text("停止使用的日期；仍在用则留空。", "When it closed; empty while in use."),
            why=_TIME,
        ),
        Column(
            "operation",
            "举办方式",
            Text("由谁建、由谁办。", "Who built and who runs it."),
            words=Operation,
            sample="公办",
            why=_COUNTS,
        ),
        Column(
            "professional",
            "专业化",
            Text(
                "是否为专业化的康复或托养设施（柳州 三(六)3）。",
                "Whether it is a professional rehabilitation or care facility.",
            ),
            words=Ternary,
            sample="是",
            why=_COUNTS,
        ),
        Column(
            "school_stage",
            "学段",
            Text("学校填，可填几个。", "For schools; several may be given."),
            words=SchoolStage,
            several=True,
            sample="义务教育",
            why=_COUNTS,
        ),
        Column(
            "school_comprehensive",
            "综合性",
            Text(
                "是否为综合性特殊教育学校（招收不止一类残疾学生）。",
                "Whether the school is comprehensive (several kinds of disability).",
            ),
            words=Ternary,
            sample="是",
            why=_COUNTS,
        ),
        Column(
            "meets_national_standard",
            "符合国家标准",
            Text(
                "是否符合国家标准，以有关部门的证明为准。",
                "Whether it meets the national standard, on a body's evidence.",
            ),
            words=Ternary,
            sample="是",
            why=_COUNTS,
        ),
        Column(
            "capacity",
            "服务能力",
            Text("能服务多少，只写数字。", "How many it can serve; a number."),
            sample="50",
        ),
        Column(
            "capacity_unit",
            "服务能力单位",
            Text("服务能力按什么计。", "What the capacity is counted in."),
            words=CapacityUnit,
            sample="床位",
        ),
        Column(
            "in_use",
            "在托/在训/在校",
            Text("目前在托、在训或在校的人数。", "Persons there at present."),
            sample="32",
        ),
        Column(
            "floor_area_m2",
            "建筑面积",
            Text("平方米。", "Floor area in square metres."),
            sample="1200",
        ),
        Column(
            "address",
            "地址",
            Text("详细地址。", "Address."),
            sample="容县容州镇某路 1 号",
        ),
        Column(
            "lon",
            "经度",
            Text("十进制度，东经。", "Longitude in decimal degrees."),
            sample="110.571",
            why=_POINT,
        ),
        Column(
            "lat",
            "纬度",
            Text("十进制度，北纬。", "Latitude in decimal degrees."),
            sample="22.869",
            why=_POINT,
        ),
        Column(
            "datum",
            "坐标系",
            Text(
                "坐标从哪里量的：GPS 为 WGS-84，天地图为 CGCS2000，"
                "高德、腾讯为 GCJ-02，百度为 BD-09。",
                "What the point was measured in: GPS is WGS-84, Amap GCJ-02, Baidu BD-09.",
            ),
            words=Datum,
            sample="GCJ-02",
            why=Text(
                "不同坐标系在本地相差约 500 至 600 米。",
                "The systems lie some 500 to 600 m apart here.",
            ),
        ),
        Column(
            "location_precision",
            "位置精度",
            Text("位置知道得多准。", "How exactly the place is known."),
            words=Precision,
            sample="到点",
        ),
        source_column(
            Text("依据的文件、批复或照片。", "The documents it rests on."),
            header="佐证材料",
            sample="容残联〔2025〕3号",
        ),
        Column(
            "confidence",
            "可信度",
            Text("填报单位对这一行的把握。", "How sure the sender is of the row."),
            words=Confidence,
            sample="高",
        ),
        Column(
            "checked_on",
            "核实日期",
            Text("最近一次实地或书面核实的日期。", "When it was last verified."),
            sample="2025-12-20",
            why=_TIME,
        ),
        Column(
            "note",
            "备注",
            Text("其他说明；不要写个人姓名、证件号和电话。", "Other remarks; no personal data."),
        ),
    ),
)

FACILITIES = replace(
    _FORM,
    columns=tuple(
        replace(column, synonyms=column.synonyms + FACILITY_HEADERS.get(column.name, ()))
        for column in _FORM.columns
    ),
)
