"""What detection at windows sends and gets."""

from typing import Annotated

from ninja import Field, Schema
from pydantic import AwareDatetime


class PresenceSpan(Schema):
    """A span in which somebody, or nobody, was in view of a camera; `key` is the sender's own."""

    key: Annotated[str, Field(pattern=r"^[0-9A-Za-z_.:-]{1,60}$")]
    camera: Annotated[str, Field(pattern=r"^[0-9A-Za-z_.:-]{1,40}$")]
    is_present: bool
    since: AwareDatetime
    until: AwareDatetime


class PresenceIn(Schema):
    """Some of them; all are taken, or none."""

    spans: Annotated[list[PresenceSpan], Field(min_length=1, max_length=500)]


class PresenceTaken(Schema):
    """How many were new, how many known before, and how many findings they propose."""

    taken: int
    known: int
    proposed: int
