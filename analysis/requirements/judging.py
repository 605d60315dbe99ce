"""How one recorded facility enters a check: it counts, it does not, or it is open.

A certain "no" outweighs what is unknown; what is unknown is named in the order level, standing,
operation, attributes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from analysis.requirements.findings import Considered, Reason
from analysis.requirements.index import Index
from analysis.requirements.reasons import REASON_WORDS
from analysis.requirements.schema import FacilityPresence
from analysis.requirements.standing import Standing, standing
from geo.records import Facility
from geo.text import Text, join
from geo.vocabulary import WORDS, FacilityType, Function, Operation, SchoolStage, Ternary

_ATTRIBUTE_REASONS = {
    "professional": Reason.PROFESSIONAL_UNKNOWN,
    "school_compulsory": Reason.STAGE_UNKNOWN,
    "school_comprehensive": Reason.COMPREHENSIVE_UNKNOWN,
    "meets_national_standard": Reason.STANDARD_UNKNOWN,
}
_ATTRIBUTE_WORDS = {
    "professional": Text("专业化", "professional"),
    "school_compulsory": Text("义务教育阶段", "compulsory stage"),
    "school_comprehensive": Text("综合性", "comprehensive"),
    "meets_national_standard": Text("符合国家标准", "meets the national standard"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One facility judged by one check. ``reasons``: what lacks, in order, when open."""

    facility: Facility
    counts: bool | None
    in_place: bool
    """True when only its attributes keep it from counting."""
    kind_counts: bool
    """True when nothing but its standing speaks against it."""
    why: Text
    reasons: tuple[Reason, ...] = ()
    flag: Text | None = None

    def considered(self) -> Considered:
        """As the finding carries it."""
        return Considered(self.facility.facility_id, self.counts, self.why)


_NOT_COUNTED = Text("不计入", "does not count")

Answer = Text | Reason | None
"""One rule's answer about one facility: why not, what lacks, or nothing against it."""


def accepted(
    facilities: Iterable[Facility],
    types: tuple[FacilityType, ...],
    functions: tuple[Function, ...],
) -> list[Facility]:
    """The facilities whose main type or any function the check accepts."""
    return [
        f for f in facilities if f.facility_type in types or not f.functions.isdisjoint(functions)
    ]


def judge(requirement_id: str, check: FacilityPresence, facility: Facility, index: Index) -> Judged:
    """Whether a facility of an accepted kind counts for the check."""
    stands = standing(facility, index.as_of)
    level = _by_level(requirement_id, check, facility, index)
    operation = _by_operation(requirement_id, check, facility, index)
    rules = (level, _by_standing(stands), operation)
    attributes = [_by_attribute(facility, a) for a in check.attributes]
    answers = (*rules, *attributes)
    if not any(answers):
        return Judged(facility, True, True, True, stands.why, flag=stands.flag)
    in_place = not any(rules)
    kind_counts = not any(isinstance(a, Text) for a in (level, operation, *attributes))
    against = [a for a in answers if isinstance(a, Text)]
    lacking = tuple(a for a in answers if isinstance(a, Reason))
    if against:
        why = join(against, "；", "; ")
        return Judged(facility, False, in_place, kind_counts, why, flag=stands.flag)
    why = join([REASON_WORDS[r] for r in lacking], "；", "; ")
    return Judged(facility, None, in_place, kind_counts, why, lacking, stands.flag)


def _by_level(
    requirement_id: str, check: FacilityPresence, facility: Facility, index: Index
) -> Answer:
    if not check.levels or facility.level in check.levels:
        return None
    if facility.level is None:
        return Reason.LEVEL_UNKNOWN
    ruling = index.ruling(requirement_id, f"level.{facility.level}", facility.county_code)
    if ruling is not None and ruling.ruling == "counts":
        return None
    return _not_counted(WORDS[facility.level])


def _by_standing(stands: Standing) -> Answer:
    if stands.operating:
        return None
    return stands.reason or _not_counted(stands.why)


def _by_operation(
    requirement_id: str, check: FacilityPresence, facility: Facility, index: Index
) -> Answer:
    operation: Operation | None = facility.operation
    if not check.operations or operation in check.operations:
        return None
    if operation is None:
        return Reason.OPERATION_UNKNOWN
    ruling = index.ruling(requirement_id, f"operation.{operation}", facility.county_code)
    if ruling is None and operation in check.unruled_operations:
        return Reason.OWNERSHIP_UNRULED
    if ruling is not None and ruling.ruling == "counts":
        return None
    return _not_counted(WORDS[operation])


def _by_attribute(facility: Facility, attribute: str) -> Answer:
    value = _attribute(facility, attribute)
    if value is Ternary.YES:
        return None
    if value is Ternary.UNKNOWN:
        return _ATTRIBUTE_REASONS[attribute]
    word = _ATTRIBUTE_WORDS[attribute]
    return Text(f"{word.zh}：否", f"{word.en}: no")


def _attribute(facility: Facility, attribute: str) -> Ternary:
    if attribute == "school_compulsory":
        if facility.school_stages is None:
            return Ternary.UNKNOWN
        return Ternary.YES if SchoolStage.COMPULSORY in facility.school_stages else Ternary.NO
    value: Ternary = getattr(facility, attribute)
    return value


@cache
def _not_counted(word: Text) -> Text:
    return Text(f"{word.zh}，{_NOT_COUNTED.zh}", f"{word.en}, {_NOT_COUNTED.en}")
