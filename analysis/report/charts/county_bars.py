"""Charts by county, in code order: bars (coverage) and dumbbells (retrofit).

``BarChart`` is format-neutral; ``png`` draws it. What is not known is a hatched row, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from analysis.accessibility.study import AccessStudy
from analysis.planning.retrofit import RetrofitPlan
from analysis.report.charts.bars import Bar, Bars, ChartImprint
from analysis.report.drawn.picture import Picture
from analysis.report.foreign_study import refuse_foreign_study
from analysis.report.report import Report
from geo.text import Language, Text, join
from geo.vocabulary import WORDS

if TYPE_CHECKING:
    from analysis.report.drawn.sheet import About, Sheet

NOT_REPORTED = Text("待报", "Not reported")


@dataclass(frozen=True, slots=True)
class BarChart(Bars, Picture):
    """Bars that can be drawn."""

    def sheet(
        self, language: Language, width_mm: float, height_mm: float, *, plain: bool = False
    ) -> tuple[Sheet, About]:
        """The chart drawn."""
        from analysis.report.charts.drawing import bars_drawn  # noqa: PLC0415 (matplotlib)

        return bars_drawn(self, language, width_mm, height_mm, plain=plain)


PERCENT_AXIS = tuple((s, Text(f"{s:.0%}", f"{s:.0%}")) for s in (0.0, 0.25, 0.5, 0.75, 1.0))


def chart_imprint(
    report: Report, made_on: date | None, source: Text, run_id: str = ""
) -> ChartImprint:
    """The imprint of a chart of the report."""
    runs = " / ".join(i for i in (report.run_id, run_id) if i)
    return ChartImprint(report.as_of, made_on, runs, source, report.marks, report.demonstration)


def coverage_chart(report: Report, study: AccessStudy, made_on: date | None) -> BarChart:
    """The share of people within the limit, by county.

    TrialResultError, MixedDataError and ValueError as the map of reach.
    """
    refuse_foreign_study(report, study)
    limit = study.question.limit_min
    kind = WORDS[study.question.facility_type]

    def bar(code: str, name: Text) -> Bar:
        area = study.areas.area(code)
        share = area.reached_share if area.persons_known else None
        words = NOT_REPORTED if share is None else Text(f"{share:.1%}", f"{share:.1%}")
        return Bar(name, share, words)

    title = Text(
        f"{limit:g} 分钟以内到达{kind.zh}的人口比重",
        f"Share of people within {limit:g} min of a {kind.en.lower()}",
    )
    return _made(
        title,
        tuple(bar(r.area_code, r.name) for r in report.matrix.rows),
        bar(report.city.code, report.matrix.total.name),
        PERCENT_AXIS,
        Text("分钟为研究惯例，规划未作规定", "Minutes are research convention"),
        chart_imprint(report, made_on, study.model.said, study.run_id),
    )


def retrofit_chart(report: Report, plan: RetrofitPlan, made_on: date | None) -> BarChart:
    """Coverage of household retrofits before and after a plan, by county; need unknown: 待报."""
    planned = {c.county_code: c for c in plan.counties}

    def bar(code: str, name: Text) -> Bar:
        county = planned.get(code)
        if county is None or county.before_share is None or county.after_share is None:
            return Bar(name, None, NOT_REPORTED)
        after, before = county.after_share, county.before_share
        return Bar(name, after, _percent(after), before, _percent(before))

    year = plan.request.years[-1]
    return _made(
        Text(
            f"家庭无障碍改造覆盖率：分配前与 {year} 年末", f"Household retrofits, before and {year}"
        ),
        tuple(bar(r.area_code, r.name) for r in report.matrix.rows),
        None,
        PERCENT_AXIS,
        Text(
            f"○ 分配前　● {year} 年末；覆盖率 = 已验收户数 ÷ 需求户数",
            f"○ before  ● end of {year}; coverage = households verified ÷ need",
        ),
        chart_imprint(report, made_on, Text("各县报送与方案测算", "county reports and the plan")),
    )


def _percent(share: float) -> Text:
    return Text(f"{share:.1%}", f"{share:.1%}")


def _made(
    title: Text,
    bars: tuple[Bar, ...],
    city: Bar | None,
    axis: tuple[tuple[float, Text], ...],
    key: Text,
    imprint: ChartImprint,
) -> BarChart:
    every = (*bars, city) if city is not None else bars
    listed = join([_said(b) for b in every])
    alt = Text(
        f"{title.zh}（按区划代码排列）：{listed.zh}。", f"{title.en}, in code order: {listed.en}."
    )
    return BarChart(title, alt, bars, city, axis, key, imprint)


def _said(bar: Bar) -> Text:
    if bar.before_words is None:
        return Text(f"{bar.name.zh} {bar.words.zh}", f"{bar.name.en} {bar.words.en}")
    return Text(
        f"{bar.name.zh} {bar.before_words.zh} → {bar.words.zh}",
        f"{bar.name.en} {bar.before_words.en} → {bar.words.en}",
    )
