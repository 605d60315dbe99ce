"""A change of a record in words: each field that differs, before and after."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from typing import Any

from geo.counties import load_cities, load_counties
from geo.records import Point
from geo.register.merging import says_nothing
from geo.reviews import REVIEW_WORDS, ReviewState
from geo.text import Text, join
from geo.vocabulary import WORDS

EMPTY = Text("（未填）", "(empty)")

FIELD_WORDS: dict[str, Text] = {
    "name": Text("名称", "Name"),
    "facility_type": Text("主类型", "Main type"),
    "city_code": Text("所在市", "City"),
    "county_code": Text("所在县", "County"),
    "functions": Text("功能", "Functions"),
    "level": Text("级别", "Level"),
    "status": Text("状态", "Status"),
    "opened": Text("投用日期", "Opened"),
    "closed": Text("停用日期", "Closed"),
    "operation": Text("举办方式", "Operation"),
    "professional": Text("专业化", "Professional"),
    "school_stages": Text("学段", "School stages"),
    "school_comprehensive": Text("综合性", "Comprehensive school"),
    "meets_national_standard": Text("符合国家标准", "Meets the national standard"),
    "capacity": Text("服务能力", "Capacity"),
    "capacity_unit": Text("服务能力单位", "Unit of capacity"),
    "in_use": Text("在托/在训/在校", "In use"),
    "floor_area_m2": Text("建筑面积（平方米）", "Floor area (m²)"),
    "parent_id": Text("上级设施", "Parent"),
    "address": Text("地址", "Address"),
    "point": Text("坐标", "Point"),
    "location_precision": Text("位置精度", "Precision of the place"),
    "reported_by": Text("填报单位", "Reported by"),
    "source": Text("来源", "Source"),
    "confidence": Text("可信度", "Confidence"),
    "checked_on": Text("核实日期", "Checked on"),
    "note": Text("备注", "Note"),
    "complete_as_of": Text("截至日期", "Complete as of"),
    "declared_by": Text("填报单位", "Declared by"),
    "kind": Text("类别", "Kind"),
    "requirement_id": Text("要求", "Requirement"),
    "question": Text("问题", "Question"),
    "ruling": Text("认定", "Ruling"),
    "body": Text("单位", "Body"),
    "document": Text("文号", "Document"),
    "date": Text("日期", "Date"),
    "project": Text("项目", "Project"),
    "buyer": Text("购买主体", "Buyer"),
    "provider": Text("承接机构", "Provider"),
    "provider_kind": Text("机构性质", "Kind of provider"),
    "start": Text("起始日期", "From"),
    "end": Text("终止日期", "To"),
    "served_persons": Text("服务人数", "Persons served"),
    "eligible_households": Text("需求户数", "Eligible households"),
    "done_households": Text("已验收户数", "Households verified"),
    "as_of": Text("时点", "As of"),
    "basis": Text("口径", "Basis"),
    "period_start": Text("起算日期", "Counted from"),
    "estimated": Text("推算", "Estimated"),
    "indicator_id": Text("指标", "Indicator"),
    "value": Text("完成值", "Value"),
    "final": Text("是否定案", "Final"),
    "numerator": Text("分子", "Numerator"),
    "denominator": Text("分母", "Denominator"),
    "persons": Text("人数", "Persons"),
    "category": Text("残疾类别", "Category"),
    "grade": Text("残疾等级", "Grade"),
    "age_band": Text("年龄段", "Age band"),
    "school_age_children": Text("学龄残疾儿童", "Children of school age"),
    "special_school": Text("特殊教育学校", "Special school"),
    "regular_class": Text("随班就读", "Regular class"),
    "special_class": Text("特教班", "Special class"),
    "home_teaching": Text("送教上门", "Home teaching"),
    "not_placed": Text("未安置", "Not placed"),
    "places": Text("学位", "School places"),
    "fund_source": Text("资金来源", "Source of funds"),
    "amount_yuan": Text("金额（元）", "Amount (yuan)"),
    "year": Text("年度", "Year"),
    "use_limit": Text("使用限制", "Use limit"),
    "task_households": Text("任务户数", "Task (households)"),
    "state": Text("核对状态", "State of the review"),
    "deadline": Text("返回期限", "Deadline"),
    "issued_on": Text("下发日期", "Sent on"),
    "answered_on": Text("答复日期", "Answered on"),
    "objection": Text("异议理由", "Reason for dispute"),
    "proof": Text("佐证材料清单", "Proof enclosed"),
    "outcome": Text("认定意见", "Decision"),
    "decided_by": Text("认定单位", "Decided by"),
    "decided_on": Text("认定日期", "Decided on"),
    "verdict": Text("下发时的结论", "Verdict sent"),
    "run_id": Text("运行编号", "Run id"),
    "measured": Text("实测值", "Measured"),
    "payload": Text("方案内容", "Content of the scenario"),
}
"""What the fields of the records are called on screen."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after, as a reader would write it."""

    field: str
    label: Text
    before: Text
    after: Text

    def sentence(self) -> Text:
        """The field and both values in one line."""
        return Text(
            f"{self.label.zh}：{self.before.zh} → {self.after.zh}",
            f"{self.label.en}: {self.before.en} → {self.after.en}",
        )


def field_changes(before: Any, after: Any) -> tuple[FieldChange, ...]:
    """The fields of two records of one kind that differ, in the order of the form."""
    return tuple(
        FieldChange(
            item.name,
            FIELD_WORDS.get(item.name, Text(item.name, item.name)),
            value_in_words(item.name, getattr(before, item.name)),
            value_in_words(item.name, getattr(after, item.name)),
        )
        for item in fields(before)
        if getattr(before, item.name) != getattr(after, item.name)
    )


def value_in_words(field: str, value: object) -> Text:
    """A field's value as a reader would write it; an unknown one is said to be empty."""
    if says_nothing(value):
        return EMPTY
    if field in ("county_code", "city_code"):
        return _place_names().get(str(value), _plain(str(value)))
    if isinstance(value, StrEnum):
        known = REVIEW_WORDS if isinstance(value, ReviewState) else WORDS
        words = known.get(value)  # type: ignore[call-overload]
        return words if words is not None else _plain(value.value)
    if isinstance(value, frozenset):
        return join([value_in_words(field, item) for item in sorted(value)])
    if isinstance(value, Point):
        return _plain(f"{value.lon:.6f}, {value.lat:.6f}")
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, float):
        return _plain(f"{value:.6f}".rstrip("0").rstrip("."))
    # A payload is long and for no reader: its hash tells one from another.
    whole = str(value)
    return _plain(hashlib.sha256(whole.encode()).hexdigest()[:12] if field == "payload" else whole)


@lru_cache(maxsize=1)
def _place_names() -> dict[str, Text]:
    """The names of the counties and cities by their codes."""
    counties = {c.code: Text(c.name_zh, c.name_en) for c in load_counties()}
    return counties | {c.code: Text(c.name_zh, c.name_en) for c in load_cities()}


def _plain(text: str) -> Text:
    return Text(text, text)
