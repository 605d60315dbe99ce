"""The form 村（居）人口: villages and neighbourhoods with their people and their points."""

from __future__ import annotations

from dataclasses import replace

from geo.reading.facility_form import FACILITIES
from geo.reading.form import Column, Form
from geo.reading.shared_columns import as_of_column, county_column
from geo.text import Text

_WHY_POINT = Text(
    "没有坐标的村，其人口无处可放，不计入可达性。",
    "People without a point can't be placed and enter no measure of access.",
)

VILLAGES = Form(
    form_id="villages",
    title=Text("村（居）人口", "Villages"),
    purpose=Text(
        "各村（社区）的人口和位置，用来代替内置人口分布；一村一行，只报人数，不报个人。",
        "People and place of each village or neighbourhood, in place of the built-in distribution; "
        "one row each, numbers only, no persons.",
    ),
    sheet_names=("村人口", "村居人口", "村级人口", "行政村人口", "村（社区）人口", "villages"),
    columns=(
        Column(
            "village_id",
            "村编号",
            Text(
                "可填统计用区划代码（12 位）；不填则由名称和位置生成。",
                "The 12-digit code, if known; else made of name and place.",
            ),
            synonyms=("编号", "村代码", "村居代码", "区划代码", "行政区划代码", "代码", "id"),
            sample="450921100001",
        ),
        Column(
            "name",
            "名称",
            Text("行政村、社区或自然村的名称。", "Name of the village or neighbourhood."),
            required=True,
            synonyms=(
                "村（居）",
                "村居",
                "村名",
                "村名称",
                "村居名称",
                "行政村",
                "行政村名称",
                "自然村",
                "社区",
                "社区名称",
                "村（社区）",
                "村社区名称",
                "village",
            ),
            sample="某某村",
        ),
        Column(
            "township",
            "乡镇",
            Text("所在乡镇（街道），可不填。", "Its township or street; may stay empty."),
            synonyms=("乡镇街道", "所在乡镇", "乡（镇）", "街道", "镇"),
            sample="容州镇",
        ),
        county_column(
            Text("县(市、区)；不填则按坐标判断。", "The county; empty: by the point."),
            required=False,
        ),
        Column(
            "persons",
            "人口",
            Text("人数，单位：人，最好为常住人口。", "In persons, residents if possible."),
            required=True,
            synonyms=(
                "人数",
                "人口数",
                "人口数量",
                "总人口",
                "总人数",
                "常住人口",
                "常住人口数",
                "户籍人口",
                "户籍人口数",
                "population",
            ),
            sample="2350",
            why=Text("它决定有多少人离设施太远。", "It decides how many people are too far away."),
        ),
        *(
            replace(FACILITIES.column(name), required=required, why=why)
            for name, required, why in (
                ("lon", True, _WHY_POINT),
                # One cell may hold both.
                ("lat", False, _WHY_POINT),
                ("datum", False, FACILITIES.column("datum").why),
            )
        ),
        as_of_column(Text("人数截至哪一天。", "The day the numbers stand for.")),
    ),
)
