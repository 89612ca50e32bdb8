"""Keeps everybody but the instructor out of the desk: other machines, other web sites, other users' browsers.

It hears requests before the pages do. The server listens on 127.0.0.1 alone; a request has to name that address (so
that no name that leads here by DNS rebinding works), to bring the cookie that the first URL's token gave, and, where
it changes something, to come from a page of the desk: its Origin, and the token that stands in each form.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES = 1 << 20
POLICY = "; ".join(
    ("default-src 'none'", "style-src 'self'", "script-src 'self'", "form-action 'self'", "base-uri 'none'",
     "frame-ancestors 'none'")
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
NO_ENTRY = "Open the address that `grade desk` printed: this browser has not come from there."


@dataclass(frozen=True)
class Secrets:
    """What is drawn for one run of the desk: the token of the first URL, the cookie, and what stands in each form."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    form: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class Guard:
    """Lets requests through to the pages."""

    def __init__(self, app: ASGIApp, drawn: Secrets, port: int) -> None:
        self._app = app
        self._drawn = drawn
        self._cookie = f"desk-{port}"  # cookies do not tell ports apart
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hear one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self.refusal(scope)
        await (answer or self._app)(scope, receive, send_guarded)

    def refusal(self, scope: Scope) -> Response | None:
        """Answer what may not come through; None for what may."""
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return PlainTextResponse("The desk is at 127.0.0.1 alone.", 421)
        if scope["method"] in ("GET", "HEAD"):
            token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
            if scope["path"] == "/" and same(token, self._drawn.token):
                return self.welcome()
        elif not is_of_here(headers):
            return PlainTextResponse("This came from another site: nothing is done.", 403)
        elif not headers.get("content-length", "").isdecimal() or int(headers["content-length"]) > BODY_BYTES:
            return PlainTextResponse("That is too long: nothing is done.", 413)
        if not same(cookie_parser(headers.get("cookie", "")).get(self._cookie, ""), self._drawn.cookie):
            return PlainTextResponse(NO_ENTRY, 403)
        return None

    def welcome(self) -> Response:
        """Give whoever knows the token the cookie, and lead away from the address that holds the token."""
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._drawn.cookie, httponly=True, samesite="strict", path="/")
        return answer


def is_of_here(headers: Mapping[str, str]) -> bool:
    """Say whether a request that changes something comes from a page of the desk."""
    origin = headers.get("origin")
    if origin is not None:
        return origin == f"http://{headers.get('host')}"
    return headers.get("sec-fetch-site") == "same-origin"


def same(given: str, drawn: str) -> bool:
    """Compare a secret without telling by the time how much of it is right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), drawn.encode())
