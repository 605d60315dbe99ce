"""Disability Facility Planner: page config, shared head, navigation; nothing else."""

from __future__ import annotations

import streamlit as st

from ui import address, shell
from ui.language import say
from ui.style import page_style

st.set_page_config(
    page_title="残疾人服务设施规划",
    page_icon=str(shell.ICON),
    layout="wide",
    initial_sidebar_state="collapsed",
)
address.begin()
page_style()
shell.open_up()
st.logo(str(shell.logo()), size="large")
PAGES = [
    st.Page(
        "ui/pages/overview.py",
        title=say("总览", "Overview"),
        icon=":material/dashboard:",
        default=True,
    ),
    st.Page(
        "ui/pages/facilities.py", title=say("设施", "Facilities"), icon=":material/location_on:"
    ),
    st.Page("ui/pages/population.py", title=say("人口", "Population"), icon=":material/groups:"),
    st.Page(
        "ui/pages/accessibility.py", title=say("可达性", "Accessibility"), icon=":material/route:"
    ),
    st.Page("ui/pages/siting.py", title=say("选址", "Siting"), icon=":material/add_location_alt:"),
    st.Page(
        "ui/pages/scenarios.py",
        title=say("方案", "Scenarios"),
        icon=":material/compare_arrows:",
    ),
    st.Page("ui/pages/papers.py", title=say("汇报", "Papers"), icon=":material/co_present:"),
    st.Page("ui/pages/findings.py", title=say("核查", "Findings"), icon=":material/fact_check:"),
    st.Page(
        "ui/pages/reviews.py",
        title=say("县级核对", "County review"),
        icon=":material/rate_review:",
    ),
    st.Page(
        "ui/pages/retrofit.py",
        title=say("改造", "Retrofit plan"),
        icon=":material/home_repair_service:",
    ),
    st.Page(
        "ui/pages/indicators.py", title=say("指标", "Indicators"), icon=":material/table_chart:"
    ),
    st.Page("ui/pages/register.py", title=say("台账", "Register"), icon=":material/history:"),
    st.Page(
        "ui/pages/sources.py",
        title=say("数据与方法", "Sources and methods"),
        icon=":material/menu_book:",
    ),
]
page = st.navigation(PAGES, position="top")
address.write_address()
if st.session_state["city"] is None:
    shell.welcome()
else:
    shell.run(page, shell.head())
