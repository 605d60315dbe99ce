"""疑似重复: is this row that facility? One card each; many of one kind at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import streamlit as st

from geo.records import Facility
from geo.register.answers import Answer
from geo.register.differences import EMPTY, FIELD_WORDS, value_in_words
from geo.register.questions import QUESTION_WORDS, Question, QuestionKind
from geo.text import Text
from ui.components.data_table import data_table
from ui.components.table_types import Column, Row, Table
from ui.importing import import_state
from ui.importing.import_plan import Prepared
from ui.importing.import_state import Draft, Readings
from ui.language import language, say, word
from ui.plain_text import unmarked

CARDS = 20
_MANY = 3
_AT_ONCE: dict[Answer, Text] = {
    Answer.SAME: Text("都是同一设施", "all the same facility"),
    Answer.DIFFERENT: Text("都不是同一设施", "all different"),
    Answer.RESTORE: Text("都恢复", "restore all"),
    Answer.LEAVE_OUT: Text("都仍不采用", "leave all out still"),
    Answer.SKIP: Text("都先不采用", "leave all out for now"),
}


def panel(of: Draft, ready: Prepared, read: Readings) -> None:
    """The open questions, then those answered, which can be answered otherwise."""
    questions = ready.plan.questions
    if not questions:
        st.markdown(
            say(
                "没有疑似重复：文件里的设施与台账、与彼此都分得清。",
                "Nothing to ask: no row resembles the register or another row.",
            )
        )
        return
    still = [q for q in questions if q.answer is None]
    _at_once(of, still)
    for question in still[:CARDS]:
        _card(of, ready, read, question)
    if len(still) > CARDS:
        st.caption(
            say(
                f"先列 {CARDS} 个，答完再列其余 {len(still) - CARDS} 个。",
                f"The first {CARDS}; {len(still) - CARDS} more follow once these are answered.",
            )
        )
    answered = [q for q in questions if q.answer is not None]
    if answered:
        st.caption(say(f"已答复 {len(answered)} 个", f"{len(answered)} answered"))
    for question in answered[:CARDS]:
        _card(of, ready, read, question)
    if len(answered) > CARDS:
        st.caption(
            say(
                f"另有 {len(answered) - CARDS} 个已答复的没有列出。",
                f"{len(answered) - CARDS} more answered ones are not listed.",
            )
        )


def said(ready: Prepared) -> Text:
    """The state of the step in a few words."""
    still, every = len(ready.plan.open_questions), len(ready.plan.questions)
    if not every:
        return Text("没有", "none")
    if still:
        return Text(f"{still} 个待答复", f"{still} to be answered")
    return Text(f"{every} 个已答复", f"{every} answered")


def _at_once(of: Draft, still: list[Question]) -> None:
    for kind, count in Counter(q.kind for q in still).items():
        if count < _MANY:
            continue
        label = QUESTION_WORDS[kind]
        st.markdown(
            say(
                f"“{label.zh}”的 {count} 个一起答：",
                f"All {count} of “{label.en}” at once:",
            )
        )
        offered = {c.answer for q in still if q.kind is kind for c in q.choices}
        with st.container(horizontal=True):
            for answer, text in _AT_ONCE.items():
                if answer in offered and st.button(word(text), key=f"import_all_{kind}_{answer}"):
                    _answer_all(of, still, kind, answer)


def _answer_all(of: Draft, still: list[Question], kind: QuestionKind, answer: Answer) -> None:
    given = {
        q.question_id: answer
        for q in still
        if q.kind is kind and answer in [choice.answer for choice in q.choices]
    }
    import_state.change(answers={**of.answers, **given})
    st.rerun()


def _card(of: Draft, ready: Prepared, read: Readings, question: Question) -> None:
    with st.container(border=True):
        # st.text: names are what somebody typed, not Markdown.
        st.text(word(question.why))
        one, other = _sides(ready, read, question)
        if one is not None and other is not None:
            _compared(question, one, other)
        options = [choice.answer for choice in question.choices]
        texts = {choice.answer: word(choice.text) for choice in question.choices}
        label = say("这一行是", "This row is")
        if question.remembered:
            label = say("这一行是（上次的答复）", "This row is (answered last time)")
        chosen = st.radio(
            label,
            options,
            index=options.index(question.answer) if question.answer is not None else None,
            # Names stand in the answers: what reads like Markdown is escaped.
            format_func={answer: unmarked(text) for answer, text in texts.items()}.__getitem__,
            key=f"import_answer_{question.question_id}_{question.answer}_{language()}",
        )
        if chosen is not None and chosen != question.answer:
            import_state.change(answers={**of.answers, question.question_id: chosen})
            st.rerun()


def _sides(
    ready: Prepared, read: Readings, question: Question
) -> tuple[Facility | None, Facility | None]:
    """The row and the facility it resembles, which is another row or a record."""
    reading = read.get("facilities")
    rows = {} if reading is None else {f.facility_id: f for f in reading.records}
    one = rows.get(question.record_id)
    if question.kind is QuestionKind.WITHDRAWN_BEFORE:
        return one, ready.withdrawn[question.other_id].before
    if question.other_row is None:
        held = ready.state.tables.get("facilities", {}).get(question.other_id)
        return one, None if held is None else held.record
    by_row = {} if reading is None else {row: key for key, row in reading.rows.items()}
    return one, rows.get(question.other_id) or rows.get(by_row.get(question.other_row, ""))


def _compared(question: Question, one: Facility, other: Facility) -> None:
    """Field by field, those that differ; what both leave empty or say alike is not repeated."""
    lines, alike = [], []
    for item in fields(one)[1:]:
        a, b = value_in_words(item.name, getattr(one, item.name)), None
        b = value_in_words(item.name, getattr(other, item.name))
        label = FIELD_WORDS.get(item.name, Text(item.name, item.name))
        if a == b:
            if a != EMPTY:
                alike.append(Text(f"{label.zh} {a.zh}", f"{label.en} {a.en}"))
        else:
            lines.append(Row(item.name, (label, a, b)))
    in_register = question.other_row is None
    on_record = Text("台账记录", "On record")
    if question.kind is QuestionKind.WITHDRAWN_BEFORE:
        on_record = Text("已撤回的记录", "Record withdrawn")
    same = "；".join(t.zh for t in alike), "; ".join(t.en for t in alike)
    row = (
        Text(f"第 {question.row} 行", f"Row {question.row}")
        if question.row
        else Text("这一行", "The row")
    )
    data_table(
        Table(
            label=Text("这一行与疑似的设施", "The row and what it resembles"),
            columns=(
                Column("field", Text("项目", "Field"), width_px=120),
                Column("row", row),
                Column(
                    "other",
                    on_record
                    if in_register
                    else Text(f"第 {question.other_row} 行", f"Row {question.other_row}"),
                ),
            ),
            rows=tuple(lines),
            note=Text(f"相同：{same[0]}", f"Alike: {same[1]}") if alike else None,
            empty=Text("填写的内容全都相同。", "All that is said is alike."),
            stacks=True,
        ),
        language=language(),
        key=f"import_compared_{question.question_id}",
    )
