"""What the public edition tells of access: the whole city's counts, where none gives one back."""

from __future__ import annotations

from dataclasses import replace

from analysis.accessibility.bands import NOT_CONNECTED
from analysis.accessibility.public_edition import (
    band_id,
    public_counts,
    public_county_table,
    within_limit_share,
)
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_words import reach_said
from analysis.accessibility.suppression import TOTAL
from analysis.report.papers.access import Access
from analysis.report.papers.public_findings import LEAST_COUNTIES, some_columns
from analysis.report.papers.said.sentences import capital
from analysis.report.report import Table, Value
from geo.text import Text

_CITY_ACCESS = Text("全市可达性", "Access in the whole city")
_SOME_WITHHELD = Text(
    "全市可达人口中有不公布的小数，本节只列可公布的数。",
    "Some of the city’s counts are small and withheld; those that may be published follow.",
)
_FEW_COUNTIES = Text(
    "人数尚未报齐，公布合计会推算出个别县的人数，本节不列数字。",
    "Persons are not reported by all counties; a total would tell the number of one, so none is"
    " given.",
)
ON_RECORD_ALONE = Text(
    "只按已登记的设施测算，没有登记的未算入，实际可能更近。",
    "Reckoned from facilities on record alone; where there are others the way may be shorter.",
)
_UNKNOWN = Text(
    "设施坐标和运营状态尚未核实，没有测算出行时间。",
    "Coordinates and status of facilities are not verified yet, so travel times were not reckoned.",
)


def told_study(access: Access | None) -> AccessStudy | None:
    """The study whose counts may be told; None where there is none, or its total tells a county's.

    Where one or two counties are not in it, the city's total known elsewhere would tell theirs.
    """
    if not isinstance(access, AccessStudy):
        return None
    left_out = len(access.counties_unknown)
    known = len(access.counties) - left_out
    if left_out and min(left_out, known) < LEAST_COUNTIES:
        return None
    return access


def reach_told(access: Access) -> Text:
    """The sentence of the section: what is reached, or why nothing is said of it."""
    if not isinstance(access, AccessStudy):
        return _UNKNOWN
    study = told_study(access)
    if study is None:
        return _FEW_COUNTIES
    counts = public_counts(study)
    apart = [band_id(b) for b in study.bands if b.code == NOT_CONNECTED]
    whole = within_limit_share(study.areas.city, study, counts) is not None
    if not whole or not all(counts.is_printed(TOTAL, name) for name in apart):
        return _SOME_WITHHELD
    said = reach_said(study).whole
    return Text(said.zh, capital(said.en))


def city_access_table(study: AccessStudy) -> Table:
    """The city's row alone: by county it would tell which of them lack what."""
    table = public_county_table(study)
    city = some_columns(table, [c for c in table.columns if c.printed])
    notes = (*city.notes, ON_RECORD_ALONE)
    total = _city_named(city, study)
    return replace(city, title=_CITY_ACCESS, rows=(), total=total, notes=notes)


def _city_named(city: Table, study: AccessStudy) -> tuple[Value, ...] | None:
    """The city's row; that it is of some counties only is said by their number, not their names."""
    left_out = len(study.counties_unknown)
    if city.total is None or not left_out:
        return city.total
    known = len(study.counties) - left_out
    name = Text(f"全市（有人数的 {known} 个县）", f"City (the {known} counties with persons)")
    names = [c.id for c in city.columns].index("name")
    return (*city.total[:names], name, *city.total[names + 1 :])
