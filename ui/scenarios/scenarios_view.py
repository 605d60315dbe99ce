"""How the page is put together: its sentence, then the list, one scenario, or a comparison."""

from __future__ import annotations

import streamlit as st

from geo.text import Text
from ui import register_access, state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.frozen.frozen_view import closed
from ui.language import language, say, word, written
from ui.scenarios import (
    scenario_actions,
    scenario_compare,
    scenario_keeping,
    scenario_opened,
    scenario_tables,
)
from ui.scenarios.scenario_actions import CHOSEN
from ui.scenarios.scenario_kept import Kept

LIST, OPENED, COMPARED = "list", "opened", "compared"
_TABS = {
    LIST: Text("方案清单", "List"),
    OPENED: Text("看一个方案", "One scenario"),
    COMPARED: Text("比较", "Compare"),
}
TAB = "scenarios_tab"


def page() -> None:
    """The page; without a scenario one sentence and the way to 选址."""
    if closed("scenarios"):
        return
    scenario_keeping.say_what_was_done()
    kept = scenario_keeping.all_kept()
    lede(_lede(kept), language=language(), key="scenarios_lede")
    _reading_only()
    if not kept:
        st.page_link(
            "ui/pages/siting.py",
            label=say("去“选址”求一个方案", "Find a plan under Siting"),
            icon=":material/add_location_alt:",
        )
        return
    scenario_keeping.noted()
    # What a button or the list chose for this run, before the control is drawn.
    if (wanted := st.session_state.pop("scenarios_go", None)) is not None:
        st.session_state[TAB] = wanted
    st.session_state.setdefault(TAB, LIST)
    tab = st.segmented_control(
        say("看什么", "What to see"),
        list(_TABS),
        format_func=written(_TABS),
        required=True,
        key=TAB,
        label_visibility="collapsed",
    )
    if tab == OPENED:
        scenario_opened.panel(kept)
    elif tab == COMPARED:
        scenario_compare.panel(kept)
    else:
        data_table(
            scenario_tables.list_table(kept),
            language=language(),
            key="scenarios_table",
            on_open=open_one,
        )


def open_one(scenario_id: str) -> None:
    """Opens a scenario in the next run."""
    st.session_state[CHOSEN] = scenario_id
    st.session_state["scenarios_go"] = OPENED


def _lede(kept: tuple[Kept, ...]) -> Text:
    city = state.view().city
    if not kept:
        return Text(
            f"**{city.name_zh}还没有比选方案。** 在“选址”里求得方案，存为比选方案后在这里比较。",
            f"**{city.name_en} has no scenario yet.** Find a plan under Siting and keep it as a"
            " scenario; here they are compared.",
        )
    if len(kept) == 1:
        return Text(
            "**有 1 个比选方案。** 再存一个，就可以比较：同样的问题，不同的选法。",
            "**There is 1 scenario.** Keep another to compare them.",
        )
    return Text(
        f"**有 {len(kept)} 个比选方案。** 点名称打开；选 2 至 4 个比较各县结论、受益人数和费用。",
        f"**There are {len(kept)} scenarios.** Choose a name to open one; compare 2 to 4 by"
        " findings, people and cost.",
    )


def _reading_only() -> None:
    """Says what can't be read, and that nothing can be changed where a past day is looked at."""
    if lines := scenario_keeping.unreadable():
        notice(
            Text("有方案读不出来", "Some scenarios can’t be read"),
            language=language(),
            key="scenarios_unreadable",
            lines=[each.said for each in lines],
            kind="attention",
        )
        scenario_actions.withdraw_unreadable(lines)
    why = register_access.stands_still()
    if why is not None:
        notice(why, language=language(), key="scenarios_still")
    elif not state.can_edit_now():
        st.caption(
            word(Text("改名、撤下等由编辑人员办理。", "Editors rename and withdraw scenarios."))
        )
