"""导入: a county's list comes in, step by step, and nothing is written before the last."""

from __future__ import annotations

from geo.text import Text
from ui import state
from ui.components.notice import notice
from ui.importing import (
    import_commit,
    import_datum,
    import_issues,
    import_mapping,
    import_plan,
    import_preview,
    import_questions,
    import_source,
    import_state,
)
from ui.importing.import_state import Draft
from ui.importing.import_step import Stage, step
from ui.language import language, word

_SOURCE = Text("来文", "The paper")
_MAPPING = Text("列对应", "Columns")
_DATUM = Text("坐标系", "Datum")
_ISSUES = Text("逐行说明", "Row by row")
_QUESTIONS = Text("疑似重复", "Perhaps on record already")
_PREVIEW = Text("预览与记入", "Preview and record")
_NOTHING = Text("", "")
_OPENING = Text("正在打开……", "Opening …")


def panel() -> None:
    """The steps, in order; the next opens when the one before is settled."""
    if state.view().demonstration:
        notice(
            Text(
                "正在看演示数据，不能导入：真实记录不与演示记录混用。",
                "You are looking at demonstration data: real records can’t be imported into it.",
            ),
            language=language(),
            key="upload_demo_notice",
        )
        return
    import_commit.carry_out()
    recorded = import_commit.done()
    if recorded is not None:
        import_commit.summary(recorded)
        return
    of = import_state.draft()
    if of is None:
        undone = import_commit.undone()
        if undone is not None:
            notice(undone, language=language(), key="import_undone")
    _steps(of)


def _steps(of: Draft | None) -> None:
    import_source.hear()
    stage = Stage.DONE if import_source.settled() else Stage.NOW
    with step(1, _SOURCE, stage, _source_said(of)):
        import_source.panel()
    if of is None or not import_source.settled():
        if of is not None and of.refused and not of.needs:
            # Why a file is refused hangs on nobody's word.
            _stopped(of)
            return
        _later(2)
        return
    if of.refused and not of.needs:
        _stopped(of)
        return
    if of.needs:
        _counted(of)
        return
    if _mapped(of) and _dated(of):
        _planned(of)


def _source_said(of: Draft | None) -> Text:
    if of is None:
        return Text("请选择文件", "choose a file")
    if not import_source.settled():
        return Text("请写明填报单位", "name the sender")
    return Text("已填", "done")


def _stopped(of: Draft) -> None:
    read = import_state.readings(of)
    with step(2, _ISSUES, Stage.STOPPED, import_issues.said(read, "")):
        import_issues.panel(of, read, "")


def _counted(of: Draft) -> None:
    """Counts of a refused list: there are no columns, points or rows to look at."""
    ready = import_plan.prepared(of)
    _preview(2, of, ready)


def _mapped(of: Draft) -> bool:
    mappings = import_state.mappings(of)
    settled = import_mapping.settled(mappings)
    stage = Stage.DONE if settled else Stage.NOW
    box = step(2, _MAPPING, stage, import_mapping.said(mappings))
    if box.open:
        with box:
            import_mapping.panel(of, mappings)
    else:
        # Something has to be inside, or the step can't be opened; its many boxes need not be.
        box.caption(word(_OPENING))
    if not settled:
        _later(3)
    return settled


def _dated(of: Draft) -> bool:
    evidence = import_state.undated(of)
    settled = evidence is None or of.datum_settled
    stage = Stage.DONE if settled else Stage.NOW
    with step(3, _DATUM, stage, import_datum.said(of, evidence)):
        import_datum.panel(of, evidence)
    if not settled:
        _later(4)
    return settled


def _planned(of: Draft) -> None:
    read = import_state.readings(of)
    ready = import_plan.prepared(of)
    stopped = ready.plan.refused
    stage = Stage.STOPPED if stopped else Stage.DONE
    said = import_issues.said(read, ready.invented)
    with step(4, _ISSUES, stage, said, look=bool(ready.plan.rejected)):
        import_issues.panel(of, read, ready.invented)
    if stopped:
        _later(5)
        return
    stage = Stage.NOW if ready.plan.open_questions else Stage.DONE
    with step(5, _QUESTIONS, stage, import_questions.said(ready)):
        import_questions.panel(of, ready, read)
    if ready.plan.open_questions:
        _later(6)
        return
    _preview(6, of, ready)


def _preview(number: int, of: Draft, ready: import_plan.Prepared) -> None:
    with step(number, _PREVIEW, Stage.NOW, import_preview.said(ready)):
        import_preview.panel(of, ready)
        import_commit.panel(of, ready)


def _later(first: int) -> None:
    """The steps that wait."""
    titles = (_SOURCE, _MAPPING, _DATUM, _ISSUES, _QUESTIONS, _PREVIEW)
    for number in range(first, len(titles) + 1):
        step(number, titles[number - 1], Stage.LATER, _NOTHING)
