"""From a county's sheet to its plan: one button, and the plan is there when the page opens."""

from __future__ import annotations

import streamlit as st

from analysis.planning.scenarios.held import default_held
from analysis.planning.scenarios.question import Absent
from analysis.requirements.findings import Verdict
from ui import state
from ui.language import say
from ui.siting.siting_kept import put, store
from ui.siting.siting_presets import Preset
from ui.siting.siting_run import RUN_NOW

PAGE = "ui/pages/siting.py"


def county_button(county_code: str) -> None:
    """The way to a plan for a county that lacks something, or, if it is to be verified, to one on
    the assumption that it does; for a county with all nothing.
    """
    held = default_held(state.catalogue(), state.view().city.code)
    assessment = state.assessment()
    found = {f.verdict for i in held if (f := assessment.get(i, county_code)) is not None}
    if Verdict.UNMET in found:
        label, absent = say("为本县作方案", "Plan for this county"), Absent.NOT_PLANNED
    elif Verdict.INDETERMINATE in found:
        label = say("预作方案（假定）", "Plan on an assumption")
        absent = Absent.ASSUMED_ABSENT
    else:
        return
    if st.button(label, icon=":material/add_location_alt:", key="county_plan"):
        ask_for(county_code, absent)
        st.switch_page(PAGE)


def ask_for(county_code: str, absent: Absent) -> None:
    """Has the page open with the county's plan: what is binding, at least cost, no other limit."""
    put("county", county_code)
    put("absent", absent)
    put("preset", Preset.COMPLY)
    put("p_None", None)
    put("budget_None", None)
    store()[RUN_NOW] = True
