"""Alibaba Cloud SMS (Dysmsapi 2017-05-25), signed by hand with ACS3-HMAC-SHA256.

The official SDK brings a dozen packages for two requests; the signature is documented and short
(docs/adr/0060). Texts are registered with the provider: it is given a code and values.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

from yimen.kernel.http import Unreachable, post
from yimen.notify.ports import Refused, Report, Text

ENDPOINT = "https://dysmsapi.aliyuncs.com"
VERSION = "2017-05-25"
ALGORITHM = "ACS3-HMAC-SHA256"
CHINA = ZoneInfo("Asia/Shanghai")
#: Numbers, signatures and texts that stay wrong however often they are tried.
FINAL = ("isv.MOBILE_", "isv.SMS_", "isv.TEMPLATE_", "isv.INVALID_", "isv.BLACK_KEY", "Forbidden")
#: Not of them: it passes.
PASSING = ("isv.BUSINESS_LIMIT_CONTROL", "isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE")
ARRIVED, LOST = 3, 2  # SendStatus; 1 is on its way


class AliyunGateway:
    """Sends by SendSms and asks by QuerySendDetails."""

    def __init__(self, url: str, key: str, secret: str, sign: str, body: str = "") -> None:
        self._url, self._key, self._secret, self._sign = url or ENDPOINT, key, secret, sign
        self._code = body  # for texts without a code of their own: a text with one place, {text}

    def send(self, text: Text) -> str:
        """Hand it over."""
        values = dict(text.values) if text.provider_code else {"text": text.text}
        said = self._call(
            "SendSms",
            {
                "PhoneNumbers": text.phone,
                "SignName": self._sign,
                "TemplateCode": text.provider_code or self._code,
                "TemplateParam": json.dumps(values, ensure_ascii=False),
                "OutId": text.reference,
            },
        )
        return str(said.get("BizId", ""))

    def ask(self, text: Text, name: str, sent_at: datetime) -> Report | None:
        """What became of it."""
        query = {
            "PhoneNumber": text.phone,
            "BizId": name,
            "SendDate": sent_at.astimezone(CHINA).strftime("%Y%m%d"),
            "PageSize": "1",
            "CurrentPage": "1",
        }
        try:
            said = self._call("QuerySendDetails", query)
        except Refused:
            return None  # asked again in a few minutes
        details = said.get("SmsSendDetailDTOs", {}).get("SmsSendDetailDTO", [])
        if not details or details[0].get("SendStatus") not in {ARRIVED, LOST}:
            return None
        is_delivered = details[0]["SendStatus"] == ARRIVED
        return Report(text.reference, is_delivered, str(details[0].get("ErrCode", "")))

    def _call(self, action: str, query: Mapping[str, str]) -> dict[str, Any]:
        address = f"{self._url}/?{canonical(query)}"
        headers = signed_headers(
            action,
            urlsplit(self._url).netloc,
            query,
            version=VERSION,
            key=self._key,
            secret=self._secret,
            nonce=uuid4().hex,
            at=datetime.now(UTC),
        )
        try:
            said: dict[str, Any] = json.loads(post(address, b"", headers).body)
        except (Unreachable, ValueError) as problem:
            raise Refused(str(problem)) from problem
        code = said.get("Code", "")
        if code != "OK":
            is_final = code.startswith(FINAL) and code not in PASSING
            raise Refused(f"{code}: {said.get('Message', '')}", is_final=is_final)
        return said


def canonical(query: Mapping[str, str]) -> str:
    """The parameters in order, written as the provider signs them (RFC 3986)."""
    return urlencode(sorted(query.items()), quote_via=quote, safe="~")


def signed_headers(
    action: str,
    host: str,
    query: Mapping[str, str],
    *,
    version: str,
    key: str,
    secret: str,
    nonce: str,
    at: datetime,
) -> dict[str, str]:
    """The headers of a request without a body, the signature among them."""
    empty = hashlib.sha256(b"").hexdigest()
    headers = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": empty,
        "x-acs-date": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join(["POST", "/", canonical(query), lines, names, empty])
    to_sign = f"{ALGORITHM}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.digest(secret.encode(), to_sign.encode(), "sha256").hex()
    credential = f"Credential={key},SignedHeaders={names},Signature={signature}"
    return {**headers, "Authorization": f"{ALGORITHM} {credential}"}
