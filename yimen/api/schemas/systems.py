"""What departments' own systems and mini-apps send and get."""

import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema

from yimen.api.schemas.cases import Step
from yimen.cases.actions.charging import MOST_FEN

Words = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]*$")]
MaybeWords = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Short = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Key = Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_.:-]*$")]
Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Officer = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,30}$")]
Receipt = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00]+$")]
Count = Annotated[int, Field(ge=1, le=1000)]


class ApplicantIn(Schema):
    """For whom; the system vouches for it."""

    kind: Literal["person", "organisation"]
    name: Short
    number: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{15,18}$")]
    phone: Annotated[str, Field(pattern=r"^[0-9+ -]{0,20}$")] = ""


class AgentIn(Schema):
    """Who acts for an organisation."""

    name: Short
    number: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{15,18}$")]


class BeginIn(Schema):
    """An application to begin; for an organisation with the person who acts for it."""

    item: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,50}$")]
    applicant: ApplicantIn
    agent: AgentIn | None = None
    situation: dict[Key, str | list[str]] = {}


class AnswersIn(Schema):
    """Answers to the form by field, or about the situation by question."""

    answers: dict[Key, Any]


class ReasonIn(Schema):
    """Why; may be left out."""

    reason: MaybeWords = ""


class OfferOut(Schema):
    """A word that may stand for a paper, or for its coming later: the text to be shown."""

    key: str
    material: str
    kind: Literal["follows", "replaces"]
    text: str
    sha256: str


class CommitIn(Schema):
    """The texts the applicant agreed to, by key with their SHA-256; his name as he typed it."""

    chosen: Annotated[dict[Key, Sha], Field(min_length=1, max_length=50)]
    name: Short


class FileOut(Schema):
    """A file of an application."""

    id: UUID
    material: str
    name: str
    media_type: str
    size: int
    sha256: str


class ChargeOut(Schema):
    """What was charged, in fen; one struck out has its moment and reason."""

    fee: str
    name: str
    fen: int
    receipt: str
    at: datetime.datetime
    voided_at: datetime.datetime | None
    void_reason: str


class ApplicationOut(Schema):
    """An application as its applicant sees it; the number comes with filing."""

    id: UUID
    number: str | None
    query_code: str
    item: str
    item_name: str
    state: str
    state_name: str
    is_open: bool
    due_on: datetime.date | None
    situation: dict[str, Any]
    answers: dict[str, Any]
    files: list[FileOut]
    charges: list[ChargeOut]
    steps: list[Step]


class CaseLine(Schema):
    """A case in a list."""

    number: str
    item: str
    item_name: str
    state: str
    state_name: str
    revision: int
    filed_on: datetime.date
    due_on: datetime.date | None


class CaseLines(Schema):
    """Some cases; `next_after` asks for more, and is null on the last page."""

    cases: list[CaseLine]
    next_after: UUID | None


class ApplicantOut(Schema):
    """Who applied; the number is masked for systems that only read."""

    kind: str
    name: str
    number: str
    phone: str


class CaseOut(CaseLine):
    """A case as the office sees it."""

    applicant: ApplicantOut
    situation: dict[str, Any]
    answers: dict[str, Any]
    files: list[FileOut]
    charges: list[ChargeOut]
    steps: list[Step]


class ActIn(Schema):
    """An act: the officer (工号) who did it, and the revision it was done on."""

    officer: Officer
    revision: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class GapIn(Schema):
    """Something that is missing: a material, or an answer about the situation to be corrected."""

    what: Words
    material: Key = ""
    question: Key = ""


class SupplementIn(ActIn):
    """All that is missing, at once, and by when to supply it."""

    gaps: Annotated[list[GapIn], Field(min_length=1, max_length=50)]
    answer_by: datetime.date
    repeat_reason: MaybeWords = ""  # why something is asked for again


class OriginalsIn(ActIn):
    """Which originals to bring to the counter, and by when."""

    originals: Words
    originals_by: datetime.date


class DeclineIn(ActIn):
    """Why an application is not accepted."""

    ground: Literal["not_needed", "not_ours", "incomplete", "other"]
    reason: Words
    where_to_go: MaybeWords = ""


class ExamineIn(ActIn):
    """An opinion."""

    conclusion: Literal["passed", "failed"]
    text: Words


class PauseIn(ActIn):
    """A special procedure of art. 45."""

    kind: Key
    reason: Words
    planned_days: Count


class ResumeIn(ActIn):
    """It is over."""

    note: MaybeWords = ""


class ExtendIn(ActIn):
    """By the head of the authority."""

    days: Count
    reason: Words


class GrantIn(ActIn):
    """A decision for the applicant."""

    reasons: Words


class RefuseIn(GrantIn):
    """A decision against him, and how to object."""

    remedies: Words


class DeliverIn(ActIn):
    """How the result reached the applicant."""

    way: Literal["window", "post", "electronic"]
    receiver: MaybeWords = ""
    tracking_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{0,40}$")] = ""


class TerminateIn(ActIn):
    """Why a case ends without a decision."""

    reason: Words


class ChargeIn(Schema):
    """What an officer (工号) charged: a fee of the guide by its key, anything else by its name."""

    officer: Officer
    fee: Key = ""
    name: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")] = ""
    fen: Annotated[int, Field(ge=1, le=MOST_FEN)]
    receipt: Receipt


class VoidIn(Schema):
    """Which charge is struck out, by its receipt, and why."""

    officer: Officer
    receipt: Receipt
    reason: Short


class StateOut(Schema):
    """Where a case stands after an act."""

    number: str
    state: str
    state_name: str
    revision: int
    due_on: datetime.date | None


class DeliveryOut(Schema):
    """Something a system was told."""

    id: UUID
    type: str
    url: str
    state: str
    attempts: int
    status: int | None
    last_error: str
    made_at: datetime.datetime
    sent_at: datetime.datetime | None


class DeliveryLines(Schema):
    """Some of them, newest first; `next_before` asks for older ones."""

    deliveries: list[DeliveryOut]
    next_before: UUID | None


class ReportIn(Schema):
    """What became of a text message."""

    reference: Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")]
    is_delivered: bool
    reason: Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")] = ""


class ReportsIn(Schema):
    """Reports of a carrier."""

    reports: Annotated[list[ReportIn], Field(max_length=1000)]


class CountOut(Schema):
    """How many were taken."""

    count: int


class Token(Schema):
    """An access token (RFC 6749, 5.1)."""

    token_type: str
    access_token: str
    expires_in: int
    scope: str


class TokenRefusal(Schema):
    """Why there is none (RFC 6749, 5.2)."""

    error: str
    error_description: str = ""
