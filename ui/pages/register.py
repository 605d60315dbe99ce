"""台账: what was changed by whom, assessments that are final, and the register in one file."""

from __future__ import annotations

import streamlit as st

from geo.text import Text
from ui import register_access
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.event_words import moment
from ui.frozen import frozen_list
from ui.language import language, say, written
from ui.register import backup_view, changes_view, unread_view

TABS = {
    "changes": (Text("变更记录", "Changes"), changes_view.panel),
    "unread": (Text("未读行", "Rows not read"), unread_view.panel),
    "frozen": (Text("定稿", "Frozen"), frozen_list.panel),
    "backup": (Text("备份", "Backup"), backup_view.panel),
}


def page() -> None:
    """The page: what the register holds, then one of its views."""
    if st.session_state["demonstration"]:
        notice(
            Text(
                "正在看演示数据：演示数据不进台账，不能定稿。退出演示后可看真实台账。",
                "You are looking at demonstration data, which never enters the register and can’t"
                " be frozen. Leave the demonstration to see the register.",
            ),
            language=language(),
            key="register_demonstration",
        )
        return
    lede(_lede(), language=language(), key="register_lede", under=_where())
    tab = st.segmented_control(
        say("看什么", "What to see"),
        list(TABS),
        format_func=written({name: words for name, (words, _) in TABS.items()}),
        default="changes",
        required=True,
        key="register_tab",
        label_visibility="collapsed",
    )
    TABS[tab][1]()


def _lede() -> Text:
    state = register_access.current()
    records = sum(len(held) for held in state.tables.values())
    latest = register_access.register().changes(1)
    if not latest:
        return Text("台账还是空的。", "The register is empty.")
    when, body = moment(latest[0].change.recorded_at), latest[0].change.body
    return Text(
        f"台账现有 **{records} 条记录**，改过 {latest[0].change_id} 次；"
        f"最近一次在 {when}，{body}。",
        f"The register holds **{records} records** after {latest[0].change_id} changes; the latest"
        f" at {when} by {body}.",
    )


def _where() -> Text:
    place = register_access.register().where
    return Text(
        f"存放在：{place}。任何记录改动后都查得到原来的内容。",
        f"Kept at {place}. What a record said before a change can always be seen.",
    )


page()
