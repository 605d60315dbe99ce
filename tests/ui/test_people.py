"""What a person is let do in the running script: the gate, the account menu, the one refusal."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from tests.ui.test_people_roles import COMPLETE, FILE
from ui.access.local_unit import FILE_NAME, keep_unit, kept_unit
from ui.access.people import LOGIN_LASTS_S, Person, Role
from ui.access.roles import LOCAL_BODY

APP = Path(__file__).parent / "apps" / "people_app.py"
DATA = "data of the register"
Opener = Callable[..., AppTest]


def claims(email: str = "liang@example.org", **more: object) -> dict[str, Any]:
    return {"is_logged_in": True, "iat": time.time(), "email": email, **more}


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the app with a login configured or not, as a user, on a roles file."""
    monkeypatch.setenv("PLANNER_REGISTER", str(tmp_path / "register.sqlite"))
    monkeypatch.setenv("PLANNER_ROLES", str(tmp_path / "roles.toml"))
    (tmp_path / "roles.toml").write_text(FILE, encoding="utf-8")

    def run(
        login: bool = False, user: dict[str, Any] | None = None, roles: str | None = None
    ) -> AppTest:
        if roles is not None:
            (tmp_path / "roles.toml").write_text(roles, encoding="utf-8")
        app = AppTest.from_file(str(APP))
        if login:
            app.secrets["auth"] = COMPLETE
            app.user = user if user is not None else {"is_logged_in": False}
        app.run()
        assert not app.exception
        return app

    return run


def told(app: AppTest) -> str:
    """All that the page says."""
    parts = [*app.title, *app.markdown, *app.text, *app.caption, *app.warning, *app.error]
    return "\n".join(str(p.value) for p in parts)


def test_who_is_not_logged_in_sees_the_login_page_alone(opened: Opener) -> None:
    app = opened(login=True)
    assert "请先登录" in told(app)
    assert DATA not in told(app)
    assert "seen" not in app.session_state
    assert [b.key for b in app.button] == ["login_language_switch", "log_in_default"]


def test_the_login_page_is_there_in_english_too(opened: Opener) -> None:
    app = opened(login=True).button(key="login_language_switch").click().run()
    assert "Please log in" in told(app)


def test_a_listed_editor_writes(opened: Opener) -> None:
    app = opened(login=True, user=claims())
    app.button(key="write").click().run()
    assert app.session_state["written"]
    assert app.session_state["seen"] == Person(Role.EDITOR, "玉林市残疾人联合会")


@pytest.mark.parametrize(
    "user",
    [
        claims("guest@example.org"),
        claims("else@example.org"),
        claims(email_verified=False),
        {k: v for k, v in claims().items() if k != "email"},
    ],
    ids=["listed viewer", "unlisted", "unverified e-mail", "no e-mail"],
)
def test_a_viewer_is_refused_though_the_button_is_there(
    opened: Opener, user: dict[str, Any]
) -> None:
    app = opened(login=True, user=user)
    assert DATA in told(app)
    app.button(key="write").click().run()
    assert "written" not in app.session_state
    assert "没有保存" in app.error[0].value


def test_a_role_taken_away_counts_at_the_next_click(opened: Opener, tmp_path: Path) -> None:
    app = opened(login=True, user=claims())
    (tmp_path / "roles.toml").write_text("", encoding="utf-8")
    app.button(key="write").click().run()
    assert "written" not in app.session_state


@pytest.mark.parametrize(
    "iat",
    [time.time() - LOGIN_LASTS_S - 60, None, "yesterday"],
    ids=["too long ago", "not said", "no time"],
)
def test_a_login_of_yesterday_is_over(opened: Opener, iat: object) -> None:
    app = opened(login=True, user=claims() | {"iat": iat})
    assert DATA not in told(app)


def test_a_bad_roles_file_makes_everyone_a_viewer_and_the_page_says_so(opened: Opener) -> None:
    app = opened(login=True, user=claims(), roles="nonsense\n")
    assert app.session_state["seen"].role is Role.VIEWER
    assert "第 1 行不是正确的 TOML" in app.warning[0].value


def test_the_account_menu_says_who_i_am_and_logs_out(opened: Opener) -> None:
    app = opened(login=True, user=claims())
    assert "编辑" in told(app)
    assert "玉林市残疾人联合会" in told(app)
    app.button(key="account_log_out").click().run()
    assert "请先登录" in app.run().title[0].value


def test_a_login_that_is_set_up_wrong_shows_what_and_no_data(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMPLETE, "cookie_secret", "short")
    app = opened(login=True, user=claims())
    assert "cookie_secret" in app.error[0].value
    assert DATA not in told(app)


def test_a_broken_secrets_file_shuts_the_door(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", encoding="utf-8")
    monkeypatch.setattr(st, "secrets", Secrets())
    asked = _with(config.get_option, "secrets.files", [str(broken)])
    monkeypatch.setattr(config, "get_option", asked)
    monkeypatch.setattr(st, "get_option", asked)
    app = opened()
    assert DATA not in told(app)
    assert "secrets.toml" in app.error[0].value


def _with(real: Callable[[str], Any], name: str, value: object) -> Callable[[str], Any]:
    return lambda asked: value if asked == name else real(asked)


def test_the_office_pc_edits_without_a_login(opened: Opener) -> None:
    app = opened()
    app.button(key="write").click().run()
    assert app.session_state["written"]
    assert app.session_state["seen"] == Person(Role.EDITOR, LOCAL_BODY.zh)


def test_the_office_pc_remembers_its_unit_beside_the_register(
    opened: Opener, tmp_path: Path
) -> None:
    app = opened()
    app.text_input(key="local_unit_body").set_value(" 玉林市残疾人联合会 ")
    next(b for b in app.button if b.label == "记住").click().run()
    assert app.session_state["seen"].body == "玉林市残疾人联合会"
    assert opened().session_state["seen"].body == "玉林市残疾人联合会"
    assert (tmp_path / FILE_NAME).is_file()


def test_the_office_pcs_unit_is_no_person(opened: Opener, tmp_path: Path) -> None:
    app = opened()
    app.text_input(key="local_unit_body").set_value("韦某某")
    next(b for b in app.button if b.label == "记住").click().run()
    assert "写的是个人" in app.error[0].value
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("address", ["0.0.0.0", "", "192.168.1.5"])
def test_a_server_open_to_the_network_without_a_login_lets_nobody_edit(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(st, "get_option", _with(st.get_option, "server.address", address))
    app = opened()
    assert "127.0.0.1" in app.warning[0].value
    app.button(key="write").click().run()
    assert "written" not in app.session_state


def test_a_browser_that_came_through_a_proxy_without_a_login_cannot_edit(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.access.people.came_from_here", lambda headers: False)
    app = opened()
    assert "代理" in app.warning[0].value
    app.button(key="write").click().run()
    assert "written" not in app.session_state


@pytest.mark.parametrize("kept", ["", "[]", '{"body": 3}', '{"body": "韦某某"}', "\0", "{"])
def test_a_damaged_file_of_the_unit_is_no_unit(tmp_path: Path, kept: str) -> None:
    (tmp_path / FILE_NAME).write_text(kept, encoding="utf-8")
    assert kept_unit({"PLANNER_REGISTER": str(tmp_path / "register.sqlite")}) == ""


def test_what_is_no_body_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a body"):
        keep_unit("韦某某", {"PLANNER_REGISTER": str(tmp_path / "register.sqlite")})
    assert list(tmp_path.iterdir()) == []
