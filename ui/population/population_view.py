"""What the population page shows of one measure: classes, colours, table, map."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isclose, log10

import streamlit as st

from analysis.class_breaks import Method, class_breaks
from analysis.report.population_table import (
    CITY,
    MEASURES,
    Measure,
    MeasureWords,
    city_measures,
)
from geo.counties import label_points
from geo.layers import County
from geo.population import (
    CENSUS_SOURCE,
    CENSUS_VINTAGE,
)
from geo.text import Text
from ui import state
from ui.components.class_strip import ClassStrip, StripValue
from ui.components.map_view import AreaStyle, LegendGroup, LegendItem, MapSpec, map_view
from ui.components.table_types import Axis, Bar, Cell, Column, Kind, Row, Table
from ui.language import language, say, word

PURPLES = ("#E9E3F1", "#C9B9DE", "#9F86C3", "#6B4E9B")
PLAIN = "#8592A0"
"""The bar of the city as a whole: it belongs to no class."""
_SHADES = {2: (0, 3), 3: (0, 1, 3), 4: (0, 1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Picture:
    """One measure of one city, in what the reader sees (percent, persons)."""

    measure: Measure
    counties: tuple[County, ...]
    values: dict[str, float]
    strip: ClassStrip
    table: Table


def picture(chosen: state.View, measure: Measure, method: Method, classes: int) -> Picture:
    """The classes, the strip and the table of a measure."""
    counties = state.layers().counties_of(chosen.city.code)
    measured = measures(tuple(c.code for c in counties))
    words = MEASURES[measure]
    values = {c.code: measured[c.code][measure] * words.scale for c in counties}
    inner = class_breaks(values.values(), classes, method).breaks
    low, high = _ends(values, inner, words)
    shades = _SHADES.get(len(inner) + 1, (0,))
    county_word = state.catalogue().plan_of(chosen.city.code).county_word.text
    mean = None
    if measure not in (Measure.PEOPLE, Measure.DISABLED):
        mean = StripValue(Text("全市", "City"), measured[CITY][measure] * words.scale)
    strip = ClassStrip(
        title=words.title,
        breaks=(low, *inner, high),
        colours=tuple(PURPLES[i] for i in shades),
        values=tuple(StripValue(Text(c.short_zh, c.short_en), values[c.code]) for c in counties),
        county_word=county_word,
        mean=mean,
        unit=words.mark,
        decimals=words.decimals,
    )
    return Picture(measure, counties, values, strip, _table(measure, counties, measured, strip))


def draw_map(shown: Picture, chosen: state.View) -> None:
    """The choropleth; a click opens nothing here, the table beside it has every number."""
    words = MEASURES[shown.measure]
    points = label_points()
    areas = []
    for county in shown.counties:
        value = shown.values[county.code]
        said = f"{value:,.{words.decimals}f}{words.mark}"
        name = county.short_zh if language() == "zh" else county.short_en
        areas.append(
            AreaStyle(
                code=county.code,
                fill=shown.strip.colour_of(value),
                symbol=None,
                label_name=name,
                label_word=said,
                title=f"{name}{say('：', ': ')}{said} {word(words.unit) if not words.mark else ''}",
                label_lon=points[county.code][0],
                label_lat=points[county.code][1],
            )
        )
    breaks = shown.strip.breaks
    items = tuple(
        LegendItem(_range(a, b, words), fill=colour)
        for a, b, colour in zip(breaks, breaks[1:], shown.strip.colours, strict=False)
    )
    title = (
        f"{word(words.short)}（{word(words.unit)}）"
        if language() == "zh"
        else (f"{word(words.short)} ({word(words.unit)})")
    )
    map_view(
        MapSpec(
            city_code=chosen.city.code,
            language=language(),
            title=f"{word(words.title)}{say('，', ', ')}{word(CENSUS_VINTAGE)}",
            areas=tuple(areas),
            legend=(LegendGroup(title, items),),
            watermark=say("演示", "DEMO") if chosen.demonstration else None,
        ),
        "population_map",
        height_px=540,
    )


@st.cache_data(show_spinner=False, max_entries=8)
def measures(codes: tuple[str, ...]) -> dict[str, dict[Measure, float]]:
    """Every measure by county code, and of the city."""
    return city_measures(codes)


def _ends(
    values: dict[str, float], inner: tuple[float, ...], words: MeasureWords
) -> tuple[float, float]:
    """Where the axis begins and ends: the values' range, out to readable numbers."""
    lowest, highest = min(values.values()), max(values.values())
    span = highest - lowest or abs(highest) or 1.0
    step = 10.0 ** floor(log10(span / 4))
    low, high = floor(lowest / step) * step, ceil(highest / step) * step
    if inner and (low >= inner[0] or isclose(low, inner[0])):
        low = inner[0] - step
    if inner and (high <= inner[-1] or isclose(high, inner[-1])):
        high = inner[-1] + step
    digits = words.decimals + 2
    return round(low, digits), round(high, digits)


def _range(low: float, high: float, words: MeasureWords) -> str:
    dash = "—" if language() == "zh" else "–"
    return f"{low:,.10g}{dash}{high:,.10g}{words.mark}"


def _table(
    measure: Measure,
    counties: tuple[County, ...],
    measured: dict[str, dict[Measure, float]],
    strip: ClassStrip,
) -> Table:
    columns = [Column("county", Text("县（市、区）", "County"))]
    for each, words in MEASURES.items():
        title = Text(
            f"{words.short.zh}\n（{words.unit.zh}）", f"{words.short.en}\n({words.unit.en})"
        )
        if each is measure:
            axis = Axis(min(0.0, strip.breaks[0]), strip.breaks[-1])
            columns.append(
                Column(each, title, Kind.BAR, decimals=words.decimals, strong=True, axis=axis)
            )
        else:
            columns.append(Column(each, title, Kind.NUMBER, decimals=words.decimals))

    def cells(code: str, colour: str | None) -> tuple[Cell, ...]:
        values = {m: measured[code][m] * w.scale for m, w in MEASURES.items()}
        return tuple(Bar(v, colour) if m is measure else v for m, v in values.items())

    rows = []
    for county in counties:
        value = measured[county.code][measure] * MEASURES[measure].scale
        name = Text(county.short_zh, county.short_en)
        rows.append(Row(county.code, (name, *cells(county.code, strip.colour_of(value)))))
    total: list[Cell] = [Text("全市", "Whole city"), *cells(CITY, PLAIN)]
    if measure in (Measure.PEOPLE, Measure.DISABLED):
        # A sum has no place on the axis of its parts.
        total[1 + list(MEASURES).index(measure)] = f"{measured[CITY][measure]:,.0f}"
    return Table(
        label=Text("各县人口", "Population by county"),
        columns=tuple(columns),
        rows=tuple(rows),
        total=Row("city", tuple(total)),
        note=Text(
            f"资料来源：{CENSUS_SOURCE.zh}，常住人口，时点 2020-11-01。密度按工作底图面积计算。"
            "按区划代码排列，不排名。残疾人为推算数，不是持证人数。",
            f"Source: {CENSUS_SOURCE.en}; residents on 2020-11-01. Density uses the working map’s"
            " areas. In code order, never ranked. Persons with disabilities are an estimate, not"
            " certificate holders.",
        ),
    )
