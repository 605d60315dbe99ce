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
            synonyms=("设施ID", "id", "设施代码", "编码"),
            sample="YZ-001",
        ),
        Column(
            "name",
            "名称",
            Text("设施全称。", "Full name of the facility."),
            required=True,
            synonyms=(
                "设施名称",
                "机构名称",
                "单位名称",
                "项目名称",
                "学校名称",
                "facility_name",
            ),
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
            synonyms=("市", "设区市", "地市", "所属市", "city_code", "地级市"),
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
            synonyms=("报送单位", "上报单位", "数据来源单位"),
            sample="容县残疾人联合会",
        ),
        Column(
            "facility_type",
            "主类型",
            Text("设施的主要类型，只选一个。", "What it mainly is; one word."),
            required=True,
            synonyms=("类型", "设施类型", "设施类别", "类别", "机构类型", "type", "主要类型"),
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
            synonyms=("服务功能", "主要功能", "功能类别", "服务内容", "function"),
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
            synonyms=("上级设施编号", "主设施编号", "所属设施"),
        ),
        Column(
            "level",
            "级别",
            Text("设施属哪一级，不是在哪一级。", "The level of government it belongs to."),
            synonyms=("设施级别", "层级", "机构级别", "所属层级"),
            words=Level,
            sample="县级",
            why=_COUNTS,
        ),
        Column(
            "status",
            "状态",
            Text("目前状态；只有运营、试运营算在用。", "Only operating and trial count as in use."),
            synonyms=("运营状态", "设施状态", "运行状态", "建设状态", "使用状态", "运营情况"),
            words=Status,
            sample="运营",
            why=_COUNTS,
        ),
        Column(
            "opened",
            "投用日期",
            Text("投入使用的日期，可只写到月或年。", "When it opened; month or year will do."),
            synonyms=(
                "投用时间",
                "投入使用日期",
                "投入使用时间",
                "开业日期",
                "启用日期",
                "运营日期",
                "开办时间",
                "开办日期",
                "建成投用时间",
                "建成投用日期",
                "成立时间",
                "成立日期",
            ),
            sample="2016-09-01",
            why=_TIME,
        ),
        Column(
            "closed",
            "停用日期",
            Text("停止使用的日期；仍在用则留空。", "When it closed; empty while in use."),
            synonyms=("停用时间", "关闭日期", "关闭时间", "停运日期", "停止使用日期"),
            why=_TIME,
        ),
        Column(
            "operation",
            "举办方式",
            Text("由谁建、由谁办。", "Who built and who runs it."),
            synonyms=(
                "运营方式",
                "办理方式",
                "举办性质",
                "机构性质",
                "性质",
                "办学性质",
                "运营模式",
            ),
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
            synonyms=("是否专业化", "专业化设施"),
            words=Ternary,
            sample="是",
            why=_COUNTS,
        ),
        Column(
            "school_stage",
            "学段",
            Text("学校填，可填几个。", "For schools; several may be given."),
            synonyms=("办学学段", "教育阶段", "学段类型", "school_stages"),
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
            synonyms=("是否综合性", "综合性学校", "综合性特殊教育学校"),
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
            synonyms=(
                "是否符合国家标准",
                "达到国家标准",
                "是否达到国家标准",
                "是否达标",
            ),
            words=Ternary,
            sample="是",
            why=_COUNTS,
        ),
        Column(
            "capacity",
            "服务能力",
            Text("能服务多少，只写数字。", "How many it can serve; a number."),
            synonyms=(
                "能力",
                "服务规模",
                "服务数量",
                "服务规模/服务数量",
                "服务规模（数量）",
                "规模",
                "床位数",
                "核定床位",
                "设计规模",
            ),
            sample="50",
        ),
        Column(
            "capacity_unit",
            "服务能力单位",
            Text("服务能力按什么计。", "What the capacity is counted in."),
            synonyms=("能力单位", "单位", "计量单位", "规模单位"),
            words=CapacityUnit,
            sample="床位",
        ),
        Column(
            "in_use",
            "在托/在训/在校",
            Text("目前在托、在训或在校的人数。", "Persons there at present."),
            synonyms=(
                "在托人数",
                "在训人数",
                "在校人数",
                "在托",
                "在训",
                "在校",
                "在托在训在校人数",
                "在校生",
                "在校学生数",
                "现有服务人数",
            ),
            sample="32",
        ),
        Column(
            "floor_area_m2",
            "建筑面积",
            Text("平方米。", "Floor area in square metres."),
            synonyms=("面积", "建筑面积m2", "总建筑面积", "floor_area"),
            sample="1200",
        ),
        Column(
            "address",
            "地址",
            Text("详细地址。", "Address."),
            synonyms=("详细地址", "设施地址", "所在地址", "机构地址", "位置"),
            sample="容县容州镇某路 1 号",
        ),
        Column(
            "lon",
            "经度",
            Text("十进制度，东经。", "Longitude in decimal degrees."),
            synonyms=(
                "longitude",
                "lng",
                "东经",
                "x",
                "经度坐标",
                "X坐标",
                # One cell may hold both values.
                "经纬度",
                "坐标",
                "地理坐标",
                "经纬度坐标",
                "坐标经纬度",
                "位置坐标",
            ),
            sample="110.571",
            why=_POINT,
        ),
        Column(
            "lat",
            "纬度",
            Text("十进制度，北纬。", "Latitude in decimal degrees."),
            synonyms=("latitude", "北纬", "y", "纬度坐标", "Y坐标"),
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
            synonyms=("坐标系统", "坐标基准", "坐标来源", "坐标类型", "crs"),
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
            synonyms=("定位精度", "坐标精度", "precision"),
            words=Precision,
            sample="到点",
        ),
        source_column(
            Text("依据的文件、批复或照片。", "The documents it rests on."),
            header="佐证材料",
            synonyms=("佐证", "佐证材料名称", "证明材料"),
            sample="容残联〔2025〕3号",
        ),
        Column(
            "confidence",
            "可信度",
            Text("填报单位对这一行的把握。", "How sure the sender is of the row."),
            synonyms=("可靠程度", "可信程度"),
            words=Confidence,
            sample="高",
        ),
        Column(
            "checked_on",
            "核实日期",
            Text("最近一次实地或书面核实的日期。", "When it was last verified."),
            synonyms=("核实时间", "核查日期", "核查时间", "最近核实日期", "checked"),
            sample="2025-12-20",
            why=_TIME,
        ),
        Column(
            "note",
            "备注",
            Text("其他说明；不要写个人姓名、证件号和电话。", "Other remarks; no personal data."),
            synonyms=("说明", "备注说明", "notes", "remark", "remarks"),
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
