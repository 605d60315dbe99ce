"""What a study of travel times must share with the report whose picture it gives."""

from __future__ import annotations

from analysis.accessibility.study import AccessStudy
from analysis.report.report import Report, TrialResultError
from geo.layers import MixedDataError


def refuse_foreign_study(report: Report, study: AccessStudy) -> None:
    """Nothing for a study of the report's city, day and kind of data; else an error."""
    question = study.question
    if question.added or question.switched_off:
        raise TrialResultError("a study that tries out points or closures is no part of a report")
    if study.demonstration != report.demonstration:
        raise MixedDataError("the study and the report are not both (or neither) invented")
    if (study.city.code, question.as_of) != (report.city.code, report.as_of):
        raise ValueError("the study is of another city or day than the report")
