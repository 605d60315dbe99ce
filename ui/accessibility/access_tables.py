"""The tables of the page: by county, by who is within reach, what is left out."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.accessibility import study_words
from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.accessibility.ranges import Ranges, Span
from analysis.accessibility.roll_up import AreaAccess
from analysis.accessibility.study import AccessStudy
from geo.text import Text
from geo.vocabulary import WORDS
from ui.accessibility import access_words
from ui.components.data_table import NOTHING
from ui.components.table_types import Axis, Bar, Cell, Column, Group, Kind, Row, Table

_BAR = "#9F86C3"
_CITY = "#8592A0"
_WITHIN = "within"


def county_table(found: AccessStudy, spans: Ranges | None, county_word: Text) -> Table:
    """Every county in code order, the city last."""
    question = found.question
    columns = [
        Column("county", Text(county_word.zh, "County")),
        Column("persons", _persons_title(found), Kind.NUMBER),
    ]
    for cutoff in question.cutoffs_min:
        main = cutoff == question.limit_min
        columns.append(
            Column(
                f"within_{cutoff:g}",
                Text(f"{cutoff:g} 分钟", f"{cutoff:g} min"),
                Kind.BAR if main else Kind.NUMBER,
                decimals=1,
                group=_WITHIN,
                strong=main,
                zeros=True,
                axis=Axis(0.0, 100.0) if main else None,
            )
        )
    if spans is not None and spans.tried:
        columns.append(
            Column(
                "range",
                Text(f"{question.limit_min:g} 分钟的范围", f"range, {question.limit_min:g} min"),
                align="end",
                group=_WITHIN,
            )
        )
    columns += [
        Column(
            "mean",
            Text("平均（分钟）\n仅计已连通人口", "Mean (min)\nof those connected"),
            Kind.NUMBER,
            decimals=1,
            zeros=True,
        ),
        Column("lost", Text("未连通\n（人）", "Not connected\n(persons)"), Kind.NUMBER),
        _facilities_column(found),
        Column("per_place", _per_place_title(found), Kind.NUMBER, decimals=1),
    ]
    names = {c.code: Text(c.short_zh, c.short_en) for c in found.counties}
    rows = [
        Row(
            a.area_code or "unplaced",
            _cells(a, names.get(a.area_code, a.name), found, spans),
            hatched=not a.persons_known,
        )
        for a in found.areas.rows
    ]
    total = city_name(found)
    return Table(
        label=Text("各县可达性", "Access by county"),
        heading=Text("各县情况", "County by county"),
        tag=access_words.world(found),
        columns=tuple(columns),
        groups=(Group(_WITHIN, Text("以内可到达的占比（%）", "Share within (%)")),),
        rows=tuple(rows),
        total=Row("city", _cells(found.areas.city, total, found, spans, city=True)),
        note=_note(spans),
    )


def split_table(found: AccessStudy) -> Table:
    """Everybody in one of three, which add up: within the limit, beyond it, not connected."""
    city, question = found.areas.city, found.question
    limit = f"{question.limit_min:g}"
    named = (
        (Text(f"{limit} 分钟内可到达", f"Within {limit} min"), city.reached_persons),
        (Text(f"超过 {limit} 分钟", f"Longer than {limit} min"), city.beyond_persons),
        (Text("未连通", "Not connected"), city.not_connected_persons),
    )

    def share(persons: float) -> Cell:
        return Bar(100 * persons / city.persons, _BAR) if city.persons > 0 else NOTHING

    title = Text("全市可到达情况", "Who is within reach in the city")
    return Table(
        label=title,
        heading=title,
        hint=_of(found),
        tag=access_words.world(found),
        columns=(
            Column("who", Text("", ""), width_px=150),
            Column("persons", Text("人数", "Persons"), Kind.NUMBER),
            Column(
                "share",
                Text("占比（%）", "Share (%)"),
                Kind.BAR,
                decimals=1,
                axis=Axis(0.0, 100.0),
                zeros=True,
            ),
        ),
        rows=tuple(
            Row(f"split-{i}", (name, round(persons), share(persons)))
            for i, (name, persons) in enumerate(named)
        ),
        total=Row("all", (Text("合计", "All"), round(city.persons), "")),
    )


def _note(spans: Ranges | None) -> Text:
    said = Text("按区划代码排列，不排名。", "In code order, never ranked. ")
    ranged = Text("", "")
    if spans is not None and spans.tried:
        ranged = Text(
            "范围为速度 ±20% 和绕行系数高低值下的最小—最大值。",
            "The range is the lowest to the highest under speeds ±20 % and the ends of the detour"
            " factor’s range. ",
        )
    per = Text(
        "人数只除以本县已知的服务能力，不知道的不作 0 计。",
        "Persons are divided by the capacity known in the county; what is unknown is not 0.",
    )
    return Text(said.zh + ranged.zh + per.zh, said.en + ranged.en + per.en)


def aside_table(facilities: FacilitiesAsked, counties: Mapping[str, Text]) -> Table:
    """The facilities of the kind asked for that can't be counted, and why."""
    title = Text("未计入的设施", "Facilities left out")
    unknown = Text("县不详", "county not known")
    return Table(
        label=title,
        heading=title,
        columns=(
            Column("name", Text("设施", "Facility")),
            Column("county", Text("所在县", "County"), width_px=90),
            Column("why", Text("缺什么", "What is missing")),
        ),
        rows=tuple(
            Row(f.facility_id, (f.name, counties.get(f.county_code, unknown), f.why))
            for f in facilities.aside
        ),
        max_height_px=300,
        stacks=True,
    )


def city_name(found: AccessStudy) -> Text:
    """The city, or which of its counties its row is of."""
    return study_words.where(found) if found.counties_unknown else Text("全市", "Whole city")


def _of(found: AccessStudy) -> Text:
    """Whose figures, and of which counties."""
    group, scope = access_words.who(found), study_words.where(found)
    return Text(f"{group.zh} · {scope.zh}", f"{group.en} · {scope.en}") if scope.zh else group


def _facilities_column(found: AccessStudy) -> Column:
    if not found.facilities_off_network:
        return Column("facilities", Text("设施\n（处）", "Facilities"), Kind.NUMBER)
    title = Text("设施（处）\n已连通 / 全部", "Facilities\nconnected / all")
    return Column("facilities", title, align="end")


def _facilities(area: AreaAccess, found: AccessStudy) -> Cell:
    """How many stand there; where some join no road, how many of them can be reached."""
    off = found.facilities_off_network
    if not off:
        return area.facilities
    everywhere = area.area_code == found.city.code
    lost = sum(everywhere or f.county_code == area.area_code for f in off)
    return f"{area.facilities - lost} / {area.facilities}" if area.facilities else NOTHING


def _persons_title(found: AccessStudy) -> Text:
    group = access_words.who(found)
    return Text(f"{group.zh}\n（人）", f"{group.en}\n(persons)")


def _per_place_title(found: AccessStudy) -> Text:
    unit = found.facilities.unit
    if unit is None:
        return Text("人数÷\n服务能力", "Persons ÷\ncapacity")
    return Text(f"人数÷服务能力\n（{WORDS[unit].zh}）", f"Persons ÷ capacity\n({WORDS[unit].en})")


def _cells(
    area: AreaAccess,
    name: Text,
    found: AccessStudy,
    spans: Ranges | None,
    *,
    city: bool = False,
) -> tuple[Cell, ...]:
    ranged = spans is not None and bool(spans.tried)
    if not area.persons_known:
        figures: list[Cell] = [None] * (1 + len(area.within_shares) + ranged + 2)
        return (name, *figures, _facilities(area, found), None)
    cells: list[Cell] = [name, round(area.persons)]
    for cutoff, share in zip(found.question.cutoffs_min, area.within_shares, strict=True):
        value = None if share is None else 100 * share
        main = cutoff == found.question.limit_min
        if main and value is not None:
            cells.append(Bar(value, _CITY if city else _BAR))
        else:
            cells.append(_or_dash(value))
    if spans is not None and ranged:
        span = next((r.reached_share for r in spans.areas if r.area_code == area.area_code), None)
        cells.append(span_text(span))
    cells += [
        _or_dash(area.mean_min),
        round(area.not_connected_persons),
        _facilities(area, found),
        _per_place(area),
    ]
    return tuple(cells)


def _or_dash(value: float | None) -> Cell:
    """A number; where there is nobody to count, a dash and not 待报."""
    return NOTHING if value is None else value


def _per_place(area: AreaAccess) -> Cell:
    if area.persons_per_place is not None:
        return area.persons_per_place
    if area.facilities == 0:
        return Text("无设施", "no facility")
    return None


def span_text(span: Span | None) -> str:
    """The lowest and the highest share."""
    if span is None or span.low is None or span.high is None:
        return "—"
    low, high = f"{100 * span.low:.1f}", f"{100 * span.high:.1f}"
    return low if low == high else f"{low}—{high}"
