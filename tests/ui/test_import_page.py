"""The import page, step by step, in the running script."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import Facility
from geo.register.changes import Change, ChangeKind, ConflictError, Edit, Event
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.state import RegisterState
from geo.register.tables import UnreadRecord
from geo.text import Text
from geo.vocabulary import FacilityType
from tests.reading.sheets import csv_of, xlsx_of
from tests.ui.test_pages import opened

_REFUSED = Text("没有保存", "Not saved")
NOW = datetime(2026, 1, 15, tzinfo=UTC)
SENDER = "容县残疾人联合会"
RONG = "450921"
ROW = {"名称": "容县康复中心", "所在县": "容县", "主类型": "康复", "级别": "县级", "状态": "运营"}


def import_page(language: str = "zh", *, demonstration: bool = False, **known: str) -> AppTest:
    """The page 设施 opened at the import, in a session that knows this already."""
    app = opened("450900", language, demonstration=demonstration)
    for key, value in {"facilities_tab": "import", **known}.items():
        app.session_state[key] = value
    return app.switch_page("ui/pages/facilities.py").run()


def upload(
    app: AppTest, content: bytes, name: str = "容县设施.csv", sender: str = SENDER
) -> AppTest:
    """The page after a file was put into its box, and its sender named."""
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    return named(app, sender)


def named(app: AppTest, sender: str = SENDER) -> AppTest:
    if not sender:
        return app
    box = next(s for s in app.selectbox if s.key.startswith("import_body"))
    return box.set_value(sender).run()


def rows(*changed: Mapping[str, str]) -> bytes:
    return csv_of([{**ROW, **change} for change in changed])


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def columns(app: AppTest) -> AppTest:
    """The page with the step of the columns open, which is closed when nothing is to be asked."""
    app.session_state["import_step_2_open"] = True
    return app.run()


def labels(app: AppTest) -> list[str]:
    """What the heads of the steps say."""
    return [e.label for e in app.expander]


def told(app: AppTest) -> str:
    """All plain text of the page."""
    parts: list[Any] = [*app.markdown, *app.caption, *app.text, *app.warning, *app.error, *app.info]
    return "\n".join(str(p.value) for p in parts)


def register_state() -> RegisterState:
    """What the register of the app under test holds."""
    register = start_register(register_url(None, os.environ), NOW)
    found = register.state()
    register.close()
    return found


def facilities() -> dict[str, Facility]:
    """The facilities on record, by name."""
    return {f.name: f for f in register_state().records("facilities")}


def on_record(*records: Facility) -> None:
    register = start_register(register_url(None, os.environ), NOW)
    held = register.state()
    edits = [
        Edit("facilities", r.facility_id, r, held.version("facilities", r.facility_id))
        for r in records
    ]
    register.commit(Change(ChangeKind.EDIT, "某县残联", datetime.now(UTC)), edits)
    register.close()


def known(key: str = "R1", name: str = "容县康复中心", **more: Any) -> Facility:
    return Facility(key, name, FacilityType.REHABILITATION, "450900", RONG, **more)


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
    register = start_register(register_url(None, os.environ), NOW)
    change = register.changes(1)[0].change
    register.close()
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


def test_headers_that_go_by_other_names_are_told_and_shown() -> None:
    app = upload(import_page(), csv_of([{"机构名称": "甲", "县": "容县", "类型": "康复"}]))
    assert "设施，读取 3 列" in labels(app)[1]


def test_a_required_column_that_lacks_is_named_and_can_be_chosen() -> None:
    app = upload(import_page(), csv_of([{"名称": "甲康复中心", "所在县": "容县", "甲类": "康复"}]))
    assert "2" in labels(app)[1]
    assert ["主类型" in w.value for w in app.warning][:1] == [True]
    box = next(s for s in app.selectbox if s.label.startswith("C 列"))
    box.set_value("facility_type").run()
    press(app, "import_commit")
    assert not app.exception
    assert facilities()["甲康复中心"].facility_type is FacilityType.REHABILITATION


def test_what_a_column_was_read_as_is_remembered_of_its_sender() -> None:
    content = csv_of(
        [{"名称": "甲康复中心", "所在县": "容县", "主类型": "康复", "门牌": "某路1号"}]
    )
    app = columns(upload(import_page(), content))
    next(s for s in app.selectbox if s.label.startswith("D 列")).set_value("address").run()
    press(press(app, "import_commit"), "import_again")
    again = csv_of([{"名称": "乙康复中心", "所在县": "容县", "主类型": "康复", "门牌": "某路2号"}])
    columns(upload(app, again, "又一份.csv"))
    assert next(s for s in app.selectbox if s.label.startswith("D 列")).value == "address"
    press(app, "import_commit")
    assert facilities()["乙康复中心"].address == "某路2号"


def test_what_one_sender_said_of_a_column_is_not_said_for_another() -> None:
    content = csv_of(
        [{"名称": "甲康复中心", "所在县": "容县", "主类型": "康复", "门牌": "某路1号"}]
    )
    app = columns(upload(import_page(), content))
    next(s for s in app.selectbox if s.label.startswith("D 列")).set_value("address").run()
    press(press(app, "import_commit"), "import_again")
    columns(upload(app, content, sender="博白县残疾人联合会"))
    assert next(s for s in app.selectbox if s.label.startswith("D 列")).value == ""


def test_points_without_a_datum_wait_for_the_readers_decision() -> None:
    app = upload(import_page(), rows({"经度": "110.55", "纬度": "22.86"}))
    assert "1 个点没有坐标系" in labels(app)[2]
    assert not [b for b in app.button if b.key == "import_commit"]
    radio = next(r for r in app.radio if r.label.startswith("这些点"))
    assert radio.value is None
    radio.set_value("GCJ-02").run()
    press(app, "import_commit")
    assert facilities()["容县康复中心"].point is not None


def test_points_without_a_datum_can_be_left_off_the_map() -> None:
    app = upload(import_page(), rows({"经度": "110.55", "纬度": "22.86"}))
    next(r for r in app.radio if r.label.startswith("这些点")).set_value("off").run()
    press(app, "import_commit")
    assert facilities()["容县康复中心"].point is None


def test_rows_that_cannot_be_read_are_left_out_and_the_others_go_in() -> None:
    app = upload(import_page(), rows({}, {"名称": "乙", "所在县": "某县"}))
    assert "1 行没有采用" in labels(app)[3]
    press(app, "import_commit")
    assert "容县康复中心" in facilities()
    assert "乙" not in facilities()


def test_a_row_like_a_record_is_asked_about_before_anything_is_written() -> None:
    on_record(known(address="某路1号"))
    app = upload(import_page(), rows({"级别": "县级"}))
    assert "1 个待答复" in labels(app)[4]
    assert not [b for b in app.button if b.key == "import_commit"]
    next(r for r in app.radio if r.label.startswith("这一行是")).set_value("same").run()
    press(app, "import_commit")
    assert not app.exception
    assert [f.facility_id for f in facilities().values() if f.county_code == RONG] == ["R1"]


def test_many_questions_of_one_kind_are_answered_at_once() -> None:
    names = ("甲康复中心", "乙康复中心", "丙康复中心")
    on_record(*(known(f"R{i}", name) for i, name in enumerate(names)))
    app = upload(import_page(), rows(*({"名称": name} for name in names)))
    assert "3 个待答复" in labels(app)[4]
    press(app, "import_all_same_name_same")
    assert "3 个已答复" in labels(app)[4]
    press(app, "import_commit")
    assert sorted(f.facility_id for f in facilities().values() if f.county_code == RONG) == [
        "R0",
        "R1",
        "R2",
    ]


def test_a_file_the_register_knows_already_has_nothing_to_write() -> None:
    app = press(press(upload(import_page(), rows({})), "import_commit"), "import_again")
    upload(app, rows({}))
    assert app.button(key="import_commit").disabled
    assert "没有要写的" in told(app)


def test_a_register_that_moved_is_planned_anew_and_shown_before_it_is_written() -> None:
    app = upload(import_page(), rows({}))
    on_record(known())
    press(app, "import_commit")
    assert not app.exception
    assert list(facilities()["容县康复中心"].facility_id) == list("R1")
    assert "1 个待答复" in labels(app)[4]


def test_a_change_elsewhere_does_not_hold_an_import_up() -> None:
    app = upload(import_page(), rows({}))
    on_record(known("R9", "博白县托养中心", address="某路9号"))
    press(app, "import_commit")
    assert "容县康复中心" in facilities()


def test_demonstration_rows_stop_the_whole_file() -> None:
    app = upload(import_page(), rows({}, {"名称": "演示康复中心"}))
    assert not app.exception
    assert not [b for b in app.button if b.key == "import_commit"]
    assert "没有采用" in labels(app)[3]


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


def test_a_workbook_with_a_title_and_a_note_is_read() -> None:
    content = xlsx_of(
        ("容县残疾人服务设施一览表",),
        ("名称", "所在县", "主类型"),
        ("甲中心", "容县", "托养"),
        ("注：截至年底",),
    )
    app = upload(import_page(), content, "容县.xlsx")
    press(app, "import_commit")
    assert facilities()["甲中心"].facility_type is FacilityType.CARE


def test_a_column_told_by_its_content_is_read_only_once_it_is_confirmed() -> None:
    content = csv_of(
        [
            {"名称": "甲中心", "所在县": "容县", "主类型": "康复", "甲": "110.55", "乙": "22.86"},
            {"名称": "乙中心", "所在县": "容县", "主类型": "托养", "甲": "110.56", "乙": "22.87"},
        ]
    )
    app = upload(import_page(), content)
    assert "按内容猜" in labels(app)[1]
    assert not [b for b in app.button if b.key == "import_commit"]
    next(b for b in app.button if b.label == "采用").click().run()
    next(r for r in app.radio if r.label.startswith("这些点")).set_value("WGS-84").run()
    press(app, "import_commit")
    assert facilities()["甲中心"].point is not None


def test_a_record_changed_in_the_same_moment_is_shown_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ui.importing import import_plan

    app = upload(import_page(), rows({}))
    event = Event(1, "facilities", "x", 1, None, None)

    def meets(_: object) -> None:
        raise ConflictError((event,))

    monkeypatch.setattr(import_plan, "write", meets)
    monkeypatch.setattr("ui.importing.import_commit.conflict", lambda *_: None)
    press(app, "import_commit")
    assert not app.exception
    assert "容县康复中心" not in facilities()
    assert [b.key for b in app.button if b.key == "import_commit"] == ["import_commit"]


def test_another_senders_unread_rows_go_only_when_the_reader_says_so() -> None:
    row = UnreadRecord("U1", RONG, "未注明单位", "坏表.csv", 3)
    register = start_register(register_url(None, os.environ), NOW)
    register.commit(
        Change(ChangeKind.IMPORT, "未注明单位", NOW), [Edit("unread_rows", "U1", row, 0)]
    )
    register.close()
    app = upload(import_page(), rows({}))
    assert "未注明单位报的《坏表.csv》第 3 行" in told(app)
    box = next(c for c in app.checkbox if c.key.startswith("import_settles"))
    assert not box.value
    box.check().run()
    assert register_state().records("unread_rows") == (row,)
    press(app, "import_commit")
    assert not app.exception
    assert register_state().records("unread_rows") == ()


def test_a_withdrawn_facility_is_asked_about_with_what_it_was() -> None:
    on_record(known())
    register = start_register(register_url(None, os.environ), NOW)
    gone = Change(ChangeKind.EDIT, "玉林市残联", datetime.now(UTC), note="经核实不存在")
    register.commit(gone, [Edit("facilities", "R1", None, 1)])
    register.close()
    app = upload(import_page(), rows({}))
    assert not app.exception
    assert "经核实不存在" in told(app)
    assert not [b for b in app.button if b.key == "import_commit"]
    card = next(r for r in app.radio if r.key.startswith("import_answer_"))
    card.set_value(card.options[0]).run()
    press(app, "import_commit")
    assert facilities()["容县康复中心"].facility_id == "R1"
