"""Scenarios compared, as a paper: what its sheets and its file carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.planning.scenarios.comparison import TooManyError, comparison_tables
from analysis.planning.scenarios.question import Absent
from analysis.planning.scenarios.stored import Scenario
from analysis.planning.scenarios.working_paper import WorkingPaper
from analysis.report.report import (
    ReportState,
    Vintage,
)
from analysis.report.workbook import tables_workbook
from analysis.requirements.catalogue import Catalogue
from geo.layers import City, County, LayerSet, MixedDataError
from geo.text import Language, Text

_TITLE = Text("残疾人服务设施方案比选", "facilities for disabled people, scenarios compared")


@dataclass(frozen=True, eq=False)
class ComparisonPaper(WorkingPaper):
    """Several plans of one city on their way to a reader; an ``analysis.report.report.Paper``.

    ``rests_on``: the vintages of the people and the times where all plans rest on the same.
    """

    scenarios: tuple[Scenario, ...]
    city: City
    counties: tuple[County, ...]

    @property
    def title(self) -> Text:
        """玉林市残疾人服务设施方案比选."""
        return Text(f"{self.city.name_zh}{_TITLE.zh}", f"{self.city.name_en}: {_TITLE.en}")

    @property
    def as_of(self) -> date:
        """The latest of the days the plans' facilities are those of."""
        return max(s.plan.question.as_of for s in self.scenarios)

    @property
    def run_id(self) -> str:
        """The run ids of all, in the order of the columns."""
        return " ".join(s.plan.run_id for s in self.scenarios)

    @property
    def catalogue_version(self) -> str:
        """The versions of the rules the plans were made with, each once."""
        versions = (dict(s.plan.inputs).get("catalogue", "") for s in self.scenarios)
        return " ".join(dict.fromkeys(v for v in versions if v))

    @property
    def demonstration(self) -> bool:
        """Whether the facilities are invented."""
        return self.scenarios[0].plan.demonstration

    @property
    def assumes(self) -> bool:
        """Whether one of the plans rests on assumptions."""
        return any(s.plan.question.absent is Absent.ASSUMED_ABSENT for s in self.scenarios)


def comparison_paper(
    scenarios: Sequence[Scenario],
    layers: LayerSet,
    rests_on: Iterable[Vintage] = (),
    state: ReportState = ReportState.DRAFT,
    known_on: date | None = None,
) -> ComparisonPaper:
    """The paper of scenarios of one city.

    TooManyError for none, or several cities; MixedDataError where some are of invented data and
    some are not. ``rests_on``: what all of them rest on.
    """
    cities = {s.plan.question.city_code for s in scenarios}
    if len(cities) != 1:
        raise TooManyError(f"{len(scenarios)} scenarios of {len(cities)} cities")
    if len({s.plan.demonstration for s in scenarios}) != 1:
        raise MixedDataError(scenarios[0].name)
    (code,) = cities
    city = {c.code: c for c in layers.cities}[code]
    counties = layers.counties_of(code)
    return ComparisonPaper(
        tuple(scenarios),
        city,
        counties,
        state=state,
        known_on=known_on,
        rests_on=tuple(rests_on),
    )


def comparison_workbook(
    paper: ComparisonPaper, catalogue: Catalogue, language: Language = "zh"
) -> bytes:
    """方案比选 as a workbook (xlsx): figures, projects, findings; a sheet each."""
    tables = comparison_tables(paper.scenarios, paper.counties, catalogue)
    return tables_workbook(paper, tables, language)
