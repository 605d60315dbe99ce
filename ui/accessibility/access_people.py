"""Where the people are: the built-in distribution, or a raster or table of this session's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from geo.issues import DataIssue
from geo.people.certified import certified_by_county, persons_by_county
from geo.people.demand import KIND_WORDS, Demand, DemandReading, PeopleGroup, PeopleKind
from geo.people.raster import raster_demand
from geo.people.village_form import VILLAGES
from geo.people.villages import village_demand
from geo.reading.template import form_template
from geo.text import Text
from geo.vocabulary import Datum
from ui import state
from ui.accessibility import access_answer
from ui.components.issue_list import issue_list
from ui.downloads import XLSX
from ui.language import language, say, word
from ui.plain_text import unmarked

_OWN, _ISSUES = "access_own_people", "access_people_issues"
_FAILED = "access_people_failed"
_RASTERS = ("tif", "tiff")
_TABLES = ("xlsx", "xls", "csv", "gpkg", "geojson")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How a file is to be read."""

    scale: bool
    crs: str | None
    datum: Datum | None


def groups() -> list[PeopleGroup]:
    """The groups that can be asked about: certificate holders only where a county reports them."""
    return [g for g in PeopleGroup if g is not PeopleGroup.DISABLED_REGISTERED or _registered()]


def demand(group: PeopleGroup) -> Demand:
    """The people of a group in the chosen city, by the distribution chosen."""
    city = state.view().city.code
    own = _own()
    if own is None:
        return access_answer.built_in(city, group, _registered())
    return access_answer.of_group(own, group, _registered())


def kind() -> Text:
    """Which distribution it is, in a word."""
    own = _own()
    return KIND_WORDS[PeopleKind.BUILT_IN if own is None else own.kind]


def _own() -> Demand | None:
    """All residents by the file of this session, for the city it was read for."""
    kept: dict[str, Demand] = st.session_state.get(_OWN, {})
    return kept.get(state.view().city.code)


def _registered() -> tuple[tuple[str, float], ...]:
    """Certificate holders by county, as they stand on the day."""
    chosen = state.view()
    counties = {c.code for c in state.layers().counties_of(chosen.city.code)}
    counts = certified_by_county(state.layers().certified_persons, chosen.as_of)
    persons = persons_by_county(counts)
    return tuple(sorted((code, n) for code, n in persons.items() if code in counties))


def panel() -> None:
    """What the distribution rests on, its error, and the way to another one."""
    shown = demand(PeopleGroup.ALL)
    st.markdown(f"**{say('现在用', 'In use')}** · {unmarked(word(shown.said))}")
    for note in shown.notes:
        st.caption(unmarked(word(note)))
    if shown.kind is not PeopleKind.BUILT_IN and st.button(
        say("改回内置人口分布", "Back to the built-in distribution"), key="access_people_back"
    ):
        st.session_state.pop(_OWN, None)
        st.session_state.pop(_ISSUES, None)
        st.session_state.pop(_FAILED, None)
        st.rerun()
    _upload()
    issues: tuple[DataIssue, ...] = st.session_state.get(_ISSUES, ())
    if issues:
        issue_list(issues, language=language(), key="access_people_issue_list")
    failed: tuple[str, tuple[DataIssue, ...]] | None = st.session_state.get(_FAILED)
    if failed is not None:
        name = unmarked(failed[0])
        st.warning(
            say(
                f"“{name}”没有读成，仍用原来的人口分布。问题如下：",
                f"“{name}” could not be used; the distribution is as before. What is wrong:",
            )
        )
        issue_list(failed[1], language=language(), key="access_people_failed_list")


def _upload() -> None:
    """A file of one's own: it stays in this session and enters no register."""
    file = st.file_uploader(
        say(
            "换成自己的：人口栅格（GeoTIFF，每像元人数）或村（居）人口表（每村一行，只有人数）",
            "Your own: a population raster (GeoTIFF, persons per pixel) or a table of villages"
            " (a row each, numbers only)",
        ),
        type=[*_RASTERS, *_TABLES],
        key="access_people_file",
        help=say(
            "只在这次打开的页面里用，不进台账。不要上传个人名单。",
            "Used while this page is open; nothing enters the register. No lists of persons.",
        ),
    )
    st.download_button(
        say("下载村（居）人口表样", "Download the form of villages"),
        data=partial(form_template, (VILLAGES,), language()),
        file_name=say("村（居）人口表样.xlsx", "villages_form.xlsx"),
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="access_people_form",
    )
    if file is None:
        return
    raster = Path(file.name).suffix.lower().lstrip(".") in _RASTERS
    scale = st.checkbox(
        say("按各县七普常住人口折算总数", "Scale to each county’s 2020 census residents"),
        key="access_people_scale",
    )
    crs, datum = None, None
    if raster:
        crs = (
            st.text_input(
                say("坐标系（文件里没有写时才填）", "Coordinate system (if the file names none)"),
                placeholder="EPSG:4326",
                key="access_people_crs",
            )
            or None
        )
    else:
        datum = st.selectbox(
            say("坐标系（表里没有写时才选）", "Datum (if the table names none)"),
            list(Datum),
            index=None,
            format_func=str,
            placeholder=say("按表里写的", "as the table says"),
            key="access_people_datum",
        )
    if st.button(say("用这份人口分布", "Use this file"), key="access_people_read", type="primary"):
        with st.spinner(say("正在读取……", "Reading …")):
            reading = _read(file.name, file.getvalue(), _Wanted(scale, crs, datum), raster=raster)
        # What was told of the file in use stays in sight when another one can't be used.
        if reading.demand is None:
            st.session_state[_FAILED] = (file.name, reading.issues)
        else:
            st.session_state.pop(_FAILED, None)
            st.session_state[_ISSUES] = reading.issues
            kept = st.session_state.setdefault(_OWN, {})
            kept[state.view().city.code] = reading.demand
        st.rerun()


def _read(name: str, content: bytes, wanted: _Wanted, *, raster: bool) -> DemandReading:
    city = state.view().city.code
    if raster:
        return raster_demand(content, city, name=name, scale_to_census=wanted.scale, crs=wanted.crs)
    return village_demand(content, name, city, datum=wanted.datum, scale_to_census=wanted.scale)
