"""道路数据: which roads a city has, and how it gets them."""

from __future__ import annotations

import os
from typing import Any

import streamlit as st

from geo.layers import City
from geo.roads.network import RoadNetwork
from geo.roads.online import kept_pieces
from geo.roads.shelf import shelf
from geo.roads.store import NotANetworkError
from geo.text import Text
from geo.travel.model import MODE_WORDS, TravelMode
from ui import state
from ui.access import people
from ui.accessibility import road_jobs, speeds_view, stored_roads
from ui.jobs import Job
from ui.language import say, word
from ui.plain_text import unmarked

_NAMED_CUTS = 5


def panel(mode: TravelMode) -> None:
    """The stored roads in a sentence and what of them a mode uses; for editors, other ones."""
    city = state.view().city
    roads = _stored(city)
    if roads is not None:
        _used(city, mode)
    running = road_jobs.last(city.code)
    if running is not None and running.running:
        _progress(running, city.code)
        return
    if running is not None:
        _ended(running)
    if not people.can_edit():
        st.caption(
            say(
                "路网由有编辑权限的人员准备。",
                "Roads are prepared by those who may edit.",
            )
        )
        return
    left, right = st.columns(2, gap="large")
    with left:
        _from_file(city)
    with right:
        _from_map(city)
    if roads is not None and st.button(
        say("移除这份路网", "Remove these roads"), key="roads_remove", type="tertiary"
    ):
        people.require_editor()
        shelf(os.environ).remove(city.code)
        road_jobs.forget(city.code)
        st.rerun()


def _stored(city: City) -> RoadNetwork | None:
    try:
        roads = stored_roads.network(city.code)
    except NotANetworkError as error:
        st.warning(word(error.message))
        return None
    if roads is None:
        st.markdown(
            say(
                f"还没有{city.name_zh}的路网。出行时间暂按直线距离 × 绕行系数估算，"
                "未考虑河流、山岭和断头路。",
                f"There are no roads of {city.name_en} yet. Times are estimated as straight line"
                " × detour factor, which knows no rivers, hills or dead ends.",
            )
        )
        return None
    day = roads.vintage[:10] or say("日期未注明", "no date stated")
    st.markdown(
        say(
            f"{city.name_zh}路网：{unmarked(roads.source)}（{day}），"
            f"共 {roads.length_km:,.0f} 公里、{roads.link_count:,} 个路段。",
            f"Roads of {city.name_en}: {unmarked(roads.source)} ({day}), {roads.length_km:,.0f} km"
            f" in {roads.link_count:,} links.",
        )
    )
    for note in roads.notes:
        st.caption(word(note))
    return roads


def _used(city: City, mode: TravelMode) -> None:
    """What is kept of the roads and what was cut off, the longest of it by place."""
    graph = stored_roads.graph(city.code, mode, speeds_view.chosen())
    if graph is None:
        return
    words = MODE_WORDS[mode]
    said = graph.parts.said
    st.caption(word(Text(f"{words.zh}：{said.zh}", f"{words.en}: {said.en}")))
    cuts = graph.parts.largest_cuts[:_NAMED_CUTS]
    if cuts:
        places = "; ".join(f"{c.lon:.4f}, {c.lat:.4f} ({c.km:,.1f} km)" for c in cuts)
        st.caption(
            say(
                f"未参与计算的最长几处（经度, 纬度）：{places}",
                f"The longest left out (longitude, latitude): {places}",
            )
        )


def _from_file(city: City) -> None:
    st.markdown(say("**用道路文件**", "**From a file**"))
    file = st.file_uploader(
        say(
            "把道路文件拖到框里（.osm.pbf、.osm、.graphml，或道路线的 .gpkg）",
            "Drop a file of roads in the box (.osm.pbf, .osm, .graphml, or a .gpkg of lines)",
        ),
        type=list(road_jobs.SUFFIXES),
        key="roads_file",
        help=say(
            "只取本市及周边 10 公里以内的道路。",
            "Only roads of the city and 10 km around it are taken.",
        ),
    )
    st.caption(
        say(
            "超过 200 MB 的文件，请在本机的命令行里输入（把“文件”换成文件的位置）：",
            "A file over 200 MB is read on the command line of this machine (put its place for"
            " FILE):",
        )
    )
    st.code(f"python -m geo roads --city {city.code} --file {say('文件', 'FILE')}", language=None)
    if st.button(
        say("读取这份文件", "Read this file"),
        disabled=file is None,
        key="roads_read",
        type="primary",
    ):
        _began(road_jobs.begin_file(city.code, file))


def _from_map(city: City) -> None:
    st.markdown(say("**从公开地图下载（需联网）**", "**From the open map (needs internet)**"))
    st.caption(
        say(
            "OpenStreetMap 的道路，按块下载，全市约需几分钟到半小时；中断后从断处继续。"
            "只发送查询范围，不发送台账内容。© OpenStreetMap 贡献者，ODbL。",
            "Roads of OpenStreetMap, piece by piece: minutes to half an hour for the city; a break"
            " is gone on from. Only the area is sent, nothing of the register. © OpenStreetMap"
            " contributors, ODbL.",
        )
    )
    kept = kept_pieces(city.code, shelf(os.environ).folder)
    label = (
        say(f"继续下载（已有 {kept} 块）", f"Go on ({kept} pieces are here)")
        if kept
        else say("下载全市道路", "Download the city’s roads")
    )
    if st.button(label, icon=":material/cloud_download:", key="roads_online"):
        _began(road_jobs.begin_online(city.code))


def _began(began: bool) -> None:
    if began:
        st.rerun()
    st.warning(
        say(
            "另一位使用者正在处理本市路网，这次没有开始。请等它结束后再试。",
            "Somebody else’s work on this city’s roads has not ended; yours was not begun. Try"
            " again when it has.",
        )
    )


@st.fragment(run_every=1.0)
def _progress(job: Job, city_code: str) -> None:
    """How far the work is; it goes on while the reader is elsewhere."""
    if not job.running:
        st.rerun(scope="app")
    doing = word(job.doing) if job.doing.zh else say("正在开始……", "Starting …")
    st.progress(job.share, text=f"{doing} {job.share:.0%}")
    st.caption(
        say(
            "可以先去别的页面，工作在后台继续。",
            "You can go to other pages meanwhile; the work goes on.",
        )
    )
    if people.can_edit() and st.button(say("取消", "Cancel"), key="roads_cancel"):
        road_jobs.cancel(city_code)
        st.rerun(scope="app")


def _ended(job: Job) -> None:
    if job.cancelled and job.answer is None:
        st.info(
            say(
                "已取消；已下载的分块都保留着。",
                "Cancelled; pieces that came are kept.",
            )
        )
    elif job.failed is not None:
        st.warning(word(job.failed), icon=":material/cloud_off:")
    elif job.answer is not None:
        if job.answer.get("stored"):
            st.success(say("路网已保存。", "The roads are stored."))
        _issues(job.answer.get("issues", []))


def _issues(issues: list[dict[str, Any]]) -> None:
    for issue in issues:
        said = word(Text(*issue["said"]))
        if issue["severity"] in ("refused", "error"):
            st.error(unmarked(said))
        elif issue["severity"] == "warning":
            st.warning(unmarked(said))
        else:
            st.caption(unmarked(said))
