"""Who may do what: the roles file read, and a situation turned into a standing. No streamlit."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from geo.reading.bodies import body_problem
from geo.register.place import data_folder
from geo.text import Text

VARIABLE = "PLANNER_ROLES"
FILE_NAME = "roles.toml"
LOCAL_BODY = Text("本机（未填单位）", "this computer (no body named)")
"""What stands for the body of the one office PC until its unit is named; the register has the
Chinese."""


class Role(Enum):
    """What a person may do; the values are the words of the roles file."""

    VIEWER = "viewer"
    EDITOR = "editor"


ROLE_WORDS: dict[Role, Text] = {
    Role.VIEWER: Text("查看", "viewer"),
    Role.EDITOR: Text("编辑", "editor"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """The role of who is at the browser, and the body 单位 that stands in the register's events.

    ``body`` is empty when no body is known: then the role is viewer.
    """

    role: Role
    body: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The people of the roles file by e-mail, and what is wrong with the file if anything is."""

    people: Mapping[str, Person] = field(default_factory=dict)
    problem: Text | None = None


class Login(Enum):
    """What the server knows of a login."""

    NOT_CONFIGURED = "not configured"
    LOGGED_OUT = "logged out"
    LOGGED_IN = "logged in"


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides a standing.

    ``email``: what the login service says, raw. ``unverified``: it says that it has not checked
    it. ``listens_here_only``: the server is bound to a loopback address. ``came_from_here``: the
    request was made to this machine by its own name, through nothing in between.
    """

    login: Login
    email: str = ""
    unverified: bool = False
    listens_here_only: bool = True
    came_from_here: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is, whether they may come in at all, and why no more if it is less.

    ``concerns_everyone``: the notice is not about this person; nobody can edit.
    """

    person: Person
    may_enter: bool = True
    notice: Text | None = None
    concerns_everyone: bool = False


_NOBODY = Person(Role.VIEWER, "")
_OPEN_TO_NETWORK = Text(
    "现在只能查看：服务没有只绑定在本机（127.0.0.1），又没有配置登录，网络上的任何人都能打开它。"
    "要编辑，请配置登录，或把 server.address 设为 127.0.0.1（见 docs/deploy.zh.md）。",
    "Viewing only: the server is not bound to this machine alone (127.0.0.1) and no login is"
    " configured, so anyone on the network can open it. To edit, configure the login or set"
    " server.address to 127.0.0.1 (see docs/deploy.md).",
)
_CAME_FROM_ELSEWHERE = Text(
    "现在只能查看：您是经代理或从另一台电脑打开的，而服务没有配置登录，无法知道您是谁。"
    "要编辑，请管理员配置登录（见 docs/deploy.zh.md），或在服务所在的电脑上用 127.0.0.1 打开。",
    "Viewing only: you came through a proxy or from another machine, and no login is configured, so"
    " nobody knows who you are. To edit, have the login configured (see docs/deploy.md) or open"
    " the tool on its own machine at 127.0.0.1.",
)
_NOT_LISTED = Text(
    "您的账号不在角色名单中，只能查看。需要编辑，请管理员把您的登录邮箱和单位写入 roles.toml。",
    "Your account is not in the list of roles: you can view. To edit, ask the administrator to"
    " enter your login e-mail and body in roles.toml.",
)
_UNVERIFIED = Text(
    "登录服务尚未核实您的邮箱，只能查看。请先在登录服务中完成邮箱核实，再重新登录。",
    "The login service has not verified your e-mail: you can view. Have it verified there, then"
    " log in again.",
)


def standing(situation: Situation, roles: Roles, local_body: str) -> Standing:
    """What the person may do, in the order of the strictest reason first.

    ``local_body`` is the unit named on the one office PC; empty: not named yet.
    """
    if situation.login is Login.LOGGED_OUT:
        return Standing(_NOBODY, may_enter=False)
    if situation.login is Login.NOT_CONFIGURED:
        if not situation.listens_here_only:
            return _nobody_edits(_OPEN_TO_NETWORK)
        if not situation.came_from_here:
            return _nobody_edits(_CAME_FROM_ELSEWHERE)
        if roles.problem is not None:
            return _nobody_edits(roles.problem)
        return Standing(Person(Role.EDITOR, local_body or LOCAL_BODY.zh))
    if roles.problem is not None:
        return _nobody_edits(roles.problem)
    if situation.unverified:
        return Standing(_NOBODY, notice=_UNVERIFIED)
    listed = roles.people.get(plain_email(situation.email))
    return Standing(listed) if listed else Standing(_NOBODY, notice=_NOT_LISTED)


def _nobody_edits(why: Text) -> Standing:
    return Standing(_NOBODY, notice=why, concerns_everyone=True)


def plain_email(email: str) -> str:
    """An e-mail as it is compared: without spaces around it, in one case."""
    return email.strip().casefold()


def roles_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the roles file is: ``PLANNER_ROLES``, else in the user's data folder."""
    given = environment.get(VARIABLE, "").strip()
    return Path(given).expanduser() if given else data_folder() / FILE_NAME


def load_roles(environment: Mapping[str, str] = os.environ) -> Roles:
    """The roles file. No file in the data folder: nobody is listed; a named one must be there."""
    path = roles_path(environment)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        if not environment.get(VARIABLE, "").strip():
            return Roles()
        return Roles(problem=_problem(_MISSING))
    except OSError:
        return Roles(problem=_problem(_UNREADABLE))
    return read_roles(content)


def read_roles(content: bytes) -> Roles:
    """The people of a roles file; with its first problem, nobody.

    A problem names the entry by its number, never by its e-mail: every viewer reads it.
    """
    try:
        entries = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Roles(problem=_problem(Text("不是 UTF-8 编码", "it is not in UTF-8")))
    except tomllib.TOMLDecodeError as error:
        # The message may quote the file; its place may be said.
        line = re.search(r"at line (\d+)", str(error))
        return Roles(problem=_problem(_not_toml(line[1] if line else None)))
    people: dict[str, Person] = {}
    for number, (email, entry) in enumerate(entries.items(), start=1):
        wrong = _wrong(email, entry, people)
        if wrong is not None:
            place = Text(f"第 {number} 条", f"entry {number}: ")
            return Roles(problem=_problem(Text(place.zh + wrong.zh, place.en + wrong.en)))
        people[plain_email(email)] = Person(Role(entry["role"]), entry["body"].strip())
    return Roles(people=people)


def _wrong(email: str, entry: Any, known: Mapping[str, Person]) -> Text | None:
    if not isinstance(entry, dict):
        return Text('不在 ["邮箱"] 标题之下', 'it stands under no heading ["e-mail"]')
    if plain_email(email).count("@") != 1:
        return Text("的标题不是邮箱", "its heading is no e-mail")
    if plain_email(email) in known:
        return Text("的邮箱重复（不分大小写）", "its e-mail is there twice (case does not count)")
    unknown = sorted(set(entry) - {"role", "body"})
    if unknown:
        return Text("有不认识的项，只能写 role 和 body", "it has a key other than role and body")
    if entry.get("role") not in [r.value for r in Role]:
        return Text(
            '的 role 应为 "viewer"（查看）或 "editor"（编辑）',
            'its role must be "viewer" or "editor"',
        )
    body = entry.get("body")
    return body_problem(body) if isinstance(body, str) else body_problem("")


_MISSING = Text(f"找不到 {VARIABLE} 所指的文件", f"the file {VARIABLE} names is not there")
_UNREADABLE = Text("无法读取", "it can’t be read")


def _not_toml(line: str | None) -> Text:
    if line is None:
        return Text("不是正确的 TOML", "it is no valid TOML")
    return Text(f"第 {line} 行不是正确的 TOML", f"line {line} is no valid TOML")


def _problem(what: Text) -> Text:
    return Text(
        "角色文件 roles.toml 有误：{what}。改正之前所有人只能查看。请管理员按 docs/deploy.zh.md"
        " 修改后刷新页面。",
        "The roles file roles.toml is wrong: {what}. Until it is put right everyone can only view."
        " Ask the administrator to correct it (see docs/deploy.md), then reload the page.",
    ).fill(what=what)
