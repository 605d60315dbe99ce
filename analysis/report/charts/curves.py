"""Curves of a study of access: persons by minutes, and the Lorenz curve of the scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.accessibility.amounts import numbers
from analysis.accessibility.study import AccessStudy
from analysis.report.charts.county_bars import (
    PERCENT_AXIS,
    ChartImprint,
    chart_imprint,
    refuse_foreign,
)
from analysis.report.report import Report
from geo.text import Language, Text, join
from geo.vocabulary import WORDS

Spots = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class CurveChart:
    """One curve; both axes run from 0 to 1, their ticks say what that is.

    ``points`` rise along x; ``marked``: places on the curve with words beside them. ``even``: the
    diagonal is drawn, to compare.
    """

    title: Text
    alt: Text
    points: Spots
    x_title: Text
    y_title: Text
    x_axis: tuple[tuple[float, Text], ...]
    y_axis: tuple[tuple[float, Text], ...]
    marked: tuple[tuple[float, float, Text], ...]
    even: bool
    key: Text
    imprint: ChartImprint

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        """The chart as a picture of that size; the same bytes for the same chart."""
        from analysis.report.charts.drawing import curve_drawn  # noqa: PLC0415 (matplotlib)

        sheet, about = curve_drawn(self, language, width_mm, height_mm)
        return sheet.png(about, dpi)


def minutes_chart(report: Report, study: AccessStudy, made_on: date | None) -> CurveChart:
    """The share of all persons within each number of minutes, up to the last cutoff.

    People not connected are in all persons and never reached. Errors as ``coverage_chart``;
    ValueError when nobody is in the study.
    """
    refuse_foreign(report, study)
    minutes, persons = numbers(study.cells["minutes"]), numbers(study.cells["persons"])
    total = float(persons.sum())
    if not total:
        raise ValueError("a study of nobody has no curve")
    last = study.question.cutoffs_min[-1]
    steps = np.arange(0.0, last + 0.5, 1.0)
    shares = [float(persons[minutes <= s].sum()) / total for s in steps]
    marked = tuple(
        (c / last, float(persons[minutes <= c].sum()) / total) for c in study.question.cutoffs_min
    )
    kind = WORDS[study.question.facility_type]
    title = Text(
        f"到最近的{kind.zh}：各时限以内的人口比重",
        f"People within so many minutes of a {kind.en.lower()}",
    )
    parts = join(
        [
            Text(f"{c:g} 分钟 {share:.1%}", f"{c:g} min {share:.1%}")
            for c, (_, share) in zip(study.question.cutoffs_min, marked, strict=True)
        ]
    )
    return CurveChart(
        title,
        Text(f"{title.zh}，全市：{parts.zh}。", f"{title.en}, whole city: {parts.en}."),
        tuple((float(s) / last, share) for s, share in zip(steps, shares, strict=True)),
        Text("分钟", "Minutes"),
        Text("人口比重", "Share of people"),
        tuple((c / last, Text(f"{c:g}", f"{c:g}")) for c in (0.0, *study.question.cutoffs_min)),
        PERCENT_AXIS,
        tuple((x, y, Text(f"{y:.1%}", f"{y:.1%}")) for x, y in marked),
        even=False,
        key=Text("分钟为研究惯例，规划未作规定", "Minutes are research convention"),
        imprint=chart_imprint(report, made_on, study.model.said, study.run_id),
    )


def lorenz_chart(report: Report, study: AccessStudy, made_on: date | None) -> CurveChart:
    """The Lorenz curve of the E2SFCA scores. ValueError, with the reason, where there is none."""
    refuse_foreign(report, study)
    if study.inequality is None:
        reason = study.inequality_missing
        raise ValueError(reason.en if reason is not None else "no inequality")
    gini = study.inequality.gini
    kind = WORDS[study.question.facility_type]
    title = Text(
        f"{kind.zh}服务能力在人口中的分布（洛伦兹曲线）",
        f"How capacity of {kind.en.lower()} falls on people (Lorenz curve)",
    )
    half = float(np.interp(0.5, *np.array(study.inequality.lorenz).T))
    return CurveChart(
        title,
        Text(
            f"{title.zh}：基尼系数 {gini:.2f}；得分最低的一半人口占可达能力的 {half:.1%}。",
            f"{title.en}: Gini {gini:.2f}; the half of the people with the lowest scores have "
            f"{half:.1%} of it.",
        ),
        study.inequality.lorenz,
        Text("人口比重（由低到高）", "Share of people, lowest first"),
        Text("可达能力比重", "Share of access"),
        PERCENT_AXIS,
        PERCENT_AXIS,
        ((0.5, half, Text(f"{half:.1%}", f"{half:.1%}")),),
        even=True,
        key=Text(f"基尼系数 {gini:.2f}；虚线为人人相同", f"Gini {gini:.2f}; dashed: all alike"),
        imprint=chart_imprint(report, made_on, study.model.said, study.run_id),
    )
