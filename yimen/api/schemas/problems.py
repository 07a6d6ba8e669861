"""A refusal."""

from ninja import Schema
from pydantic import ConfigDict


class Problem(Schema):
    """A problem document (RFC 9457); further members depend on the type."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
