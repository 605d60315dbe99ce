"""Changes of the register in words: when, whose word, on which paper, what a record became."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.codec import from_json
from geo.reading.named_places import county_names
from geo.reading.workbook import FORMS
from geo.register.changes import CHANGE_WORDS, OFFICE_TIME, Event, Recorded
from geo.register.differences import FieldChange, field_changes
from geo.register.importing import table_of
from geo.register.tables import TABLES
from geo.text import Text, join
from geo.vocabulary import WORDS, FacilityType
from ui import state
from ui.answer_words import ANSWER_WORDS
from ui.language import word

TABLE_WORDS: dict[str, Text] = {
    **{table_of(form.form_id): form.title for form in FORMS},
    "reviews": Text("县级核对", "County review"),
    "unread_rows": Text("未读出的行", "Row not read"),
    "leads": Text("线索", "Lead"),
    "import_answers": Text("导入时的答复", "Answer on import"),
    "scenarios": Text("比选方案", "Scenario"),
}
_ADDED = Text("新增", "added")
_WITHDRAWN = Text("撤回", "withdrawn")
_MOST_FIELDS = 6


def moment(at: datetime) -> str:
    """A moment by the office's clock, to the minute."""
    return at.astimezone(OFFICE_TIME).strftime("%Y-%m-%d %H:%M")


def document_words(recorded: Recorded) -> str:
    """The paper a change rests on, with the beginning of its hash where it is a file."""
    document = recorded.change.document
    return f"{document.name} · {document.sha256[:8]}" if document.sha256 else document.name


def kind_words(recorded: Recorded) -> Text:
    """How a change came about; of an undo, what it undid."""
    word = CHANGE_WORDS[recorded.change.kind]
    undone = recorded.change.undoes
    return word if undone is None else Text(f"{word.zh} {undone} 号", f"{word.en} of no. {undone}")


def record_words(event: Event) -> str:
    """What a reader calls the record: its name, or else its county and what it is about."""
    data = event.after or event.before or {}
    name = data.get("name") or data.get("project")
    if name:
        return str(name)
    said = []
    if data.get("county_code"):
        said.append(word(county_names((str(data["county_code"]),))))
    if event.table in ("completeness", "unread_rows") and data.get("facility_type"):
        said.append(word(WORDS[FacilityType(data["facility_type"])]))
    for key in ("requirement_id", "indicator_id"):
        if data.get(key):
            said.append(_requirement(str(data[key])))
    return " · ".join(said) or event.record_id


def _requirement(requirement_id: str) -> str:
    entry = state.catalogue().entries.get(requirement_id)
    return word(entry.name) if entry is not None else requirement_id


def event_words(event: Event) -> Text:
    """What became of the record: added, withdrawn, or its fields before and after."""
    if event.before is None:
        return _named(_ADDED, event)
    if event.after is None:
        return _named(_WITHDRAWN, event)
    kind = TABLES[event.table]
    changed = field_changes(from_json(kind, event.before), from_json(kind, event.after))
    said = [_sentence(event.table, change) for change in changed[:_MOST_FIELDS]]
    if len(changed) > _MOST_FIELDS:
        said.append(Text(f"等 {len(changed)} 项", f"{len(changed)} fields in all"))
    return join(said, "；", "; ")


def _named(what: Text, event: Event) -> Text:
    """Added or withdrawn; of a ruling also what was ruled, by which body, on which paper."""
    data = event.after or event.before or {}
    if event.table != "rulings":
        return what
    said = ANSWER_WORDS.get(str(data["ruling"]), Text(str(data["ruling"]), str(data["ruling"])))
    body, paper, day = data["body"], data["document"], data["date"]
    return Text(
        f"{what.zh}：{said.zh}。认定单位：{body}，{paper}，{day}",
        f"{what.en}: {said.en}. Ruled by {body}, {paper}, {day}",
    )


def _sentence(table: str, change: FieldChange) -> Text:
    """One field before and after; a review's verdict in the words of the matrix."""
    if table == "reviews" and change.field == "verdict":
        change = replace(change, before=_verdict(change.before), after=_verdict(change.after))
    return change.sentence()


def _verdict(code: Text) -> Text:
    return SYMBOL_WORDS[Symbol(code.en)] if code.en in set(Symbol) else code
