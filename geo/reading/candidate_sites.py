"""Reading a table of sites 备选点 where something could be built, converted or expanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.boundaries import CountyAt, counties_at, load_boundaries
from geo.issues import Severity
from geo.layers import Layer
from geo.reading import candidate_site_issues as issues
from geo.reading.amounts import yuan_in
from geo.reading.candidate_site_form import CANDIDATE_SITES
from geo.reading.cells import Problem, parse_number, says_not_known
from geo.reading.collect import ReadRow, read_form, read_rows, reading_of, refuse_repeats
from geo.reading.intake import FormTable
from geo.reading.named_places import county_name
from geo.reading.point_elsewhere import warn_elsewhere
from geo.reading.points import OFF_MAP, PointReader
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.synonyms import plain_word
from geo.records import Point
from geo.text import Text
from geo.vocabulary import CapacityUnit, Datum, FacilityType, Measure

MOST_YUAN = 1e9
"""Ten 亿元, above ten times the dearest example known (``data/planning/facility_costs.csv``), so a
mistaken 万 lands outside."""
MOST_CAPACITY = 1_000_000
MOST_AREA_M2 = 1_000_000
MOST_YEARS = 20

_NOT_REACHED = Text(
    "该备选点先不计入出行时间，其余内容照常使用。",
    "Until then it takes no part in travel times, the rest is used.",
)


@dataclass(frozen=True, slots=True)
class CandidateSite:
    """One row: a site, and what could be done there. None: not said; empty text: not said.

    ``cost_yuan`` in yuan, ``capacity`` in ``capacity_unit``, of an expansion in all. Rows of one
    ``site_id`` are one site.
    """

    site_id: str
    name: str
    county_code: str
    point: Point | None = None
    facility_type: FacilityType | None = None
    measure: Measure | None = None
    cost_yuan: float | None = None
    capacity: float | None = None
    capacity_unit: CapacityUnit | None = None
    lead_years: int | None = None
    existing_use: str = ""
    floor_area_m2: float | None = None
    facility_id: str = ""
    cost_basis: str = ""

    @property
    def row_id(self) -> str:
        """What a row is told by: site, type and measure, as ``Option.option_id`` has them."""
        return f"{self.site_id}|{self.facility_type or ''}|{self.measure or ''}"


def read_candidate_sites(
    source: Path | bytes,
    filename: str,
    *,
    datum: Datum | None = None,
    boundaries: Layer | None = None,
) -> Reading[CandidateSite]:
    """The sites of a file, in the order of their ids, with every issue found.

    ``datum``: that of points whose row names none; without it such a point is set aside. A file
    with personal data is refused. Sites of every county are read; who asks for a city chooses.
    """
    layer = load_boundaries() if boundaries is None else boundaries
    return read_form(
        source, filename, CANDIDATE_SITES, lambda table: candidate_sites_of(table, datum, layer)
    )


def candidate_sites_of(
    table: FormTable, datum: Datum | None, boundaries: Layer
) -> Reading[CandidateSite]:
    """The sites of a table of the form."""
    points = PointReader(datum)
    rows = _placed(read_rows(table, lambda row: _site(row, points)), boundaries)
    _refuse_strays(rows)
    refuse_repeats(
        rows,
        lambda site: site.row_id,
        Text("备选点、设施类型和措施都相同", "the same site, facility type and measure"),
    )
    reading = reading_of(table, rows, lambda site: site.row_id)
    return replace(reading, issues=(*reading.issues, *points.notices()))


def _site(row: RowReader, points: PointReader) -> tuple[CandidateSite, ...]:
    """The site of a row, its county as declared and its id as given; either may be empty."""
    name = row.required_text("name")
    issues.with_numbers(row, ("name", "existing_use"))
    county_code = row.county()
    facility_type = row.one("facility_type", FacilityType)
    measure = row.one("measure", Measure)
    cost_yuan = _cost(row)
    capacity = row.number_in("capacity", MOST_CAPACITY, Severity.WARNING)
    unit = row.one("capacity_unit", CapacityUnit, Severity.WARNING)
    lead_years = _lead_years(row)
    area = row.number_in("floor_area_m2", MOST_AREA_M2, Severity.WARNING)
    facility_id = row.text("facility_id")
    if measure is Measure.EXPANSION and not facility_id:
        row.missing("facility_id")
    before = len(row.issues)
    point = points.read(row, county_code)
    row.issues[before:] = [
        replace(
            issue,
            remedy=Text(
                issue.remedy.zh.replace(OFF_MAP.zh, _NOT_REACHED.zh).replace(
                    "该设施先不上图", "该备选点先不计入出行时间"
                ),
                issue.remedy.en.replace(OFF_MAP.en, _NOT_REACHED.en).replace(
                    "it is not on the map", "it takes no part in travel times"
                ),
            ),
        )
        for issue in row.issues[before:]
    ]
    if row.failed:
        return ()
    return (
        CandidateSite(
            row.text("site_id"),
            name,
            county_code,
            point,
            facility_type,
            measure,
            cost_yuan,
            capacity,
            unit,
            lead_years,
            row.text("existing_use"),
            area,
            facility_id,
            row.text("cost_basis"),
        ),
    )


def _cost(row: RowReader) -> float | None:
    """The cost in yuan; None where the cell says nothing, or that it is not known."""
    text = row.text("cost_wan_yuan")
    if not text or says_not_known(text):
        return None
    yuan = yuan_in(row, "cost_wan_yuan", MOST_YUAN)
    if yuan == 0:
        row.add(
            "cost_zero",
            Severity.WARNING,
            Text("费用写的是 0，按不花钱计。", "The cost is 0: it is taken to cost nothing."),
            Text(
                "如是不知道，请留空：空着不等于 0。", "Leave it empty if not known: empty is not 0."
            ),
            "cost_wan_yuan",
        )
    return yuan


def _lead_years(row: RowReader) -> int | None:
    """The years from begin to use; part of a year is a whole one, with a warning."""
    found = parse_number(row.text("lead_years").strip().removesuffix("年"))
    if found is None:
        return None
    if isinstance(found, Problem):
        row.problem("lead_years", found)
        return None
    if not 0 <= found <= MOST_YEARS:
        row.add(
            "number_out_of_range",
            Severity.ERROR,
            Text(
                f"{found:g} 年不可能：应在 0 到 {MOST_YEARS} 之间。",
                f"{found:g} years can't be right: 0 to {MOST_YEARS}.",
            ),
            Text("请核对单位（年）后改正。", "Check the unit (years)."),
            "lead_years",
        )
        return None
    years = int(-(-found // 1))
    if years != found:
        row.add(
            "years_rounded",
            Severity.WARNING,
            Text(f"{found:g} 年按 {years} 年计。", f"{found:g} years are taken as {years}."),
            Text("分年计划以整年计；请写整年。", "The plan counts whole years: write whole ones."),
            "lead_years",
        )
    return years


def _placed(
    rows: Sequence[ReadRow[CandidateSite]], layer: Layer
) -> tuple[ReadRow[CandidateSite], ...]:
    """The rows with every site's county, by its point where none is declared, and its id."""
    pointed = [
        s for read in rows if not read.row.failed for s in read.records if s.point is not None
    ]
    # Asked once for all: each question builds a tree of the borders.
    found = counties_at(
        [s.point.lon for s in pointed if s.point], [s.point.lat for s in pointed if s.point], layer
    )
    at = dict(zip(pointed, found, strict=True))
    return tuple(
        ReadRow(read.row, tuple(w for s in read.records for w in _of_county(read.row, s, at)))
        for read in rows
    )


def _of_county(
    row: RowReader, site: CandidateSite, found: Mapping[CandidateSite, CountyAt]
) -> list[CandidateSite]:
    if row.failed:
        return []
    at = found.get(site)
    code = site.county_code or (at.code if at is not None else None)
    if not code:
        issues.county_not_told(row, pointed=at is not None)
        return []
    if at is not None and code != at.code and code not in at.possible_codes:
        warn_elsewhere(row, "site_elsewhere", county_name(code), at.code)
    place = () if site.point is None else (round(site.point.lon, 5), round(site.point.lat, 5))
    made = stable_id("S", code, plain_word(site.name), *place)
    return [replace(site, county_code=code, site_id=site.site_id or made)]


def _refuse_strays(rows: Sequence[ReadRow[CandidateSite]]) -> None:
    """Mark rows that bear a site's id and another name, county or place than its first row."""
    first: dict[str, tuple[CandidateSite, RowReader]] = {}
    for read in rows:
        for site in read.records:
            known, row = first.setdefault(site.site_id, (site, read.row))
            if _place(known) != _place(site):
                issues.contradicts(read.row, row.seen_from(read.row))


def _place(site: CandidateSite) -> tuple[object, ...]:
    """What all rows of a site have in common."""
    return (site.name, site.county_code, site.point, site.existing_use, site.facility_id)
