"""The panel of candidates: which sources, a table to type in, a file, points of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.planning.scenarios.options import (
    MEASURE_WORDS,
    SITE_ORIGIN_WORDS,
    Option,
    SiteOrigin,
)
from geo.reading.candidate_site_form import CANDIDATE_SITES
from geo.reading.candidate_sites import read_candidate_sites
from geo.reading.template import form_template
from geo.text import Text
from geo.vocabulary import WORDS, FacilityType
from ui import state
from ui.components.issue_list import issue_list
from ui.downloads import XLSX
from ui.language import language, say, word, written
from ui.plain_text import unmarked
from ui.siting import siting_points
from ui.siting.siting_kept import keep, own_sites, store, widget
from ui.siting.siting_names import site_name
from ui.siting.siting_options import WAN, Wanted

_USUAL = (SiteOrigin.SEAT, SiteOrigin.FACILITY, SiteOrigin.UPLOADED, SiteOrigin.DRAWN)
_ORIGINS: dict[SiteOrigin, Text] = SITE_ORIGIN_WORDS | {
    SiteOrigin.FACILITY: Text("既有建筑（改建、扩建）", "Existing buildings (convert, expand)")
}
_TYPED = ("cost_wan", "capacity", "lead_years", "persons")


def wanted(usual_kinds: Sequence[FacilityType]) -> Wanted:
    """Which sources and kinds of facility are looked at."""
    origins = st.pills(
        say("备选点来源", "Candidates from"),
        list(_ORIGINS),
        selection_mode="multi",
        format_func=written(_ORIGINS),
        key=widget("origins", list(_USUAL)),
    )
    keep("origins", origins)
    name = "kinds_" + "_".join(usual_kinds)
    kinds = st.multiselect(
        say("可以建哪类设施", "Kinds of facility"),
        list(FacilityType),
        format_func=written({t: WORDS[t] for t in FacilityType}),
        placeholder=say("请选择", "choose"),
        key=widget(name, list(usual_kinds)),
    )
    keep(name, kinds)
    cells = 5
    if SiteOrigin.CELL in origins:
        cells = int(
            st.number_input(
                say("每县取人口最多的几格", "Cells with most people, per county"),
                min_value=1,
                max_value=60,
                key=widget("cells", 5),
                width=220,
            )
        )
        keep("cells", cells)
    return Wanted(tuple(origins), tuple(t for t in FacilityType if t in kinds), cells)


def table(options: Sequence[Option], names: Mapping[str, Text]) -> None:
    """The options as a table to type in; what is typed counts from the next look on."""
    own = own_sites()
    if not options:
        st.caption(
            say(
                "没有备选点：请选来源、上传表格，或在图上点选。",
                "No candidates: choose a source, upload a table, or click on the map.",
            )
        )
        return
    number = int(store().get("table_number", 0))
    about = (tuple(options), language())
    held: tuple[object, pd.DataFrame] | None = store().get("table")
    if held is None or held[0] != about or _key(number) not in st.session_state:
        # Rows drawn anew begin with what was typed, so a widget of another number begins empty.
        number += 1
        held = (about, _frame(options, own.left_out, names))
        store()["table"], store()["table_number"] = held, number
    frame = held[1]
    unknown = sum(1 for o in options if o.cost_yuan is None)
    if unknown:
        st.caption(
            say(
                f"{unknown} 项费用未知：按费用选址时不参加比较，请按本地概算补填。"
                "已填的多为外地实例，不是广西标准。",
                f"{unknown} options have no cost and are left out where cost is weighed: enter your"
                " own estimates. Most of the others are examples from elsewhere.",
            )
        )
    edited = st.data_editor(
        frame,
        key=_key(number),
        hide_index=True,
        height=min(420, 38 + 35 * len(frame)),
        placeholder=say("未知", "not known"),
        disabled=["county", "site", "kind", "measure", "unit", "basis"],
        column_config=_columns(),
    )
    if _take_in(frame, edited):
        st.rerun()


def _key(number: int) -> str:
    about = "demo" if st.session_state["demonstration"] else "real"
    return f"siting_table_{st.session_state['city']}_{about}_{number}"


def _frame(
    options: Sequence[Option], left_out: set[str], names: Mapping[str, Text]
) -> pd.DataFrame:
    rows = [
        {
            "on": o.option_id not in left_out,
            "county": word(names.get(o.site.county_code, Text("", ""))),
            "site": word(site_name(o.site, names)),
            "kind": word(WORDS[o.facility_type]),
            "measure": word(MEASURE_WORDS[o.measure]),
            "cost_wan": None if o.cost_yuan is None else round(o.cost_yuan / WAN, 2),
            "capacity": o.capacity,
            "unit": "" if o.capacity_unit is None else word(WORDS[o.capacity_unit]),
            "lead_years": o.lead_years,
            "persons": o.persons,
            "basis": say("未知", "not known") if o.cost_basis is None else word(o.cost_basis),
        }
        for o in options
    ]
    frame = pd.DataFrame(rows, index=pd.Index([o.option_id for o in options], name="option"))
    return frame.astype({"cost_wan": float, "capacity": float, "persons": float})


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "on": column.CheckboxColumn(say("考虑", "Use"), width=56),
        "county": column.TextColumn(say("县（市、区）", "County"), width=84),
        "site": column.TextColumn(say("备选点", "Site"), width=150),
        "kind": column.TextColumn(say("设施类型", "Facility"), width=110),
        "measure": column.TextColumn(say("方式", "How"), width=90),
        "cost_wan": column.NumberColumn(
            say("费用（万元）", "Cost (10,000 yuan)"), min_value=0.0, format="%.2f", width=118
        ),
        "capacity": column.NumberColumn(
            say("服务能力", "Capacity"), min_value=0.0, format="%.0f", width=80
        ),
        "unit": column.TextColumn(say("单位", "Unit"), width=64),
        "lead_years": column.NumberColumn(
            say("建设周期（年）", "Years to build"),
            min_value=0,
            max_value=10,
            step=1,
            width=128,
            required=True,
        ),
        "persons": column.NumberColumn(
            say("可服务人数", "Persons served"), min_value=0.0, format="%.0f", width=108
        ),
        "basis": column.TextColumn(say("费用依据", "Basis of the cost"), width=300),
    }


def _take_in(shown: pd.DataFrame, edited: pd.DataFrame) -> bool:
    """Keeps what differs from what was shown; whether anything does."""
    own = own_sites()
    changed = False
    for option_id in map(str, shown.index):
        for name in _TYPED:
            old, new = _number(shown, option_id, name), _number(edited, option_id, name)
            if old != new:
                own.edits.setdefault(option_id, {})[name] = new
                changed = True
        out = not bool(edited.at[option_id, "on"])
        if out != (option_id in own.left_out):
            own.left_out ^= {option_id}
    return changed


def _number(frame: pd.DataFrame, option_id: str, name: str) -> float | None:
    value: Any = frame.at[option_id, name]
    return None if pd.isna(value) else float(value)


def files() -> None:
    """The form of a table of sites, and the box that takes it; issues row by row."""
    own = own_sites()
    st.download_button(
        say("下载备选点表样", "Download the form of sites"),
        data=partial(form_template, (CANDIDATE_SITES,), language()),
        file_name=say("备选点表样.xlsx", "candidate_sites_form.xlsx"),
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="siting_form",
    )
    file = st.file_uploader(
        say("上传备选点表（xlsx、csv）", "Upload a table of sites (xlsx, csv)"),
        type=["xlsx", "csv"],
        key="siting_file",
        help=say(
            "只在这次打开的页面里用，不进台账。", "Used while this page is open; not recorded."
        ),
    )
    stamp = None if file is None else (file.file_id, state.view().city.code)
    if file is not None and store().get("upload_stamp") != stamp:
        store()["upload_stamp"] = stamp
        reading = read_candidate_sites(file.getvalue(), file.name)
        own.upload_name, own.upload_issues = file.name, reading.issues
        own.uploaded = reading.records
        st.rerun()
    if own.upload_name:
        city = state.view().city
        codes = {c.code for c in state.layers().counties_of(city.code)}
        here = len({r.site_id for r in own.uploaded if r.county_code in codes})
        st.markdown(
            unmarked(
                say(
                    f"“{own.upload_name}”：本市 {here} 处备选点可用。",
                    f"“{own.upload_name}”: {here} sites of this city can be used.",
                )
            )
        )
        st.button(
            say("去掉上传的备选点", "Remove the uploaded sites"),
            on_click=_forget_upload,
            key="siting_upload_remove",
        )
    if own.upload_issues:
        issue_list(own.upload_issues, language=language(), key="siting_upload_issues")


def _forget_upload() -> None:
    own = own_sites()
    own.uploaded, own.upload_name, own.upload_issues = (), "", ()


def points() -> None:
    """Points of one's own: picked on the map, or typed."""
    siting_points.panel()
