"""A small OpenID Connect provider on 127.0.0.1, to see the app's login with nothing faked in it.

It keeps the parts of OpenID Connect Core 1.0 and RFC 7636 that a login by authorization code
needs, and refuses what a provider refuses: an unknown client, redirect or code, a wrong secret or
verifier. The account is chosen on its page by a click; there are no passwords.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "planner"
CLIENT_SECRET = "a secret of the tests"


@dataclass
class Provider:
    """Its address, the accounts it knows and what it was asked for."""

    url: str
    accounts: dict[str, dict[str, Any]]
    signing_key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, auto_kid=True))
    published_key: RSAKey | None = None
    """What others check signatures with; another than the signing key is a forger's."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/.well-known/openid-configuration"

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def jwks(self) -> dict[str, Any]:
        key = self.published_key or self.signing_key
        return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": "RS256"}]}

    def page(self, request: dict[str, str]) -> str | None:
        """The choice of accounts, each a link that goes back with a code; None: refused."""
        known = request.get("client_id") == CLIENT_ID and request.get("response_type") == "code"
        back = request.get("redirect_uri", "")
        if not known or not back.endswith("/oauth2callback"):
            return None
        links = []
        for name in self.accounts:
            code = secrets.token_urlsafe(16)
            self.codes[code] = request | {"account": name}
            query = urlencode({"code": code, "state": request["state"]})
            links.append(f'<p><a href="{back}?{query}">{name}</a></p>')
        return "<!doctype html><title>provider</title>" + "".join(links)

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The tokens for a code, once; None: refused."""
        asked = self.codes.pop(form.get("code", ""), None)
        client = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if asked is None or authorization != f"Basic {client}":
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": asked["account"],
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        } | self.accounts[asked["account"]]
        header = {"alg": "RS256", "kid": self.signing_key.kid}
        return {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": jwt.encode(header, claims, self.signing_key),
        }


@contextmanager
def running_provider(accounts: dict[str, dict[str, Any]]) -> Iterator[Provider]:
    """A provider that knows these accounts (name → claims), on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {k: v[0] for k, v in parse_qs(parts.query).items()}
            provider.asked.append(parts.path)
            match parts.path:
                case "/.well-known/openid-configuration":
                    self.answer_json(provider.metadata())
                case "/jwks":
                    self.answer_json(provider.jwks())
                case "/authorize":
                    page = provider.page(query)
                    self.answer(page, "text/html") if page else self.send_error(400)
                case "/end":
                    self.send_response(302)
                    self.send_header("Location", query["post_logout_redirect_uri"])
                    self.end_headers()
                case "/favicon.ico":
                    self.send_response(204)
                    self.end_headers()
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {k: v[0] for k, v in parse_qs(body).items()}
            token = provider.token(form, self.headers.get("Authorization", ""))
            if self.path != "/token" or token is None:
                self.answer_json({"error": "invalid_grant"}, 400)
            else:
                self.answer_json(token)

        def answer_json(self, content: dict[str, Any], status: int = 200) -> None:
            self.answer(json.dumps(content), "application/json", status)

        def answer(self, content: str, kind: str, status: int = 200) -> None:
            data = content.encode()
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}", accounts)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
