"""What every paper of a plan that nobody has approved carries on its pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from analysis.report.report import (
    DEMONSTRATION_MARK,
    INTERNAL_MARK,
    MAP_NOTICE,
    ReportState,
    Vintage,
)
from geo.sources import source
from geo.text import Text

ASSUMPTION_MARK = Text("含假定", "Rests on assumptions")


@dataclass(frozen=True, eq=False, kw_only=True)
class WorkingPaper(ABC):
    """What papers of one plan and of several share of an ``analysis.report.report.Paper``.

    ``rests_on``: the vintages of the people and the times; that of the costs is added. Always
    内部资料: a plan names counties and sums that nobody has approved.
    """

    state: ReportState = ReportState.DRAFT
    known_on: date | None = None
    rests_on: tuple[Vintage, ...] = ()

    @property
    @abstractmethod
    def demonstration(self) -> bool:
        """Whether the facilities are invented."""

    @property
    @abstractmethod
    def assumes(self) -> bool:
        """Whether findings to be verified are planned for as if there were nothing."""

    @property
    def internal(self) -> bool:
        """True: there is no public edition of a plan."""
        return True

    @property
    def revision(self) -> None:
        """None: a plan is no frozen assessment."""
        return None

    @property
    def vintages(self) -> tuple[Vintage, ...]:
        """The people and the times, and the examples of costs."""
        costs = source("facility-costs")
        return (*self.rests_on, Vintage(costs.title.text, costs.vintage.text))

    @property
    def map_notice(self) -> Text:
        """The maps are working maps."""
        return MAP_NOTICE

    @property
    def marks(self) -> tuple[Text, ...]:
        """What every page carries: 内部资料, 演示, 含假定."""
        marks = [INTERNAL_MARK]
        if self.demonstration:
            marks.append(DEMONSTRATION_MARK)
        return tuple([*marks, ASSUMPTION_MARK] if self.assumes else marks)
