"""Why no papers are made of what was given, in a sentence for the reader."""

from __future__ import annotations

from analysis.report.papers.materials import ForeignMaterialError
from analysis.report.report import TrialResultError
from geo.layers import MixedDataError
from geo.text import Text

REFUSALS = (MixedDataError, TrialResultError, ForeignMaterialError)
"""Why no papers are made at all."""


def why_refused(error: Exception) -> Text:
    """What a refusal says to the reader, and what to do. TypeError for another error."""
    match error:
        case ForeignMaterialError(text=text):
            return text
        case MixedDataError():
            return _MIXED
        case TrialResultError():
            return _TRIED
    raise TypeError(error)


_MIXED = Text(
    "演示数据和真实数据不能编入同一份材料，没有生成。名称以“演示”开头的设施、方案和测算只能用在演示里：请先从"
    "台账撤回这些记录，或改选真实的方案。",
    "Invented and real data never stand in one paper, so none was made. What is named 演示 or was"
    " reckoned of it belongs to the demonstration: withdraw such records from the register, or"
    " choose a scenario of real data.",
)
_TRIED = Text(
    "试算的结果不作为正式结论，没有生成材料。请先结束试算，再生成。",
    "What was only tried is no result, so no paper was made. End the trial first.",
)
