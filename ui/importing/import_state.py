"""The import under way in this session: the file, what the reader decided, and what follows.

Nothing here is shared between sessions. Of a file with personal data only the refusing issues and
the households counted per county are kept; its bytes go at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.issues import DataIssue
from geo.reading.datum_guess import DatumEvidence, datum_evidence
from geo.reading.form import FILE
from geo.reading.guessing import guess_mapping
from geo.reading.household_counts import HouseholdCounts, count_households
from geo.reading.intake import intake
from geo.reading.mapping import SheetMapping
from geo.reading.result import Reading
from geo.reading.workbook import read_workbook
from geo.records import RetrofitNeed
from geo.register.answers import Answer
from geo.text import LANGUAGES, Text
from geo.vocabulary import Datum
from ui import state
from ui.importing.import_memory import as_remembered
from ui.language import say

PERSONAL = frozenset({"household_list", "identity_number", "bank_card"})
"""Issues that refuse a file for personal data."""
_DRAFT, _SENDER, _DOCUMENT, _ROUND = (
    "import_draft",
    "import_sender",
    "import_document",
    "import_round",
)
_KEPT = (
    "import_readings",
    "import_undated",
    "import_mappings",
    "import_prepared",
    "import_effect",
)

Readings = dict[str, Reading[Any]]


@dataclass(frozen=True)
class Draft:
    """A file taken in, and what the reader decided about it.

    ``content`` is empty once the file is refused for personal data. ``chosen`` are the mappings the
    reader changed, by the sheet's place among ``guesses``. ``needs`` are counts of a refused list,
    ``settles`` unread rows of earlier lists that the reader says this file holds.
    """

    name: str
    sha256: str
    content: bytes = field(default=b"", repr=False)
    guesses: tuple[SheetMapping, ...] = ()
    chosen: Mapping[int, SheetMapping] = field(default_factory=dict)
    datum: Datum | None = None
    datum_settled: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)
    settles: frozenset[str] = frozenset()
    refused: tuple[DataIssue, ...] = ()
    counts: HouseholdCounts | None = None
    needs: tuple[RetrofitNeed, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether the file was refused for personal data."""
        return any(issue.code in PERSONAL for issue in self.refused)


def draft() -> Draft | None:
    """The import under way, if there is one."""
    found: Draft | None = st.session_state.get(_DRAFT)
    return found


def change(**changes: Any) -> None:
    """Keeps what the reader decided about the file."""
    st.session_state[_DRAFT] = replace(st.session_state[_DRAFT], **changes)


def sender() -> str:
    """The body the file comes from, as the reader said; empty until then."""
    said: str = st.session_state.get(_SENDER, "")
    return said


def document_name() -> str:
    """The paper's number or the file's name, as the reader said."""
    said: str = st.session_state.get(_DOCUMENT, "")
    return said


def say_source(body: str, document: str) -> None:
    """Keeps whose file it is and on which paper it rests."""
    st.session_state[_SENDER], st.session_state[_DOCUMENT] = body, document


def forget_sender() -> None:
    """Asks anew whose file it is."""
    for key in (_SENDER, *(f"import_body_{language}" for language in LANGUAGES)):
        st.session_state.pop(key, None)


def uploader_key() -> str:
    """The key of the upload box; another one after every file, so that the box is empty again."""
    return f"import_file_{st.session_state.setdefault(_ROUND, 0)}"


def take(file: UploadedFile) -> None:
    """Takes an uploaded file in; of one with personal data the issues and counts alone."""
    content = file.getvalue()
    sheets, refused = intake(content, file.name)
    taken = Draft(file.name, hashlib.sha256(content).hexdigest(), content)
    if refused:
        taken = replace(taken, content=b"", refused=refused)
        if taken.personal:
            # A hash of it would still tell who has the same list.
            counts = count_households(content, file.name)
            taken = replace(taken, sha256="", counts=counts)
    else:
        taken = replace(taken, guesses=guess_mapping(sheets))
    del content, sheets
    _forget_upload(file)
    drop()
    st.session_state[_DRAFT] = taken
    if not taken.personal:
        st.session_state[_DOCUMENT] = file.name
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def drop() -> None:
    """Lets the file go, with all that was made of it."""
    for key in (_DRAFT, _DOCUMENT, *_KEPT):
        st.session_state.pop(key, None)


def mappings(of: Draft) -> tuple[SheetMapping, ...]:
    """How each sheet is read: as the reader chose, as remembered of the sender, else as guessed."""
    body = sender()
    told = kept(
        "import_mappings",
        (of.sha256, of.guesses, body),
        lambda: tuple(as_remembered(guess, body) for guess in of.guesses),
    )
    return tuple(of.chosen.get(place, mapping) for place, mapping in enumerate(told))


def readings(of: Draft) -> Readings:
    """The file read as it is mapped now; once, until something about that changes."""
    if of.needs:
        return {"retrofit": Reading(records=of.needs, data_rows=len(of.needs))}
    if of.refused:
        return {FILE: Reading(issues=of.refused, refused=True)}
    return _read(of, of.datum)


def undated(of: Draft) -> DatumEvidence | None:
    """What the points without a datum say of it; None when there are none."""
    if of.refused:
        return None

    def weigh() -> DatumEvidence | None:
        reading = _read(of, None).get("facilities")
        points = reading.without_datum if reading is not None else ()
        return datum_evidence(points) if points else None

    return kept("import_undated", _reading_key(of, None), weigh)


_T = TypeVar("_T")


def kept(name: str, key: object, make: Callable[[], _T], doing: str = "") -> _T:
    """What was made for this key, made now when the key is another one."""
    held = st.session_state.get(name)
    if held is not None and held[0] == key:
        value: _T = held[1]
        return value
    if doing:
        with st.spinner(doing):
            made = make()
    else:
        made = make()
    st.session_state[name] = (key, made)
    return made


def reading_key(of: Draft) -> object:
    """What the reading of the file depends on."""
    return (*_reading_key(of, of.datum), of.needs)


def _reading_key(of: Draft, datum: Datum | None) -> tuple[object, ...]:
    return of.sha256, of.name, mappings(of), datum, state.view().as_of


def _read(of: Draft, datum: Datum | None) -> Readings:
    """Kept by datum: what the points say without one is asked beside the reading with one."""

    def read() -> Readings:
        return read_workbook(
            of.content, of.name, state.view().as_of, _requirement_ids(), datum, mappings(of)
        )

    held: dict[object, Readings] = st.session_state.setdefault("import_readings", {})
    key = _reading_key(of, datum)
    if key not in held:
        if len(held) > 1:
            held.clear()
        with st.spinner(say("正在读取和核对……", "Reading and checking …")):
            held[key] = read()
    return held[key]


def _requirement_ids() -> dict[str, str]:
    """The ids of the city's requirements by the titles they go by on screen, in both languages."""
    entries = state.catalogue().evaluated(state.view().city.code)
    titles = {title: e.id for e in entries for title in (*_both(e.title.text), *_both(e.name))}
    return {title: found for title, found in titles.items() if title}


def _both(title: Text) -> tuple[str, str]:
    return title.zh, title.en.replace("\n", " ")


def _forget_upload(file: UploadedFile) -> None:
    """Streamlit keeps an uploaded file as long as the session; this one is ours to let go."""
    context = get_script_run_ctx()
    manager = context.uploaded_file_mgr if context is not None else None
    if context is not None and isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(context.session_id, file.file_id)
