"""The table of what a trial changes, county by county."""

from __future__ import annotations

from analysis.accessibility.what_if import AreaChange, WhatIf
from geo.text import Text
from ui.accessibility import access_tables, access_words
from ui.components.table_types import Axis, Change, Column, Kind, Row, Table


def change_table(change: WhatIf) -> Table:
    """What a trial changes: before and after by county, and persons gained and lost."""
    limit = f"{change.before.question.limit_min:g}"
    names = {c.code: Text(c.short_zh, c.short_en) for c in change.before.counties}
    columns = (
        Column("county", Text("县（市、区）", "County")),
        Column(
            "share",
            Text(f"{limit} 分钟内（%）", f"within {limit} min (%)"),
            Kind.CHANGE,
            decimals=1,
            axis=Axis(0.0, 100.0, (0, 25, 50, 75, 100)),
        ),
        Column("gained", Text("增\n（人）", "Gained\n(persons)"), Kind.NUMBER),
        Column("lost", Text("减\n（人）", "Lost\n(persons)"), Kind.NUMBER),
        Column(
            "mean",
            Text("平均变化（分钟）\n仅计已连通人口", "Mean change (min)\nof those connected"),
            align="end",
        ),
    )

    def row(area: AreaChange, name: Text) -> Row:
        base = change.before.areas.area(area.area_code)
        if not base.persons_known:
            return Row(area.area_code, (name, None, None, None, None), hatched=True)
        before = base.reached_share
        after = change.after.areas.area(area.area_code).reached_share
        mean = area.mean_change_min
        still = mean is None or abs(mean) < 0.05
        return Row(
            area.area_code or "unplaced",
            (
                name,
                Change(_percent(before), _percent(after)),
                round(area.gained_persons),
                round(area.lost_persons),
                "—" if mean is None or still else f"{mean:+.1f}".replace("-", "−"),
            ),
        )

    return Table(
        label=Text("停用、增设后的变化", "What the trial changes"),
        heading=Text("各县变化", "Change by county"),
        tag=access_words.FROM_TO,
        columns=columns,
        rows=tuple(row(a, names.get(a.area_code, a.name)) for a in change.areas[:-1]),
        total=row(change.city, access_tables.city_name(change.before)),
        before=Text("现状", "now"),
        after=Text("假设", "tried"),
        note=Text(
            "增、减按格逐一计算，不相抵。", "Gained and lost are counted cell by cell, not netted."
        ),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
