"""Who is at the browser: Streamlit's login, or the one person of an office PC; one gate to edit."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.errors import StreamlitAuthError

from geo.reading.bodies import body_problem
from geo.text import Text
from ui.access.local_unit import keep_unit, kept_unit
from ui.access.login_setup import login_setup
from ui.access.request_origin import came_from_here, is_loopback
from ui.access.roles import (
    LOCAL_BODY,
    ROLE_WORDS,
    Login,
    Person,
    Role,
    Situation,
    Standing,
    load_roles,
    standing,
)
from ui.components.document_language import document_language
from ui.language import language, say, word

__all__ = ["NotAllowedError", "Person", "Role", "can_edit", "person", "require_editor"]

LOGIN_LASTS_S = 12 * 3600
"""A working day: Streamlit's cookie lasts 30 days, and an account may be closed meanwhile."""


class NotAllowedError(PermissionError):
    """A viewer can't write; ``text`` says so to the reader, with the reason where there is one."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def person() -> Person:
    """The role and the body of who is at the browser, as the roles file has it now."""
    return _standing().person


def can_edit() -> bool:
    """Whether a button that writes is worth showing; ``require_editor`` is what holds."""
    return person().role is Role.EDITOR


def require_editor() -> Person:
    """The person, when they may write; called before every write. Raises NotAllowedError."""
    now = _standing()
    if not now.may_enter or now.person.role is not Role.EDITOR:
        refused = Text(
            "没有保存：您现在只能查看，不能改动台账。",
            "Not saved: you can view the register, not change it.",
        )
        why = now.notice or Text("", "")
        raise NotAllowedError(Text(refused.zh + why.zh, f"{refused.en} {why.en}".strip()))
    return now.person


def gate() -> None:
    """Lets in who may come in; for anyone else the login page, and the run ends."""
    if not _standing().may_enter:
        _login_page()
        st.stop()


def notice() -> None:
    """What keeps everyone from editing, over the page; nothing when nothing does."""
    now = _standing()
    if now.notice is not None and now.concerns_everyone:
        st.warning(word(now.notice), icon=":material/lock:")


def account_label() -> str:
    """The role, for the button that opens the account menu; the word alone would read as a verb."""
    return say("角色：", "Role: ") + word(ROLE_WORDS[person().role])


def account_menu() -> None:
    """Who am I: role, body, the reason for no more; log out, or name the office PC's unit."""
    now = _standing()
    st.markdown(say("角色：", "Role: ") + f"**{word(ROLE_WORDS[now.person.role])}**")
    body = now.person.body
    shown = word(LOCAL_BODY) if body == LOCAL_BODY.zh else body
    # st.text: a body is what somebody typed, not Markdown.
    st.text(say("单位：", "Body: ") + (shown or say("未填", "not named")))
    if login_setup().configured:
        st.text(say("账号：", "Account: ") + str(st.user.get("email", "")))
        if now.notice is not None:
            st.caption(word(now.notice))
        if st.button(say("退出登录", "Log out"), icon=":material/logout:", key="account_log_out"):
            st.logout()
    elif now.person.role is Role.EDITOR:
        _unit_form()
    elif now.notice is not None:
        st.caption(word(now.notice))


def _standing() -> Standing:
    return standing(_situation(), load_roles(), kept_unit())


def _situation() -> Situation:
    setup = login_setup()
    if not setup.configured:
        return Situation(
            Login.NOT_CONFIGURED,
            listens_here_only=is_loopback(st.get_option("server.address")),
            came_from_here=came_from_here(st.context.headers.to_dict()),
        )
    said = st.user.to_dict()
    issued = said.get("iat")
    fresh = isinstance(issued, (int, float)) and time.time() - issued < LOGIN_LASTS_S
    if setup.problem is not None or said.get("is_logged_in") is not True or not fresh:
        return Situation(Login.LOGGED_OUT)
    return Situation(
        Login.LOGGED_IN,
        email=str(said.get("email") or ""),
        unverified=said.get("email_verified") in (False, "false"),
    )


def _login_page() -> None:
    """All that somebody sees who is not logged in."""
    document_language(language())
    with st.container(horizontal=True, horizontal_alignment="right"):
        other = "English" if language() == "zh" else "中文"
        if st.button(other, key="login_language_switch", type="tertiary"):
            st.session_state["language"] = "en" if language() == "zh" else "zh"
            st.rerun()
    st.title(say("请先登录", "Please log in"))
    setup = login_setup()
    if setup.problem is not None:
        st.error(word(setup.problem), icon=":material/lock:")
        return
    st.markdown(
        say(
            "本工具供有账号的工作人员使用。登录在本单位的统一登录服务中进行，本工具不保存密码，"
            "邮箱只用于核对角色，不写入台账和日志。",
            "The tool is for staff with an account. You log in at your organisation’s login"
            " service; the tool keeps no password, and your e-mail serves to look up your role: it"
            " enters neither the register nor the log.",
        )
    )
    for provider in setup.providers:
        label = say("登录", "Log in") + (f" · {provider}" if provider else "")
        if st.button(label, type="primary", key=f"log_in_{provider or 'default'}"):
            _log_in(provider)
    hours = LOGIN_LASTS_S // 3600
    st.caption(
        say(
            f"登录 {hours} 小时内有效，到时请重新登录；离开公用电脑前请退出登录。",
            f"A login lasts {hours} hours; log out before you leave a shared computer.",
        )
    )


def _log_in(provider: str | None) -> None:
    try:
        st.login(provider)
    except StreamlitAuthError:
        st.error(
            say(
                "无法登录：登录设置不完整。请管理员按 docs/deploy.zh.md 核对 secrets.toml。",
                "The login does not start: its setup is incomplete. Ask the administrator to check"
                " secrets.toml (see docs/deploy.md).",
            )
        )


def _unit_form() -> None:
    """The unit's name, typed once on the office PC."""
    with st.form("local_unit", border=False):
        typed = st.text_input(
            say("本机使用单位（写单位全称，不写个人）", "Body that uses this computer (no person)"),
            value=kept_unit(),
            help=say(
                "改动台账时记为“由谁改动”；以前的记录不变。",
                "It stands in the register as who made a change; earlier changes keep theirs.",
            ),
            key="local_unit_body",
        )
        asked = st.form_submit_button(say("记住", "Remember"))
    if not asked:
        return
    wrong = body_problem(typed)
    if wrong is not None:
        st.error(say("没有记住：", "Not kept: ") + word(wrong) + say("。", "."))
        return
    require_editor()
    try:
        keep_unit(typed)
    except OSError:
        st.error(
            say(
                "没有记住：台账所在文件夹无法写入。请检查写入权限和磁盘空间。",
                "Not kept: the register’s folder can’t be written. Check the right to write and the"
                " free space.",
            )
        )
        return
    st.rerun()
