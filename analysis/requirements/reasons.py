"""What each reason code says, in words a planner reads."""

from __future__ import annotations

from analysis.requirements.findings import Reason
from geo.text import Text

REASON_WORDS: dict[Reason, Text] = {
    Reason.ENOUGH_COUNTED: Text("有符合条件的设施在运营", "a facility that counts is operating"),
    Reason.OPTION_TAKEN: Text(
        "已有扩建或第二所的记录", "an expansion or a second school is recorded"
    ),
    Reason.SHARE_REACHED: Text("达到目标比例", "the share is reached"),
    Reason.TOTAL_REACHED: Text("验收户数达到目标", "verified households reach the target"),
    Reason.VALUE_REACHED: Text("完成值达到目标", "the value reaches the target"),
    Reason.RULED: Text("按书面评定认定", "by written judgement"),
    Reason.NONE_AND_COMPLETE: Text(
        "清单已确认无遗漏，其中没有符合要求的设施",
        "lists are declared complete and no facility on them counts",
    ),
    Reason.STANDARD_NOT_MET: Text(
        "已有设施，但不符合条款所列条件", "a facility exists but lacks what the clause asks"
    ),
    Reason.SHARE_OUT_OF_REACH: Text(
        "即使待核实的都算上也达不到目标比例",
        "below the share even if all open counties counted",
    ),
    Reason.TOTAL_BELOW: Text("各县均已报齐，合计低于目标", "all have reported; the sum is below"),
    Reason.VALUE_BELOW: Text("完成值低于目标", "the value is below the target"),
    Reason.STATUS_UNKNOWN: Text("设施状态不详", "status of a facility not known"),
    Reason.OPENED_UNKNOWN: Text("投用日期不详", "opening date not known"),
    Reason.CLOSED_UNKNOWN: Text("停用日期不详", "closing date not known"),
    Reason.LEVEL_UNKNOWN: Text("设施级别不详", "level of a facility not known"),
    Reason.OPERATION_UNKNOWN: Text("举办方式不详", "who runs a facility is not known"),
    Reason.OWNERSHIP_UNRULED: Text(
        "民办设施是否计入，尚无认定口径", "no ruling on whether private facilities count"
    ),
    Reason.PROFESSIONAL_UNKNOWN: Text("是否专业化不详", "not known whether professional"),
    Reason.STAGE_UNKNOWN: Text("学段不详", "school stage not known"),
    Reason.COMPREHENSIVE_UNKNOWN: Text("是否综合性不详", "not known whether comprehensive"),
    Reason.STANDARD_UNKNOWN: Text(
        "已建有，达标待核实", "built; whether it meets the national standard is open"
    ),
    Reason.PROVIDER_UNRULED: Text(
        "承接机构不是社会组织，是否计入尚无认定口径",
        "the provider is no social organisation and there is no ruling",
    ),
    Reason.PROVIDER_UNKNOWN: Text("承接机构性质不详", "kind of provider not known"),
    Reason.CONTRACT_UNKNOWN: Text("合同期限不详", "contract dates not known"),
    Reason.COMPLETENESS_MISSING: Text(
        "没有设施清单的无遗漏确认或零报告，未报不等于没有",
        "no declaration that the list is complete; not recorded is not absent",
    ),
    Reason.COMPLETENESS_OUTDATED: Text(
        "无遗漏确认早于评估时点", "the declaration is older than the assessment date"
    ),
    Reason.OPTION_OPEN: Text(
        "条件已触发，是否扩建或建第二所待定",
        "triggered; whether to expand or build a second is open",
    ),
    Reason.NOT_DUE: Text("参照目标未到期", "the reference goal is not due"),
    Reason.POPULATION_MISSING: Text("人口数待报", "population figure wanted"),
    Reason.COUNTIES_UNVERIFIED: Text("部分县（市、区）待核实", "some counties are open"),
    Reason.COUNTIES_UNREPORTED: Text("部分县（市、区）待报", "some counties have not reported"),
    Reason.VALUE_MISSING: Text("完成值待报", "value not reported"),
    Reason.VALUE_NOT_FINAL: Text("完成值尚未定案", "the value is not final"),
    Reason.VALUE_OUTDATED: Text("完成值时点过早", "the value is too old"),
    Reason.VALUE_LATER: Text("完成值时点晚于评估时点", "the value is later than the assessment"),
    Reason.WRITTEN_JUDGEMENT: Text("须书面评定，不作计算", "judged in writing, never computed"),
    Reason.POPULATION_BELOW: Text("人口未到条件", "population below the condition"),
    Reason.NO_TARGET: Text("规划没有数量目标，只报进展", "no number in the plan; progress only"),
}
