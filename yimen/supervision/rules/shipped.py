"""The rules of conduct that come with the platform, as plain rows."""

import tomllib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def shipped_conduct() -> tuple[dict[str, Any], ...]:
    """Each rule as its row: code, names, law, thresholds, texts, and from when it holds."""
    text = (files("yimen.supervision") / "data" / "conduct.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    valid_from: datetime = read["valid_from"]
    return tuple({"valid_from": valid_from, **row} for row in read["rules"])
