"""重新计算: the same question on what is on record now; what came out the same, and what not."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.site_words import site_words
from analysis.planning.scenarios.stored import Scenario, compared
from geo.text import Text, join
from ui import register_access
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.table_types import Cell, Column, Row, Table
from ui.language import language, say
from ui.saving import may_save
from ui.scenarios import scenario_keeping, scenario_solving, scenario_words
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_solving import Answer

AGAIN = "again"


def button(kept: Kept) -> None:
    """Starts the run."""
    if st.button(
        say("重新计算", "Run again"),
        icon=":material/refresh:",
        key="scenario_again",
        help=say(
            "用现在的记录、人口和出行时间，按存入时的同一问题再算一遍。",
            "The question as it was kept, on the records, people and travel times of now.",
        ),
    ):
        scenario_solving.begin(AGAIN, kept.scenario_id, kept.plan.question)


def panel(kept: Kept) -> None:
    """What the run found; nothing where none was asked for."""
    found = scenario_solving.answer(AGAIN, kept.scenario_id)
    if not isinstance(found, Answer):
        return
    run = compared(
        Scenario(kept.name, kept.plan, kept.effect), Scenario(kept.name, found.plan, found.effect)
    )
    notice(
        run.said,
        language=language(),
        key="scenario_again_said",
        lines=[] if run.same else [_STAYS],
        kind="info" if run.same else "attention",
    )
    if not run.same:
        data_table(both_table(kept, found), language=language(), key="scenario_again_both")
    with st.container(horizontal=True):
        if (not run.same or run.changed) and may_save():
            _take_over(kept, found)
        if st.button(say("知道了", "Close"), key="scenario_again_close"):
            scenario_solving.let_go(AGAIN)
            st.rerun()


_STAYS = Text("原结果仍在，更新以前不会改动。", "The result kept stays until you replace it.")


def _take_over(kept: Kept, found: Answer) -> None:
    if st.button(
        say("以新结果更新本方案", "Replace the scenario’s result"),
        type="primary",
        key="scenario_again_take",
    ):
        fresh = replace(kept, plan=found.plan, effect=found.effect, made_at=register_access.now())
        if scenario_keeping.keep(fresh, body=kept.body):
            scenario_solving.let_go(AGAIN)
            scenario_keeping.say_done(Text("已按新结果更新。", "Replaced by the new result."))
            st.rerun()


def both_table(kept: Kept, found: Answer) -> Table:
    """The kept result beside the new one."""
    rows = (
        ("status", Text("状态", "State"), scenario_words.status),
        ("projects", Text("项目", "Projects"), scenario_words.measures),
    )
    written = [
        Row(name, (title, say_of(kept.plan), say_of(found.plan))) for name, title, say_of in rows
    ]
    written += [
        Row(
            "named",
            (Text("项目所在", "Where"), _where(kept.plan), _where(found.plan)),
        ),
        Row(
            "cost",
            (
                Text("估算费用", "Estimated cost"),
                scenario_words.money(kept.plan.cost_yuan),
                scenario_words.money(found.plan.cost_yuan),
            ),
        ),
        Row(
            "gained",
            (Text("增加可到达", "More within reach"), _gained(kept.effect), _gained(found.effect)),
        ),
    ]
    return Table(
        label=Text("原结果与新结果", "The result kept and the new one"),
        columns=(
            Column("what", Text("项", "What"), width_px=130),
            Column("was", Text("原结果", "As kept")),
            Column("now", Text("新结果", "New")),
        ),
        rows=tuple(written),
        stacks=True,
    )


def _where(plan: FacilityPlan) -> Cell:
    named = join([site_words(p.option.site) for p in plan.projects], en="; ")
    return named if named.zh else "—"


def _gained(effect: PlanEffect) -> Cell:
    return scenario_words.persons(effect.gained_persons)
