"""Sending a request to another system: no redirects followed, never longer than told."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.request import HTTPErrorProcessor, Request, build_opener

MOST_BYTES = 64 * 1024


class Unreachable(Exception):
    """Nobody answered at the address, or not as a server of the web does; the text says how."""


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

    @property
    def refusal(self) -> str:
        """Why it did not take it, as far as it says; nothing where it did."""
        if self.is_good:
            return ""
        return f"HTTP {self.status}: {self.body[:300].decode(errors='replace')}"


class _AsAnswered(HTTPErrorProcessor):
    """No status raises, and none is followed: an address that was checked is spoken to."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


_opener = build_opener(_AsAnswered)


def post(
    url: str, body: bytes, headers: Mapping[str, str] | None = None, *, seconds: float = 10
) -> Answer:
    """POST to an address; raises Unreachable where nobody answers."""
    if not url.startswith(("http://", "https://")):
        raise Unreachable(f"not an address of the web: {url}")
    try:
        request = Request(url, data=body, headers=dict(headers or {}), method="POST")
        with _opener.open(request, timeout=seconds) as answer:
            return Answer(answer.status, _beginning(answer, monotonic() + seconds))
    except (OSError, HTTPException, ValueError) as problem:
        raise Unreachable(f"{type(problem).__name__}: {problem}") from problem


def _beginning(answer: Any, until: float) -> bytes:
    """As much as fits and comes in time: who sends drop by drop keeps nobody waiting."""
    said = b""
    while len(said) < MOST_BYTES and monotonic() < until:
        more = answer.read1(MOST_BYTES - len(said))
        if not more:
            break
        said += more
    return said


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
