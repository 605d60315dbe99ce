"""参数表: what the papers were made with, item by item, beside whose choice each is."""

from __future__ import annotations

from fractions import Fraction

from analysis.accessibility.question import Question, default_group
from analysis.accessibility.study import AccessStudy
from analysis.planning.retrofit import RULE_WORDS, RetrofitPlan
from analysis.planning.scenarios.held import default_held
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import (
    ABSENT_WORDS,
    UNDER_WAY_WORDS,
    Absent,
    PlanQuestion,
)
from analysis.planning.scenarios.stored import INPUT_WORDS, Scenario
from analysis.planning.siting.amounts import money
from analysis.report.papers.access import Access
from analysis.report.papers.said.plan_said import wishes_said
from analysis.report.report import Column, Table, Value
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from geo.people.demand import GROUP_WORDS
from geo.text import Text, join
from geo.travel.model import MODE_WORDS
from geo.travel.parameters import CUTOFF_LABEL
from geo.vocabulary import WORDS, FacilityType

_Row = tuple[Text, Value, Value]
_ASKED = Text("使用者设定", "set by the user")
_DEFAULT = Text("默认值", "default")
_ASSUMED = Text("假定", "assumption")
_NOT_SET = Text("未设", "not set")
_RECKONED = Text("由全部输入计算得出", "made of all inputs")


def parameters_table(
    catalogue: Catalogue,
    assessment: Assessment,
    register_change: int | None,
    access: Access | None = None,
    scenario: Scenario | None = None,
    retrofit: RetrofitPlan | None = None,
    usual: FacilityType | None = None,
) -> Table:
    """One row a parameter; the last column tells who chose it: the user, nobody (默认值), 假定.

    ``usual``: the type of facility a study is about where nobody says; None is not known.
    """
    rows: list[_Row] = [
        (Text("评估时点", "As of"), assessment.as_of.isoformat(), _ASKED),
        (
            Text("资料截止", "Records known on"),
            _day(assessment),
            _chosen(assessment.known_on, None),
        ),
        (Text("核查运行编号", "Run of the findings"), assessment.run_id, _RECKONED),
        (Text("要求目录版本", "Catalogue version"), catalogue.version[:12], _RECKONED),
    ]
    if register_change is not None:
        change = Text(f"第 {register_change} 次变更", f"change {register_change}")
        if not register_change:
            change = Text("尚未建立台账，用公开文字记载", "no register yet: what public text tells")
        rows.append((Text("台账版本", "Version of the register"), change, None))
    if access is not None:
        rows += _of_access(access, usual)
    if scenario is not None:
        rows += _of_plan(scenario, catalogue)
    if retrofit is not None:
        rows += _of_retrofit(retrofit)
    return Table(
        "parameters",
        Text("参数与版本", "Parameters and versions"),
        (
            Column("item", Text("项目", "Item"), width_chars=26),
            Column("value", Text("取值", "Value"), width_chars=60),
            Column("basis", Text("依据", "Basis"), width_chars=34),
        ),
        tuple(rows),
    )


def _day(assessment: Assessment) -> Value:
    known = assessment.known_on
    return Text("全部已登记资料", "all on record") if known is None else known.isoformat()


def _chosen(value: object, usual: object) -> Text:
    """Whose choice a value is: nobody's where it is what the tool takes by itself."""
    return _DEFAULT if value == usual else _ASKED


def _of_access(access: Access, usual: FacilityType | None) -> list[_Row]:
    asked = access.question
    plain = Question(
        asked.city_code, asked.facility_type, asked.as_of, group=default_group(asked.facility_type)
    )
    rows: list[_Row] = [
        (
            Text("可达性：设施类型", "Access: facilities"),
            WORDS[asked.facility_type],
            _chosen(asked.facility_type, usual),
        ),
        (
            Text("可达性：服务对象", "Access: people"),
            GROUP_WORDS[asked.group],
            _chosen(asked.group, plain.group),
        ),
        (Text("可达性：人口分布", "Access: where people are"), access.demand.said, None),
    ]
    if isinstance(access, AccessStudy):
        minutes = "、".join(f"{c:g}" for c in asked.cutoffs_min)
        limits = Text(
            f"{minutes} 分钟，主要占比按 {asked.limit_min:g} 分钟计",
            f"{minutes.replace('、', ', ')} min; the main share is within {asked.limit_min:g} min",
        )
        rows += [
            (
                Text("可达性：出行方式", "Access: mode"),
                MODE_WORDS[asked.mode],
                _chosen(asked.mode, plain.mode),
            ),
            (Text("可达性：时间上限", "Access: limits"), limits, CUTOFF_LABEL),
            (Text("可达性：出行时间", "Access: travel times"), access.model.said, None),
            (Text("可达性测算编号", "Run of the study"), access.run_id, _RECKONED),
        ]
    return rows


def _of_plan(scenario: Scenario, catalogue: Catalogue) -> list[_Row]:
    plan: FacilityPlan = scenario.plan
    asked = plan.question
    wishes = wishes_said(asked)
    plain = PlanQuestion(asked.city_code, asked.as_of, asked.service, (), asked.wishes)
    usual = default_held(catalogue, asked.city_code)
    held = [catalogue.entries[i].name for i in asked.held if i in catalogue.entries]
    service = Text(
        f"{WORDS[asked.service].zh}；{GROUP_WORDS[asked.group].zh}；{MODE_WORDS[asked.mode].zh} "
        f"{asked.cutoff_min:g} 分钟",
        f"{WORDS[asked.service].en}; {GROUP_WORDS[asked.group].en}; {MODE_WORDS[asked.mode].en} "
        f"{asked.cutoff_min:g} min",
    )
    assumed = asked.absent is Absent.ASSUMED_ABSENT
    budget: Value = _NOT_SET
    if asked.budget_yuan is not None:
        budget = money(asked.budget_yuan, in_wan=True)
    rows: list[_Row] = [
        (Text("方案：名称", "Plan: name"), scenario.name, None),
        (
            Text("方案：年份", "Plan: years"),
            Text(f"{asked.years[0]}—{asked.years[-1]}", f"{asked.years[0]}–{asked.years[-1]}"),
            _chosen(asked.years, plain.years),
        ),
        (Text("方案：服务与时间上限", "Plan: service and limit"), service, CUTOFF_LABEL),
        (Text("方案：目标", "Plan: wishes"), wishes, _ASKED),
        (
            Text("方案：须满足的要求", "Plan: must hold"),
            join(held) if held else _NOT_SET,
            _chosen(set(asked.held), set(usual)),
        ),
        (
            Text("方案：待核实的县", "Plan: counties to be verified"),
            ABSENT_WORDS[asked.absent],
            _ASSUMED if assumed else _chosen(asked.absent, plain.absent),
        ),
        (
            Text("方案：在建项目", "Plan: under way"),
            UNDER_WAY_WORDS[asked.under_way],
            _chosen(asked.under_way, plain.under_way),
        ),
        (
            Text("方案：总预算", "Plan: budget"),
            budget,
            _chosen(asked.budget_yuan, plain.budget_yuan),
        ),
    ]
    if asked.reach_under_way:
        label = Text("方案：在建计入出行时间", "Plan: under way counted in times")
        rows.append((label, Text("计入", "Yes"), _ASKED))
    if asked.closing:
        label = Text("方案：撤并的现有设施（处）", "Plan: facilities set to close")
        # A plan closes others too, by conversion; ids on no record close nothing.
        rows.append((label, len(asked.closing.intersection(plan.closed)), _ASKED))
    for year, yuan in sorted(asked.budget_by_year_yuan.items()):
        amount = money(yuan, in_wan=True)
        rows.append((Text(f"方案：{year} 年预算", f"Plan: budget of {year}"), amount, _ASKED))
    for name, fingerprint in plan.inputs:
        word = INPUT_WORDS.get(name, Text(name, name))
        label = Text(f"方案所依据的{word.zh}", f"Plan rests on: {word.en}")
        rows.append((label, fingerprint[:12], _RECKONED))
    rows.append((Text("方案编号", "Run of the plan"), plan.run_id, _RECKONED))
    return rows


def _of_retrofit(plan: RetrofitPlan) -> list[_Row]:
    asked = plan.request
    rows: list[_Row] = [
        (Text("改造：分配规则", "Retrofits: rule"), RULE_WORDS[asked.rule], _ASKED),
        (Text("改造：户数", "Retrofits: households"), asked.target_households, _ASKED),
    ]
    if asked.floor_households:
        rows.append((Text("改造：每县最少", "Retrofits: least"), asked.floor_households, _ASKED))
    for zh, en, yuan in (
        ("改造：户均（元）", "Retrofits: yuan a household", asked.unit_cost_yuan),
        ("改造：年度资金上限（元）", "Retrofits: yuan a year", asked.budget_yuan_per_year),
    ):
        if yuan is not None:
            rows.append((Text(zh, en), _yuan(yuan), _ASKED))
    return rows


def _yuan(amount: Fraction) -> float | int:
    return int(amount) if amount.denominator == 1 else float(amount)
