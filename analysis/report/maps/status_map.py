"""现状分布图: the facilities on record, each at its point; those without one by name beside."""

from __future__ import annotations

from datetime import date

from analysis.report.drawn.tokens import PLAIN_FILL
from analysis.report.maps.facility_marks import (
    NUMBERED_AT_MOST,
    absent_listing,
    facility_legend,
    marks_of,
    not_placed,
    numbered_listing,
    placed,
)
from analysis.report.maps.map_contents import CountyFace, MapKind
from analysis.report.maps.print_map import PrintMap, city_shapes, map_imprint, map_title
from analysis.report.report import Report
from geo.layers import Layer
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import Precision


def status_map(report: Report, boundaries: Layer, made_on: date | None) -> PrintMap:
    """The map of what there is. KeyError when a county has no polygon."""
    drawn, absent = placed(report), not_placed(report)
    numbered = 0 < len(drawn) <= NUMBERED_AT_MOST
    listings = [numbered_listing(drawn)] if numbered else []
    left = absent_listing(report)
    if left is not None:
        # What the map can't show is said first.
        listings.insert(0, left)
    source = Text(f"设施记录（截至 {report.as_of}）", f"facility records (as of {report.as_of})")
    return PrintMap(
        kind=MapKind.STATUS,
        title=map_title(report, MapKind.STATUS),
        under=Text(
            f"截至 {report.as_of}，在册 {len(report.facilities)} 处，图上 {len(drawn)} 处。"
            "在册以登记为限，未登记不等于没有。",
            f"As of {report.as_of}: {len(report.facilities)} on record, {len(drawn)} drawn. "
            "What is not recorded may still exist.",
        ),
        city=report.city,
        shapes=city_shapes(report, boundaries),
        faces=tuple(CountyFace(r.area_code, r.name, PLAIN_FILL) for r in report.matrix.rows),
        areas=(),
        marks=marks_of(drawn, numbered=numbered),
        legend=(facility_legend(report.facilities),),
        listings=tuple(listings),
        note=_note(report, drawn, absent),
        imprint=map_imprint(report, boundaries, made_on, (source,)),
        alt=_alt(report, drawn, absent),
    )


def _note(report: Report, drawn: tuple[Facility, ...], absent: tuple[Facility, ...]) -> Text | None:
    """What the map lacks and what to do; None where every facility is drawn."""
    if not report.facilities:
        return Text(
            "在册设施 0 处：尚未收到设施清单，未报不等于没有。请先发核对单核对。",
            "No facility on record: no list has come in, which is not that there are none. "
            "Ask the counties first.",
        )
    if not absent:
        return None
    in_city = sum(f.location_precision is Precision.CITY for f in absent)
    rest = len(absent) - in_city
    parts_zh = [f"{in_city} 处只知在{report.city.name_zh}"] if in_city else []
    parts_zh += [f"{rest} 处只知所在{report.matrix.county_word.zh}"] if rest else []
    parts_en = [f"{in_city} known to the city only"] if in_city else []
    parts_en += [f"{rest} to the county only"] if rest else []
    head = Text("", "") if drawn else Text("图上还没有设施点。", "No facility can be drawn yet. ")
    return Text(
        f"{head.zh}{len(absent)} 处没有坐标点，不上图：{'，'.join(parts_zh)}，位置待核。"
        "补报坐标后即可上图。",
        f"{head.en}{len(absent)} without a point: {', '.join(parts_en)}. "
        "They are drawn once their coordinates are reported.",
    )


def _alt(report: Report, drawn: tuple[Facility, ...], absent: tuple[Facility, ...]) -> Text:
    title = map_title(report, MapKind.STATUS)
    zh, en = [], []
    for row in report.matrix.rows:
        here = sum(f.county_code == row.area_code for f in drawn)
        zh.append(f"{row.name.zh} {here} 处")
        en.append(f"{row.name.en} {here}")
    return Text(
        f"{title.zh}：截至 {report.as_of}，在册设施 {len(report.facilities)} 处，图上 {len(drawn)}"
        f" 处（{'、'.join(zh)}），无坐标点 {len(absent)} 处。",
        f"{title.en}: as of {report.as_of}, {len(report.facilities)} facilities on record, "
        f"{len(drawn)} drawn ({', '.join(en)}), {len(absent)} without a point.",
    )
