"""重新计算: the same question on what is on record now; what came out the same, and what not."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
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
INPUT_WORDS: dict[str, Text] = {
    "catalogue": Text("规划要求（条款和口径）", "requirements (clauses and rules)"),
    "layers": Text("台账记录（设施、无遗漏确认、认定口径等）", "records (facilities, rulings …)"),
    "people": Text("人口分布", "people"),
    "travel": Text("出行时间模型", "travel times"),
}


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
    if found is None:
        return
    inputs = changed_inputs(kept.plan, found.plan)
    alike = same_result(kept.plan, found.plan)
    notice(
        _title(alike=alike, inputs=inputs),
        language=language(),
        key="scenario_again_said",
        lines=_lines(inputs, alike=alike),
        kind="info" if alike else "attention",
    )
    if not alike:
        data_table(both_table(kept, found), language=language(), key="scenario_again_both")
    with st.container(horizontal=True):
        if (not alike or inputs) and may_save():
            _take_over(kept, found)
        if st.button(say("知道了", "Close"), key="scenario_again_close"):
            scenario_solving.let_go()
            st.rerun()


def _take_over(kept: Kept, found: Answer) -> None:
    if st.button(
        say("以新结果更新本方案", "Replace the scenario’s result"),
        type="primary",
        key="scenario_again_take",
    ):
        fresh = replace(kept, plan=found.plan, effect=found.effect, made_at=register_access.now())
        if scenario_keeping.keep(fresh, body=kept.body):
            scenario_solving.let_go()
            scenario_keeping.say_done(Text("已按新结果更新。", "Replaced by the new result."))
            st.rerun()


def changed_inputs(before: FacilityPlan, after: FacilityPlan) -> tuple[Text, ...]:
    """What the plans were answered from that is not the same, in words."""
    was, now = dict(before.inputs), dict(after.inputs)
    return tuple(
        INPUT_WORDS.get(name, Text(name, name))
        for name in sorted(was.keys() | now.keys())
        if was.get(name) != now.get(name)
    )


def same_result(before: FacilityPlan, after: FacilityPlan) -> bool:
    """Whether both say the same: status, projects with their years and costs, what is closed."""
    return (before.status, before.projects, before.closed, before.retrofit) == (
        after.status,
        after.projects,
        after.closed,
        after.retrofit,
    )


def _title(*, alike: bool, inputs: tuple[Text, ...]) -> Text:
    if alike and not inputs:
        return Text("结果相同：依据没有变，方案也没有变", "The same: nothing it rests on changed")
    if alike:
        return Text("方案相同：依据有变动，结果没有变", "The same plan, though records changed")
    if inputs:
        return Text("方案有变：依据已经变动", "The plan differs: what it rests on has changed")
    return Text(
        "方案不同，但依据没有变：可能因计算时限或有同样好的方案",
        "The plan differs though nothing changed: the time limit, or plans equally good",
    )


def _lines(inputs: tuple[Text, ...], *, alike: bool) -> list[Text]:
    if not inputs:
        return []
    listed = join(inputs)
    lines = [Text(f"变动的依据：{listed.zh}。", f"Changed: {listed.en}.")]
    if not alike:
        lines.append(
            Text(
                "原结果仍在，更新以前不会改动。",
                "The result kept stays until you replace it.",
            )
        )
    return lines


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
    named = [p.option.site.name for p in plan.projects]
    return Text("、".join(named) or "—", ", ".join(named) or "—")


def _gained(effect: PlanEffect) -> Cell:
    return scenario_words.persons(effect.gained_persons)
