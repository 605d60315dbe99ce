"""The names of exported files: what, where, as of when, in which state, and whether invented."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from analysis.report.report import (
    DEMONSTRATION_MARK,
    INTERNAL_MARK,
    PUBLIC_MARK,
    ReportState,
    state_words,
)
from geo.layers import City, County
from geo.text import Language, Text
from geo.vocabulary import WORDS, FacilityType

KINDS: dict[str, Text] = {
    "workbook": Text("短板清单", "gap-workbook"),
    "brief": Text("汇报材料", "brief"),
    "slides": Text("汇报幻灯片", "slides"),
    "tables": Text("附表", "tables"),
    "pack": Text("汇报材料包", "papers"),
    "revision": Text("修订清单", "list-of-changes"),
    "matrix": Text("县级短板表", "county-matrix"),
    "geopackage": Text("核查结果图层", "findings-layers"),
    "map": Text("核查结果地图", "findings-map"),
    "print_maps": Text("打印地图", "maps-for-print"),
    "status_map": Text("现状分布图", "facilities-map"),
    "gaps_map": Text("短板图", "gaps-map"),
    "reach_map": Text("服务覆盖图", "reach-map"),
    "plan_map": Text("规划布局图", "layout-map"),
    "findings": Text("核查结果", "findings"),
    "indicators": Text("指标表", "indicators"),
    "tasks": Text("任务分解表", "tasks"),
    "population": Text("人口", "population"),
    "retrofit": Text("改造计划", "retrofit-plan"),
    "request_sheet": Text("核对确认单", "check-sheet"),
    "request_sheets": Text("核对确认单_一县一单", "check-sheets"),
    "gaps": Text("县级短板表", "county-matrix"),
    "todo": Text("待办", "to-do"),
    "rulings": Text("认定口径", "rulings"),
    "text_notes": Text("口径与文本说明", "notes-on-texts"),
    "sources": Text("数据来源", "sources"),
    "issues": Text("数据问题", "data-issues"),
    "access": Text("可达性", "access"),
    "projects": Text("项目库", "project-list"),
    "comparison": Text("方案比选", "scenarios-compared"),
    "targets": Text("目标表", "targets"),
    "yearly": Text("分年度计划", "yearly-plan"),
}
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')


class Named(Protocol):
    """What a name says of the content: a ``Report``, or what a reader looks at before it is built.

    ``internal`` is false for the public edition only.
    """

    @property
    def city(self) -> City: ...  # noqa: D102
    @property
    def as_of(self) -> date: ...  # noqa: D102
    @property
    def state(self) -> ReportState: ...  # noqa: D102
    @property
    def internal(self) -> bool: ...  # noqa: D102
    @property
    def demonstration(self) -> bool: ...  # noqa: D102


def file_name(
    kind: str,
    named: Named,
    extension: str,
    language: Language = "zh",
    *,
    revision: int | None = None,
) -> str:
    """The name of an export: kind, city, day, state, marks. KeyError for an unknown kind.

    玉林市_短板清单_20251231_征求意见稿_内部资料.xlsx; a demonstration's begins with 演示.
    """
    city = Text(named.city.name_zh, named.city.name_en)
    parts = [city, KINDS[kind], _day(named.as_of), state_words(named.state, revision)]
    parts.append(INTERNAL_MARK if named.internal else PUBLIC_MARK)
    return _name(parts, extension, language, demonstration=named.demonstration)


def called_too(name: str, own: Text | None, language: Language) -> str:
    """The name of a file with a name of its own before its extension."""
    if own is None:
        return name
    stem, _, extension = name.rpartition(".")
    return f"{stem}_{file_safe(own.get(language))}.{extension}"


def access_name(
    named: Named, facility_type: FacilityType, extension: str, language: Language = "zh"
) -> str:
    """The name of a study of access: 玉林市_可达性_特殊教育学校_20251231_征求意见稿.gpkg."""
    city = Text(named.city.name_zh, named.city.name_en)
    parts = [city, KINDS["access"], WORDS[facility_type], _day(named.as_of)]
    parts.append(state_words(named.state))
    if named.internal:
        parts.append(INTERNAL_MARK)
    return _name(parts, extension, language, demonstration=named.demonstration)


def request_sheet_name(
    county: County, as_of: date, *, demonstration: bool, language: Language = "zh"
) -> str:
    """The name of one county's check sheet: 核对确认单_450902_玉州区_20251231.xlsx."""
    code = Text(county.code, county.code)
    name = Text(county.name_zh, county.name_en)
    parts = [KINDS["request_sheet"], code, name, _day(as_of)]
    return _name(parts, "xlsx", language, demonstration=demonstration)


def _day(day: date) -> Text:
    return Text(f"{day:%Y%m%d}", f"{day:%Y%m%d}")


def _name(parts: list[Text], extension: str, language: Language, *, demonstration: bool) -> str:
    """The parts joined by underscores."""
    marked = [DEMONSTRATION_MARK, *parts] if demonstration else parts
    stem = "_".join(file_safe(part.get(language)) for part in marked)
    return f"{stem}.{extension}"


def file_safe(words: str) -> str:
    """Words as part of a file's name: signs no file system takes, and blanks, become hyphens."""
    return _UNSAFE.sub("-", words)
