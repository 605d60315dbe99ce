"""服务覆盖图: where people live who are so far from a service; without any, where people live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import h3
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from analysis.accessibility.amounts import numbers
from analysis.accessibility.bands import NOT_CONNECTED
from analysis.accessibility.roll_up import AreaAccess
from analysis.accessibility.study import AccessStudy
from analysis.report.drawn.marks import MarkStyle
from analysis.report.drawn.tokens import PENDING_FILL, PLAIN_FILL, Fill, shades
from analysis.report.foreign_study import refuse_foreign_study
from analysis.report.maps.map_contents import (
    Area,
    CountyFace,
    LegendGroup,
    LegendItem,
    Listing,
    MapKind,
    Mark,
)
from analysis.report.maps.print_map import PrintMap, city_shapes, map_imprint, map_title
from analysis.report.report import Report
from geo.layers import Layer
from geo.people.demand import GROUP_WORDS, KIND_WORDS, Demand
from geo.text import Text, join
from geo.travel.model import MODE_WORDS, MODEL_WORDS
from geo.vocabulary import WORDS, FacilityType

_DENSITY = (50.0, 200.0, 1_000.0)
"""Persons in a cell of about 0.75 km², as on screen where no time is known."""
_BASIS = Text("数据与测算", "Data and method")
_VILLAGE_DEGREES = 0.006
"""The radius of a village's dot, about 600 m."""


def reach_map(
    report: Report, boundaries: Layer, made_on: date | None, study: AccessStudy
) -> PrintMap:
    """The map of travel times to one kind of facility, a class for each cutoff.

    TrialResultError when the study tries out points or closures, MixedDataError when it and the
    report are not both (or neither) invented, ValueError when it is of another city or day.
    """
    question = study.question
    refuse_foreign_study(report, study)
    codes = [b.code for b in study.bands if b.code != NOT_CONNECTED]
    fills = {c: Fill(s) for c, s in zip(codes, shades(len(codes)), strict=True)}
    fills[NOT_CONNECTED] = PENDING_FILL
    counted = study.facilities.counted
    return PrintMap(
        kind=MapKind.REACH,
        title=map_title(report, MapKind.REACH),
        under=_under(study),
        city=report.city,
        shapes=city_shapes(report, boundaries),
        faces=tuple(
            CountyFace(
                r.area_code, r.name, PLAIN_FILL, words=_share_words(study.areas.area(r.area_code))
            )
            for r in report.matrix.rows
        ),
        areas=_areas(study.demand, study.cells["band"], fills),
        marks=tuple(
            Mark(f.facility_id, f.lon, f.lat, question.facility_type, MarkStyle.RUNNING)
            for f in counted
        ),
        legend=(_band_legend(study, fills), _counted_legend(question.facility_type, len(counted))),
        listings=_listings(study),
        note=None,
        imprint=map_imprint(
            report,
            boundaries,
            made_on,
            (KIND_WORDS[study.demand.kind], MODEL_WORDS[study.model.kind]),
            study.run_id,
        ),
        alt=_alt(report, study),
    )


def people_map(
    report: Report, boundaries: Layer, made_on: date | None, demand: Demand, service: FacilityType
) -> PrintMap:
    """In place of ``reach_map`` where no facility of the kind has a point: where people live."""
    persons = demand.frame["persons"]
    codes = pd.Series(np.searchsorted(_DENSITY, numbers(persons), "right"), index=persons.index)
    fills = {c: Fill(s) for c, s in enumerate(shades(len(_DENSITY) + 1))}
    kind, group = WORDS[service], GROUP_WORDS[demand.group]
    note = Text(
        f"没有一处有坐标点且在运营的设施（{kind.zh}），未计算出行时间；图上是人口分布，"
        "不是服务覆盖。补报设施坐标后即可计算。",
        f"No operating facility ({kind.en}) with a point, so no travel times: the map shows where "
        "people live, not who is served.",
    )
    by_county = persons.groupby(demand.frame["county_code"]).sum()
    return PrintMap(
        kind=MapKind.REACH,
        title=Text(
            f"{map_title(report, MapKind.REACH).zh}（人口底图）",
            f"{map_title(report, MapKind.REACH).en} (people only)",
        ),
        under=Text(
            f"{kind.zh}：出行时间未计算；服务对象：{group.zh}",
            f"{kind.en}: no travel times; people: {group.en}",
        ),
        city=report.city,
        shapes=city_shapes(report, boundaries),
        faces=tuple(
            CountyFace(
                r.area_code,
                r.name,
                PLAIN_FILL,
                words=_people_words(demand, by_county, r.area_code),
            )
            for r in report.matrix.rows
        ),
        areas=_areas(demand, codes, fills),
        marks=(),
        legend=(_density_legend(demand, codes, fills), _counted_legend(service, 0)),
        listings=(Listing(_BASIS, (demand.said,)),),
        note=note,
        imprint=map_imprint(report, boundaries, made_on, (KIND_WORDS[demand.kind],)),
        alt=Text(
            f"{map_title(report, MapKind.REACH).zh}：{note.zh}"
            f"{report.city.name_zh}{group.zh}共 {demand.total_persons:,.0f} 人。",
            f"{map_title(report, MapKind.REACH).en}: {note.en} "
            f"{group.en}: {demand.total_persons:,.0f} persons.",
        ),
    )


def _areas(demand: Demand, classes: pd.Series[int], fills: dict[int, Fill]) -> tuple[Area, ...]:
    """The cells of each class as one area; a village is a dot."""
    made = []
    for code, fill in fills.items():
        ids = demand.frame.index[(classes == code).to_numpy()]
        if len(ids):
            shape = _cells([str(i) for i in ids]) if demand.cells else _dots(demand.frame.loc[ids])
            made.append(Area(fill, shape))
    return tuple(made)


def _cells(ids: Sequence[str]) -> BaseGeometry:
    found = h3.cells_to_h3shape(ids, tight=False)
    return shapely.make_valid(shapely.geometry.shape(found.__geo_interface__))


def _dots(places: pd.DataFrame) -> BaseGeometry:
    points = shapely.points(places["lon"].to_numpy(), places["lat"].to_numpy())
    return shapely.union_all(shapely.buffer(points, _VILLAGE_DEGREES, quad_segs=4))


def _under(study: AccessStudy) -> Text:
    question = study.question
    kind, group = WORDS[question.facility_type], GROUP_WORDS[question.group]
    mode = MODE_WORDS[question.mode]
    return Text(
        f"到最近的{kind.zh}，{mode.zh}；服务对象：{group.zh}；截至 {question.as_of}。"
        "分钟为研究惯例，规划未作规定。",
        f"To the nearest {kind.en.lower()}, {mode.en.lower()}; people: {group.en.lower()}; "
        f"as of {question.as_of}. Minutes are research convention; the plan states none.",
    )


def _share_words(area: AreaAccess) -> Text:
    share = area.reached_share if area.persons_known else None
    if share is None:
        return Text("人数待报", "not reported")
    return Text(f"{share:.1%}", f"{share:.1%}")


def _people_words(demand: Demand, by_county: pd.Series[float], code: str) -> Text:
    if code in demand.unknown_counties:
        return Text("人数待报", "not reported")
    persons = float(by_county.get(code, 0.0))
    return _persons(persons)


def _persons(persons: float, of: float | None = None) -> Text:
    """Persons, in 万 where they (or all of the list, ``of``) are many."""
    said = f"{persons:,.0f}"
    if (persons if of is None else of) >= 100_000:
        return Text(f"{persons / 10_000:,.1f} 万人", said)
    return Text(f"{said} 人", said)


def _band_legend(study: AccessStudy, fills: dict[int, Fill]) -> LegendGroup:
    total = study.demand.total_persons
    items = []
    for band in study.bands:
        share = f"（{band.persons / total:.1%}）" if total else ""
        share_en = f" ({band.persons / total:.1%})" if total else ""
        said = _persons(band.persons, total)
        count = Text(f"{said.zh}{share}", f"{said.en}{share_en}")
        part = f"{band.persons / total:.1%}" if total else ""
        short = Text(part, part) if part else None
        items.append(LegendItem(band.title, count, short, fills[band.code]))
    limit = study.question.limit_min
    title = Text("出行时间与人数", "Travel time and persons")
    items.append(
        LegendItem(
            Text(
                f"县名下为 {limit:g} 分钟以内人口比重",
                f"Under each name: share of people within {limit:g} min",
            )
        )
    )
    return LegendGroup(title, tuple(items))


def _density_legend(demand: Demand, codes: pd.Series[int], fills: dict[int, Fill]) -> LegendGroup:
    """Classes of persons in a cell or village, with how many people live in each."""
    persons = demand.frame["persons"]
    ends = ("0", *(f"{d:,.0f}" for d in _DENSITY))
    unit = Text("人/网格", "persons a cell") if demand.cells else Text("人/村", "persons a village")
    items = []
    for code, fill in fills.items():
        low, high = ends[code], ends[code + 1] if code + 1 < len(ends) else ""
        title = Text(f"{low}—{high}", f"{low}–{high}") if high else Text(f"{low} 以上", f"{low}+")
        items.append(
            LegendItem(
                title,
                _persons(float(persons[codes == code].sum()), demand.total_persons),
                fill=fill,
            )
        )
    size = Text("，网格约 0.75 km²", ", a cell is about 0.75 km²") if demand.cells else Text("", "")
    return LegendGroup(
        Text(f"人口（{unit.zh}{size.zh}）", f"People ({unit.en}{size.en})"), tuple(items)
    )


def _counted_legend(kind: FacilityType, counted: int) -> LegendGroup:
    words = WORDS[kind]
    item = LegendItem(words, Text(str(counted), str(counted)), mark=(kind, MarkStyle.RUNNING))
    return LegendGroup(
        Text("计入的设施（在运营、有坐标点，处）", "Facilities that count"),
        (item,),
    )


def _listings(study: AccessStudy) -> tuple[Listing, ...]:
    listings = []
    aside = study.facilities.aside
    if aside:
        lines = tuple(Text(f"{f.name}（{f.why.zh}）", f"{f.name} ({f.why.en})") for f in aside)
        listings.append(
            Listing(Text(f"未计入的设施（{len(aside)}）", f"Not counted ({len(aside)})"), lines)
        )
    if study.warnings:
        listings.append(Listing(Text("须知", "To know"), study.warnings))
    listings.append(Listing(_BASIS, (study.demand.said, study.model.said)))
    return tuple(listings)


def _alt(report: Report, study: AccessStudy) -> Text:
    title = map_title(report, MapKind.REACH)
    city, limit = study.areas.city, study.question.limit_min
    share = _share_words(city)
    parts = [
        Text(
            f"{r.name.zh} {_share_words(study.areas.area(r.area_code)).zh}",
            f"{r.name.en} {_share_words(study.areas.area(r.area_code)).en}",
        )
        for r in report.matrix.rows
    ]
    listed = join(parts)
    return Text(
        f"{title.zh}：{_under(study).zh}全市 {limit:g} 分钟以内人口比重 {share.zh}；"
        f"各{report.matrix.county_word.zh}：{listed.zh}。"
        f"计入设施 {len(study.facilities.counted)} 处。",
        f"{title.en}: {_under(study).en} Within {limit:g} min in the whole city: {share.en}; "
        f"by county: {listed.en}. Facilities counted: {len(study.facilities.counted)}.",
    )
