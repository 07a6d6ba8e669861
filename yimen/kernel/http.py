"""Sending a request to another system: no redirects followed, never longer than told."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

MOST_BYTES = 64 * 1024
#: What a server that cannot be spoken to raises.
UNREACHABLE = (OSError, HTTPException, ValueError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other system said; only the beginning of a long one."""

    status: int
    body: bytes

    @property
    def is_good(self) -> bool:
        """Whether it took what it was given."""
        return 200 <= self.status < 300

    @property
    def may_change(self) -> bool:
        """Whether it may say otherwise later: too busy, too slow, or broken."""
        return self.status in {408, 425, 429} or self.status >= 500


class _NoRedirects(HTTPRedirectHandler):
    """An address that was checked is the one that is spoken to."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = build_opener(_NoRedirects)


def post(
    url: str, body: bytes, headers: Mapping[str, str] | None = None, *, seconds: float = 10
) -> Answer:
    """POST to an address; raises one of UNREACHABLE where nobody answers."""
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"not an address of the web: {url}")
    request = Request(url, data=body, headers=dict(headers or {}), method="POST")
    try:
        with _opener.open(request, timeout=seconds) as answer:
            return Answer(answer.status, answer.read(MOST_BYTES))
    except HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, refusal.read(MOST_BYTES))


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """The HMAC-SHA256 of a moment and a body, by which the receiver knows the sender."""
    return hmac.digest(secret.encode(), f"{timestamp}.".encode() + body, "sha256").hex()


def is_signed(secret: str, timestamp: str, body: bytes, signature: str, *, now: float) -> bool:
    """Whether who knows the secret signed this, in the last five minutes."""
    if not secret or not timestamp.isascii() or not timestamp.isdecimal():
        return False
    if abs(now - int(timestamp)) > 300:
        return False
    return hmac.compare_digest(sign(secret, int(timestamp), body), signature)
