"""A study village by village, and its people by class of minutes."""

from __future__ import annotations

import math

from analysis.accessibility.bands import Band
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.table_columns import (
    MINUTES,
    NONE_HERE,
    PENDING,
    PER_THOUSAND,
    PERSONS,
    minutes,
    number,
    share,
    whole,
)
from analysis.report.report import Column, ColumnKind, Table, Value
from geo.text import Text


def histogram_table(study: AccessStudy) -> Table:
    """Persons by class of minutes; every person is in exactly one."""
    total = study.demand.total_persons

    def row(band: Band) -> tuple[Value, ...]:
        return (band.title, whole(band.persons), share(band.persons / total if total else None))

    return Table(
        "access_histogram",
        Text("按用时分段的人数", "People by minutes"),
        (
            Column("minutes_class", Text("到最近设施", "To the nearest facility"), width_chars=20),
            number("persons", Text("人数", "People"), PERSONS, 14),
            number("persons_share", Text("占比", "Share")),
        ),
        tuple(row(band) for band in study.histogram),
        (Text("各段含上限", "Upper ends are inclusive"),),
        (_everybody(study), whole(total), share(1.0 if total else None)),
    )


def _everybody(study: AccessStudy) -> Text:
    """What the total is of: the city, or the counties of it whose persons are known."""
    return study.areas.city.name if study.counties_unknown else Text("合计", "Total")


def cell_table(study: AccessStudy) -> Table:
    """Every village: persons, minutes, nearest facility, class of minutes, access."""
    titles = {band.code: band.title for band in study.bands}
    names = {f.facility_id: f.shown_name for f in study.facilities.counted}
    columns = (
        Column("id", Text("村（居）编号", "Village"), ColumnKind.CODE, width_chars=16),
        Column("area_code", Text("区划代码", "Code"), ColumnKind.CODE, width_chars=10),
        number("lon", Text("经度", "Longitude"), Text("°", "°"), 11),
        number("lat", Text("纬度", "Latitude"), Text("°", "°"), 10.5),
        number("persons", Text("服务对象", "People"), PERSONS, 10),
        number("minutes", Text("到最近设施", "To the nearest"), MINUTES, 10),
        Column("band", Text("用时分段", "Class"), width_chars=13),
        Column("nearest", Text("最近设施", "Nearest facility"), width_chars=22),
        number(
            "access_per_1000",
            Text("可及服务能力（每千人）", "Capacity in reach per 1,000"),
            None,
            11,
        ),
    )
    frame = study.cells
    values = zip(
        frame.index,
        frame["county_code"],
        frame["lon"],
        frame["lat"],
        frame["persons"],
        frame["minutes"],
        frame["band"],
        frame["nearest_id"],
        frame["access"],
        strict=True,
    )
    rows: list[tuple[Value, ...]] = [
        (
            cell,
            code,
            round(lon, 6),
            round(lat, 6),
            round(persons, 2),
            NONE_HERE if math.isnan(needed) else minutes(needed),
            titles[band],
            names.get(to_id, NONE_HERE),
            PENDING if math.isnan(access) else round(access * PER_THOUSAND, 3),
        )
        for cell, code, lon, lat, persons, needed, band, to_id, access in values
    ]
    title = Text("村（居）明细", "Villages")
    return Table("access_villages", title, columns, tuple(rows), frozen_columns=1)
