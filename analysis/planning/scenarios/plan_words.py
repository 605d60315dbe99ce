"""What is said of a plan: limits that conflict, options left out, what its figures lack."""

from __future__ import annotations

from geo.text import Text

AT_MOST_ONE = Text("“{name}”只能选一种措施、一个开工年份", "one measure, begun once, at “{name}”")
FORCED = Text("“{name}”必须列入", "“{name}” must be in the plan")
KEPT_OR_CONVERTED = Text(
    "“{name}”的现有设施要么保留，要么改建", "the facility at “{name}” is kept or converted"
)
YEAR_BUDGET = Text("{year} 年设施投资不超过 {yuan} 元", "no more than {yuan} yuan in {year}")
RETROFIT_TOO_DEAR = Text(
    "家庭无障碍改造 {households} 户先行安排，比预算多出 {yuan} 元。请减少户数、增加预算，"
    "或改为先安排设施。",
    "{households} household retrofits come first and exceed the budget by {yuan} yuan. Take fewer"
    " households, more money, or let facilities come first.",
)
TOO_LATE = Text(
    "{count} 个备选项在规划期内来不及投用，未列入：{names}。",
    "{count} options can't be in use within the plan's years and are left out: {names}.",
)
NO_COST = Text(
    "{count} 个备选项没有费用，无法按费用比较，未列入：{names}。请补填费用及依据。",
    "{count} options have no cost and can't be weighed by it; left out: {names}. Enter a cost and"
    " what it rests on.",
)
NOT_CLOSABLE = Text(
    "{count} 个改建备选项所在的设施正在提供服务或已计入某项要求，未列入：{names}。确需改建的，"
    "请先把该设施列为可关闭。",
    "{count} conversions would end a facility that serves or counts today; left out: {names}. To"
    " allow one, say that the facility may be closed.",
)
OFF_NETWORK = Text(
    "{count} 处居住地（{persons} 人）离路网太远或不在时间表中，不参加选址计算。",
    "{count} places ({persons} persons) are off the roads or in no table of times and take no part"
    " in the choice of sites.",
)
PEOPLE_UNKNOWN = Text(
    "{counties}人数待报，选址时没有计入当地的人，不等于没有人。",
    "Persons of {counties} are not reported: nobody there counts in the choice, which is not that"
    " nobody lives there.",
)
STANDING_UNKNOWN = Text(
    "是否在运营待核实的设施没有计入现状：{names}。",
    "Facilities of which it is not known whether they operate are left out of today: {names}.",
)
ASSUMED_NOTE = Text(
    "本方案假定 {count} 项待核实的要求现无设施；核实后应重新计算。",
    "The plan assumes that {count} requirements to be verified have nothing; plan again once they"
    " are verified.",
)
