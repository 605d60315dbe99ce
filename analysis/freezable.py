"""What may be frozen: the whole result of real records under the rules at hand, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.change_list import Revision
from analysis.report.report import STATE_WORDS, Table
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.issues import DataIssue
from geo.layers import INVENTED_PREFIX, LayerSet
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.register.frozen_rows import FrozenHead
from geo.sources import Source
from geo.text import Text

LONGEST_NAME = 30
_REVISION = "修订版"


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


def refuse_name(name: str) -> None:
    """Nothing for what a frozen assessment may be called; else NotFreezableError."""
    plain = name.strip()
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise NotFreezableError(
            Text(
                f"名称应为一行、不超过 {LONGEST_NAME} 个字。",
                f"A name is one line of at most {LONGEST_NAME} characters.",
            )
        )
    if plain.startswith((INVENTED_PREFIX, _REVISION)):
        raise NotFreezableError(
            Text(
                f"名称不能以“{INVENTED_PREFIX}”或“{_REVISION}”开头：修订版由工具编号。",
                f"A name can’t begin with {INVENTED_PREFIX} (demonstration) or {_REVISION}"
                " (revision): revisions are numbered by the tool.",
            )
        )
    official = {w for words in STATE_WORDS.values() for w in (words.zh, words.en)}
    if plain in official:
        raise NotFreezableError(
            Text(
                f"“{plain}”是正式状态的名称，请在“定为”里直接选它。",
                f"“{plain}” is the name of a state of the assessment: choose it as such.",
            )
        )
    if holds_number(plain):
        raise NotFreezableError(NO_NUMBERS)


def refuse_revision(basis: Basis, revises: FrozenHead) -> None:
    """Nothing for a revision of something stored, of the same city; else ValueError."""
    if not revises.frozen_id:
        raise ValueError("what is revised is stored first")
    if revises.city_code != basis.assessment.city_code:
        raise ValueError("a revision is of the same city")


def refuse_unchanged(revision: Revision) -> None:
    """Nothing for a list of changes that lists any; else NotFreezableError."""
    before = revision.before_as_of, revision.before_rules
    if revision.findings or revision.records:
        return
    if before == (revision.after_as_of, revision.after_rules):
        raise NotFreezableError(
            Text(
                f"与“{revision.before_name}”相比，资料、规则、结论和评估时点都没有变化，无需修订。",
                "Records, rules, findings and day are those of what would be revised: there is"
                " nothing to revise.",
            )
        )
