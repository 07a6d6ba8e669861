"""Any gateway that takes a text by HTTP: one signed POST; reports come back to our API."""

import json
import time
from datetime import datetime
from typing import Any

from yimen.kernel.http import Unreachable, post, sign
from yimen.notify.ports import Refused, Report, Text
from yimen.notify.rules import fill

#: The JSON sent, unless the site says otherwise (YIMEN_SMS_BODY).
BODY = '{"phone": "{phone}", "text": "{text}", "sign": "{sign}", "reference": "{reference}"}'


class HttpGateway:
    """Signs the body with a shared secret; a 2xx answer may name the message in `id`."""

    def __init__(self, url: str, key: str, secret: str, sign: str, body: str = "") -> None:
        self._url, self._key, self._secret, self._sign = url, key, secret, sign
        self._body: dict[str, Any] = json.loads(body or BODY)

    def send(self, text: Text) -> str:
        """Hand it over."""
        body = self._filled(text)
        now = int(time.time())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Key": self._key,
            "X-Timestamp": str(now),
            "X-Signature": sign(self._secret, now, body),
            "Idempotency-Key": text.reference,
        }
        try:
            answer = post(self._url, body, headers)
        except Unreachable as problem:
            raise Refused(str(problem)) from problem
        if not answer.is_good:
            raise Refused(answer.refusal, is_final=not answer.may_change)
        return _named(answer.body) or text.reference

    def ask(self, text: Text, name: str, sent_at: datetime) -> Report | None:
        """The gateway calls us: POST /api/v1/messages/reports."""
        return None

    def _filled(self, text: Text) -> bytes:
        values = {
            "phone": text.phone,
            "text": text.text,
            "sign": self._sign,
            "reference": text.reference,
            "code": text.provider_code,
        }
        filled: dict[str, Any] = {
            name: fill(value, values) if isinstance(value, str) else value
            for name, value in self._body.items()
        }
        if text.provider_code:
            filled |= {"code": text.provider_code, "values": dict(text.values)}
        return json.dumps(filled, ensure_ascii=False).encode()


def _named(body: bytes) -> str:
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    return str(said.get("id", "")) if isinstance(said, dict) else ""
