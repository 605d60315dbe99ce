"""来文: whose list it is, on which paper, and the file itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo.layers import City, County
from geo.reading.bodies import body_problem, federation
from geo.reading.geo_files import GEO_SUFFIXES
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.reading.template import facility_template
from geo.text import Text
from ui import state
from ui.access import people
from ui.access.roles import LOCAL_BODY
from ui.importing import import_state
from ui.language import language, say, word
from ui.style import MOST_MB

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTED = ("xlsx", "xls", "csv", *sorted(suffix.lstrip(".") for suffix in GEO_SUFFIXES))


def panel() -> None:
    """The template, the sender and the paper, and the box for the file or the file taken in."""
    left, right = st.columns([1, 1], gap="large")
    with left:
        _whose()
    with right:
        of = import_state.draft()
        if of is None:
            _box()
        else:
            _taken(of)


def hear() -> None:
    """Takes in what the reader has just said of the source, before the step's head says how far."""
    body = st.session_state.get(_body_key(), import_state.sender())
    paper = st.session_state.get(_paper_key(), import_state.document_name())
    import_state.say_source((body or "").strip(), paper.strip())


def _body_key() -> str:
    return f"import_body_{language()}"


def _paper_key() -> str:
    """Another one with another file: its name is what stands there at first."""
    of = import_state.draft()
    return f"import_paper_{of.sha256[:12] if of else ''}_{language()}"


def problem() -> Text | None:
    """What is wrong with what the reader said of the source; None when nothing is."""
    body, document = import_state.sender(), import_state.document_name()
    if body and (wrong := body_problem(body)) is not None:
        return Text(f"填报单位有误：{wrong.zh}。", f"The sender is wrong: {wrong.en}.")
    if holds_number(document):
        return NO_NUMBERS
    return None


def settled() -> bool:
    """Whether it is known whose file it is."""
    return import_state.draft() is not None and bool(import_state.sender()) and problem() is None


def _whose() -> None:
    known = _bodies()
    own = people.person().body
    said = import_state.sender() or (own if own and own != LOCAL_BODY.zh else "")
    options = list(dict.fromkeys([*known, *([said] if said else [])]))
    body = st.selectbox(
        say("填报单位（写单位，不写个人）", "Sender (a body, not a person)"),
        options,
        index=options.index(said) if said else None,
        format_func=lambda o: known.get(o, o),
        placeholder=say("选择，或直接输入单位全称", "Choose, or type the body’s full name"),
        accept_new_options=True,
        key=_body_key(),
        help=say(
            "记入台账，作为这些记录是谁报的。同一单位下次报来同样表头的表，按这次的列对应读取。",
            "It stands in the register as whose word the records are. The next file of this body"
            " with the same headers is read as this one.",
        ),
    )
    document = st.text_input(
        say("文号或文件名", "Number or name of the paper"),
        value=import_state.document_name(),
        max_chars=120,
        placeholder=say("例如 容残联〔2026〕3号；不填则记文件名", "if empty, the file’s name"),
        key=_paper_key(),
    )
    import_state.say_source((body or "").strip(), document.strip())
    wrong = problem()
    if wrong is not None:
        st.error(word(wrong))


def _bodies() -> dict[str, str]:
    """The federations of the city and its counties, as the register writes them and as shown."""
    city = state.view().city
    places: list[City | County] = [city, *state.layers().counties_of(city.code)]
    names = [federation(p.name_zh, p.name_en) for p in places]
    if language() == "zh":
        return {name.zh: name.zh for name in names}
    return {name.zh: f"{name.en} ({name.zh})" for name in names}


def _box() -> None:
    file = st.file_uploader(
        say("把文件拖到框里，或点按钮选择", "Drop a file in the box, or press the button"),
        type=list(ACCEPTED),
        key=import_state.uploader_key(),
        max_upload_size=MOST_MB,
    )
    if file is not None:
        with st.spinner(say("正在读取和检查……", "Reading and checking …")):
            import_state.take(file)
        st.rerun()
    st.caption(
        say(
            "表格、GeoJSON、GeoPackage、shapefile（zip）、KML 都可以；表头和坐标不必照模板写。"
            "带身份证号、残疾人证号或银行卡号的文件整个拒收，内容不留存；联系人、电话等列会略去。",
            "Sheets, GeoJSON, GeoPackage, zipped shapefiles and KML; headers and coordinates need"
            " not follow the template. A file with identity, certificate or bank-card numbers is"
            " refused whole and not kept; contact columns are left out.",
        )
    )
    st.download_button(
        say("下载填报模板", "Download the template"),
        data=partial(facility_template, language()),
        file_name=say("设施填报模板.xlsx", "facility_template.xlsx"),
        mime=XLSX,
        icon=":material/download:",
        key="template_download",
        on_click="ignore",
    )


def _taken(of: import_state.Draft) -> None:
    # st.text: a file's name is what somebody typed, not Markdown.
    st.text(say("文件", "File") + f"\n{of.name}")
    if of.sha256:
        st.caption(say("内容校验值（SHA-256）", "SHA-256 of its content") + f" {of.sha256[:16]}…")
    else:
        st.caption(say("内容没有保留。", "Nothing of its content was kept."))
    if st.button(say("换一个文件", "Another file"), icon=":material/close:", key="import_drop"):
        import_state.drop()
        st.rerun()
