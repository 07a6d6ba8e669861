"""A code, read."""

from typing import Any

from ninja import Schema


class CodeAnswer(Schema):
    """The parts a code is made of; which there are depends on the kind."""

    kind: str
    parts: dict[str, Any]
