"""What the file would do to the register: planned for the preview, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.requirements.evaluate import evaluate
from analysis.requirements.trial import TrialChange, trial_changes
from geo.counties import load_counties
from geo.issues import DataIssue
from geo.layers import MixedDataError
from geo.reading.named_places import city_of
from geo.register.change_notes import entered_by
from geo.register.changes import OFFICE_TIME, ChangeKind, Document, Edit
from geo.register.check_sheet import plan_check_sheet
from geo.register.foreseen import foreseen
from geo.register.importing import ChangedRecord, ImportPlan, facilities_sent_by
from geo.register.replying import REVIEWS
from geo.register.state import RegisterState
from geo.register.withdrawals import Withdrawn, withdrawn_records
from geo.text import Text
from ui import register_access, state
from ui.access import people
from ui.importing import import_state
from ui.importing.import_state import Draft
from ui.language import say

_COUNTED = Text("家庭无障碍改造名单（只取分县户数）", "A list of households, counted per county")


@dataclass(frozen=True)
class Prepared:
    """A plan on a state of the register.

    ``invented`` names a demonstration record found in the file: then nothing of it is planned.
    """

    plan: ImportPlan
    state: RegisterState
    invented: str = ""
    read_issues: tuple[DataIssue, ...] = field(default=(), repr=False)
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict, repr=False)

    @property
    def ready(self) -> bool:
        """Whether it could be written now."""
        return self.plan.ready and not self.invented

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Everything that would be written."""
        return self.plan.edits()

    @property
    def added(self) -> tuple[Edit, ...]:
        """Records the register does not have."""
        return self.plan.added

    @property
    def changed(self) -> tuple[ChangedRecord, ...]:
        """Records that would be otherwise."""
        return self.plan.changed

    @property
    def issues(self) -> tuple[DataIssue, ...]:
        """What the plan says beyond the reading: what it does to records and to words given."""
        known = set(map(id, self.read_issues))
        return tuple(i for i in self.plan.issues if id(i) not in known)

    def held(self, edit: Edit) -> object:
        """The record an edit is about as it is now, None where there is none."""
        held = self.state.tables.get(edit.table, {}).get(edit.record_id)
        return None if held is None else held.record


def prepared(of: Draft) -> Prepared:
    """The plan of the file on the register as it is now."""
    doing = say("正在与台账比对……", "Comparing with the register …")
    return import_state.kept("import_prepared", _key(of), lambda: _prepare(of), doing)


def effects(of: Draft) -> tuple[tuple[str, tuple[TrialChange, ...]], ...]:
    """By city, the findings that would be otherwise once the plan is written."""
    key = (_key(of), state.view().as_of, state.view().city.code)
    doing = say("正在重新评估……", "Evaluating anew …")
    return import_state.kept("import_effect", key, lambda: _effects(prepared(of)), doing)


def _key(of: Draft) -> object:
    """What a plan depends on."""
    return (
        import_state.reading_key(of),
        tuple(sorted(of.answers.items())),
        of.settles,
        import_state.sender(),
        import_state.document_name(),
        register_access.current().last_change,
    )


def write(of: Prepared) -> int | None:
    """The id of the change, the plan written whole; None when it changes nothing.

    Raises NotAllowedError for a viewer, ConflictError when a record changed since, RegisterError;
    ValueError for a plan that is not ready.
    """
    if not of.ready:
        raise ValueError("the plan has open questions or its file was refused")
    answers_alone = {e.table for e in of.edits} == {REVIEWS}
    kind = ChangeKind.REVIEW if answers_alone else ChangeKind.IMPORT
    editor = people.require_editor()
    note = "" if editor.body == of.plan.sender else entered_by(editor.body)
    return register_access.write(
        kind, of.edits, body=of.plan.sender, document=of.plan.document, note=note
    )


def _prepare(of: Draft) -> Prepared:
    held = register_access.current()
    read = import_state.readings(of)
    body = import_state.sender()
    document = _document(of)
    withdrawn = withdrawn_records(register_access.register(), "facilities")
    issues = tuple(issue for reading in read.values() for issue in reading.issues)
    try:
        plan = plan_check_sheet(
            read,
            held,
            sender=body,
            document=document,
            answered_on=register_access.now().astimezone(OFFICE_TIME).date(),
            answers=of.answers,
            sent_before=facilities_sent_by(register_access.register(), body),
            withdrawn=withdrawn,
            settles=of.settles,
        )
    except MixedDataError as error:
        nothing = ImportPlan(body, document, refused=True)
        return Prepared(nothing, held, invented=str(error), read_issues=issues)
    return Prepared(plan, held, read_issues=issues, withdrawn=withdrawn)


def _document(of: Draft) -> Document:
    """The paper; of a refused list only what the reader wrote, for its file's name may name one."""
    if of.personal:
        return Document(import_state.document_name() or _COUNTED.zh)
    return Document(import_state.document_name() or of.name, of.sha256)


def _effects(of: Prepared) -> tuple[tuple[str, tuple[TrialChange, ...]], ...]:
    as_of, catalogue = state.view().as_of, state.catalogue()
    now, then = of.state.layers, foreseen(of.state, of.edits).layers
    found = []
    for city in sorted(_cities(of)):
        before = evaluate(catalogue, now, city, as_of)
        after = evaluate(catalogue, then, city, as_of)
        found.append((city, trial_changes(before, after)))
    return tuple(found)


def _cities(of: Prepared) -> set[str]:
    """The cities the plan's records lie in; the reader's where they name none."""
    known = {c.code for c in load_counties()}
    records = [r for e in of.edits for r in (e.after, of.held(e)) if r is not None]
    counties = {getattr(r, "county_code", "") for r in records} & known
    said = {getattr(r, "city_code", "") for r in records} - {""}
    cities = {c.code for c in state.published().cities}
    return ({city_of(code) for code in counties} | said | {state.view().city.code}) & cities
