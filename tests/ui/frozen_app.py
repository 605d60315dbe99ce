"""A frozen assessment in the register the app under test finds, and what its pages show."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.freezable import Basis
from analysis.frozen import FrozenAssessment, freeze, store_frozen
from analysis.report.report import ReportState
from analysis.requirements.catalogue import load_catalogue, read_catalogue
from analysis.requirements.evaluate import evaluate
from geo.records import Facility
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.store import Register
from geo.register.tables import record_id
from geo.sources import load_sources
from tests.report.real_plans import AS_OF, RONGXIAN, THREE, YULIN, facility
from tests.ui.test_pages import ROOT
from ui import state

NOW = datetime(2026, 4, 1, 1, 30, tzinfo=UTC)
BODY = "玉林市残联"
LATER = "YL-康复-新"
"""A facility that comes onto the register after the freeze, and changes its county's finding."""


@contextmanager
def the_register() -> Iterator[Register]:
    """The register the app under test finds."""
    register = start_register(register_url(None, os.environ), NOW)
    try:
        yield register
    finally:
        register.close()


def on_record(*records: Any, table: str = "facilities", body: str = "容县残联") -> int:
    """The id of a change that puts new records into a table."""
    edits = [Edit(table, record_id(r), r, 0) for r in records]
    with the_register() as register:
        # Not before what the app has written by the clock of this machine.
        at = max(NOW, *(r.change.recorded_at for r in register.changes(1)))
        made = register.commit(Change(ChangeKind.EDIT, body, at), edits)
    assert made is not None
    return made


def later_facility() -> Facility:
    """What changes the city's findings after they were frozen."""
    return facility(LATER, RONGXIAN, THREE[0])


def frozen_now(status: ReportState = ReportState.SUBMITTED, **how: Any) -> FrozenAssessment:
    """Yulin's assessment of all that is on record, frozen under its id in the register."""
    with the_register() as register:
        held, catalogue = register.state(), load_catalogue()
        found = evaluate(catalogue, held.layers, YULIN, AS_OF)
        basis = Basis(catalogue, held.layers, found, load_sources(), held.last_change, held.issues)
        frozen = freeze(basis, status, BODY, NOW, **how)
        head = replace(frozen.head, frozen_id=store_frozen(register, frozen))
    return replace(frozen, head=head)


def looking_at(frozen_id: object = None, page: str = "overview", **address: str) -> AppTest:
    """The app as a link opens it: at a frozen assessment, or at Yulin's current register."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    asked = {"city": YULIN, "lang": "zh", **address}
    if frozen_id is not None:
        asked["frozen"] = str(frozen_id)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    return app if page == "overview" else app.switch_page(f"ui/pages/{page}.py").run()


def drawn(app: AppTest) -> str:
    """All the page was sent, components' data and maps too, but for the names of deferred files."""
    sent = re.sub(r'"?deferred_file_id"?: "[0-9a-f]+"', "", "\n".join(_protos(app.main)))
    return re.sub(r"\\+u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), sent)


def _protos(block: Any) -> Iterator[str]:
    for child in block.children.values():
        if getattr(child, "children", None):
            yield from _protos(child)
        else:
            yield str(child.proto)


def new_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of a later version of the program: a requirement is called otherwise."""
    texts = [t.replace("三者有其一", "三者有其二") for t in load_catalogue().texts]
    assert tuple(texts) != load_catalogue().texts
    monkeypatch.setattr(state, "load_catalogue", lambda: read_catalogue(texts))
    state._catalogue.clear()
    state._assessment.clear()
