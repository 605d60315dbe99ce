"""Where the costs of a plan come from, and the examples from elsewhere, as tables."""

from __future__ import annotations

from analysis.planning.scenarios.costs import CostExample, load_cost_examples
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.project_words import BUILDING_WORDS, OPEN, project_name, wan
from analysis.report.report import Column, ColumnKind, Table, Value
from geo.layers import County
from geo.text import Text
from geo.vocabulary import WORDS

_WAN = Text("万元", "10,000 yuan")
_NOT_STATED = Text("未载明", "Not stated")
_EXAMPLE_NOTES = (
    Text(
        "实例取自公开报道，网址逐行注明，不是演示数据。",
        "The examples are from published reports, addresses in every row: not demonstration data.",
    ),
    Text(
        "外地实例，不是广西标准，也不是概算；各例年份、级别和口径不同，未按物价调整。",
        "Examples from elsewhere: no standard of Guangxi and no estimate of a project. Years, "
        "levels and meaning differ; prices are as of their year.",
    ),
    Text(
        "没有找到改建、扩建和综合服务设施的实例，这些不给参考费用。",
        "None was found of conversions, expansions or comprehensive-service facilities: for those"
        " there is no figure.",
    ),
)


def cost_basis_table(plan: FacilityPlan, counties: tuple[County, ...]) -> Table:
    """What each project costs and what the figure rests on, in the order of the plan."""
    by_code = {c.code: c for c in counties}
    rows: list[tuple[Value, ...]] = [
        (
            number,
            project_name(project, by_code, plan.demonstration),
            OPEN if project.option.cost_yuan is None else wan(project.option.cost_yuan),
            project.option.cost_basis or OPEN,
        )
        for number, project in enumerate(plan.projects, start=1)
    ]
    return Table(
        "cost_basis",
        Text("投资依据", "Basis of costs"),
        (
            Column("number", Text("序号", "No."), ColumnKind.NUMBER, width_chars=6),
            Column("name", Text("项目名称", "Project"), width_chars=34),
            Column("cost", Text("总投资", "Total investment"), ColumnKind.NUMBER, _WAN),
            Column("basis", Text("依据", "Basis"), width_chars=70),
        ),
        tuple(rows),
    )


def cost_examples_table() -> Table:
    """The examples from elsewhere with what is derived from them, and their addresses."""
    return Table(
        "cost_examples",
        Text("费用实例（外地）", "Examples of costs, from elsewhere"),
        (
            Column("name", Text("设施", "Facility"), width_chars=26),
            Column("place", Text("地点", "Place"), width_chars=16),
            Column("type", Text("类型", "Type"), width_chars=14),
            Column("building", Text("建设性质", "Kind of works"), width_chars=10),
            Column("year", Text("年份", "Year"), ColumnKind.CODE, width_chars=9),
            Column("investment", Text("总投资", "Investment"), ColumnKind.NUMBER, _WAN),
            Column(
                "floor", Text("建筑面积", "Floor area"), ColumnKind.NUMBER, Text("平方米", "m²")
            ),
            Column("capacity", Text("规模", "Size"), width_chars=16),
            Column("per_unit", Text("总投资÷规模", "Investment ÷ size"), width_chars=20),
            Column("per_m2", Text("总投资÷建筑面积", "Investment ÷ floor area"), width_chars=20),
            Column("what", Text("说明", "What the figures are"), width_chars=34),
            Column("confidence", Text("可信度", "Confidence"), width_chars=9),
            Column("source", Text("来源", "Source"), width_chars=40),
        ),
        tuple(_example(e) for e in load_cost_examples()),
        _EXAMPLE_NOTES,
    )


def _example(example: CostExample) -> tuple[Value, ...]:
    investment = example.investment_yuan
    return (
        example.name,
        example.place,
        WORDS[example.facility_type],
        BUILDING_WORDS[example.measure],
        _NOT_STATED if example.year is None else str(example.year),
        _NOT_STATED if investment is None else wan(investment),
        _floor(example),
        _size(example),
        _per_unit(example),
        _per_m2(example),
        example.what,
        WORDS[example.confidence],
        example.source,
    )


def _size(example: CostExample) -> Text:
    if example.capacity is None or example.capacity_unit is None:
        return _NOT_STATED
    unit = WORDS[example.capacity_unit]
    return Text(f"{unit.zh} {example.capacity:,.10g}", f"{example.capacity:,.10g} {unit.en}")


def _floor(example: CostExample) -> Value:
    if example.floor_m2 is None:
        return _NOT_STATED
    if not example.floor_at_least:
        return example.floor_m2
    return Text(f"{example.floor_m2:,.10g} 以上", f"over {example.floor_m2:,.10g}")


def _per_unit(example: CostExample) -> Value:
    rate = example.yuan_per_unit
    if rate is None or example.capacity_unit is None:
        return None
    unit = WORDS[example.capacity_unit]
    return Text(
        f"{rate / 10_000:,.2f} 万元（每{unit.zh}）",
        f"{rate:,.0f} yuan ({unit.en.removesuffix('s')})",
    )


def _per_m2(example: CostExample) -> Value:
    rate = example.yuan_per_m2
    if rate is None:
        return None
    most = example.floor_at_least
    return Text(
        f"{'不超过 ' if most else ''}{rate:,.0f} 元/平方米",
        f"{'at most ' if most else ''}{rate:,.0f} yuan/m²",
    )
