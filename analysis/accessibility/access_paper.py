"""A study of access as a paper: what every sheet and file about it carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.accessibility.ranges import Ranges
from analysis.accessibility.study import AccessStudy
from analysis.report.report import (
    DEMONSTRATION_MARK,
    INTERNAL_MARK,
    MAP_NOTICE,
    ReportState,
    Vintage,
)
from geo.layers import City
from geo.people.demand import KIND_WORDS
from geo.text import Text
from geo.travel.model import MODEL_WORDS, ModelKind
from geo.vocabulary import WORDS


@dataclass(frozen=True, eq=False)
class AccessPaper:
    """One study on its way to a reader; an ``analysis.report.report.Paper``.

    ``internal`` is false for the public edition only. ``known_on``: the day up to which the records
    were known, None for all of them. ``ranges``: where they were worked out.
    """

    study: AccessStudy
    state: ReportState = ReportState.DRAFT
    internal: bool = True
    known_on: date | None = None
    ranges: Ranges | None = None

    @property
    def title(self) -> Text:
        """City, kind of facility, and what it is about."""
        city, kind = self.city, WORDS[self.study.question.facility_type]
        return Text(f"{city.name_zh}{kind.zh}可达性", f"{city.name_en}: access to {kind.en}")

    @property
    def city(self) -> City:
        """The city the question is about."""
        return self.study.city

    @property
    def as_of(self) -> date:
        """The day the facilities are those of."""
        return self.study.question.as_of

    @property
    def revision(self) -> None:
        """None: a study is no frozen assessment."""
        return None

    @property
    def run_id(self) -> str:
        """What the study rests on, in short."""
        return self.study.run_id

    @property
    def catalogue_version(self) -> str:
        """Empty: a study rests on no rule of a plan."""
        return ""

    @property
    def demonstration(self) -> bool:
        """Whether the facilities are invented."""
        return self.study.demonstration

    @property
    def vintages(self) -> tuple[Vintage, ...]:
        """The people, and the times."""
        demand, model = self.study.demand, self.study.model
        day = demand.provenance.vintage
        people = Vintage(KIND_WORDS[demand.kind], Text(day, day))
        return (people, Vintage(MODEL_WORDS[model.kind], model.said))

    @property
    def map_notice(self) -> Text:
        """The maps are working maps."""
        return MAP_NOTICE

    @property
    def marks(self) -> tuple[Text, ...]:
        """What every page carries: 内部资料, 演示."""
        marks = [INTERNAL_MARK] if self.internal else []
        return tuple(marks + ([DEMONSTRATION_MARK] if self.demonstration else []))

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What makes the headlines say less than they seem to, for this paper's readers."""
        return self.study.warnings if self.internal else self.study.public_warnings

    @property
    def without_roads(self) -> Text | None:
        """That the times know no roads, where that is so; None else."""
        if self.study.model.kind is not ModelKind.STRAIGHT_LINE:
            return None
        return Text(
            f"没有路网，按直线距离估算：{self.study.model.said.zh}",
            f"No roads: estimated by straight line: {self.study.model.said.en}",
        )
