"""What the papers of one meeting are about: the report, its pictures, and what was chosen of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from analysis.report.papers.document import Drawing
from analysis.report.report import Report
from analysis.report.todo import Todo
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from analysis.requirements.schema import Document
from geo.layers import County
from geo.text import Text


class Section(StrEnum):
    """A part of the brief a reader can choose, in the order it stands."""

    OVERVIEW = "overview"
    COUNTIES = "counties"
    UNMET = "unmet"
    PENDING = "pending"
    INDICATORS = "indicators"
    ACCESS = "access"
    PROJECTS = "projects"
    RETROFIT = "retrofit"
    TARGETS = "targets"
    GAPS = "gaps"
    TASKS = "tasks"
    DETAILS = "details"
    SOURCES = "sources"


SECTION_WORDS: dict[Section, Text] = {
    Section.OVERVIEW: Text("总体情况", "Overview"),
    Section.COUNTIES: Text("分县核查结果", "Findings by county"),
    Section.UNMET: Text("尚未达到的要求", "Requirements not yet met"),
    Section.PENDING: Text("待核实事项", "Open points"),
    Section.INDICATORS: Text("规划指标", "Indicators of the plan"),
    Section.ACCESS: Text("设施可达性", "Access to facilities"),
    Section.PROJECTS: Text("拟建项目", "Proposed projects"),
    Section.RETROFIT: Text("家庭无障碍改造", "Household retrofits"),
    Section.TARGETS: Text("2026—2030年目标建议", "Proposed targets 2026–2030"),
    Section.GAPS: Text("短板清单", "Gaps by county"),
    Section.TASKS: Text("任务分解表", "Task table"),
    Section.DETAILS: Text("测算与项目详表", "Detailed tables"),
    Section.SOURCES: Text("数据来源与方法", "Sources and methods"),
}
ANNEXES = (Section.GAPS, Section.TASKS, Section.DETAILS, Section.SOURCES)
"""Parts that stand behind the brief as 附件."""


@dataclass(frozen=True, eq=False)
class Contents:
    """Everything the papers say, before any format.

    ``report`` holds every table they may show. ``drawings`` by id: ``facilities``, ``verdicts``,
    ``verdicts:<requirement id>``, ``coverage``, ``layout``, ``retrofit``; one that is not there is
    not shown (an edition without maps has none). ``said``: sentences of a section that were worked
    out beside its tables (access, projects, retrofit, targets). ``asked``: what the working
    committee is asked to decide, as the office wrote it; empty: nothing. ``sections``: those
    chosen; one without content is left out. The tables of ``DETAILS`` are those whose short form
    stands in the text.
    """

    report: Report
    catalogue: Catalogue
    assessment: Assessment
    todo: Todo
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    said: Mapping[Section, tuple[Text, ...]] = field(default_factory=dict)
    asked: tuple[Text, ...] = ()
    sections: frozenset[Section] = frozenset(Section)

    @property
    def document(self) -> Document:
        """The city's plan."""
        return self.catalogue.plan_of(self.report.city.code)

    @property
    def maps(self) -> bool:
        """Whether it is an edition with maps: each has the map of facilities."""
        return "facilities" in self.drawings

    @property
    def counties(self) -> tuple[County, ...]:
        """The city's counties in code order."""
        return self.report.counties

    def wants(self, section: Section) -> bool:
        """Whether the reader chose it."""
        return section in self.sections
