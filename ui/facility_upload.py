"""A county's list comes in: read, explained row by row, then taken up for this session."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

import streamlit as st

from analysis.requirements.schema import Indicator
from geo.issues import Severity
from geo.layers import MixedDataError
from geo.reading.result import Reading
from geo.reading.template import facility_template
from geo.reading.unread import hold_back_in
from geo.reading.workbook import FORMS, read_workbook
from geo.text import Text
from ui import state
from ui.components.issue_list import issue_list
from ui.components.notice import notice
from ui.language import language, say, word

_TABLES = {"retrofit": "retrofit_needs", "indicators": "indicator_values"}
"""The table of ``LayerSet`` a form goes into, where it is not the form's own id."""
_TITLES = {form.form_id: form.title for form in FORMS}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def panel() -> None:
    """Template, upload, what was found, and the button that takes the good rows up."""
    if state.view().demonstration:
        notice(
            Text(
                "正在看演示数据，不能导入：真实记录不与演示记录混用。",
                "You are looking at demonstration data: real records can’t be imported into it.",
            ),
            language=language(),
            key="upload_demo_notice",
        )
        return
    left, right = st.columns([1, 1.6], gap="large")
    with left:
        st.markdown(
            say(
                "1. 下载模板，发给各县填写（一行一处设施，不写任何个人信息）。\n"
                "2. 把报来的 xlsx 或 csv 放到下面，一次一个文件，不超过 50 MB。\n"
                "3. 看逐行说明，再采用没有问题的行。",
                "1. Send the template to the counties (one facility a row, no personal data).\n"
                "2. Put the returned xlsx or csv here, one file at a time, up to 50 MB.\n"
                "3. Read what is said of each row, then take up the good ones.",
            )
        )
        st.download_button(
            say("下载填报模板", "Download the template"),
            data=partial(facility_template, language()),
            file_name=say("设施填报模板.xlsx", "facility_template.xlsx"),
            mime=_XLSX,
            icon=":material/download:",
            key="template_download",
            on_click="ignore",
        )
        file = st.file_uploader(
            say("把文件拖到框里，或点按钮选择", "Drop a file in the box, or press the button"),
            type=["xlsx", "xls", "csv"],
            key="facility_file",
        )
        st.caption(
            say(
                "带身份证号、残疾人证号或银行卡号的文件整个拒收，内容不留存。"
                "联系人、电话等列会去掉并告诉您。记录只在本页打开期间保留。",
                "A file with identity, certificate or bank-card numbers is refused whole and not"
                " kept. Contact columns are dropped, and you are told. Records last while the page"
                " is open.",
            )
        )
    with right:
        if file is None:
            _taken_up()
            return
        readings = _read(file.getvalue(), file.name)
        _explain(readings, file.name)


def _read(content: bytes, name: str) -> dict[str, Reading[Any]]:
    """The file read once; a rerun of the page finds it again in the session."""
    stamp = hashlib.sha256(content).hexdigest() + name
    if st.session_state.get("upload_stamp") != stamp:
        with st.spinner(say("正在读取和核对……", "Reading and checking …")):
            st.session_state["upload_readings"] = hold_back_in(
                read_workbook(content, name, state.view().as_of, _indicator_names())
            )
        st.session_state["upload_stamp"] = stamp
    readings: dict[str, Reading[Any]] = st.session_state["upload_readings"]
    return readings


def _indicator_names() -> dict[str, str]:
    """The ids of the indicators by their Chinese titles, as counties write them."""
    return {
        e.title.zh: e.id
        for e in state.catalogue().entries.values()
        if isinstance(e.check, Indicator)
    }


def _explain(readings: dict[str, Reading[Any]], name: str) -> None:
    issues = [i for r in readings.values() for i in r.issues]
    good = {form: r.records for form, r in readings.items() if r.records and form in _TITLES}
    refused = any(i.severity is Severity.REFUSED for i in issues)
    rejected = sum(len(r.rejected) for r in readings.values())
    if refused:
        notice(
            Text(
                f"“{name}”不能导入，内容没有采用。请在左边移除这个文件。",
                f"“{name}” was refused; nothing of it is used. Remove the file at the left.",
            ),
            language=language(),
            key="upload_refused",
            kind="attention",
        )
    else:
        rows = "；".join(f"{word(_TITLES[form])} {len(records)}" for form, records in good.items())
        notice(
            Text(
                f"“{name}”：可用 {rows or '0 行'}；{rejected} 行有错误，不能用。",
                f"“{name}”: usable {rows or '0 rows'}; {rejected} rows have errors.",
            ),
            language=language(),
            key="upload_summary",
        )
        if good and st.button(
            say("采用可用的行", "Take up the usable rows"), type="primary", key="upload_take"
        ):
            _take(good)
        if st.session_state.get("upload_taken_stamp") == st.session_state["upload_stamp"]:
            st.success(
                say("已采用，地图、清单和核查结果已更新。", "Taken up; map and findings follow.")
            )
    if issues:
        issue_list(issues, language=language(), key="upload_issues")


def _take(good: dict[str, tuple[Any, ...]]) -> None:
    try:
        for form, records in good.items():
            table = _TABLES.get(form, form)
            own = state.own_records().get(table, ())
            ids = {_id(r) for r in records}
            state.keep_records(table, (*(r for r in own if _id(r) not in ids), *records))
    except MixedDataError as error:
        st.error(
            say(
                f"文件里有演示记录（{error}），不能放进真实数据。请删去演示行后再导入。",
                f"The file holds demonstration records ({error}); remove them and import again.",
            )
        )
        return
    st.session_state["filter_counties"] = []
    # The page is drawn anew, so that its first sentence counts what was taken up.
    st.session_state["upload_taken_stamp"] = st.session_state["upload_stamp"]
    st.rerun()


def _id(record: Any) -> str:
    value: str = getattr(record, next(iter(record.__dataclass_fields__)))
    return value


def _taken_up() -> None:
    """What this session has taken up so far, and the way to let it go."""
    own = {k: v for k, v in state.own_records().items() if v}
    if not own:
        notice(
            Text("还没有导入文件。", "No file imported yet."),
            language=language(),
            key="upload_none",
            lines=[
                Text(
                    "也可以导入同一工作簿里的无遗漏确认、认定口径、购买服务、家庭改造和指标表。",
                    "Declarations, rulings, purchased services, retrofits and indicators in the"
                    " same workbook come in too.",
                )
            ],
        )
        return
    titles = {_TABLES.get(form, form): title for form, title in _TITLES.items()}
    said = "；".join(f"{word(titles[t])} {len(v)}" for t, v in own.items() if t in titles)
    notice(
        Text(f"本次打开期间已有：{said}", f"Taken up in this session: {said}"),
        language=language(),
        key="upload_taken",
    )
    if st.button(say("全部撤回", "Let all of it go"), key="upload_drop"):
        for table in list(own):
            state.keep_records(table, ())
        st.rerun()
