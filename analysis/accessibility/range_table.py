"""What moves: the headlines over the range of the parameters, and what a trial changes."""

from __future__ import annotations

from analysis.accessibility.ranges import AreaRange, Ranges, Span
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.table_columns import (
    CODE,
    MINUTES,
    NAME,
    PERSONS,
    ROUNDED,
    known_or,
    minutes,
    number,
    share,
    whole,
)
from analysis.accessibility.what_if import AreaChange, WhatIf
from analysis.report.report import Table, Value
from geo.text import Text


def ranges_table(found: Ranges, study: AccessStudy, *, of_city_only: bool = False) -> Table:
    """The headlines with the lowest and highest they take; below, the statements that flip.

    ``of_city_only``: without the counties' ranges. What flips is said of all that ``found`` holds.
    """
    limit = f"{study.question.limit_min:g}"
    within = Text(f"{limit} 分钟内占比", f"Share within {limit} min")
    mean = Text("已连通的人平均用时", "Mean time of those connected")
    kinds = (
        ("base", Text("所用", "used")),
        ("low", Text("最低", "lowest")),
        ("high", Text("最高", "highest")),
    )
    columns = [CODE, NAME]
    for name, title, unit in (("reached_share", within, None), ("mean_min", mean, MINUTES)):
        for kind, word in kinds:
            head = Text(f"{title.zh}·{word.zh}", f"{title.en}, {word.en}")
            columns.append(number(f"{name}_{kind}", head, unit, 13.5))

    def triple(span: Span) -> tuple[float | None, float | None, float | None]:
        return (span.base, span.low, span.high)

    def row(area: AreaRange) -> tuple[Value, ...]:
        known = area.area_code not in study.counties_unknown
        shares = (share(value) for value in triple(area.reached_share))
        means = (minutes(value) for value in triple(area.mean_min))
        return (
            area.area_code,
            area.name,
            *(known_or(value, known=known) for value in (*shares, *means)),
        )

    rows = [row(area) for area in found.areas]
    return Table(
        "access_ranges",
        Text("参数变动的区间", "Range over the parameters"),
        tuple(columns),
        () if of_city_only else tuple(rows[:-1]),
        (*found.notes, *flips_said(found, of_printed=of_city_only)),
        rows[-1],
        frozen_columns=2,
    )


def flips_said(found: Ranges, *, of_printed: bool = False) -> tuple[Text, ...]:
    """Every statement that flips, or that none does; then what can't be told at all."""
    untold = tuple(
        Text(f"不能判断：{one.said.zh}", f"Can’t be told: {one.said.en}") for one in found.undecided
    )
    if not found.tried:
        return untold
    if not found.flips:
        none = Text("区间内没有随参数变化的结论", "No statement changes over the range")
        if of_printed:
            none = Text(
                "就公布的占比和用时，区间内没有随参数变化的结论",
                "No statement about the shares and times printed changes over the range",
            )
        return (none, *untold)
    flips = (
        Text(f"随参数变化的结论：{flip.said.zh}", f"Changes with the parameters: {flip.said.en}")
        for flip in found.flips
    )
    return (*flips, *untold)


def change_table(found: WhatIf) -> Table:
    """What a trial changes in each county; the city's row last."""
    limit = f"{found.before.question.limit_min:g}"
    columns = (
        CODE,
        NAME,
        number("gained_persons", Text(f"新进入 {limit} 分钟", f"Gained, {limit} min"), PERSONS),
        number("lost_persons", Text(f"退出 {limit} 分钟", f"Lost, {limit} min"), PERSONS),
        number("reached_change_persons", Text("净变化", "Net"), PERSONS),
        number("mean_change_min", Text("平均用时变化", "Change of mean time"), MINUTES),
        number("not_connected_change_persons", Text("未连通变化", "Not connected"), PERSONS),
    )

    def row(area: AreaChange) -> tuple[Value, ...]:
        known = area.area_code not in found.before.counties_unknown
        values = (
            whole(area.gained_persons),
            whole(area.lost_persons),
            whole(area.reached_change_persons),
            minutes(area.mean_change_min),
            whole(area.not_connected_change_persons),
        )
        return (
            area.area_code,
            area.name,
            *(known_or(value, known=known) for value in values),
        )

    rows = [row(area) for area in found.areas]
    moved = f"{found.moved_persons:,.0f}"
    return Table(
        "access_changes",
        Text("试算的变化", "What the trial changes"),
        columns,
        tuple(rows[:-1]),
        (
            Text(
                f"试算，不是结果；{moved} 人的最近设施改变",
                f"A trial, no result; the nearest facility of {moved} persons is another",
            ),
            ROUNDED,
        ),
        rows[-1],
        frozen_columns=2,
    )
