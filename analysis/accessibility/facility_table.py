"""The facilities of a study: those that count, whom they serve, and those left out and why."""

from __future__ import annotations

from analysis.accessibility.facilities_asked import ASIDE_WORDS, CountedFacility, FacilityAside
from analysis.accessibility.facility_reach import facility_reach
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.table_columns import PERSONS, number, unit_words, whole
from analysis.report.report import Column, ColumnKind, Table, Value
from geo.text import Text

_PUBLIC = 5
"""The columns of the public edition: up to the capacity."""


_OFF = Text("接不上路网或不在时间表中，无人可达", "off the roads or in no table: nobody gets there")
_COUNTED = {
    (False, False): Text("计入", "Yes"),
    (False, True): Text("试设，非现有设施", "Tried out"),
    (True, False): Text(f"计入；{_OFF.zh}", f"Yes, {_OFF.en}"),
    (True, True): Text(f"试设；{_OFF.zh}", f"Tried out, {_OFF.en}"),
}


def facility_table(study: AccessStudy, *, public: bool = False) -> Table:
    """Every facility of the kind asked for: those that count first, with whom they serve.

    The public edition has those that count alone, and no persons.
    """
    limit = f"{study.question.limit_min:g}"
    names = {c.code: Text(c.name_zh, c.name_en) for c in study.counties}
    reach = facility_reach(study).to_dict("index")
    unit = unit_words(study.facilities.unit)
    columns = (
        Column("facility_id", Text("编号", "Id"), ColumnKind.CODE, width_chars=12),
        Column("name", Text("设施名称", "Name"), width_chars=24),
        Column("area_name", Text("县（市、区）", "County"), width_chars=14),
        Column("counted", Text("是否计入", "Counted"), width_chars=20),
        number("capacity", Text("服务能力", "Capacity"), unit, 9),
        number("nearest_persons", Text("以其为最近的人口", "Nearest to"), PERSONS, 12),
        number(
            "nearest_reached_persons",
            Text(f"其中 {limit} 分钟内", f"Of these within {limit} min"),
            PERSONS,
            12,
        ),
        number(
            "within_persons", Text(f"{limit} 分钟内全部人口", f"All within {limit} min"), PERSONS
        ),
    )

    def counted(facility: CountedFacility) -> tuple[Value, ...]:
        served = reach[facility.facility_id]
        return (
            facility.facility_id,
            facility.shown_name,
            names.get(facility.county_code),
            _COUNTED[facility in study.facilities_off_network, facility.added],
            facility.capacity,
            *(whole(persons) for persons in served.values()),
        )

    def left_out(facility: FacilityAside) -> tuple[Value, ...]:
        reason = ASIDE_WORDS[facility.reason]
        why = Text(
            f"未计入：{reason.zh}（{facility.why.zh}）", f"No: {reason.en} ({facility.why.en})"
        )
        known = names.get(facility.county_code)
        return (facility.facility_id, facility.name, known, why, None, None, None, None)

    asked, title = study.facilities, Text("设施", "Facilities")
    if public:
        rows = tuple(counted(f)[:_PUBLIC] for f in asked.counted)
        return Table("access_facilities", title, columns[:_PUBLIC], rows, frozen_columns=2)
    return Table(
        "access_facilities",
        title,
        columns,
        (*(counted(f) for f in asked.counted), *(left_out(f) for f in asked.aside)),
        (
            Text(
                "“全部人口”含以他处为最近的人，各设施相加有重复",
                "“All” includes people nearer to another facility: they are counted at each",
            ),
        ),
        frozen_columns=2,
    )
