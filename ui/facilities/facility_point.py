"""Where the facility of the form stands: picked on the map or typed, and what the map says."""

from __future__ import annotations

import streamlit as st

from geo.boundaries import county_at
from geo.datum import to_wgs84
from geo.reading.degrees import Angle, parse_angle
from geo.reading.named_places import county_name
from geo.reading.points import CHINA_LAT, CHINA_LON
from geo.reading.synonyms import member_of
from geo.seats import seats_at
from geo.text import Text, join
from geo.vocabulary import Datum
from ui.components.map_view import MapSpec, Picked, last_point, map_view
from ui.facilities import facility_draft
from ui.facilities.facility_draft import Draft
from ui.facilities.facility_map import areas_of
from ui.language import language, say, word

PICKED_IN = Datum.CGCS2000
"""The datum of the map's boundaries: a point picked on it is in theirs, which equals WGS-84."""
_DECIMALS = 6
_ROUGH_M = 20.0
"""A pixel wider than this puts a facility on another plot."""


def pick(draft: Draft) -> None:
    """The map to pick the point on; what is picked goes into the form's cells."""
    key = f"facility_pick_{draft.number}"
    cells = facility_draft.typed()
    at = placed(cells)
    county = cells["county"]
    spec = MapSpec(
        city_code=cells["city"],
        language=language(),
        title=say("在地图上点选设施位置", "Pick the facility’s place on the map"),
        areas=areas_of(cells["city"]),
        selected=county or None,
        pick=True,
        picked=None if at is None else Picked(*at, say("设施位置", "The facility’s place")),
    )
    map_view(spec, key, height_px=380, on_click=lambda: _picked(draft, key))
    point = last_point(key)
    rough = point is not None and point.metres_per_px > _ROUGH_M
    st.caption(
        say(
            "在图上点一下即取该点（CGCS2000，等同 WGS-84）；键盘：方向键移动，＋－缩放，回车取"
            "中心。也可在下面直接填写坐标。",
            "Click to take a point (CGCS2000, equal to WGS-84); keyboard: arrows move, + and −"
            " zoom, Enter takes the centre. Or type coordinates below.",
        )
        + (
            say(
                f" 刚才点选时图上 1 像素约 {point.metres_per_px:,.0f} 米，放大后再点更准。",
                f" When you picked, a pixel was some {point.metres_per_px:,.0f} m: zoom in and"
                " pick again to be exact.",
            )
            if rough and point is not None
            else ""
        )
    )


def placed(cells: dict[str, str]) -> tuple[float, float] | None:
    """Longitude and latitude of the cells in WGS-84; None when they are no point with a datum."""
    lon, lat = parse_angle(cells["lon"]), parse_angle(cells["lat"])
    if not isinstance(lon, Angle) or not isinstance(lat, Angle):
        return None
    datum = member_of(Datum, cells["datum"])
    in_china = (
        CHINA_LON[0] <= lon.degrees <= CHINA_LON[1] and CHINA_LAT[0] <= lat.degrees <= CHINA_LAT[1]
    )
    return to_wgs84(lon.degrees, lat.degrees, datum) if datum and in_china else None


def say_where(cells: dict[str, str]) -> None:
    """Which county the point lies in, beside the one declared; a seat of government is named."""
    at = placed(cells)
    if at is None:
        return
    for text, attention in where(at, cells["county"]):
        (st.warning if attention else st.caption)(word(text))


def where(at: tuple[float, float], declared: str) -> list[tuple[Text, bool]]:
    """What the boundaries and the seats say of a point, and whether it asks for a look."""
    found = county_at(*at)
    said: list[tuple[Text, bool]] = []
    if found.near_border and found.possible_codes:
        names = join([county_name(code) for code in found.possible_codes])
        fits = declared in found.possible_codes or len(found.possible_codes) == 1
        said.append(
            (
                Text(
                    f"该点离县界不到 200 米，内置界线精度不够，可能属于：{names.zh}。"
                    "请按实际填所在县。",
                    "The point is within 200 m of a border, nearer than the built-in borders can"
                    f" tell; it may be in: {names.en}. Give the county it really is in.",
                ),
                not fits,
            )
        )
    elif found.code is None:
        outside = Text(
            "该点在玉林、柳州两市范围以外，请核对坐标和坐标系。",
            "The point lies outside both cities: check it and its datum.",
        )
        said.append((outside, True))
    elif declared and declared != found.code:
        there, here = county_name(found.code), county_name(declared)
        said.append(
            (
                Text(
                    f"该点在{there.zh}境内，与所填的所在县（{here.zh}）不一致，请核对。",
                    f"The point lies in {there.en}, not in {here.en} as declared: please check.",
                ),
                True,
            )
        )
    else:
        there = county_name(found.code)
        said.append((Text(f"该点在{there.zh}境内。", f"The point lies in {there.en}."), False))
    seat = seats_at([at])[0]
    if seat is not None:
        said.append(
            (
                Text(
                    f"该点正好在{seat.text.zh}（30 米以内），多半不是设施的位置，请核对。",
                    f"The point lies on {seat.text.en} (within 30 m), most likely not the place:"
                    " please check.",
                ),
                True,
            )
        )
    return said


def _picked(draft: Draft, key: str) -> None:
    """Runs before the page is drawn, so that the cells' widgets show what was picked."""
    point = last_point(key)
    if point is None:
        return
    cells = {
        "lon": f"{point.lon:.{_DECIMALS}f}",
        "lat": f"{point.lat:.{_DECIMALS}f}",
        "datum": PICKED_IN.value,
    }
    facility_draft.put(**cells)
    for name, cell in cells.items():
        st.session_state[f"facility_{draft.number}_{name}"] = cell
