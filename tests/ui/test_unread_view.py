"""The tab 未读行: rows that hold declarations back are listed, and settled with a reason only."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geo.register.tables import UnreadRecord
from geo.vocabulary import FacilityType
from tests.report.real_plans import RONGXIAN
from tests.ui.frozen_app import drawn, looking_at, on_record, the_register

ROW = UnreadRecord("U1", RONGXIAN, "未注明单位", "容县设施.csv", 3, FacilityType.CARE)
OTHER = UnreadRecord("U2", RONGXIAN, "容县残联", "二.csv", 7)
WHY = "已电话核实，该行是重复的"


def tab(language: str = "zh") -> AppTest:
    """The tab of the page 台账."""
    app = looking_at(None, "register", lang=language)
    app.session_state["register_tab"] = "unread"
    return app.run()


def settled(app: AppTest, why: str) -> AppTest:
    app.multiselect(key="unread_chosen").set_value(["U1"])
    app.text_input(key="unread_why").set_value(why)
    return next(b for b in app.button if b.label == "已核实，不再保留").click().run()


def kept() -> set[str]:
    with the_register() as register:
        return set(register.state().tables["unread_rows"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_row_is_listed_with_its_sender_file_and_number(language: str) -> None:
    on_record(ROW, OTHER, table="unread_rows")
    app = tab(language)
    assert not app.exception
    for words in ("未注明单位", "容县设施.csv", "二.csv"):
        assert words in drawn(app)


def test_a_row_settled_with_a_reason_goes_and_the_reason_stays() -> None:
    on_record(ROW, OTHER, table="unread_rows")
    app = settled(tab(), WHY)
    assert not app.exception
    assert kept() == {"U2"}
    with the_register() as register:
        ((_, first), (last, event)) = register.history("unread_rows", "U1")
    assert (first.after is not None, event.after) == (True, None)
    assert WHY in last.change.note


def test_without_a_reason_none_goes() -> None:
    on_record(ROW, OTHER, table="unread_rows")
    app = settled(tab(), " ")
    assert [e.value for e in app.error]
    assert kept() == {"U1", "U2"}


def test_a_reason_with_a_number_of_a_person_is_not_kept() -> None:
    on_record(ROW, OTHER, table="unread_rows")
    app = settled(tab(), "户主 11010519491231" + "002X")
    assert [e.value for e in app.error]
    assert kept() == {"U1", "U2"}


def test_a_viewer_sees_the_rows_and_no_button(monkeypatch: pytest.MonkeyPatch) -> None:
    on_record(ROW, table="unread_rows")
    monkeypatch.setattr("ui.register.unread_view.state.can_edit_now", lambda: False)
    app = tab()
    assert "容县设施.csv" in drawn(app)
    assert not app.multiselect
