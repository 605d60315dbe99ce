"""The shape of the catalogue files ``data/requirements/*.toml``: one plan document each.

Rules are data: a file says what a clause asks, with which force, and how it is counted; the kinds
of check are the small closed set of classes below. Unknown keys are refused.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from geo.text import Text
from geo.vocabulary import FacilityType, Function, Level, Operation, ProviderKind


class Frozen(BaseModel):
    """Base of all catalogue models: frozen, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Frozen):
    """A text of the catalogue in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """As the text type the program uses."""
        return Text(self.zh, self.en)


class Force(StrEnum):
    """What a clause can do to a county."""

    BINDING = "binding"
    """Gives a verdict; the only force that may show as unmet."""
    DIRECTIONAL = "directional"
    """States built / not yet built in a neutral colour."""
    PERMISSIVE = "permissive"
    """States triggered / not triggered."""
    REFERENCE = "reference"
    """Not of this plan (参照): outside every count of the plan."""
    NONE = "none"
    """A baseline statement or a heading: context, no verdict."""


class Kind(StrEnum):
    """What an entry of the catalogue is."""

    ITEM = "item"
    """A numbered item of part three, with its agencies."""
    CLAUSE = "clause"
    """A checkable clause."""
    INDICATOR = "indicator"
    """A row of the indicator table."""
    ORGANISATION = "organisation"
    """An item of part four, on carrying out the plan."""
    BASELINE = "baseline"
    """A statement about where the plan started."""
    REFERENCE = "reference"
    """A goal from elsewhere, shown beside the plan."""


class Scope(StrEnum):
    """What a check is about: each county, or the city as a whole."""

    COUNTY = "county"
    CITY = "city"


class Unit(StrEnum):
    """What measured, threshold and shortfall are counted in."""

    FACILITIES = "facilities"
    PERSONS = "persons"
    SHARE = "share"
    HOUSEHOLDS = "households"
    PERCENT = "percent"
    TEN_THOUSAND_PERSONS = "ten_thousand_persons"
    TEN_THOUSAND_HOUSEHOLDS = "ten_thousand_households"
    NONE = ""


class Threshold(Frozen):
    """A plan's number, from a day on, with the words it stands in."""

    value: float
    since: date
    section: str
    quote: str


class Question(Frozen):
    """A question of counting a competent body may rule on 认定口径.

    ``id`` says what it changes: ``operation.<code>``, ``level.<code>`` and ``provider.<code>``
    answer counts / does_not_count; ``population_basis`` answers resident / registered;
    ``judgement`` answers met / unmet.
    """

    id: str
    text: Words
    words: str
    """The words of the clause the question rests on."""
    answers: tuple[str, ...]
    default: str = ""
    """The answer until a ruling; empty: open, so such a case is INDETERMINATE."""


class FacilityPresence(Frozen):
    """At least so many facilities of the accepted kinds in the county."""

    kind: Literal["facility_presence"]
    accepts_types: tuple[FacilityType, ...]
    accepts_functions: tuple[Function, ...] = ()
    levels: tuple[Level, ...] = ()
    """Levels that count; empty: any."""
    operations: tuple[Operation, ...] = ()
    """Operations that count; empty: any."""
    unruled_operations: tuple[Operation, ...] = ()
    """Operations the text leaves open: INDETERMINATE until a ruling."""
    attributes: tuple[
        Literal[
            "professional",
            "school_compulsory",
            "school_comprehensive",
            "meets_national_standard",
        ],
        ...,
    ] = ()
    """What must be yes; unknown gives INDETERMINATE, no does not count."""
    thresholds: tuple[Threshold, ...] = Field(min_length=1)
    minimum_population_persons: int | None = None
    """Counties below it are NOT_APPLICABLE; census residents."""
    due: date | None = None
    """Before this day the goal is not due yet and gives no UNMET."""


class PopulationTrigger(Frozen):
    """An option that opens for counties of at least so many people."""

    kind: Literal["population_trigger"]
    thresholds: tuple[Threshold, ...] = Field(min_length=1)
    facility_type: FacilityType
    """What may be expanded or built a second time."""


class CountyShare(Frozen):
    """At least a share of the city's counties has a facility or a purchased service."""

    kind: Literal["county_share"]
    thresholds: tuple[Threshold, ...] = Field(min_length=1)
    accepts_types: tuple[FacilityType, ...]
    accepts_functions: tuple[Function, ...] = ()
    provider_kinds: tuple[ProviderKind, ...]
    """Providers whose contract counts; any other: INDETERMINATE until a ruling."""


class RetrofitTotal(Frozen):
    """The sum of verified households of the period over the city's counties."""

    kind: Literal["retrofit_total"]
    thresholds: tuple[Threshold, ...] = ()
    """Empty: progress without a verdict."""
    period_start: date
    period_end: date
    basis: str


class Indicator(Frozen):
    """A row of an indicator table, compared with a value a body has reported."""

    kind: Literal["indicator"]
    thresholds: tuple[Threshold, ...] = ()
    """Empty: a written judgement, never computed."""
    strict: bool = False
    """True when the table prints ＞: equal is not enough."""
    unit: Unit = Unit.PERCENT
    """What the table prints; findings of percentages are shares, 0 to 1."""
    category: Words | None = None
    """The heading of the table's left column the row stands under."""
    base_value: str
    """2020 as printed."""
    target_value: str
    """2025 as printed."""
    completion_rate: bool = False
    """Whether 完成率 is shown (totals only; rates show the difference)."""


Check = Annotated[
    FacilityPresence | PopulationTrigger | CountyShare | RetrofitTotal | Indicator,
    Field(discriminator="kind"),
]


class Deadline(Frozen):
    """By when; ``presumed`` when the clause prints no year and the plan's end is meant."""

    date: date
    presumed: bool


class Entry(Frozen):
    """One thing a plan says: a numbered item, a clause, an indicator, a baseline statement."""

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9-]+$")
    clause_id: str = ""
    """The id of the clause in the reading of the plan (F-01Y …); empty for headings."""
    counted_as: str = ""
    """The id of the indicator that is the same clause: the clause is counted there alone."""
    kind: Kind
    section: str
    """Where it stands, as the plans number: 三(六)3."""
    title: Words
    short_title: Words | None = None
    """For table heads and the map; the title where missing."""
    quote: str = ""
    """The words themselves, short."""
    force: Force
    label_or_verb: str = ""
    """The table's official label (约束性, 预期性) or the plan's own verb."""
    scope: str
    """About whom: county, city, township, village, household, person …"""
    lead_agencies: tuple[str, ...] = ()
    """As printed; empty where the plan prints none."""
    partner_agencies: tuple[str, ...] = ()
    current_agencies: tuple[str, ...] = ()
    """Who carries it today, where known to differ from what is printed."""
    deadline: Deadline | None = None
    check: Check | None = None
    """How it is evaluated now; none: see ``data_needed`` and ``qualitative``."""
    questions: tuple[Question, ...] = ()
    data_needed: Words | None = None
    """What it would take to check it, where it could be checked."""
    qualitative: bool = False
    """True: judged in words with evidence, never computed."""
    core: int = 0
    """Its place among the columns of the overview, from 1; 0: not there."""
    ask: Words | None = None
    """Who should supply what is missing; ``{county}`` stands for the county's short name."""
    ask_what: Words | None = None
    """What to ask for, in a few words."""
    interpretation: Words | None = None
    """How the tool reads the clause, and why."""

    @model_validator(mode="after")
    def _says_how_it_is_checked(self) -> Entry:
        said = [self.check is not None, self.data_needed is not None, self.qualitative]
        if self.kind in (Kind.BASELINE,):
            if any(said[:1]):
                raise ValueError(f"{self.id}: a baseline statement has no check")
        elif sum(said) != 1:
            raise ValueError(f"{self.id}: exactly one of check, data_needed, qualitative")
        if self.check is not None and self.scope not in tuple(Scope):
            raise ValueError(f"{self.id}: an evaluated entry is about a county or a city")
        if self.check is not None and (self.ask is None or self.ask_what is None):
            raise ValueError(f"{self.id}: an evaluated entry says whom to ask for what")
        return self

    @property
    def name(self) -> Text:
        """The short title, or the title where there is none."""
        return (self.short_title or self.title).text


class TextNote(Frozen):
    """A place where a text needs explaining 口径与文本需说明事项."""

    id: str
    text: Words
    sections: tuple[str, ...]
    entries: tuple[str, ...] = ()
    """Entries it bites on; their findings show it."""


class Document(Frozen):
    """A plan, or a source of reference goals."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Words
    issuer: Words
    city_codes: tuple[str, ...]
    issued: date
    source: str
    confidence: Literal["official", "low"]
    period_start: date
    period_end: date
    county_word: Words
    """How the document writes county-level units: 县(市、区), 县（区）."""
    assessment_table_title: Words
    facility_fund_channel: str = ""
    goal_city_codes: tuple[str, ...] = ()
    """Cities not judged by it whose targets name it as the goal above."""

    def speaks_to(self, city_code: str) -> bool:
        """Whether a paper of the city tells of it: as what is judged, or as the goal above."""
        return city_code in self.city_codes or city_code in self.goal_city_codes


class CatalogueFile(Frozen):
    """One file of the catalogue: a document, its entries in the order of the text, its notes."""

    document: Document
    entry: tuple[Entry, ...]
    note: tuple[TextNote, ...] = ()
