"""A plan changed by hand is solved again around the change: what stays, what is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import streamlit as st

from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import PlanQuestion
from geo.text import Text, join
from ui.components.notice import notice
from ui.language import language, say
from ui.siting import siting_answer
from ui.siting.siting_answer import Found
from ui.siting.siting_names import site_name


def pinned(
    plan: FacilityPlan, dropped: Collection[str], moved: Mapping[str, Option]
) -> PlanQuestion:
    """The plan's question with its projects as they were changed by hand.

    Projects kept must be taken again, those dropped must not; a site moved stands in place of the
    one it was, with its cost and size. What was left out in an earlier round stays so.
    """
    asked = plan.question
    taken = [p.option.option_id for p in plan.projects]
    put = {i: o for i, o in moved.items() if i in taken and i not in dropped}
    new = {o.option_id: o for o in put.values()}
    others = (o for o in asked.options if o.option_id not in put and o.option_id not in new)
    options = (*others, *new.values())
    known = {o.option_id for o in options}
    kept = {put[i].option_id if i in put else i for i in taken if i not in dropped}
    barred = (asked.barred | (set(dropped) & set(taken))) & known
    return replace(asked, options=options, forced=frozenset(kept), barred=frozenset(barred - kept))


def button(found: Found, dropped: Collection[str], moved: Mapping[str, Option]) -> None:
    """Solves again around what was changed; not while another search runs."""
    if st.button(
        say("按此重新求解", "Solve again around this"),
        type="primary",
        icon=":material/replay:",
        key="siting_again",
        help=say(
            "留下的项目必须列入，去掉的不再选，移动过的按新位置；其余由求解决定。",
            "What you kept must be in the plan, what you dropped must not, what you moved stands"
            " where you put it; the search decides the rest.",
        ),
    ):
        siting_answer.begin(pinned(found.plan, dropped, moved), found.data, asked=found.asked)
        st.rerun()


def said(found: Found, names: Mapping[str, Text]) -> None:
    """What the reader decided before the search did; nothing where all was left to it."""
    asked = found.plan.question
    if not asked.forced and not asked.barred:
        return
    parts = []
    for ids, what in (
        (asked.forced, Text("必须列入", "must be in the plan")),
        (asked.barred, Text("不选", "left out")),
    ):
        if ids:
            places = {asked.option(i).site for i in sorted(ids)}
            ordered = sorted(places, key=lambda s: (s.county_code, s.site_id))
            sites = join(list(dict.fromkeys(site_name(s, names) for s in ordered)))
            parts.append(Text(f"{what.zh}：{sites.zh}。", f"{what.en.capitalize()}: {sites.en}."))
    parts.append(
        Text(
            "再点“求解方案”即不受此限。",
            "“Find a plan” searches without these.",
        )
    )
    notice(
        Text("按您的取舍求解", "Solved around your choices"),
        language=language(),
        key="siting_pinned",
        lines=parts,
    )
