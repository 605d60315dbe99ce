"""What may be frozen: the whole result of real records under the rules at hand, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.report import Table
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.issues import DataIssue
from geo.layers import LayerSet
from geo.register.frozen_rows import FrozenHead
from geo.sources import Source
from geo.text import Text


class NotFreezableError(ValueError):
    """This assessment can't be frozen; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Basis:
    """Everything an assessment rests on and says, as it is on screen when it is frozen.

    ``last_change`` is the register's latest change the records hold; ``retrofit`` is the table of a
    retrofit plan and ``data_issues`` are those of the records, where there are any.
    """

    catalogue: Catalogue
    layers: LayerSet
    assessment: Assessment
    sources: tuple[Source, ...]
    last_change: int
    data_issues: tuple[DataIssue, ...] = ()
    retrofit: Table | None = None


def refuse(basis: Basis, body: str) -> None:
    """Nothing for the whole result of real records; else NotFreezableError."""
    assessment, layers = basis.assessment, basis.layers
    if assessment.demonstration or layers.demonstration:
        raise NotFreezableError(
            Text(
                "演示数据不能定稿。请先退出演示，回到真实数据。",
                "Demonstration data can’t be frozen. Leave the demonstration first.",
            )
        )
    if any(finding.trial for finding in assessment.findings):
        raise NotFreezableError(
            Text(
                "试算结果不能定稿。请先清除试算，再按已有认定口径定稿。",
                "A trial can’t be frozen. Clear it and freeze what the rulings on record give.",
            )
        )
    if not body.strip():
        raise NotFreezableError(
            Text("请填写定稿单位。", "Say which organisation freezes the assessment.")
        )
    again = evaluate(
        basis.catalogue, layers, assessment.city_code, assessment.as_of, assessment.known_on
    )
    if again != assessment or not basis.catalogue.texts:
        raise NotFreezableError(
            Text(
                "评估结论与当前资料、规则不一致，没有定稿。请刷新页面，重新核对后再定稿。",
                "The findings are not those of the records and rules at hand; nothing was frozen."
                " Reload the page, look again and then freeze.",
            )
        )


def refuse_revision(basis: Basis, revises: FrozenHead) -> None:
    """Nothing when there is something to revise; else NotFreezableError."""
    if not revises.frozen_id:
        raise ValueError("what is revised is stored first")
    if revises.city_code != basis.assessment.city_code:
        raise ValueError("a revision is of the same city")
    if revises.run_id == basis.assessment.run_id:
        raise NotFreezableError(
            Text(
                f"与“{revises.name}”相比，资料、规则和评估时点都没有变化，无需修订。",
                "Records, rules and day are those of what would be revised: there is nothing to"
                " revise.",
            )
        )
