"""A list of changes 修订清单: findings and records that are not as they were, all said in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.report.report import VerdictValue
from geo.register.differences import FieldChange
from geo.text import Text

TABLE_WORDS: dict[str, Text] = {
    "facilities": Text("设施", "Facility"),
    "completeness": Text("无遗漏确认", "Completeness"),
    "rulings": Text("认定口径", "Ruling"),
    "purchased_services": Text("政府购买服务", "Purchased service"),
    "retrofit_needs": Text("家庭无障碍改造", "Household retrofits"),
    "indicator_values": Text("指标完成值", "Indicator value"),
    "registered_population": Text("户籍人口", "Registered population"),
    "certified_persons": Text("持证残疾人", "Certificate holders"),
    "school_placements": Text("学龄残疾儿童安置", "School placement"),
    "retrofit_funds": Text("改造资金", "Retrofit funds"),
    "reviews": Text("复核认定", "Decided on review"),
}
"""One record of a table, in words; tables not named here are no part of a list of changes."""


class RecordChangeKind(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that is not as it was; ``fields`` are those that changed.

    Of a record added they are all it says beyond its name; of one withdrawn, none.
    """

    table: str
    record_id: str
    kind: RecordChangeKind
    area_code: str
    area: Text
    name: Text
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What an assessment said: the verdict as shown, the number (in ``unit``) and the reason.

    ``disputed``: the county did not accept it, and that was open.
    """

    verdict: VerdictValue
    measured: float | None
    unit: str
    reason: Text
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding, or a county's part in one, that is not as it was.

    ``before`` or ``after`` is None where one of the two did not ask it. ``rests_on`` are the
    changed records that made it so, as table and id; none where the day or the rules did.
    """

    requirement_id: str
    area_code: str
    requirement: Text
    area: Text
    before: Said | None
    after: Said | None
    rests_on: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """The list of changes from one assessment of a city to a later one."""

    before_name: str
    before_run_id: str
    after_run_id: str
    before_as_of: date
    after_as_of: date
    before_rules: str
    after_rules: str
    findings: tuple[FindingChange, ...] = ()
    records: tuple[RecordChange, ...] = ()
