"""What the import page reads of a file: its columns, its points, the rows it can take."""

from __future__ import annotations

from geo.vocabulary import FacilityType
from tests.reading.sheets import csv_of, xlsx_of
from tests.ui.import_steps import (
    columns,
    facilities,
    import_page,
    labels,
    press,
    rows,
    upload,
)


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


def test_demonstration_rows_stop_the_whole_file() -> None:
    app = upload(import_page(), rows({}, {"名称": "演示康复中心"}))
    assert not app.exception
    assert not [b for b in app.button if b.key == "import_commit"]
    assert "没有采用" in labels(app)[3]
