"""Who may do what: every situation of a table, and a roles file that is wrong locks, not opens."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.access.login_setup import read_auth
from ui.access.request_origin import came_from_here, is_loopback
from ui.access.roles import (
    LOCAL_BODY,
    Login,
    Person,
    Role,
    Roles,
    Situation,
    load_roles,
    read_roles,
    standing,
)

FILE = """
["Liang@Example.org"]
role = "editor"
body = "玉林市残疾人联合会"

["guest@example.org"]
role = "viewer"
body = "容县残疾人联合会"
"""
GOOD = read_roles(FILE.encode())
BAD = read_roles(b"this is no TOML")
EMPTY = Roles()
EDITOR = Person(Role.EDITOR, "玉林市残疾人联合会")
LISTED_VIEWER = Person(Role.VIEWER, "容县残疾人联合会")
NOBODY = Person(Role.VIEWER, "")
LOCAL = Person(Role.EDITOR, "柳州市残疾人联合会")
OFF, OUT, IN = Login.NOT_CONFIGURED, Login.LOGGED_OUT, Login.LOGGED_IN
LIANG = "liang@example.org"


@pytest.mark.parametrize(
    ("situation", "roles", "who", "may_enter", "told_why"),
    [
        (Situation(OFF), EMPTY, LOCAL, True, False),
        (Situation(OFF), GOOD, LOCAL, True, False),
        (Situation(OFF, email=LIANG), GOOD, LOCAL, True, False),
        (Situation(OFF), BAD, NOBODY, True, True),
        (Situation(OFF, listens_here_only=False), GOOD, NOBODY, True, True),
        (Situation(OFF, listens_here_only=False), BAD, NOBODY, True, True),
        (Situation(OFF, listens_here_only=False, email=LIANG), GOOD, NOBODY, True, True),
        (Situation(OFF, came_from_here=False), GOOD, NOBODY, True, True),
        (Situation(OFF, came_from_here=False), EMPTY, NOBODY, True, True),
        (Situation(OUT), GOOD, NOBODY, False, False),
        (Situation(OUT, email=LIANG), GOOD, NOBODY, False, False),
        (Situation(OUT, listens_here_only=False), BAD, NOBODY, False, False),
        (Situation(IN, email=LIANG), GOOD, EDITOR, True, False),
        (Situation(IN, email=LIANG, listens_here_only=False), GOOD, EDITOR, True, False),
        (Situation(IN, email=LIANG, came_from_here=False), GOOD, EDITOR, True, False),
        (Situation(IN, email="  LIANG@example.ORG "), GOOD, EDITOR, True, False),
        (Situation(IN, email="guest@example.org"), GOOD, LISTED_VIEWER, True, False),
        (Situation(IN, email="else@example.org"), GOOD, NOBODY, True, True),
        (Situation(IN, email="else@example.org"), EMPTY, NOBODY, True, True),
        (Situation(IN, email=LIANG), EMPTY, NOBODY, True, True),
        (Situation(IN, email=LIANG), BAD, NOBODY, True, True),
        (Situation(IN, email=LIANG, unverified=True), GOOD, NOBODY, True, True),
        (Situation(IN, email=""), GOOD, NOBODY, True, True),
    ],
)
def test_each_situation_has_one_standing(
    situation: Situation, roles: Roles, who: Person, may_enter: bool, told_why: bool
) -> None:
    found = standing(situation, roles, LOCAL.body)
    assert (found.person, found.may_enter, found.notice is not None) == (who, may_enter, told_why)


def test_an_office_pc_without_a_unit_says_so_in_the_register() -> None:
    assert standing(Situation(OFF), EMPTY, "").person == Person(Role.EDITOR, LOCAL_BODY.zh)


@given(
    st.builds(
        Situation,
        st.sampled_from(Login),
        email=st.sampled_from([LIANG, "else@example.org", ""]),
        unverified=st.booleans(),
        listens_here_only=st.booleans(),
        came_from_here=st.booleans(),
    ),
    st.sampled_from([GOOD, BAD, EMPTY]),
)
def test_an_editor_is_listed_and_logged_in_or_alone_on_this_machine(
    situation: Situation, roles: Roles
) -> None:
    found = standing(situation, roles, LOCAL.body)
    listed = situation.login is IN and situation.email == LIANG and not situation.unverified
    alone = situation.login is OFF and situation.listens_here_only and situation.came_from_here
    may = (listed and roles is GOOD) or (alone and roles is not BAD)
    assert (found.person.role is Role.EDITOR) == may


def test_a_bad_file_stops_everyone_and_another_notice_only_the_person() -> None:
    assert standing(Situation(IN, email=LIANG), BAD, "").concerns_everyone
    assert not standing(Situation(IN, email="else@example.org"), GOOD, "").concerns_everyone


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nonsense\n", "第 1 行不是正确的 TOML"),
        (FILE + '["x@example.org"\nrole', "第 9 行不是正确的 TOML"),
        (FILE + '["guest@example.org"]\nrole = "editor"\n', "不是正确的 TOML"),
        ('["a@example.org"]\nrole = "admin"\nbody = "容县残联"', "第 1 条的 role"),
        ('["a@example.org"]\nbody = "容县残联"', "第 1 条的 role"),
        ('["a@example.org"]\nrole = ["editor"]\nbody = "容县残联"', "第 1 条的 role"),
        ('["a@example.org"]\nrole = "editor"', "第 1 条没有写单位"),
        ('["a@example.org"]\nrole = "editor"\nbody = 7', "第 1 条没有写单位"),
        ('["a@example.org"]\nrole = "editor"\nbody = "  "', "第 1 条没有写单位"),
        ('["a@example.org"]\nrole = "editor"\nbody = "韦某某"', "第 1 条写的是个人"),
        ('["a@example.org"]\nrole = "editor"\nbody = "a@example.org"', "第 1 条写的是个人"),
        ('["a@example.org"]\nrole = "editor"\nbody = "容县残联"\nname = "x"', "不认识的项"),
        ('role = "editor"', "第 1 条不在"),
        ('[liang]\nrole = "editor"\nbody = "容县残联"', "第 1 条的标题不是邮箱"),
        (FILE + '["LIANG@example.org "]\nrole = "viewer"\nbody = "容县残联"', "第 3 条的邮箱重复"),
    ],
)
def test_a_wrong_file_lists_nobody_and_says_where(content: str, said: str) -> None:
    found = read_roles(content.encode())
    assert found.people == {}
    assert found.problem is not None
    assert said in found.problem.zh
    assert "@" not in found.problem.zh.replace('["邮箱"]', "")
    assert "example.org" not in found.problem.en


def test_a_file_that_is_no_utf_8_lists_nobody() -> None:
    assert read_roles('["a@example.org"]\nbody = "容县残联"'.encode("gbk")).problem is not None


def test_the_signature_windows_editors_write_is_no_mistake() -> None:
    assert read_roles(FILE.encode("utf-8-sig")).people == GOOD.people


def test_the_roles_file_is_the_one_the_environment_names(tmp_path: Path) -> None:
    path = tmp_path / "our roles.toml"
    path.write_text(FILE, encoding="utf-8")
    assert load_roles({"PLANNER_ROLES": str(path)}).people == GOOD.people


def test_a_named_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert load_roles({"PLANNER_ROLES": str(tmp_path / "gone.toml")}).problem is not None


def test_a_folder_in_place_of_the_file_is_a_problem(tmp_path: Path) -> None:
    assert load_roles({"PLANNER_ROLES": str(tmp_path)}).problem is not None


def test_without_a_file_in_the_data_folder_nobody_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.access.roles.data_folder", lambda: tmp_path)
    assert load_roles({}) == Roles()


def test_a_file_in_the_data_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.access.roles.data_folder", lambda: tmp_path)
    (tmp_path / "roles.toml").write_text(FILE, encoding="utf-8")
    assert load_roles({}).people == GOOD.people


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LocalHost ", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("planner.example.org", False),
        ("localhost.example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_loopback_address_is_this_machine_alone(address: str | None, here: bool) -> None:
    assert is_loopback(address) is here


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        ({}, True),
        ({"Host": "127.0.0.1:8501"}, True),
        ({"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Host": "planner.example.org"}, False),
        ({"Host": "127.0.0.1:8501", "Origin": "https://planner.example.org"}, False),
        ({"Host": "127.0.0.1:8501", "Origin": "null"}, False),
        ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "127.0.0.1"}, False),
        ({"host": "127.0.0.1:8501", "x-real-ip": "10.0.0.7"}, False),
        ({"Host": "127.0.0.1:8501", "Forwarded": "for=10.0.0.7"}, False),
        ({"Accept": "*/*"}, False),
        ({"Host": "[::1"}, False),
    ],
)
def test_a_request_through_a_proxy_or_under_another_name_is_not_from_here(
    headers: dict[str, str], here: bool
) -> None:
    assert came_from_here(headers) is here


COMPLETE = {
    "redirect_uri": "https://planner.example.org/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "planner",
    "client_secret": "secret",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}


def test_a_complete_login_has_the_unnamed_provider() -> None:
    found = read_auth(COMPLETE)
    assert (found.problem, found.providers) == (None, (None,))


def test_named_providers_are_each_offered() -> None:
    own = {k: COMPLETE[k] for k in ("client_id", "client_secret", "server_metadata_url")}
    shared = {k: COMPLETE[k] for k in ("redirect_uri", "cookie_secret")}
    assert read_auth({**shared, "city": own, "province": own}).providers == ("city", "province")


@pytest.mark.parametrize("key", COMPLETE)
def test_a_login_that_lacks_a_setting_shuts_the_door_and_names_it(key: str) -> None:
    found = read_auth({k: v for k, v in COMPLETE.items() if k != key})
    assert found.configured
    assert found.problem is not None
    assert key in found.problem.zh


@pytest.mark.parametrize(
    "changed",
    [
        {"cookie_secret": "short"},
        {"cookie_secret": ""},
        {"redirect_uri": "https://planner.example.org/"},
        {"client_id": ""},
        {"client_secret": 5},
    ],
)
def test_a_login_with_a_wrong_setting_shuts_the_door(changed: dict[str, object]) -> None:
    assert read_auth({**COMPLETE, **changed}).problem is not None


def test_auth_that_is_no_section_shuts_the_door() -> None:
    found = read_auth("yes")
    assert found.configured
    assert found.problem is not None


EXAMPLES = Path(__file__).resolve().parents[2] / ".streamlit"


def test_the_example_of_a_roles_file_is_right() -> None:
    found = read_roles((EXAMPLES / "roles.example.toml").read_bytes())
    assert found.problem is None
    assert {p.role for p in found.people.values()} == set(Role)


def test_the_example_of_a_login_used_as_it_is_shuts_the_door() -> None:
    example = tomllib.loads((EXAMPLES / "secrets.example.toml").read_text(encoding="utf-8"))
    assert set(example["auth"]) == set(COMPLETE)
    assert read_auth(example["auth"]).problem is not None


def test_the_example_of_a_login_filled_in_is_complete() -> None:
    example = tomllib.loads((EXAMPLES / "secrets.example.toml").read_text(encoding="utf-8"))
    filled = {k: v or COMPLETE[k] for k, v in example["auth"].items()}
    assert read_auth(filled).problem is None
