"""项目库 of a scenario on screen, and as a workbook made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.planning.scenarios.fingerprint import plan_inputs
from analysis.planning.scenarios.plan_paper import (
    PROJECT_LIST,
    PlanPaper,
    plan_paper,
    projects_workbook,
)
from analysis.planning.scenarios.projects_table import projects_table
from analysis.planning.scenarios.yearly import yearly_table
from analysis.report import report
from analysis.report.file_names import file_name, file_safe
from analysis.report.report import Vintage
from analysis.report.workbook import tables_workbook
from analysis.requirements.catalogue import Catalogue
from geo.people.demand import KIND_WORDS
from geo.text import Language, Text
from geo.travel.model import MODEL_WORDS
from ui import state
from ui.accessibility import access_people, access_travel
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.table_types import Table
from ui.downloads import XLSX
from ui.language import language, say
from ui.report_table import on_screen
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_words import has_plan


def projects(one: Kept) -> None:
    """The project list and its workbook."""
    if not has_plan(one.plan) or not one.plan.projects:
        _no_project()
        return
    city = state.view().city
    table = projects_table(
        one.plan, state.layers().counties_of(city.code), state.catalogue(), one.effect
    )
    data_table(wide(on_screen(table)), language=language(), key="scenario_projects")
    download(
        one,
        "projects",
        say("下载项目库（xlsx）", "Download the project list (xlsx)"),
        partial(_projects_file, paper_of(one), state.catalogue()),
    )


def years(one: Kept) -> None:
    """Year by year: money, what is begun, what comes into use; and its workbook."""
    if not has_plan(one.plan):
        _no_project()
        return
    table = yearly_table(one.plan, state.layers().counties_of(state.view().city.code))
    data_table(wide(on_screen(table)), language=language(), key="scenario_years")
    download(
        one,
        "yearly",
        say("下载分年度计划（xlsx）", "Download the plan by year (xlsx)"),
        partial(table_file, paper_of(one, table.title), table),
    )


def _no_project() -> None:
    notice(
        Text("方案里没有项目。", "The plan has no project."),
        language=language(),
        key="scenario_no_projects",
    )


_WIDTHS = {
    "name": 230, "county": 84, "scale": 170, "funds": 150, "clause": 240, "note": 280,
    "begun_names": 260, "in_use_names": 260,
    "indicator": 170, "definition": 240, "basis": 200, "trend": 150, "goal": 230,
    "responsible": 130, "builder": 84,
}  # fmt: skip
"""px; without them the many columns leave the names no room."""


def wide(table: Table) -> Table:
    """The table with room for names and sentences: it is read by swiping."""
    columns = tuple(replace(c, width_px=_WIDTHS.get(c.id, c.width_px)) for c in table.columns)
    return replace(table, columns=columns)


def download(
    one: Kept, kind: str, label: str, make: Callable[[Language], bytes], key: str = ""
) -> None:
    """A button whose file, named after the scenario, is made when it is asked for."""
    stem, _, extension = file_name(kind, paper_of(one), "xlsx", language()).rpartition(".")
    st.download_button(
        label,
        data=partial(make, language()),
        file_name=f"{stem}_{file_safe(one.name)}.{extension}",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key=key or f"scenario_download_{kind}",
    )


def paper_of(one: Kept, title: Text = PROJECT_LIST) -> PlanPaper:
    """What every sheet about the scenario carries."""
    chosen = state.view()
    paper = plan_paper(one.plan, state.layers(), one.effect, vintages(one), chosen.state)
    return replace(paper, name=title, known_on=chosen.known_on)


def table_file(paper: PlanPaper, table: report.Table, in_language: Language) -> bytes:
    """One table as a workbook."""
    return tables_workbook(paper, [table], in_language)


def vintages(one: Kept) -> tuple[Vintage, ...]:
    """The people and the times the plan rests on, where they are those of now."""
    asked = one.plan.question
    demand = access_people.demand(asked.group)
    travel = access_travel.travel_of(asked.city_code, asked.mode)
    now = dict(plan_inputs(state.layers(), state.catalogue(), demand, travel))
    then, model = dict(one.plan.inputs), travel.model
    found = []
    if then.get("people") == now["people"]:
        day = demand.provenance.vintage
        found.append(Vintage(KIND_WORDS[demand.kind], Text(day, day)))
    if then.get("travel") == now["travel"]:
        found.append(Vintage(MODEL_WORDS[model.kind], model.said))
    return tuple(found)


def _projects_file(paper: PlanPaper, catalogue: Catalogue, in_language: Language) -> bytes:
    return projects_workbook(paper, catalogue, (), in_language)
