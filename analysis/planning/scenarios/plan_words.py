"""What is said of a plan: limits that conflict, options left out, what its figures lack."""

from __future__ import annotations

from geo.text import Text

AT_MOST_ONE = Text("“{name}”只能选一种措施、一个开工年份", "one measure, begun once, at “{name}”")
FORCED = Text("“{name}”必须列入", "“{name}” must be in the plan")
KEPT_OR_CONVERTED = Text(
    "“{name}”的现有设施要么保留，要么改建", "the facility at “{name}” is kept or converted"
)
YEAR_BUDGET = Text("{year} 年设施投资不超过 {yuan}", "no more than {yuan} in {year}")
YEARS_BUDGET = Text(
    "{first}—{year} 年设施投资累计不超过 {yuan}（结余可结转）",
    "no more than {yuan} in {first}–{year} together (what is left is carried over)",
)
HOW_YEARS_ARE_PAID = Text(
    "项目投资从开工年起在建设各年平均安排；{lead}；{unspent}",
    "The cost of a project falls evenly on the years of its works, from the year it begins;"
    " {lead}; {unspent}",
)
CARRIED_OVER = Text(
    "当年未用完的资金可结转到以后年度。",
    "what a year leaves may be spent in later years.",
)
NOT_CARRIED_OVER = Text("当年未用完的资金不结转。", "what a year leaves is not carried over.")
BINDING_YEARS = Text("卡在：{said}。", "What binds: {said}.")
NO_PERSONS = Text(
    "已要求不超过可服务人数，但备选项都没有填可服务人数：填写之前这一限制不起作用。",
    "Capacities were asked to hold, but no option says how many persons it can serve: until one"
    " does, the limit has no effect.",
)
RETROFIT_TOO_DEAR = Text(
    "家庭无障碍改造 {households} 户先行安排，比预算多出 {yuan}。请减少户数、增加预算，"
    "或改为先安排设施。",
    "{households} household retrofits come first and exceed the budget by {yuan}. Take fewer"
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
ASSUMED_NONE = Text("假定现无", "assuming there is none now")
IN_USE_IN_TIME = Text("假定按期投用", "assuming that it comes into use as expected")
BUILT_PROFESSIONAL = Text(
    "假定建成后具备专业化条件", "assuming that what is built is professional as asked"
)
AFTER_IS_LEAST = Text(
    "有的现有设施位置或运营情况不详，没有计入：方案后时间上限内的人数为“不少于”，平均时间为“不多于”。",
    "Some facilities of today are left out, their place or standing not known: the persons within"
    " the limit after the plan are at least so many, mean minutes at most.",
)
BESIDE_UNDER_WAY = Text(
    "当地另有在建、前期或已竣工未投用的项目，方案仍在当地安排了项目，是为改善可达性增设，"
    "请核对是否必要：{names}。",
    "Something is under way there, and the plan still puts a project there, for better access;"
    " check whether it is needed: {names}.",
)
BEFORE_UNKNOWN = Text(
    "现有设施没有可用的坐标点，也没有无遗漏确认证明本市尚无此类设施：方案前的可达情况不详，"
    "新增人数不作计算。",
    "No facility of today has a point, and no declaration proves that there is none: reach before"
    " the plan is not known, and nobody is counted as gained.",
)
PERSONS_UNKNOWN = Text(
    "{counties}人数待报，全市数不含当地。",
    "Persons of {counties} are not reported; the city's figures are without them.",
)
NOT_CONNECTED = Text(
    "方案后仍有 {persons} 人未连通到任何设施，平均时间和基尼系数不含他们。",
    "{persons} persons remain connected to no facility; the mean and the Gini leave them out.",
)
SITES_WITHOUT_POINT = Text(
    "没有坐标点、不参加可达计算的设施和备选点：{names}。",
    "Facilities and sites without a point, left out of the reckoning of travel: {names}.",
)
NO_LONGER_MET = Text("{said}：改动后不再满足。", "{said}: no longer met after the change.")
SHARE_NO_LONGER_MET = Text(
    "{said}：改动后只有 {have} 个。", "{said}: only {have} after the change."
)
OVER_P = Text("共 {count} 项，超过上限 {p} 项。", "{count} projects, more than the {p} allowed.")
OVER_BUDGET = Text("超出预算 {yuan}。", "{yuan} over the budget.")
OVER_YEARS = Text(
    "到 {year} 年累计超出预算 {yuan}。", "{yuan} over the budgets up to {year} together."
)
OVER_YEAR = Text("{year} 年超出预算 {yuan}。", "{yuan} over the budget of {year}.")
CLOSING_NOTE = Text(
    "按设定撤并（由使用单位决定，不是求解得出）：{names}。原来去那里的人改到最近的其他设施；"
    "方案在此之上安排。",
    "Set to close (the office’s decision, not found by the search): {names}. Who went there goes to"
    " the nearest other facility; the plan sets out from that.",
)
CLOSING_BREAKS = Text("因撤并而缺：{why}", "lacking because of a closure: {why}")
CLOSING_EXPANSION = Text(
    "{count} 个扩建备选项所在的设施已定撤并，未列入：{names}。",
    "Expansions of facilities that close, left out ({count}): {names}.",
)
AWAITED_REACH = Text(
    "出行时间把在建、前期、未投用的也按投用后计入，“现状”同样含在内：{names}。投用之前还到不了。",
    "Times count what is under way as in use, in what is said of today as well: {names}. Until they"
    " are in use nobody reaches them.",
)
BOUND_OF_OTHERS = Text(
    "备选点有改动，所示的界是改动前求得的。重新求解后才知道离最优多远。",
    "Options were changed; the bound shown was proven before. Solve again to know how far from best"
    " this is.",
)
UNFINISHED = Text(
    "“{wanted}”这一步没有算完：在计算结束前没有找到方案，也没有证明不存在。给出的是前一步的方案；"
    "放宽计算时限后可再算。",
    "“{wanted}” is unfinished: it found no plan before the search ended, nor was it proven that"
    " there is none. This is the plan of the step before it; allow more time to go on.",
)
