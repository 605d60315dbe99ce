"""The records the forms carry, validated: what counties, bureaus and bodies have said.

Every record is frozen and names its source; a date may be known to the month or year only and is
then a span of days. Codes are strings, never positions.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from geo.vocabulary import (
    CapacityUnit,
    Confidence,
    Datum,
    DeclarationKind,
    DisabilityCategory,
    FacilityType,
    Function,
    FundKind,
    Level,
    Operation,
    Precision,
    ProviderKind,
    SchoolStage,
    Status,
    Ternary,
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as exactly as it was written: a day, a month or a year, both ends inclusive."""

    first: date
    last: date

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> DateSpan:
        """The span of a year, a month or a day. ValueError if there is no such date."""
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return cls(date(year, month, day), date(year, month, day))

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.month, self.last.month) == (1, 12):
            return f"{self.first.year:04d}"
        return f"{self.first.year:04d}-{self.first.month:02d}"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the ground: degrees, WGS-84, with the datum it was written in."""

    lon: float
    lat: float
    datum: Datum


@dataclass(frozen=True, slots=True)
class Facility:
    """A facility that exists, existed or is planned 设施.

    ``county_code`` is empty when only the city is known; such a record enters no county's check.
    """

    facility_id: str
    name: str
    facility_type: FacilityType
    city_code: str
    county_code: str = ""
    functions: frozenset[Function] = field(default_factory=frozenset)
    level: Level | None = None
    status: Status | None = None
    opened: DateSpan | None = None
    closed: DateSpan | None = None
    operation: Operation | None = None
    professional: Ternary = Ternary.UNKNOWN
    school_stages: frozenset[SchoolStage] | None = None
    school_comprehensive: Ternary = Ternary.UNKNOWN
    meets_national_standard: Ternary = Ternary.UNKNOWN
    capacity: float | None = None
    capacity_unit: CapacityUnit | None = None
    in_use: float | None = None
    floor_area_m2: float | None = None
    parent_id: str = ""
    address: str = ""
    point: Point | None = None
    location_precision: Precision = Precision.COUNTY
    reported_by: str = ""
    source: str = ""
    confidence: Confidence | None = None
    checked_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """A body's word that a county's list of one type is complete as of a day 无遗漏确认、零报告."""

    declaration_id: str
    county_code: str
    facility_type: FacilityType
    complete_as_of: date
    declared_by: str
    source: str = ""
    kind: DeclarationKind = DeclarationKind.COMPLETE


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a competent body reads a requirement 认定口径; ``county_code`` empty means all counties.

    ``question`` is one of the questions the requirement lists, ``ruling`` one of its answers.
    """

    ruling_id: str
    requirement_id: str
    question: str
    ruling: str
    body: str
    document: str
    date: date
    county_code: str = ""


@dataclass(frozen=True, slots=True)
class PurchasedService:
    """A service bought from a body 政府购买服务; ``served_persons`` over the contract."""

    service_id: str
    county_code: str
    project: str
    buyer: str
    provider: str
    provider_kind: ProviderKind | None
    start: DateSpan | None
    end: DateSpan | None
    served_persons: float | None = None
    source: str = ""


RETROFIT_BASIS = "困难重度"
"""The group the plans of 2021-2025 count: households in hardship and with severe disability."""


@dataclass(frozen=True, slots=True)
class RetrofitNeed:
    """Household retrofits of one county 家庭无障碍改造.

    ``eligible_households`` includes those done; ``done_households`` are verified (验收) since
    ``period_start`` up to ``as_of``. ``None`` is 待报 (not reported), never zero.
    ``basis`` is the group counted: 困难重度 for the plans of 2021-2025.
    """

    record_id: str
    county_code: str
    eligible_households: int | None
    done_households: int | None
    as_of: date | None
    source: str = ""
    basis: str = RETROFIT_BASIS
    period_start: date | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """The value of one indicator 指标完成值, in the unit of the plan's table."""

    record_id: str
    indicator_id: str
    value: float | None
    as_of: date | None
    reported_by: str = ""
    final: Ternary = Ternary.UNKNOWN
    numerator: float | None = None
    denominator: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredPopulation:
    """The registered population 户籍人口 of a county, as the user entered it, in persons."""

    county_code: str
    persons: int
    as_of: date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class CertifiedPersons:
    """Holders of a disability certificate 持证残疾人 of a county, in persons.

    ``category`` and ``grade`` (1 the most severe, to 4) are ``None`` and ``age_band`` is empty
    where all are counted. An age band is ``7-17`` or ``60+``, in full years, both ends inclusive.
    """

    record_id: str
    county_code: str
    category: DisabilityCategory | None
    grade: int | None
    age_band: str
    persons: int
    as_of: date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class SchoolPlacement:
    """Where a county's children with disabilities of school age are taught 学龄残疾儿童安置.

    In persons: ``regular_class`` 随班就读, ``home_teaching`` 送教上门. ``places`` 学位 are those of
    special-education schools and special classes open to the county's children, those taken
    included. ``None`` is 待报 (not reported), never zero.
    """

    record_id: str
    county_code: str
    school_age_children: int | None
    special_school: int | None
    regular_class: int | None
    special_class: int | None
    home_teaching: int | None
    not_placed: int | None
    places: int | None
    as_of: date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class RetrofitFunds:
    """Money for household retrofits 家庭无障碍改造资金 from one source, in yuan, to the fen.

    ``county_code`` is empty for money of the whole city. ``year`` is the budget year.
    """

    record_id: str
    city_code: str
    county_code: str
    fund_source: FundKind
    amount_yuan: float
    year: int | None
    use_limit: str = ""
    task_households: int | None = None
    document: str = ""
