"""A table of villages 村（居）人口表 as the distribution of people in a city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from geo.boundaries import CountyAt, counties_at, load_boundaries
from geo.issues import DataIssue, Severity
from geo.layers import Layer, Provenance
from geo.people import village_issues
from geo.people.cells import county_codes_of
from geo.people.demand import Demand, DemandReading, PeopleGroup, PeopleKind, part_text
from geo.people.groups import group_demand
from geo.people.village_form import VILLAGES
from geo.population import load_census
from geo.reading.cells import parse_number
from geo.reading.collect import ReadRow, read_rows, refuse_repeats
from geo.reading.intake import FormTable, open_form
from geo.reading.named_places import county_name
from geo.reading.point_elsewhere import warn_elsewhere
from geo.reading.points import OFF_MAP, PointReader
from geo.reading.row import RowReader, stable_id
from geo.reading.synonyms import plain_word
from geo.records import Point
from geo.text import Text, join
from geo.vocabulary import Datum

MAX_PERSONS = 300_000
"""No village or neighbourhood has so many people: more is a slip or the figure of a county."""

_SAID = Text(
    "村（居）人口表 {name}：{count:,} 个村（居），合计 {persons:,.0f} 人{scaled}",
    "Table of villages {name}: {count:,} villages, {persons:,.0f} persons{scaled}",
)
_SCALED = Text(
    "，已按各县 2020 年普查常住人口折算", ", scaled to the residents of the 2020 census by county"
)
_COVERAGE = Text("与普查常住人口相比：{counties}。", "Beside the census: {counties}.")


@dataclass(frozen=True, slots=True)
class Village:
    """A village as a row has it: persons at a point (WGS-84) of a county."""

    village_id: str
    name: str
    county_code: str
    persons: int
    point: Point
    as_of: date | None


def village_demand(
    source: Path | bytes,
    filename: str,
    city_code: str,
    group: PeopleGroup = PeopleGroup.ALL,
    *,
    datum: Datum | None = None,
    scale_to_census: bool = False,
    registered: Mapping[str, float] | None = None,
    boundaries: Layer | None = None,
) -> DemandReading:
    """People of one group at the villages of a city, from a table or a file of geographic points.

    Rows that can't be used are issues row by row; those of another city's counties are left out and
    counted. ``datum``: that of points whose row names none, which are unusable otherwise.
    ``scale_to_census``: each county's sum becomes its census total. A file with personal data is
    refused. Raises as ``group_demand``, KeyError if the city has no counties.
    """
    layer = load_boundaries() if boundaries is None else boundaries
    codes = county_codes_of(city_code, layer)
    opened = open_form(source, filename, VILLAGES)
    if isinstance(opened, tuple):
        return DemandReading(None, opened)
    villages, issues = _villages(opened, datum, layer)
    here = [v for v in villages if v.county_code in codes]
    if len(here) < len(villages):
        issues += (village_issues.of_other_cities(len(villages) - len(here)),)
    if not any(v.persons for v in here):
        return DemandReading(None, (*issues, village_issues.nobody()))
    everyone, told = _demand(filename, here, codes, scale_to_census)
    return DemandReading(group_demand(everyone, group, registered), issues + told)


def _demand(
    filename: str, villages: Sequence[Village], codes: Sequence[str], scaled: bool
) -> tuple[Demand, tuple[DataIssue, ...]]:
    """All residents, and what is to say of counties the table hardly covers."""
    rows = sorted(villages, key=lambda v: v.village_id)
    frame = pd.DataFrame(
        {
            "county_code": [v.county_code for v in rows],
            "lon": [v.point.lon for v in rows],
            "lat": [v.point.lat for v in rows],
            "persons": [float(v.persons) for v in rows],
        },
        index=pd.Index([v.village_id for v in rows], name="id"),
    )
    census = load_census()["total_persons"].reindex(list(codes)).astype(float)
    sums = frame.groupby("county_code")["persons"].sum().reindex(list(codes), fill_value=0.0)
    if scaled:
        factor = (census / sums).where(sums > 0, 0.0)
        frame["persons"] *= frame["county_code"].map(factor).astype(float)
    unknown = tuple(code for code in codes if not sums[code])
    days = sorted({v.as_of.isoformat() for v in rows if v.as_of is not None})
    vintage = days[0] if len(days) == 1 else f"{days[0]}—{days[-1]}" if days else ""
    said = _SAID.fill(
        name=Path(filename).name,
        count=len(rows),
        persons=float(frame["persons"].sum()),
        scaled=_SCALED if scaled else Text("", ""),
    )
    demand = Demand(
        frame=frame,
        kind=PeopleKind.VILLAGES,
        group=PeopleGroup.ALL,
        provenance=Provenance(Path(filename).name, vintage),
        said=said,
        cells=False,
        notes=(_COVERAGE.fill(counties=_coverage(sums, census)),),
        unknown_counties=unknown,
        census_share=float(frame["persons"].sum() / census.sum()),
    )
    if not unknown:
        return demand, ()
    missing = join([county_name(code) for code in unknown])
    return demand, (village_issues.counties_missing(missing, scaled),)


def _coverage(sums: pd.Series[float], census: pd.Series[float]) -> Text:
    """Each county with its persons in the table and their share of the census."""
    parts = []
    for code, persons in sums.items():
        name, share = county_name(str(code)), part_text(persons / census[str(code)])
        if not persons:
            parts.append(Text(f"{name.zh}表中没有", f"{name.en} not in the table"))
            continue
        parts.append(
            Text(
                f"{name.zh} {persons:,.0f} 人（普查的 {share}）",
                f"{name.en} {persons:,.0f} ({share} of the census)",
            )
        )
    return join(parts, en="; ")


def _villages(
    table: FormTable, datum: Datum | None, layer: Layer
) -> tuple[tuple[Village, ...], tuple[DataIssue, ...]]:
    """The villages of the table's good rows and every issue found."""
    points = PointReader(datum)
    rows = _placed(read_rows(table, lambda row: _village(row, points)), layer)
    refuse_repeats(
        rows,
        lambda village: village.village_id,
        Text("村编号相同，或名称和位置都相同", "the same id, or the same name and place"),
    )
    issues = [i for part in table.sheets for i in part.issues]
    issues += [i for read in rows for i in read.row.issues]
    lost = [read.row for read in rows if read.row.failed]
    if lost:
        issues.append(village_issues.rows_lost(len(lost), len(rows), _persons_of(lost)))
    kept = tuple(village for read in rows if not read.row.failed for village in read.records)
    return kept, (*issues, *points.notices())


def _persons_of(lost: Sequence[RowReader]) -> int:
    """The persons lost rows speak of, as far as their number can be read."""
    told = [parse_number(row.text("persons")) for row in lost]
    return sum(int(n) for n in told if isinstance(n, float | int) and 0 <= n <= MAX_PERSONS)


def _village(row: RowReader, points: PointReader) -> tuple[Village, ...]:
    """The village of a row, its county as declared, its id as given; either may be empty."""
    name = row.required_text("name")
    county_code = row.county()
    persons = row.whole("persons", MAX_PERSONS)
    if persons is None and not row.failed:
        row.missing("persons")
    as_of = row.day("as_of", last=True)
    before = len(row.issues)
    point = points.read(row, county_code)
    if point is None:
        _without_point(row, before)
    if row.failed or persons is None or point is None:
        return ()
    return (Village(row.text("village_id"), name, county_code, persons, point, as_of),)


def _placed(rows: Sequence[ReadRow[Village]], layer: Layer) -> tuple[ReadRow[Village], ...]:
    """The rows with every village's county, by its point where none is declared, and its id."""
    good = [v for read in rows if not read.row.failed for v in read.records]
    # Asked once for all: each question builds a tree of the borders.
    found = counties_at([v.point.lon for v in good], [v.point.lat for v in good], layer)
    at = dict(zip(good, found, strict=True))
    return tuple(
        ReadRow(read.row, tuple(w for v in read.records for w in _of_county(read.row, v, at)))
        for read in rows
    )


def _of_county(
    row: RowReader, village: Village, found: Mapping[Village, CountyAt]
) -> list[Village]:
    at = found.get(village)
    if at is None:
        return []
    code = village.county_code or at.code
    if code is None:
        village_issues.county_not_told(row)
        return []
    if code != at.code and code not in at.possible_codes:
        warn_elsewhere(row, "village_elsewhere", county_name(code), at.code)
    place = (round(village.point.lon, 5), round(village.point.lat, 5))
    made = stable_id("V", code, plain_word(village.name), *place)
    return [replace(village, county_code=code, village_id=village.village_id or made)]


def _without_point(row: RowReader, before: int) -> None:
    """Make what is wrong with the point an error of the row: people can't stay without a place."""
    found = row.issues[before:]
    row.issues[before:] = [
        replace(
            issue,
            severity=Severity.WARNING if issue.code in _READ else Severity.ERROR,
            why=village_issues.LOST_THOUGH_READ if issue.code in _READ else village_issues.LOST,
            remedy=Text(
                _whole(issue.remedy.zh.replace(OFF_MAP.zh, ""), "。"),
                _whole(issue.remedy.en.replace(OFF_MAP.en, ""), "."),
            ),
        )
        for issue in found
    ]
    if not found and not row.failed:
        row.missing("lon")


_READ = frozenset(["coordinates_swapped", "coordinates_millionths"])
"""What is set right by itself: it is never why a row is lost, another issue of the row is."""


def _whole(sentence: str, stop: str) -> str:
    """The sentence ended, where its second half was taken off."""
    return sentence.strip().rstrip("；;。.") + stop
