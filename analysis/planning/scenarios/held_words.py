"""What is said of a requirement that a plan holds, or does nothing about."""

from __future__ import annotations

from geo.text import Text

SAID = Text("{county}“{clause}”还须 {count} 处", "{county}: {count} more for “{clause}”")
SAID_NONE = Text(
    "{county}“{clause}”还须 {count} 处（该县没有足够的、能计入的备选点）",
    "{county}: {count} more for “{clause}” (too few options there that would count)",
)
SHARE_SAID = Text(
    "“{clause}”还须 {count} 个县（市、区）设有（现有 {have} / {all}）",
    "{count} more counties with what “{clause}” asks (now {have} of {all})",
)
SHARE_COUNTY = Text(
    "{county}没有备选点入选的，不计入“{clause}”",
    "{county} counts for “{clause}” only with an option of its own",
)
SHARE_WITHOUT = Text(
    "{said}，即有备选点的 {can} 个县（市、区）中不安排的不超过 {most} 个",
    "{said}: of {can} counties with options no more than {most} go without",
)
ASSUMED = Text("{said}（假定现无）", "{said} (assuming there is none)")
TO_VERIFY = Text(
    "待核实：{reason}。先核实，方案暂不安排。",
    "To be verified: {reason}. Nothing is planned until it is.",
)
NO_OPTION = Text(
    "该县没有足够的、能计入的备选点：还须 {count} 处（{what}，县级、公办）。请补充备选点。",
    "Too few options in the county that would count: {count} more wanted ({what}; county level,"
    " public). Add sites.",
)
SHARE_NO_OPTION = Text(
    "还须 {count} 个县（市、区）设有{what}，而有备选点的只有 {can} 个。请补充备选点。",
    "{count} more counties must have: {what}; only {can} have an option. Add sites.",
)
ALSO_PURCHASED = Text(
    "{said}该条款也可由政府购买服务实现，不一定要建设施。",
    "{said} The clause may also be met by purchased services, which need no building.",
)
NO_COST_OF_OPTIONS = Text(
    "还须 {count} 处（{what}）；备选项没有费用，无法按费用选，请补填费用。",
    "{count} more wanted ({what}); the options there have no cost and can't be chosen by it: enter"
    " costs.",
)
SHARE_NO_COST = Text(
    "还须 {count} 个县（市、区）设有{what}；{uncosted} 个县的备选项没有费用，"
    "无法按费用选，请补填费用。",
    "{count} more counties must have: {what}. In {uncosted} the options have no cost and can't be"
    " chosen by it: enter costs.",
)
USE_IT = Text(
    "现有{name}（{status}，{expected}），促其投用即可达到，方案不另建。",
    "{name} ({status}, {expected}): bringing it into use is enough; nothing is built beside it.",
)
EXPECTED = Text("预计 {year} 年投用", "expected in {year}")
EXPECTED_UNKNOWN = Text("预计投用年份待补", "year of use to be supplied")
UNDER_WAY_NOTE = Text(
    "下列项目假定按期投用，计入方案后的结论，可达测算没有计入：{names}。",
    "Taken to come into use as expected; in the findings after the plan, in no reckoning of travel:"
    " {names}.",
)
UNDER_WAY_ALSO = Text(
    "下列项目假定按期投用，计入方案后的结论：{names}。",
    "Taken to come into use as expected, in the findings after the plan: {names}.",
)
"""The same where times may count them, which another note says by name."""
BELOW_STANDARD = Text(
    "{county}“{clause}”：已有{names}，未达标：可考虑扩建或达标改造。",
    "{county}, “{clause}”: {names} is there but falls short of the standard; consider expanding or"
    " upgrading it.",
)
NOT_HELD = Text(
    "尚未达到；本方案没有把这一要求列为必须满足，未作安排。",
    "Unmet; the plan was not asked to meet this requirement and does nothing about it.",
)
NO_SCHOOL = Text(
    "没有学校的记录，先核实现有学校，再考虑扩建或第二所。",
    "No school is on record: verify what there is before an expansion or a second one.",
)
POPULATION_UNKNOWN = Text(
    "户籍人口待报，是否触发条件尚不能判断。",
    "The registered population is not entered, so whether the clause applies can't be told.",
)
NOT_BY_FACILITIES = Text(
    "这一要求不能靠新建、改建设施实现，方案不作安排。",
    "No facility can meet this requirement; the plan does nothing about it.",
)
