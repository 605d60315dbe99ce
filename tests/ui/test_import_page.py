"""The import page, step by step, in the running script: who may write, and what is written."""

from __future__ import annotations

import pytest

from geo.register.changes import ChangeKind
from geo.text import Text
from tests.ui.frozen_app import the_register
from tests.ui.import_steps import (
    RONG,
    SENDER,
    facilities,
    import_page,
    labels,
    press,
    rows,
    told,
    upload,
)

_REFUSED = Text("没有保存", "Not saved")


def test_a_good_file_is_recorded_whole_with_one_button() -> None:
    app = upload(import_page(), rows({}))
    assert not app.exception
    assert "容县康复中心" not in facilities()
    press(app, "import_commit")
    assert not app.exception
    assert facilities()["容县康复中心"].county_code == RONG


def test_the_change_is_the_senders_word_on_the_paper_named() -> None:
    app = upload(import_page(), rows({}))
    next(t for t in app.text_input if t.label == "文号或文件名").set_value(
        "容残联〔2026〕3号"
    ).run()
    press(app, "import_commit")
    with the_register() as register:
        change = register.changes(1)[0].change
    assert (change.kind, change.body, change.document.name) == (
        ChangeKind.IMPORT,
        SENDER,
        "容残联〔2026〕3号",
    )
    assert len(change.document.sha256) == 64


def test_an_import_can_be_taken_back_where_it_was_made() -> None:
    before = facilities()
    app = press(upload(import_page(), rows({})), "import_commit")
    press(app, "import_undo")
    assert not app.exception
    assert facilities() == before
    assert app.file_uploader


def test_without_a_sender_the_next_steps_wait() -> None:
    app = import_page()
    app.file_uploader[0].set_value(("容县设施.csv", rows({}), "text/csv")).run()
    assert "请写明填报单位" in labels(app)[0]
    assert not [b for b in app.button if b.key == "import_commit"]


def test_a_person_as_sender_is_turned_away() -> None:
    app = upload(import_page(import_sender="韦某某"), rows({}), sender="")
    assert ["写的是个人" in e.value for e in app.error] == [True]
    assert not [b for b in app.button if b.key == "import_commit"]


def test_on_demonstration_data_nothing_can_be_imported() -> None:
    app = import_page(demonstration=True)
    assert not app.file_uploader


def test_a_viewer_sees_the_preview_and_cannot_record(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.access import people
    from ui.access.roles import Person, Role

    monkeypatch.setattr(people, "person", lambda: Person(Role.VIEWER, ""))
    app = upload(import_page(), rows({}))
    assert app.button(key="import_commit").disabled
    assert "只能查看" in told(app)


def test_a_viewer_who_presses_all_the_same_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ui.access import people
    from ui.access.people import NotAllowedError

    app = upload(import_page(), rows({}))

    def refuse() -> None:
        raise NotAllowedError(_REFUSED)

    monkeypatch.setattr(people, "require_editor", refuse)
    press(app, "import_commit")
    assert not app.exception
    assert "容县康复中心" not in facilities()
    assert _REFUSED.zh in told(app)


def test_the_preview_says_which_findings_would_change() -> None:
    row = {"投用日期": "2019-05-01", "举办方式": "公办"}
    app = upload(import_page(), rows(row))
    effect = app.session_state["import_effect"][1]
    changed = {(c.requirement_id, c.area_code) for _, found in effect for c in found}
    assert any(area == RONG for _, area in changed)


def test_a_file_can_be_exchanged_for_another() -> None:
    app = press(upload(import_page(), rows({})), "import_drop")
    assert "import_draft" not in app.session_state
    assert app.file_uploader


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_is_there_in_both_languages(language: str) -> None:
    app = upload(import_page(language), rows({"经度": "110.55", "纬度": "22.86"}))
    assert not app.exception
    assert len(app.expander) == 6
