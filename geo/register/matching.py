"""Which facility of the register each row of a list is: by its id, else by what people answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geo.records import Facility
from geo.register.answers import Answer, ImportAnswer
from geo.register.likeness import Likeness, likely_pairs, plain_name
from geo.register.questions import Question, Side, ask_about_id, ask_about_likeness


@dataclass
class Match:
    """What became of the rows of a facility list; each is in exactly one of the first three.

    ``rows`` are those that make or update a record, by the record's id, the leading row first.
    ``ids`` says which record each row's own id now stands for, ``parents`` of which record one is a
    sign. ``contradictions`` are questions answered "same" for two records: they are open again.
    """

    rows: dict[str, list[Facility]] = field(default_factory=dict)
    skipped: list[Facility] = field(default_factory=list)
    undecided: list[Facility] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    contradictions: list[Question] = field(default_factory=list)


def own_id(row: Facility, written: str) -> str:
    """The id of a facility whose own number is taken by another county's: its county before it."""
    return f"{row.county_code or row.city_code}-{written}"


def parent_of(row: Facility, ids: Mapping[str, str], register: Mapping[str, Facility]) -> str:
    """The id its parent goes by: in the list, else in the register, never another county's."""
    parent = row.parent_id
    if not parent or parent in ids:
        return ids.get(parent, parent)
    held, own = register.get(parent), own_id(row, parent)
    if held is not None and same_county(held, row):
        return parent
    return ids.get(own, own if own in register else parent)


def named(row: Facility, facility_id: str, parent_id: str) -> Facility:
    """The row under the ids it and its parent go by."""
    if (row.facility_id, row.parent_id) == (facility_id, parent_id):
        return row  # As nearly always: a copy of every row would take most of the time.
    return replace(row, facility_id=facility_id, parent_id=parent_id)


def match_facilities(
    rows: Sequence[Facility],
    register: Mapping[str, Facility],
    numbers: Mapping[str, int],
    given: Mapping[str, Answer],
    remembered: Collection[ImportAnswer],
) -> Match:
    """What each row is. ``numbers`` are the rows' numbers by id, ``given`` answers by question."""
    return _Matcher(rows, register, numbers, given, remembered).match()


class _Matcher:
    """Goes through the rows once by id, then once by likeness, in an order ids alone decide."""

    def __init__(
        self,
        rows: Sequence[Facility],
        register: Mapping[str, Facility],
        numbers: Mapping[str, int],
        given: Mapping[str, Answer],
        remembered: Collection[ImportAnswer],
    ) -> None:
        self._rows = {row.facility_id: row for row in sorted(rows, key=_id)}
        self._register = register
        self._numbers = numbers
        self._given = given
        self._remembered = {said.answer_id: said.answer for said in remembered}
        # A record may have been renamed since; that it is the row's was said all the same.
        self._told: dict[tuple[str, str], set[str]] = {}
        for said in remembered:
            if said.answer is Answer.SAME:
                self._told.setdefault((said.county_code, said.row_id), set()).add(said.other_id)
        self._named: dict[str, Facility] = {}
        """The rows under the ids they go by, those of known records first."""
        self._written: dict[str, str] = {}
        """The ids these rows have in the list."""
        self._root: dict[str, str | None] = {}
        """The record each of ``_named`` ends in, None while that is open."""
        self._match = Match()

    def match(self) -> Match:
        """What became of every row."""
        by_target = {
            target: row for row in self._rows.values() if (target := self._by_id(row)) is not None
        }
        order = sorted(by_target, key=lambda target: (target not in self._register, target))
        self._written = {target: by_target[target].facility_id for target in order}
        goes_by = {written: target for target, written in self._written.items()}
        for target in order:
            row = by_target[target]
            self._named[target] = named(row, target, parent_of(row, goes_by, self._register))
        pairs = self._pairs(by_target)
        for target in order:
            self._place(target, by_target[target], pairs.get(target, {}))
        return self._match

    def _by_id(self, row: Facility) -> str | None:
        """The id a row goes by; None when that is still asked or the row is skipped."""
        held, own = self._register.get(row.facility_id), self._own_id(row)
        mine = self._register.get(own)
        if mine is not None and not same_county(mine, row):
            mine = None
        if held is None:
            return own if mine is not None else row.facility_id
        if same_county(held, row) and not unlike(held, row):
            return row.facility_id
        if mine is not None:
            return own
        question = self._asked(ask_about_id(self._side(row), held, own))
        self._match.questions.append(question)
        if question.answer is Answer.SKIP:
            self._match.skipped.append(row)
        elif question.answer is None:
            self._match.undecided.append(row)
        return {Answer.SAME: row.facility_id, Answer.DIFFERENT: own}.get(
            question.answer or Answer.SKIP
        )

    def _own_id(self, row: Facility) -> str:
        """The id of a row whose number is taken by another county's: with its own county before."""
        own = own_id(row, row.facility_id)
        while own in self._rows:
            own += "-2"
        return own

    def _pairs(
        self, by_target: Mapping[str, Facility]
    ) -> dict[str, dict[str, frozenset[Likeness]]]:
        """By new row, the facilities it may be and why."""
        new = frozenset(target for target in by_target if target not in self._register)
        others = (r for key, r in self._register.items() if key not in by_target)
        found: dict[str, dict[str, frozenset[Likeness]]] = {}
        for (target, other), why in likely_pairs(tuple(self._named.values()), new, others).items():
            found.setdefault(target, {})[other] = why
        for target in new if self._told else ():
            row = by_target[target]
            for other in self._told.get((row.county_code or row.city_code, row.facility_id), ()):
                if other in self._register:
                    found.setdefault(target, {}).setdefault(other, frozenset())
        return found

    def _place(self, target: str, row: Facility, likely: Mapping[str, frozenset[Likeness]]) -> None:
        """Puts a row where the answers to its questions say."""
        questions = [
            self._asked(ask_about_likeness(self._side(row), self._other(other), likely[other]))
            for other in sorted(likely)
        ]
        if skips := [q for q in questions if q.answer is Answer.SKIP]:
            self._match.questions.extend(skips)
            self._match.skipped.append(row)
            self._root[target] = target
            return
        root: str | None = target
        if same := [q for q in questions if q.answer is Answer.SAME]:
            ends = list(dict.fromkeys(self._end(q.other_id) for q in same))
            root = None if None in ends else ends[0]
            if root is not None and len(ends) > 1:
                self._match.contradictions.extend(same)
                questions, root = [replace(q, answer=None) for q in same], None
            else:
                # Once it is known which facility the row is, what else it resembles is no question.
                questions = [q for q in questions if q.answer is not None]
        self._match.questions.extend(questions)
        if any(q.answer is None for q in questions):
            root = None
        self._root[target] = root
        if root is None:
            self._match.undecided.append(row)
            return
        self._match.rows.setdefault(root, []).append(row)
        self._match.ids[row.facility_id] = root
        for question in questions:
            main = self._end(question.other_id)
            if question.answer is Answer.SIGN and main not in (None, root):
                self._match.parents.setdefault(root, main or "")

    def _end(self, other_id: str) -> str | None:
        """The record a facility ends in, by the id it goes by."""
        return self._root.get(other_id, other_id)

    def _asked(self, question: Question) -> Question:
        """A question with its answer: one given now counts before one remembered."""
        given = self._given.get(question.question_id)
        told = self._remembered.get(question.question_id)
        return question.answered(told if given is None else given, given is None)

    def _side(self, row: Facility) -> Side:
        return Side(row, self._numbers.get(row.facility_id))

    def _other(self, other_id: str) -> Side:
        named = self._named.get(other_id)
        if named is None:
            return Side(self._register[other_id], None, in_register=True)
        return Side(named, self._numbers.get(self._written[other_id]))


def same_county(record: Facility, row: Facility) -> bool:
    """Whether they may lie in one county: where one names its city only, that city is enough."""
    if record.city_code != row.city_code:
        return False
    return not (record.county_code and row.county_code) or record.county_code == row.county_code


def unlike(record: Facility, row: Facility) -> bool:
    """Whether nothing but the id says that they are one."""
    if record.facility_type is row.facility_type or record.name == row.name:
        return False
    return plain_name(record).base != plain_name(row).base


def _id(facility: Facility) -> str:
    return facility.facility_id
