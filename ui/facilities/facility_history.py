"""What became of one facility: every change of its record, and its status over time."""

from __future__ import annotations

from collections.abc import Sequence

from geo.codec import from_json
from geo.records import Facility
from geo.register.change_notes import in_words
from geo.register.changes import OFFICE_TIME, Event, Recorded
from geo.register.differences import EMPTY, FIELD_WORDS, value_in_words
from geo.text import Text
from ui import state
from ui.components.data_table import data_table
from ui.components.table_types import Column, Row, Table
from ui.event_words import document_words, event_words, kind_words, moment
from ui.language import language

History = Sequence[tuple[Recorded, Event]]

_STATUS_FIELDS = ("status", "opened", "closed")


def known(history: History) -> History:
    """The part of a history the reader's register knows: all, or up to the end of a day."""
    day = state.view().known_on
    if day is None:
        return history
    return [
        (recorded, event)
        for recorded, event in history
        if recorded.change.recorded_at.astimezone(OFFICE_TIME).date() <= day
    ]


def changes_table(history: History) -> None:
    """Who changed the record when, on which paper, and each field before and after."""
    data_table(
        Table(
            label=Text("变更记录", "Changes of the record"),
            heading=Text("变更记录（新的在前）", "Changes of the record, latest first"),
            columns=(
                Column("number", Text("编号", "No."), width_px=48),
                Column("at", Text("时间", "When"), width_px=128),
                Column("body", Text("单位", "Body"), width_px=140),
                Column("how", Text("方式 · 依据", "How · document"), width_px=150),
                Column("what", Text("改了什么", "What changed")),
            ),
            rows=tuple(_change(recorded, event) for recorded, event in reversed(history)),
            stacks=True,
        ),
        language=language(),
        key="facility_changes",
    )


def status_table(history: History) -> None:
    """What was on record as status, opening and closing, from when on, on whose word."""
    data_table(
        Table(
            label=Text("状态沿革", "Status over time"),
            heading=Text("状态沿革", "Status over time"),
            columns=(
                Column("at", Text("自何时起记录", "On record since"), width_px=128),
                *(Column(name, FIELD_WORDS[name], width_px=110) for name in _STATUS_FIELDS),
                Column("body", Text("依据", "On whose word")),
            ),
            rows=status_rows(history),
            stacks=True,
        ),
        language=language(),
        key="facility_status",
    )


def status_rows(history: History) -> tuple[Row, ...]:
    """A row for every change that touched status, opening or closing, oldest first."""
    rows: list[Row] = []
    last: tuple[Text, ...] | None = None
    for recorded, event in history:
        said = _status(event)
        if said == last:
            continue
        last = said
        paper = document_words(recorded)
        on_word = " · ".join(part for part in (recorded.change.body, paper) if part)
        at = moment(recorded.change.recorded_at)
        rows.append(Row(str(event.version), (at, *said, on_word)))
    return tuple(rows)


def _status(event: Event) -> tuple[Text, ...]:
    if event.after is None:
        return (Text("记录已撤回", "record withdrawn"), EMPTY, EMPTY)
    facility = from_json(Facility, event.after)
    return tuple(value_in_words(name, getattr(facility, name)) for name in _STATUS_FIELDS)


def _change(recorded: Recorded, event: Event) -> Row:
    how, paper = kind_words(recorded), document_words(recorded)
    said, note = event_words(event), in_words(recorded.change.note)
    return Row(
        str(event.version),
        (
            str(recorded.change_id),
            moment(recorded.change.recorded_at),
            recorded.change.body,
            Text(f"{how.zh} · {paper}", f"{how.en} · {paper}") if paper else how,
            Text(f"{said.zh}（{note.zh}）", f"{said.en} ({note.en})") if note.zh else said,
        ),
    )
