"""How a study was made, as a table: what was asked, on what data, by which formulas."""

from __future__ import annotations

from analysis.accessibility.persons_per_place import PER_PLACE_RULE
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_notes import cutoffs_said
from analysis.report.report import Column, Table
from geo.people.demand import GROUP_WORDS
from geo.text import Text
from geo.travel.model import MODE_WORDS
from geo.vocabulary import WORDS

_FORMULAS: tuple[tuple[Text, Text], ...] = (
    (
        Text("到最近设施的时间", "Time to the nearest"),
        Text(
            "tᵢ = minⱼ tᵢⱼ（居住点 i 到设施 j），去程，同时间取编号在前者",
            "tᵢ = minⱼ tᵢⱼ (from place i to facility j), the way there; of equals the lower id",
        ),
    ),
    (
        Text("服务圈人口占比", "Coverage"),
        Text(
            "C(T) = Σ Pᵢ [tᵢ ≤ T] ÷ Σ Pᵢ，含上限；"
            "每人要么在上限内，要么超过，要么未连通，三者相加为总数",
            "C(T) = Σ Pᵢ [tᵢ ≤ T] ÷ Σ Pᵢ, inclusive; everybody is within, beyond or not connected,"
            " and the three add up",
        ),
    ),
    (
        Text("平均、中位用时", "Mean and median time"),
        Text("按人口加权，只含已连通的人", "Weighted by persons, over connected people"),
    ),
    (
        Text("人口与服务能力之比", "People per place"),
        Text(
            f"{PER_PLACE_RULE.zh}；不考虑跨县",
            f"{PER_PLACE_RULE.en}; knows no travel across borders",
        ),
    ),
    (
        Text("可及服务能力（E2SFCA）", "Capacity in reach (E2SFCA)"),
        Text(
            "Rⱼ = Sⱼ ÷ Σ Pₖ W(tₖⱼ)，Aᵢ = Σ Rⱼ W(tᵢⱼ)（Luo、Qi，2009）；服务能力不详的设施不进入",
            "Rⱼ = Sⱼ ÷ Σ Pₖ W(tₖⱼ), Aᵢ = Σ Rⱼ W(tᵢⱼ) (Luo and Qi 2009); facilities of unknown"
            " capacity are left out",
        ),
    ),
    (
        Text("基尼系数", "Gini coefficient"),
        Text(
            "G = 1 − Σ (Xₖ − Xₖ₋₁)(Yₖ + Yₖ₋₁)，按人口加权的洛伦兹曲线（Brown，1994）",
            "G = 1 − Σ (Xₖ − Xₖ₋₁)(Yₖ + Yₖ₋₁) on the Lorenz curve weighted by persons (Brown 1994)",
        ),
    ),
    (
        Text("用时最长的十分之一", "The tenth worst served"),
        Text(
            "按用时从长到短取十分之一人口，未连通的在前",
            "A tenth of the people by falling minutes, those not connected first",
        ),
    ),
)
WHICH_FACILITIES = Text(
    "主类型或功能为所问类型，评估时点在运营（与规划核查同一时间规则），有坐标点；不论级别和举办方式",
    "Main type or function as asked, operating on the day by the rules of time of the checks, with"
    " a point; whatever its level and operator",
)


def method_table(study: AccessStudy, *, public: bool = False) -> Table:
    """What was asked, the data, the formulas, then every note (of the public edition, its own)."""
    question, demand, model = study.question, study.demand, study.model
    mode = MODE_WORDS[model.mode] if model.mode else Text("表中未说明", "not said in the table")
    kind = WORDS[question.facility_type]
    asked = (
        (Text("设施类型", "Facility type"), kind),
        (Text("服务对象", "People"), GROUP_WORDS[question.group]),
        (Text("出行方式", "Mode"), mode),
        (Text("时间上限", "Limits"), cutoffs_said(question)),
        (Text("计入的设施", "Facilities that count"), WHICH_FACILITIES),
        (Text("人口分布", "Where people are"), demand.said),
        (Text("出行时间", "Travel times"), model.said),
        (Text("衰减函数", "Decay"), question.decay_used.said),
    )
    notes = tuple(
        (Text("须知", "Note"), note) for note in (study.public_notes if public else study.notes)
    )
    return Table(
        "access_method",
        Text("方法与数据", "Method and data"),
        (
            Column("item", Text("项目", "Item"), width_chars=24),
            Column("content", Text("说明", "What it is"), width_chars=92),
        ),
        (*asked, *_FORMULAS, *notes),
    )
