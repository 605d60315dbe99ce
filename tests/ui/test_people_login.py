"""The login for real: a browser, the app's server and a provider of the tests' own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from tests.browser.steps import never_said, open_app, reload, says, settled
from tests.running_app import running_app
from tests.ui.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider, running_provider
from tests.ui.test_people_roles import FILE

APP = Path(__file__).parent / "apps" / "people_app.py"
DATA = "data of the register"
ACCOUNTS: dict[str, dict[str, Any]] = {
    "Liang": {"email": "Liang@example.ORG", "email_verified": True},
    "else": {"email": "else@example.org", "email_verified": True},
    "unverified": {"email": "liang@example.org", "email_verified": False},
}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider(ACCOUNTS) as running:
        yield running


@pytest.fixture(scope="module")
def url(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app behind a login, its secrets and its roles in temporary files."""
    folder = tmp_path_factory.mktemp("login")
    auth = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "0123456789abcdef0123456789abcdef",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "server_metadata_url": provider.metadata_url,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in auth.items()]
    (folder / "secrets.toml").write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
    (folder / "roles.toml").write_text(FILE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAMLIT_SECRETS_FILES", str(folder / "secrets.toml"))
        patch.setenv("PLANNER_ROLES", str(folder / "roles.toml"))
        patch.setenv("PLANNER_REGISTER", str(folder / "register.sqlite"))
        with running_app(APP) as address:
            yield address


def log_in(page: Any, url: str, account: str) -> Any:
    """To the provider's page and, as this account, back."""
    open_app(page, url)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("link", name=account, exact=True).click()
    page.wait_for_url(f"{url}/**")
    return settled(page)


def test_nobody_sees_data_before_the_login(page: Any, url: str) -> None:
    open_app(page, url)
    says(page, "请先登录")
    never_said(page, DATA)


def test_a_listed_editor_logs_in_writes_and_logs_out(page: Any, url: str) -> None:
    log_in(page, url, "Liang")
    page.get_by_text(DATA).wait_for()
    page.get_by_role("button", name="write").click()
    never_said(page, "没有保存")
    page.get_by_role("button", name="编辑").click()
    page.get_by_text("玉林市残疾人联合会").wait_for()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_text("请先登录").wait_for()
    reload(settled(page))
    page.get_by_text("请先登录").wait_for()


@pytest.mark.parametrize("account", ["else", "unverified"])
def test_someone_unlisted_or_unverified_logs_in_and_only_views(
    page: Any, url: str, account: str
) -> None:
    log_in(page, url, account)
    page.get_by_text(DATA).wait_for()
    page.get_by_role("button", name="write").click()
    page.get_by_text("没有保存").wait_for()


def test_a_login_signed_by_someone_else_is_none(
    page: Any, url: str, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = RSAKey.generate_key(2048, parameters={"kid": provider.signing_key.kid})
    monkeypatch.setattr(provider, "published_key", provider.signing_key)
    monkeypatch.setattr(provider, "signing_key", forged)
    log_in(page, url, "Liang")
    page.get_by_text("请先登录").wait_for()
    never_said(page, DATA)


def test_an_identity_written_into_the_cookie_by_hand_is_none(
    open_page: Callable[..., Any], url: str
) -> None:
    page = open_page()
    claims = {"is_logged_in": True, "email": "liang@example.org", "origin": url}
    page.context.add_cookies([{"name": "_streamlit_user", "value": json.dumps(claims), "url": url}])
    open_app(page, url)
    page.get_by_text("请先登录").wait_for()
    never_said(page, DATA)
