"""Frozen assessments 定稿: data, rulings, words and run id as they were, whatever comes later.

An assessment is frozen whole: the records, the texts of the rules, the findings and the tables of
the report with all their words. Reading one computes nothing anew, so a later version of the
program shows what was decided and not what it would find.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from analysis.change_list import Revision
from analysis.freezable import Basis, refuse, refuse_name, refuse_revision, refuse_unchanged
from analysis.report.build import build_report
from analysis.report.report import STATE_WORDS, Report, ReportState
from analysis.report.revision_table import revision_tables
from analysis.requirements.catalogue import Catalogue, read_catalogue
from analysis.requirements.findings import Assessment
from analysis.revision import compare
from geo.codec import CodecError, from_json, to_json
from geo.issues import DataIssue
from geo.layers import LayerSet
from geo.register.frozen_rows import (
    FrozenHead,
    add_frozen,
    damaged,
    frozen_heads,
    frozen_payload,
    written_later,
)
from geo.register.store import Register
from geo.sources import Source
from geo.text import Text

FORMAT = 1
"""The version of the payload. Who changes what it holds raises it and reads the old ones still."""
_REVISION = re.compile(r"修订版 ([1-9]\d*)")
_SOURCES = TypeAdapter(tuple[Source, ...])


class LaterFormatError(ValueError):
    """A later version of the program has written the payload."""


@dataclass(frozen=True)
class FrozenAssessment:
    """An assessment that no longer moves.

    ``report`` is the paper as it was built then; ``revision`` the list of changes of a 修订版.
    """

    head: FrozenHead
    catalogue: Catalogue
    layers: LayerSet
    assessment: Assessment
    sources: tuple[Source, ...]
    report: Report
    data_issues: tuple[DataIssue, ...] = ()
    revision: Revision | None = None

    @property
    def frozen_id(self) -> int:
        """Its id in the register, 0 until it is stored."""
        return self.head.frozen_id

    @property
    def name(self) -> str:
        """征求意见稿, 送审稿, 审定稿 or 修订版 1 …, once a city."""
        return self.head.name

    @property
    def state(self) -> ReportState:
        """The state of the paper; of a revision, that of what it revises."""
        return ReportState(self.head.state)

    @property
    def city_code(self) -> str:
        """The city it is about."""
        return self.head.city_code

    @property
    def as_of(self) -> date:
        """The day it is about."""
        return self.head.as_of

    @property
    def known_on(self) -> date | None:
        """The day up to which records were read, where one was asked for."""
        return self.head.known_on

    @property
    def run_id(self) -> str:
        """The hash of all its inputs."""
        return self.head.run_id

    @property
    def body(self) -> str:
        """The organisation that froze it."""
        return self.head.body

    @property
    def frozen_at(self) -> datetime:
        """When."""
        return self.head.frozen_at

    @property
    def revises(self) -> int | None:
        """The id of what it revises, if it is a revision."""
        return self.head.revises


def freeze(
    basis: Basis,
    state: ReportState,
    body: str,
    frozen_at: datetime,
    *,
    revises: FrozenAssessment | None = None,
    number: int | None = None,
    name: str = "",
) -> FrozenAssessment:
    """The assessment frozen as 征求意见稿, 送审稿 or 审定稿, or as revision ``number`` of another.

    ``name`` is what it is called instead of its state: 征求意见稿（第二轮）. A revision has the
    state of what it revises and no other name. Raises NotFreezableError for anything but the whole
    result of these records under these rules: a trial, a demonstration, findings of other inputs.
    """
    refuse(basis, body)
    if (revises is None) != (number is None):
        raise ValueError("a revision has a number and names what it revises")
    if name and number is not None:
        raise ValueError("a revision is called by its number")
    if name:
        refuse_name(name)
    if revises is not None:
        refuse_revision(basis, revises.head)
        state = revises.state
    assessment = basis.assessment
    head = FrozenHead(
        city_code=assessment.city_code,
        name=name.strip() or STATE_WORDS[state].zh if number is None else revision_name(number),
        state=state.value,
        as_of=assessment.as_of,
        known_on=assessment.known_on,
        last_change=basis.last_change,
        run_id=assessment.run_id,
        body=body.strip(),
        frozen_at=frozen_at,
        revises=None if revises is None else revises.frozen_id,
    )
    report = build_report(
        basis.catalogue,
        basis.layers,
        assessment,
        basis.sources,
        state,
        retrofit=basis.retrofit,
        data_issues=basis.data_issues,
    )
    frozen = FrozenAssessment(
        head=head,
        catalogue=basis.catalogue,
        layers=basis.layers,
        assessment=assessment,
        sources=basis.sources,
        report=report,
        data_issues=basis.data_issues,
    )
    if revises is None:
        return frozen
    revision = compare(revises, frozen)
    refuse_unchanged(revision)
    tables = (*revision_tables(revision), *report.tables)
    return replace(
        frozen, revision=revision, report=replace(report, tables=tables, revision=number)
    )


def payload_of(frozen: FrozenAssessment) -> str:
    """What is stored, as JSON: the same assessment gives the same text."""
    said = {
        "format": FORMAT,
        "head": to_json(replace(frozen.head, frozen_id=0)),
        "catalogue": list(frozen.catalogue.texts),
        "layers": to_json(frozen.layers),
        "assessment": to_json(frozen.assessment),
        "sources": _SOURCES.dump_python(frozen.sources, mode="json"),
        "report": to_json(frozen.report),
        "data_issues": [to_json(issue) for issue in frozen.data_issues],
        "revision": None if frozen.revision is None else to_json(frozen.revision),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(payload: str) -> FrozenAssessment:
    """The assessment of a payload.

    LaterFormatError for a later version's, ValueError for what is none this program knows.
    """
    said: dict[str, Any] = json.loads(payload)
    if said["format"] != FORMAT:
        later = isinstance(said["format"], int) and said["format"] > FORMAT
        kind = LaterFormatError if later else ValueError
        raise kind(f"format {said['format']} of a frozen assessment is not known")
    return FrozenAssessment(
        head=from_json(FrozenHead, said["head"]),
        catalogue=read_catalogue(said["catalogue"]),
        layers=from_json(LayerSet, said["layers"]),
        assessment=from_json(Assessment, said["assessment"]),
        sources=_SOURCES.validate_python(said["sources"]),
        report=from_json(Report, said["report"]),
        data_issues=tuple(from_json(DataIssue, issue) for issue in said["data_issues"]),
        revision=None if said["revision"] is None else from_json(Revision, said["revision"]),
    )


def store_frozen(register: Register, frozen: FrozenAssessment) -> int:
    """The id under which the register keeps it. RegisterError when the city has one of the name."""
    return add_frozen(register, frozen.head, payload_of(frozen))


def list_frozen(register: Register, city_code: str) -> tuple[FrozenHead, ...]:
    """The frozen assessments of a city in the order they were frozen."""
    return frozen_heads(register, city_code)


def load_frozen(register: Register, frozen_id: int) -> FrozenAssessment:
    """The frozen assessment as it was. KeyError when there is none.

    RegisterError when what is stored is not what was frozen, RegisterTooNewError when a later
    version of the program froze it.
    """
    head, payload = frozen_payload(register, frozen_id)
    try:
        frozen = thaw(payload)
    except LaterFormatError as error:
        raise written_later(head.name) from error
    except (CodecError, KeyError, TypeError, ValueError) as error:
        raise damaged(head.name) from error
    if replace(head, frozen_id=0) != frozen.head:
        raise damaged(head.name)
    return replace(frozen, head=head)


def revision_name(number: int) -> str:
    """修订版 1."""
    return f"修订版 {number}"


def next_revision(heads: Iterable[FrozenHead]) -> int:
    """The number the next revision of a city gets."""
    matches = (_REVISION.fullmatch(head.name) for head in heads)
    return 1 + max((int(match[1]) for match in matches if match), default=0)


def name_words(head: FrozenHead) -> Text:
    """A frozen assessment's name in both languages."""
    if match := _REVISION.fullmatch(head.name):
        return Text(head.name, f"Revision {match[1]}")
    if has_own_name(head):
        return Text(head.name, head.name)
    return STATE_WORDS[ReportState(head.state)]


def has_own_name(head: FrozenHead) -> bool:
    """Whether it is called otherwise than its state or the number of a revision."""
    return head.name != STATE_WORDS[ReportState(head.state)].zh and not _REVISION.fullmatch(
        head.name
    )
