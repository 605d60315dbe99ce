"""What the file would do to the register: planned for the preview, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.requirements.evaluate import evaluate
from analysis.requirements.trial import TrialChange, trial_changes
from geo.counties import load_counties
from geo.issues import DataIssue
from geo.layers import MixedDataError
from geo.reading.named_places import city_of, which_county
from geo.register.changes import OFFICE_TIME, ChangeKind, Document, Edit
from geo.register.differences import field_changes
from geo.register.foreseen import foreseen
from geo.register.importing import ChangedRecord, ImportPlan, facilities_sent_by, plan_import
from geo.register.replying import reply_edits
from geo.register.state import RegisterState
from ui import import_state, people, register_access, state
from ui.import_state import Draft
from ui.language import say

REPLIES = "replies"
"""The form of the check sheet that comes back: its rows answer reviews and make no record."""
_COUNTED = "家庭无障碍改造名单（只取分县户数）"


@dataclass(frozen=True)
class Prepared:
    """A plan on a state of the register, with what a returned check sheet does beside it.

    ``invented`` names a demonstration record found in the file: then nothing of it is planned.
    """

    plan: ImportPlan
    state: RegisterState
    replies: tuple[Edit, ...] = ()
    reply_issues: tuple[DataIssue, ...] = ()
    invented: str = ""
    read_issues: tuple[DataIssue, ...] = field(default=(), repr=False)

    @property
    def ready(self) -> bool:
        """Whether it could be written now."""
        return self.plan.ready and not self.invented

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Everything that would be written."""
        return (*self.plan.edits(), *self.replies)

    @property
    def added(self) -> tuple[Edit, ...]:
        """Records the register does not have."""
        return (*self.plan.added, *(e for e in self.replies if not self._held(e)))

    @property
    def changed(self) -> tuple[ChangedRecord, ...]:
        """Records that would be otherwise."""
        answered = (
            ChangedRecord(e, before, e.after, field_changes(before, e.after))
            for e in self.replies
            if (before := self._held(e)) is not None
        )
        return (*self.plan.changed, *answered)

    @property
    def issues(self) -> tuple[DataIssue, ...]:
        """What the plan says beyond the reading: what it does to records and to words given."""
        known = set(map(id, self.read_issues))
        return (*(i for i in self.plan.issues if id(i) not in known), *self.reply_issues)

    def _held(self, edit: Edit) -> object:
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
    kind = ChangeKind.REVIEW if of.replies and not of.plan.edits() else ChangeKind.IMPORT
    editor = people.require_editor()
    note = "" if editor.body == of.plan.sender else f"录入单位：{editor.body}"
    return register_access.write(
        kind, of.edits, body=of.plan.sender, document=of.plan.document, note=note
    )


def _prepare(of: Draft) -> Prepared:
    held = register_access.current()
    read = import_state.readings(of)
    body = import_state.sender()
    document = _document(of)
    forms = {form_id: reading for form_id, reading in read.items() if form_id != REPLIES}
    issues = tuple(issue for reading in read.values() for issue in reading.issues)
    try:
        plan = plan_import(
            forms,
            held,
            sender=body,
            document=document,
            answers=of.answers,
            sent_before=facilities_sent_by(register_access.register(), body),
        )
    except MixedDataError as error:
        nothing = ImportPlan(body, document, refused=True)
        return Prepared(nothing, held, invented=str(error), read_issues=issues)
    edits: tuple[Edit, ...] = ()
    said: tuple[DataIssue, ...] = ()
    if (replies := read.get(REPLIES)) is not None and not plan.refused:
        edits, said = reply_edits(
            replies.records,
            held,
            answered_on=register_access.now().astimezone(OFFICE_TIME).date(),
            body=body,
            county_codes=_own_county(body),
        )
    return Prepared(plan, held, edits, said, read_issues=issues)


def _document(of: Draft) -> Document:
    """The paper; of a refused list only what the reader wrote, for its file's name may name one."""
    if of.personal:
        return Document(import_state.document_name() or _COUNTED)
    return Document(import_state.document_name() or of.name, of.sha256)


def _own_county(body: str) -> tuple[str, ...]:
    """The county whose federation the body is; none for any other body, which may speak for all."""
    county = which_county(body.removesuffix("残疾人联合会").removesuffix("残联"))
    return (county,) if isinstance(county, str) and county else ()


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
    records = [r for e in of.edits for r in (e.after, of._held(e)) if r is not None]
    counties = {getattr(r, "county_code", "") for r in records} & known
    said = {getattr(r, "city_code", "") for r in records} - {""}
    cities = {c.code for c in state.published().cities}
    return ({city_of(code) for code in counties} | said | {state.view().city.code}) & cities
