"""逐行说明: what is wrong with the file, row by row; of a refused one, why and what to do."""

from __future__ import annotations

from collections import Counter
from functools import partial

import streamlit as st

from geo.issues import SEVERITY_WORDS, DataIssue, Severity
from geo.reading.issue_workbook import issue_workbook
from geo.text import Text, join
from ui.components.issue_list import issue_list
from ui.components.notice import notice
from ui.importing import import_households, import_state
from ui.importing.import_source import XLSX
from ui.importing.import_state import Draft, Readings
from ui.language import language, say

_MOST_ROWS = 30


def panel(of: Draft, read: Readings, invented: str) -> None:
    """The refusal, or the rows left out and every issue, with a workbook of them to send back."""
    issues = issues_of(read)
    if of.refused and not of.needs:
        _refused(of)
        return
    if invented:
        notice(
            Text(
                f"文件里有演示记录（{invented}），不能放进真实数据，整个文件没有采用。",
                f"The file holds demonstration records ({invented}), which never come among real"
                " ones: nothing of it is used.",
            ),
            language=language(),
            key="import_invented",
            kind="attention",
            lines=[
                Text("请删去演示行后重新上传。", "Delete the demonstration rows and send it again.")
            ],
        )
    if any(r.refused for r in read.values()):
        _unreadable()
    _rejected(read)
    if not issues:
        st.markdown(say("没有发现问题。", "No issue was found."))
        return
    issue_list(issues, language=language(), key="import_issues")
    _download(of, issues)


def issues_of(read: Readings) -> list[DataIssue]:
    """All that was noticed while reading the file."""
    return [issue for reading in read.values() for issue in reading.issues]


def said(read: Readings, invented: str) -> Text:
    """The state of the step: the issues by severity, and how many rows are left out."""
    if invented or any(r.refused for r in read.values()):
        return Text("没有采用", "refused")
    counts = Counter(issue.severity for issue in issues_of(read))
    parts = [
        Text(f"{SEVERITY_WORDS[s].zh} {counts[s]} 处", f"{SEVERITY_WORDS[s].en} {counts[s]}")
        for s in Severity
        if counts[s]
    ]
    out = sum(len(reading.rejected) for reading in read.values())
    if out:
        parts.append(Text(f"{out} 行没有采用", f"rows left out: {out}"))
    return join(parts, "，", ", ") if parts else Text("没有问题", "no issue")


def _rejected(read: Readings) -> None:
    rows = sorted({row for reading in read.values() for row in reading.rejected})
    if not rows:
        return
    listed = "、".join(map(str, rows[:_MOST_ROWS])) + ("…" if len(rows) > _MOST_ROWS else "")
    listed_en = listed.replace("、", ", ")
    notice(
        Text(
            f"有 {len(rows)} 行读不出来，没有采用：第 {listed} 行。其余各行照常导入。",
            f"Rows left out because they can’t be read: {listed_en}. The others go in.",
        ),
        language=language(),
        key="import_rejected",
        lines=[
            Text(
                "台账记下这些行的位置（不记内容）；所在县该类设施的无遗漏确认暂不采用，"
                "直到报来改好的清单。",
                "The register notes where they stand, not what they say; the county’s declaration"
                " for that type is held back until they are sent right.",
            )
        ],
    )


def _refused(of: Draft) -> None:
    notice(
        Text(
            "这个文件不能导入，内容没有采用，也没有保留。"
            if of.personal
            else "这个文件不能导入，内容没有采用。",
            "The file was refused; nothing of it is used or kept."
            if of.personal
            else "The file was refused; nothing of it is used.",
        ),
        language=language(),
        key="import_refused",
        kind="attention",
    )
    issue_list(of.refused, language=language(), key="import_issues")
    if of.personal:
        import_households.panel(of)
    else:
        _download(of, list(of.refused))
    if st.button(
        say("换一个文件", "Another file"), icon=":material/close:", key="import_drop_refused"
    ):
        import_state.drop()
        st.rerun()


def _unreadable() -> None:
    notice(
        Text(
            "文件里没有能导入的表，内容没有采用。",
            "The file has no table that can be imported; nothing of it is used.",
        ),
        language=language(),
        key="import_unreadable",
        kind="attention",
        lines=[
            Text(
                "表头叫法不同的，请在“2　列对应”里选定表样和各列。",
                "If the headers go by other names, choose the form and its columns in step 2.",
            )
        ],
    )


def _download(of: Draft, issues: list[DataIssue]) -> None:
    st.download_button(
        say("下载逐行说明（发回填报单位）", "Download the issues (to send back)"),
        data=partial(issue_workbook, tuple(issues), of.name, language()),
        file_name=say("逐行说明.xlsx", "issues.xlsx"),
        mime=XLSX,
        icon=":material/download:",
        key="import_issues_download",
        on_click="ignore",
    )
