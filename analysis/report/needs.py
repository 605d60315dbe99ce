"""What would settle an open finding, in a few words for the to-do list."""

from __future__ import annotations

from analysis.requirements.findings import Missing, Reason
from analysis.requirements.schema import Entry
from geo.text import Text, join

NEED_WORDS: dict[Reason, Text] = {
    Reason.STATUS_UNKNOWN: Text("设施状态", "facility status"),
    Reason.OPENED_UNKNOWN: Text("投用日期", "opening dates"),
    Reason.CLOSED_UNKNOWN: Text("停用日期", "closing dates"),
    Reason.LEVEL_UNKNOWN: Text("设施级别", "facility level"),
    Reason.OPERATION_UNKNOWN: Text("举办方式", "who runs it"),
    Reason.OWNERSHIP_UNRULED: Text("民办设施认定口径", "ruling on private facilities"),
    Reason.PROFESSIONAL_UNKNOWN: Text("专业化佐证", "proof of being professional"),
    Reason.STAGE_UNKNOWN: Text("学段", "school stage"),
    Reason.COMPREHENSIVE_UNKNOWN: Text("是否综合性", "whether comprehensive"),
    Reason.STANDARD_UNKNOWN: Text("达标佐证", "proof of meeting the standard"),
    Reason.PROVIDER_UNRULED: Text("承接机构认定口径", "ruling on providers"),
    Reason.PROVIDER_UNKNOWN: Text("承接机构性质", "kind of provider"),
    Reason.CONTRACT_UNKNOWN: Text("合同期限", "contract dates"),
    Reason.COMPLETENESS_OUTDATED: Text("新的无遗漏确认", "a newer declaration"),
    Reason.POPULATION_MISSING: Text("户籍人口数", "registered population"),
    Reason.VALUE_NOT_FINAL: Text("定案的完成值", "final values"),
    Reason.VALUE_OUTDATED: Text("评估时点的数", "figures as of the day"),
    Reason.VALUE_LATER: Text("评估时点的数", "figures as of the day"),
    Reason.WRITTEN_JUDGEMENT: Text("书面评定", "a written judgement"),
}
"""Reasons not here ask for what the requirement itself names (``ask_what``)."""


def need_of(entry: Entry, reason: Reason, missing: tuple[Missing, ...]) -> Text:
    """What would settle it: where a declaration lacks, what the finding itself asks for."""
    if reason is Reason.COMPLETENESS_MISSING and missing:
        return join(list(dict.fromkeys(m.what for m in missing)), "；", "; ")
    return NEED_WORDS.get(reason, entry.ask_what.text if entry.ask_what else entry.name)
