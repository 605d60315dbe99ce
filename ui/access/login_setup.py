"""Whether a login is configured in Streamlit's secrets, with whom, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from geo.text import Text

SHORTEST_COOKIE_SECRET = 32
"""Characters: who knows or guesses the secret can sign a login in anyone's name."""
_OF_A_PROVIDER = ("client_id", "client_secret", "server_metadata_url")


@dataclass(frozen=True, slots=True)
class LoginSetup:
    """``providers``: the names ``st.login`` takes, None the unnamed one. ``problem``: why nobody
    can log in although somebody wanted a login: then nobody comes in either."""

    configured: bool
    providers: tuple[str | None, ...] = ()
    problem: Text | None = None


def login_setup() -> LoginSetup:
    """The login as the secrets have it now."""
    if st.secrets.load_if_toml_exists():
        return LoginSetup(False) if "auth" not in st.secrets else read_auth(st.secrets["auth"])
    if any(Path(place).exists() for place in st.get_option("secrets.files")):
        # There is a file: a login may have been meant, so the door stays shut.
        return _wrong(
            Text("secrets.toml 无法读取，或不是正确的 TOML", "secrets.toml is no valid TOML")
        )
    return LoginSetup(configured=False)


def read_auth(auth: Any) -> LoginSetup:
    """The login of an ``[auth]`` section."""
    if not isinstance(auth, Mapping):
        return _wrong(Text("auth 应是一个 [auth] 小节", "auth must be a section [auth]"))
    named = {k: v for k, v in auth.items() if isinstance(v, Mapping) and k != "client_kwargs"}
    unnamed = not named or any(k in auth for k in _OF_A_PROVIDER)
    sections: dict[str | None, Mapping[str, Any]] = {None: auth} if unnamed else {}
    sections |= named
    needed = [(auth, "redirect_uri")]
    needed += [(section, key) for section in sections.values() for key in _OF_A_PROVIDER]
    for section, key in needed:
        if not _filled(section, key):
            return _wrong(Text(f"缺少 {key}", f"{key} is missing"))
    if not urlsplit(str(auth["redirect_uri"])).path.endswith("/oauth2callback"):
        return _wrong(
            Text(
                "redirect_uri 应以 /oauth2callback 结尾", "redirect_uri must end in /oauth2callback"
            )
        )
    if len(str(auth.get("cookie_secret", ""))) < SHORTEST_COOKIE_SECRET:
        return _wrong(
            Text(
                f"cookie_secret 应是至少 {SHORTEST_COOKIE_SECRET} 个字符的随机串",
                f"cookie_secret must be random and at least {SHORTEST_COOKIE_SECRET} characters",
            )
        )
    return LoginSetup(configured=True, providers=tuple(sections))


def _filled(section: Mapping[str, Any], key: str) -> bool:
    value = section.get(key)
    return isinstance(value, str) and bool(value.strip())


def _wrong(what: Text) -> LoginSetup:
    return LoginSetup(
        configured=True,
        problem=Text(
            "登录设置有误：{what}。改正之前无法登录，也看不到任何数据。请管理员按"
            " docs/deploy.zh.md 修改 secrets.toml，然后重新启动服务。",
            "The login is set up wrong: {what}. Until it is put right nobody can log in and nothing"
            " is shown. Ask the administrator to correct secrets.toml (see docs/deploy.md) and to"
            " restart the server.",
        ).fill(what=what),
    )
