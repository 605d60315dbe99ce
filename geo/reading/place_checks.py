"""Points of a facility list that look wrong: each keeps its row and is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.boundaries import CountyAt, counties_at
from geo.counties import load_cities
from geo.issues import Severity
from geo.layers import City
from geo.reading.collect import ReadRow
from geo.reading.named_places import city_of, county_name
from geo.reading.row import RowReader
from geo.reading.synonyms import plain_word
from geo.records import Facility
from geo.seats import Seat, seats_at
from geo.text import Text

_CHECK = Text(
    "请核对坐标、坐标系和所在县，哪个写错就改哪个；未改之前按所在县核查。",
    "Check point, datum and county; until then the declared county is used.",
)
_SHOWN_DECIMALS = 6
"""Points that agree to a millionth of a degree (0.1 m) are one point."""


def check_places(
    rows: Sequence[ReadRow[Facility]], written: Mapping[RowReader, tuple[float, float]]
) -> None:
    """Warn in every used row whose point is in the wrong place, on a seat, or another row's.

    ``written`` holds, by row, the coordinates as written (lon, lat, in any datum).
    """
    used = [(read.row, f) for read in rows if not read.row.failed for f in read.records]
    _compare_with_place(used)
    on_paper = [
        (row, written[row]) for row, _ in used if row in written and not _said_to_be_rough(row)
    ]
    for (row, _), seat in zip(on_paper, seats_at([p for _, p in on_paper]), strict=True):
        if seat is not None:
            _on_seat(row, seat)
    _same_point(used)


def _said_to_be_rough(row: RowReader) -> bool:
    """Whether the row itself says that its point stands for the county or the city."""
    return any(issue.code == "point_not_exact" for issue in row.issues)


def _compare_with_place(used: Sequence[tuple[RowReader, Facility]]) -> None:
    """Points outside the declared county, or city, by more than the borders' accuracy."""
    points = [(row, f, f.point) for row, f in used if f.point is not None]
    found = counties_at([p.lon for _, _, p in points], [p.lat for _, _, p in points])
    for (row, facility, _), at in zip(points, found, strict=True):
        if not _may_lie_there(facility, at):
            _elsewhere(row, facility, at)


def _may_lie_there(facility: Facility, at: CountyAt) -> bool:
    """Whether the point lies in the declared county (or city), or nearer than 200 m to it."""
    codes = {*at.possible_codes, at.code} - {None}
    if facility.county_code:
        return facility.county_code in codes
    return facility.city_code in {city_of(code) for code in codes if code}


def _elsewhere(row: RowReader, facility: Facility, at: CountyAt) -> None:
    declared = (
        county_name(facility.county_code)
        if facility.county_code
        else _city_name(facility.city_code)
    )
    if at.code is None:
        row.add(
            "point_outside_cities",
            Severity.WARNING,
            Text(
                f"坐标落在玉林、柳州两市范围以外，与填报的{declared.zh}不一致。",
                f"The point lies outside both cities; declared: {declared.en}.",
            ),
            _CHECK,
            "lon",
        )
        return
    there = county_name(at.code)
    row.add(
        "point_in_other_county",
        Severity.WARNING,
        Text(
            f"坐标落在{there.zh}，与填报的{declared.zh}不一致。",
            f"By its point it lies in: {there.en}; declared: {declared.en}.",
        ),
        _CHECK,
        "lon",
    )


def _city_name(code: str) -> Text:
    city: City = next(city for city in load_cities() if city.code == code)
    return Text(city.name_zh, city.name_en)


def _on_seat(row: RowReader, seat: Seat) -> None:
    row.add(
        "point_on_seat",
        Severity.WARNING,
        Text(
            f"坐标正好在{seat.text.zh}（30 米以内），多半不是设施的位置。",
            f"The point lies exactly on {seat.text.en} (within 30 m), most likely not the place.",
        ),
        Text(
            "请在地图上找到设施后改写坐标；设施确在政府驻地的，在备注里写明。坐标暂照用。",
            "Find the facility on a map and correct the point; if it really is there, say so in "
            "the note. The point is used for now.",
        ),
        "lon",
        Text(
            "地图服务查不到地址时，会给出所在县、市的政府驻地。",
            "Geocoders answer with the seat of government when they don't find an address.",
        ),
    )


def _same_point(used: Sequence[tuple[RowReader, Facility]]) -> None:
    """Rows at the point of an earlier row with another address; several signs share theirs."""
    first: dict[tuple[float, float], tuple[RowReader, Facility]] = {}
    for row, facility in used:
        if facility.point is None or not facility.address:
            continue
        at = (
            round(facility.point.lon, _SHOWN_DECIMALS),
            round(facility.point.lat, _SHOWN_DECIMALS),
        )
        earlier_row, earlier = first.setdefault(at, (row, facility))
        if not (_one_address(earlier, facility) or _one_body(earlier, facility)):
            _shares_point(row, earlier_row)


def _one_address(one: Facility, other: Facility) -> bool:
    """Whether the shorter address is part of the longer: 容州镇1号 and 容县容州镇1号2楼."""
    short, long = sorted((plain_word(one.address), plain_word(other.address)), key=len)
    return short in long


def _one_body(one: Facility, other: Facility) -> bool:
    """Whether one is the other's parent, or both have the same."""
    return (
        one.parent_id == other.facility_id
        or other.parent_id == one.facility_id
        or bool(one.parent_id and one.parent_id == other.parent_id)
    )


def _shares_point(row: RowReader, earlier: RowReader) -> None:
    row.add(
        "point_shared",
        Severity.WARNING,
        Text(
            f"坐标与第 {earlier.number} 行完全相同，地址却不同（第 {earlier.number} 行："
            f"{earlier.text('address')[:40]}）。",
            f"The point is that of row {earlier.number}, whose address differs "
            f"({earlier.text('address')[:40]}).",
        ),
        Text(
            "请核对两行的坐标；一址多牌的，两行地址写成一样或填上级设施。坐标暂照用。",
            "Check both points; where one place has several signs, write the same address or give "
            "the parent. The points are used for now.",
        ),
        "lon",
        Text(
            "一个位置不会有两个地址，至少有一行的坐标不是设施的位置。",
            "One place has one address: at least one of the points is not the facility's.",
        ),
    )
