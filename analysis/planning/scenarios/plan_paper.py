"""A plan as a paper: what every sheet and file about it carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analysis.planning.scenarios.cost_table import cost_basis_table, cost_examples_table
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.projects_table import projects_table
from analysis.planning.scenarios.question import Absent
from analysis.planning.scenarios.working_paper import WorkingPaper
from analysis.report.report import (
    ReportState,
    Table,
    Vintage,
)
from analysis.report.workbook import tables_workbook
from analysis.requirements.catalogue import Catalogue
from geo.layers import City, County, LayerSet
from geo.text import Language, Text

PROJECT_LIST = Text("残疾人服务设施项目库", "facilities for disabled people, project list")


@dataclass(frozen=True, eq=False)
class PlanPaper(WorkingPaper):
    """One plan on its way to a reader; an ``analysis.report.report.Paper``.

    ``effect`` tells which findings rest on an assumption. ``rests_on``: the vintages of the people
    and the times, as ``AccessPaper.vintages`` has them.
    """

    plan: FacilityPlan
    city: City
    counties: tuple[County, ...]
    effect: PlanEffect | None = None
    name: Text = PROJECT_LIST

    @property
    def title(self) -> Text:
        """玉林市残疾人服务设施项目库."""
        return Text(f"{self.city.name_zh}{self.name.zh}", f"{self.city.name_en}: {self.name.en}")

    @property
    def as_of(self) -> date:
        """The day the plan's facilities are those of."""
        return self.plan.question.as_of

    @property
    def run_id(self) -> str:
        """What the plan rests on, in short."""
        return self.plan.run_id

    @property
    def catalogue_version(self) -> str:
        """The version of the rules the plan was made with; empty where it names none."""
        return dict(self.plan.inputs).get("catalogue", "")

    @property
    def demonstration(self) -> bool:
        """Whether the facilities are invented."""
        return self.plan.demonstration

    @property
    def assumes(self) -> bool:
        """Whether findings to be verified are planned for as if there were nothing."""
        return self.plan.question.absent is Absent.ASSUMED_ABSENT


def plan_paper(
    plan: FacilityPlan,
    layers: LayerSet,
    effect: PlanEffect | None = None,
    rests_on: Iterable[Vintage] = (),
    state: ReportState = ReportState.DRAFT,
) -> PlanPaper:
    """The paper of a plan: its city and that city's counties only. KeyError for no city."""
    code = plan.question.city_code
    city = {c.code: c for c in layers.cities}[code]
    counties = layers.counties_of(code)
    return PlanPaper(plan, city, counties, effect, state=state, rests_on=tuple(rests_on))


def projects_workbook(
    paper: PlanPaper,
    catalogue: Catalogue,
    more: Iterable[Table] = (),
    language: Language = "zh",
) -> bytes:
    """项目库 as a workbook (xlsx): the list, further tables, the basis of costs, the examples."""
    tables = (
        projects_table(paper.plan, paper.counties, catalogue, paper.effect),
        *more,
        cost_basis_table(paper.plan, paper.counties),
        cost_examples_table(),
    )
    return tables_workbook(paper, tables, language)
