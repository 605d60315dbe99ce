"""How the findings come about, in sentences for the annex: only the rules the city's plan uses."""

from __future__ import annotations

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.schema import CountyShare, Indicator, PopulationTrigger
from geo.text import Text

_VERDICTS = Text(
    "核查结论：有记录证明达到的为已达到；没有、且条款接受的每一类设施都有截至评估时点的无遗漏确认或"
    "零报告的，为尚未达到；其余一律待核实，并列明缺什么、由谁提供。",
    "Findings: met where records prove it; not yet met where there is nothing and every kind of"
    " facility the clause accepts is declared complete as of the day; anything else is to be"
    " verified, with what is missing and who should supply it.",
)
_TIME = Text(
    "设施在评估时点当天或以前投用、且未停用的计入；投用日期不详的，以核实日期为准，不能判断的待核实。",
    "A facility counts if opened by the day and not closed; where the opening day is not known the"
    " day it was seen decides, and what can’t be told is to be verified.",
)
_ORDER = Text(
    "各{word}按行政区划代码排列，不排名次；本材料只含本市。",
    "Counties stand in the order of division codes, without ranking; the papers are of this city"
    " only.",
)
_SHARE = Text(
    "“80%以上{word}”类要求：已设有的县数占全部县数 80% 及以上为已达到；连同待核实的仍不足的"
    "为尚未达到；其余待核实。",
    "“80% of the counties”: met at 80% or more; not yet met where even with those to be verified"
    " it is less; else to be verified.",
)
_TRIGGER = Text(
    "“80万人口以上”类条款为可选措施，只说明条件是否触发，不作“尚未达到”；人口为第七次人口普查常住人口，"
    "另有认定口径的从其规定。",
    "“800 000 people” is an option: only whether the condition holds is told, never “not yet met”;"
    " residents of the 2020 census unless ruled otherwise.",
)
_INDICATORS = Text(
    "规划指标由责任部门报送完成值和来源，定案后才作评估；目标值为“＞”的，等于不算达到。",
    "Indicators: the bureaus report values with their source; they are judged once final, and where"
    " the table prints ＞ an equal value does not reach it.",
)


_HOLD = (_VERDICTS, _TIME)
_OF_CHECKS = ((CountyShare, _SHARE), (PopulationTrigger, _TRIGGER), (Indicator, _INDICATORS))


def rules_said(catalogue: Catalogue, city_code: str) -> tuple[Text, ...]:
    """The sentences on the rules, those of checks the plan does not have left out."""
    checks = [entry.check for entry in catalogue.evaluated(city_code)]
    word = catalogue.plan_of(city_code).county_word.text.zh
    of_checks = [
        text for kind, text in _OF_CHECKS if any(isinstance(check, kind) for check in checks)
    ]
    return tuple(Text(t.zh.replace("{word}", word), t.en) for t in (*_HOLD, *of_checks, _ORDER))
