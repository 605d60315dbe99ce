"""What a plan says: how sure it is, its projects, what changes, what it leaves, and keeping it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from analysis.planning.scenarios.achieved import left_over
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect, Stage
from analysis.planning.scenarios.plan_paper import plan_paper
from analysis.planning.scenarios.projects_table import projects_table
from analysis.planning.scenarios.under_way import use_it
from analysis.planning.siting.plan import Conflict
from analysis.planning.siting.solver import Outcome
from analysis.report.file_names import file_safe
from analysis.report.workbook import tables_workbook
from analysis.requirements.catalogue import Catalogue
from geo.layers import INVENTED_PREFIX
from geo.text import Text, join
from ui import state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.downloads import XLSX
from ui.language import language, say, word
from ui.plain_text import unmarked
from ui.scenarios.scenario_keeping import save_plan
from ui.siting import siting_headline, siting_tables, siting_trial, siting_words
from ui.siting.siting_answer import Found
from ui.siting.siting_closing import closing_notice

Names = Mapping[str, Text]


def finding(found: Found, names: Names, *, stale: bool) -> None:
    """The plan shown in one sentence, what is proven of it, and what its figures rest on.

    Of a plan changed by hand the figures are its own, marked, and nothing is said to be proven.
    """
    solved = found.plan
    plan, effect = siting_trial.current(found)
    against = siting_trial.against(found)
    under = [siting_headline.basis(found.data.demand, found.data.travel.model)]
    if against is None:
        mean = None if effect is None else effect.areas[-1].mean_after_min
        under = [*(siting_words.stage_line(s, mean) for s in asked_stages(solved)), *under]
        if found.cancelled:
            under.insert(
                0, Text("您停下了计算，这是当时最好的。", "You ended the search: the best by then.")
            )
    standing = siting_headline.Standing(found.findings, found.data.catalogue, names)
    lede(
        siting_headline.headline(plan, effect, standing, against),
        language=language(),
        key="siting_finding",
        under=join(under, "", " "),
    )
    if solved.conflict is not None:
        notice(
            Text("为什么不存在这样的方案", "Why there is no such plan"),
            language=language(),
            key="siting_conflict",
            lines=siting_words.conflict_lines(
                solved.conflict, _where(solved.conflict, found, names)
            ),
            kind="attention",
        )
    if stale:
        notice(
            Text(
                "设定或资料已改：下面仍是改之前的方案，再点“求解方案”更新。",
                "What is asked has changed: this is the plan from before. “Find a plan” renews it.",
            ),
            language=language(),
            key="siting_stale",
        )


def asked_stages(plan: FacilityPlan) -> tuple[Stage, ...]:
    """The wishes up to the one that is impossible: those after it were never asked."""
    ends = (k for k, s in enumerate(plan.stages, 1) if s.status is Outcome.INFEASIBLE)
    return plan.stages[: next(ends, len(plan.stages))]


def _where(conflict: Conflict, found: Found, names: Names) -> Text | None:
    """The counties of those whom no site reaches, in code order."""
    codes = found.data.demand.frame["county_code"].reindex(list(conflict.unreachable)).dropna()
    known = [names[code] for code in sorted(set(codes)) if code in names]
    return join(known) if known else None


def tables(found: Found, plan: FacilityPlan, effect: PlanEffect | None, names: Names) -> None:
    """Projects, counties, what is left to what is under way, what is left at all, notes."""
    catalogue = state.catalogue()
    if plan.projects:
        data_table(
            siting_tables.projects_table(plan, names, catalogue, language(), effect),
            language=language(),
            key="siting_projects",
        )
    if effect is not None and plan.projects:
        data_table(
            siting_tables.areas_table(plan, effect, names),
            language=language(),
            key="siting_areas",
        )
        data_table(
            siting_tables.changed_table(effect, names, catalogue),
            language=language(),
            key="siting_changed",
        )
    _under_way(plan, names, catalogue)
    closing_notice(plan, effect, found.data.layers, names, catalogue, "siting_closing")
    left = left_over(plan, effect, found.data.layers, found.data.catalogue)
    if left:
        data_table(
            siting_tables.unplanned_table(left, names, catalogue),
            language=language(),
            key="siting_unplanned",
        )
    said = effect.notes if effect is not None else ()
    if said:
        with st.expander(
            say("依据、口径和没有计入的", "Basis, and what is not counted"), key="siting_notes"
        ):
            st.markdown("\n".join(f"- {unmarked(word(note))}" for note in dict.fromkeys(said)))
            st.caption(
                say(
                    f"运行编号 {plan.run_id}。费用为估算；分钟数为研究惯例，非规划指标。"
                    "方法见“数据与方法”。",
                    f"Run {plan.run_id}. Costs are estimates; minutes are research convention, not"
                    " the plan’s. Methods: see Sources and methods.",
                )
            )


def _under_way(plan: FacilityPlan, names: Names, catalogue: Catalogue) -> None:
    """What the plan leaves to facilities under way, county by county."""
    if not plan.under_way:
        return
    lines = []
    for use in sorted(plan.under_way, key=lambda u: (u.county_code, u.requirement_id, u.name)):
        county = names.get(use.county_code, Text("", ""))
        clause = siting_tables.requirement_name(use.requirement_id, catalogue)
        then = use_it([use])
        lines.append(
            Text(
                f"{county.zh} · {clause.zh}：{then.zh}",
                f"{county.en}, {clause.en}: {then.en}",
            )
        )
    notice(
        Text("靠在建、前期、未投用的设施解决的", "Left to facilities under way"),
        language=language(),
        key="siting_under_way",
        lines=lines,
    )


def notes(plan: FacilityPlan) -> None:
    """What a reader must know of the plan before using it."""
    if plan.notes:
        notice(
            Text("看方案前请注意", "Before you use the plan"),
            language=language(),
            key="siting_plan_notes",
            lines=tuple(dict.fromkeys(plan.notes)),
        )


def keep_and_download(found: Found, plan: FacilityPlan, effect: PlanEffect | None) -> None:
    """The plan shown as the project list; as a scenario if it is the one that was solved."""
    if not plan.projects or effect is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        paper = plan_paper(plan, found.data.layers, effect, state=state.view().state)
        table = projects_table(plan, paper.counties, found.data.catalogue, effect)
        prefix = f"{INVENTED_PREFIX} " if plan.demonstration else ""
        name = f"{prefix}{paper.title.get(language())}.xlsx"
        st.download_button(
            say("下载项目库（xlsx）", "Download the project list (xlsx)"),
            data=partial(tables_workbook, paper, [table], language()),
            file_name=file_safe(name),
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
            key="siting_download",
        )
    if plan is found.plan:
        save_plan(plan, effect)
    else:
        st.caption(
            say(
                "试算不存为方案；恢复求解的方案后可存。下载的是现在看到的试算。",
                "A trial is not kept as a scenario; go back to the plan solved to keep that. The"
                " download is the trial shown.",
            )
        )
