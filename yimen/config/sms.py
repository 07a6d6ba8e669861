"""The carrier of text messages, from a few settings."""

from datetime import time
from typing import Any

from yimen.config.env import Env

ADAPTERS = "yimen.notify.adapters"


def sms_settings(env: Env) -> dict[str, Any]:
    """Which carrier, how to speak to it, and the hours in which it is not to be spoken to.

    `https://…` is any gateway by HTTP, `aliyun` Alibaba Cloud; without one, a demo shows what would
    be sent, and any other site sends none.
    """
    return {"gateway": _gateway(env), "options": _options(env), "quiet": _quiet(env.quiet_hours)}


def _gateway(env: Env) -> str:
    if env.sms_url == "aliyun":
        return f"{ADAPTERS}.aliyun.AliyunGateway"
    if env.sms_url.startswith(("https://", "http://")):
        return f"{ADAPTERS}.http.HttpGateway"
    if env.sms_url:
        raise ValueError("YIMEN_SMS_URL must be aliyun, or the address of a gateway")
    return f"{ADAPTERS}.demo.DemoGateway" if env.demo else ""


def _options(env: Env) -> dict[str, str]:
    if not env.sms_url:
        return {}
    return {
        "url": "" if env.sms_url == "aliyun" else env.sms_url,
        "key": env.sms_key,
        "secret": env.sms_secret,
        "sign": env.sms_sign,
        "body": env.sms_body,
    }


def _quiet(hours: str) -> tuple[time, time] | None:
    """`22-8` is from ten in the evening to eight; empty: none."""
    if not hours:
        return None
    start, _to, end = hours.partition("-")
    try:
        return time(int(start)), time(int(end))
    except ValueError:
        raise ValueError("YIMEN_QUIET_HOURS must look like 22-8") from None
