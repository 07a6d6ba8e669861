"""The legal life of a case on one page: states, and every move between them.

Guards, buttons, filters, the diagram in docs/apps/cases.md and the tests read this table.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Where a case stands in law."""

    DRAFT = "draft", pgettext_lazy("case state", "Draft")
    PREREVIEW = "prereview", pgettext_lazy("case state", "In pre-review")
    SENT_BACK = "sent_back", pgettext_lazy("case state", "Sent back by pre-review")
    PASSED = "passed", pgettext_lazy("case state", "Pre-review passed, originals awaited")
    SUBMITTED = "submitted", pgettext_lazy("case state", "Submitted")
    SUPPLEMENTING = "supplementing", pgettext_lazy("case state", "Supplement requested")
    SUPPLEMENTED = "supplemented", pgettext_lazy("case state", "Supplemented")
    DECLINED = "declined", pgettext_lazy("case state", "Not accepted")
    ACCEPTED = "accepted", pgettext_lazy("case state", "Accepted")
    IN_REVIEW = "in_review", pgettext_lazy("case state", "In review")
    PAUSED = "paused", pgettext_lazy("case state", "Special procedure")
    GRANTED = "granted", pgettext_lazy("case state", "Granted")
    REFUSED = "refused", pgettext_lazy("case state", "Refused")
    RESULT_MADE = "result_made", pgettext_lazy("case state", "Result ready")
    DELIVERED = "delivered", pgettext_lazy("case state", "Delivered")
    CONCLUDED = "concluded", pgettext_lazy("case state", "Concluded")
    WITHDRAWN = "withdrawn", pgettext_lazy("case state", "Withdrawn")
    TERMINATED = "terminated", pgettext_lazy("case state", "Terminated")


S = State

#: Seen online before the application is received in law: no legal time limit runs (ADR 0070).
BEFORE_RECEIPT = frozenset({S.PREREVIEW, S.SENT_BACK, S.PASSED})
#: The applicant owes an answer to a list of gaps.
ANSWERABLE = frozenset({S.SENT_BACK, S.SUPPLEMENTING})
WAITS_FOR_APPLICANT = ANSWERABLE | {S.PASSED}  # no officer can be urged
WAITING_FOR_ACCEPTANCE = frozenset({S.SUBMITTED, S.SUPPLEMENTED})
UNDER_WAY = frozenset({S.ACCEPTED, S.IN_REVIEW})
DECIDED = frozenset({S.GRANTED, S.REFUSED, S.RESULT_MADE, S.DELIVERED, S.CONCLUDED})
ENDED = frozenset({S.DECLINED, S.CONCLUDED, S.WITHDRAWN, S.TERMINATED})
OPEN = frozenset(State) - ENDED - {S.DRAFT}  # somebody has something to do: a task is open


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: from which states, to which, and which grant a post needs.

    grant "applicant": the applicant or his agent. grant "system": the clock itself.
    "own": whoever did the last act, as long as nobody acted after him.
    Work between acceptance and decision (AT_LINK) needs the grant its open link names.
    link: the kind of process link that must be open, and free or held by who acts; or ANY of them.
    then: what becomes of that link's task: "closed" (the process runs on), or "taken" in hand.
    """

    sources: frozenset[State]
    target: State
    grant: str
    link: str = ""
    then: str = ""


CONSULTS = UNDER_WAY | {S.PAUSED}  # other offices may be asked, and their answer is of use

ANY = "any"  # link: whichever is open
HANDLED = frozenset({S.GRANTED, S.REFUSED, S.RESULT_MADE})  # decided, not yet delivered

MOVES: dict[str, Move] = {
    "file": Move(frozenset({S.DRAFT}), S.SUBMITTED, "applicant"),
    "file_for_prereview": Move(frozenset({S.DRAFT}), S.PREREVIEW, "applicant"),
    "send_back": Move(
        frozenset({S.PREREVIEW}), S.SENT_BACK, "case.accept", link="accept", then="taken"
    ),
    "mend": Move(frozenset({S.SENT_BACK}), S.PREREVIEW, "applicant"),
    "pass_prereview": Move(
        frozenset({S.PREREVIEW}), S.PASSED, "case.accept", link="accept", then="taken"
    ),
    "receive_originals": Move(
        frozenset({S.PASSED}), S.SUBMITTED, "case.accept", link="accept", then="taken"
    ),
    "request_supplement": Move(
        WAITING_FOR_ACCEPTANCE, S.SUPPLEMENTING, "case.accept", link="accept", then="taken"
    ),
    "supplement": Move(frozenset({S.SUPPLEMENTING}), S.SUPPLEMENTED, "applicant"),
    "decline": Move(
        WAITING_FOR_ACCEPTANCE | {S.PREREVIEW, S.PASSED},
        S.DECLINED,
        "case.accept",
        link="accept",
    ),
    "accept": Move(WAITING_FOR_ACCEPTANCE, S.ACCEPTED, "case.accept", link="accept", then="closed"),
    "deem_accepted": Move(
        WAITING_FOR_ACCEPTANCE, S.ACCEPTED, "system", link="accept", then="closed"
    ),
    "examine": Move(UNDER_WAY, S.IN_REVIEW, "case.examine", link="examine", then="closed"),
    "advise": Move(UNDER_WAY, S.IN_REVIEW, "case.examine", link="advise", then="closed"),
    "visit_site": Move(UNDER_WAY, S.IN_REVIEW, "case.examine", link="site_visit", then="closed"),
    "review_by_experts": Move(
        UNDER_WAY, S.IN_REVIEW, "case.examine", link="expert_review", then="closed"
    ),
    "hold_hearing": Move(UNDER_WAY, S.IN_REVIEW, "case.examine", link="hearing", then="closed"),
    "end_notice": Move(UNDER_WAY, S.IN_REVIEW, "case.examine", link="public_notice", then="closed"),
    "countersign": Move(UNDER_WAY, S.IN_REVIEW, "case.examine", link="countersign", then="closed"),
    "return": Move(frozenset({S.IN_REVIEW}), S.IN_REVIEW, "case.examine", link=ANY),
    "recall": Move(frozenset({S.IN_REVIEW}), S.IN_REVIEW, "own"),
    "pause": Move(UNDER_WAY, S.PAUSED, "case.examine"),
    "resume": Move(frozenset({S.PAUSED}), S.IN_REVIEW, "case.examine"),
    "extend": Move(UNDER_WAY, S.IN_REVIEW, "case.extend"),
    "grant": Move(UNDER_WAY, S.GRANTED, "case.decide", link="decide", then="closed"),
    "refuse": Move(UNDER_WAY, S.REFUSED, "case.decide", link="decide", then="closed"),
    "make_result": Move(
        frozenset({S.GRANTED}), S.RESULT_MADE, "case.deliver", link="issue", then="taken"
    ),
    "deliver": Move(HANDLED, S.DELIVERED, "case.deliver", link="issue", then="taken"),
    "conclude": Move(
        frozenset({S.DELIVERED}), S.CONCLUDED, "case.deliver", link="issue", then="closed"
    ),
    "withdraw": Move(
        BEFORE_RECEIPT | WAITING_FOR_ACCEPTANCE | UNDER_WAY | {S.SUPPLEMENTING, S.PAUSED},
        S.WITHDRAWN,
        "applicant",
    ),
    "lapse": Move(frozenset({S.SENT_BACK, S.PASSED}), S.TERMINATED, "system"),
    "terminate": Move(UNDER_WAY | {S.SUPPLEMENTING, S.PAUSED}, S.TERMINATED, "case.decide"),
}

#: The moves that give an opinion at a link; who may is said by the link itself.
WORK = frozenset(
    {
        "examine",
        "advise",
        "visit_site",
        "review_by_experts",
        "hold_hearing",
        "end_notice",
        "countersign",
    }
)

#: The moves made at whatever link is open, by who may do that link.
AT_LINK = WORK | {"return"}

#: What the journal calls each act: `case.<past participle>`.
PAST: dict[str, str] = {
    "file": "filed",
    "file_for_prereview": "filed_for_prereview",
    "send_back": "sent_back",
    "mend": "mended",
    "pass_prereview": "prereview_passed",
    "receive_originals": "originals_received",
    "request_supplement": "supplement_requested",
    "supplement": "supplemented",
    "decline": "declined",
    "accept": "accepted",
    "deem_accepted": "deemed_accepted",
    "examine": "examined",
    "advise": "advised",
    "visit_site": "site_visited",
    "review_by_experts": "reviewed_by_experts",
    "hold_hearing": "hearing_held",
    "end_notice": "notice_ended",
    "countersign": "countersigned",
    "return": "returned",
    "recall": "recalled",
    "pause": "paused",
    "resume": "resumed",
    "extend": "extended",
    "grant": "granted",
    "refuse": "refused",
    "make_result": "result_made",
    "deliver": "delivered",
    "conclude": "concluded",
    "withdraw": "withdrawn",
    "lapse": "lapsed",
    "terminate": "terminated",
}


class ResultState(TextChoices):
    """What became of a result after it was made."""

    VALID = "valid", pgettext_lazy("result state", "Valid")
    CORRECTED = "corrected", pgettext_lazy("result state", "Valid, corrected")
    EXPIRED = "expired", pgettext_lazy("result state", "Expired")
    REPLACED = "replaced", pgettext_lazy("result state", "Replaced")
    REVOKED = "revoked", pgettext_lazy("result state", "Revoked")
    RECALLED = "recalled", pgettext_lazy("result state", "Withdrawn by the authority")
    ANNULLED = "annulled", pgettext_lazy("result state", "Annulled")


R = ResultState
STANDING = frozenset({R.VALID, R.CORRECTED})


@dataclass(frozen=True, slots=True)
class ResultMove:
    """One arrow in the life of a result; grant "system": it follows from something else."""

    sources: frozenset[ResultState]
    target: ResultState
    grant: str


RESULT_MOVES: dict[str, ResultMove] = {
    "correct": ResultMove(STANDING, R.CORRECTED, "case.decide"),
    "revoke": ResultMove(STANDING | {R.EXPIRED}, R.REVOKED, "case.decide"),
    "recall": ResultMove(STANDING, R.RECALLED, "case.decide"),
    "annul": ResultMove(STANDING | {R.EXPIRED, R.REVOKED, R.RECALLED}, R.ANNULLED, "case.decide"),
    "expire": ResultMove(STANDING, R.EXPIRED, "system"),
    "replace": ResultMove(STANDING, R.REPLACED, "system"),
}

#: What the journal calls each act on a result: `case.result_<past participle>`.
RESULT_PAST: dict[str, str] = {
    "correct": "corrected",
    "revoke": "revoked",
    "recall": "recalled",
    "annul": "annulled",
    "expire": "expired",
    "replace": "replaced",
}


class HearingState(TextChoices):
    """How far the hearing about a case has come (Licensing Law, arts. 46 to 48)."""

    TOLD = "told", pgettext_lazy("hearing state", "Right to a hearing told")
    APPLIED = "applied", pgettext_lazy("hearing state", "Hearing asked for")
    WAIVED = "waived", pgettext_lazy("hearing state", "Waived")
    LAPSED = "lapsed", pgettext_lazy("hearing state", "Not asked for in time")
    ARRANGED = "arranged", pgettext_lazy("hearing state", "Hearing to come")
    HELD = "held", pgettext_lazy("hearing state", "Held, with its record")
    WITHDRAWN = "withdrawn", pgettext_lazy("hearing state", "Will not be held")


H = HearingState
HEARING_OPEN = frozenset({H.TOLD, H.APPLIED, H.ARRANGED})


@dataclass(frozen=True, slots=True)
class HearingMove:
    """One act on a hearing: no sources, it begins one; without a target it goes on as it stands.

    Where several persons were told, what becomes of the hearing depends on all their answers.
    """

    sources: frozenset[HearingState]
    target: HearingState | None
    grant: str


HEARING_MOVES: dict[str, HearingMove] = {
    "tell": HearingMove(frozenset(), H.TOLD, "case.examine"),
    "announce": HearingMove(frozenset(), H.ARRANGED, "case.examine"),
    "tell_person": HearingMove(HEARING_OPEN, None, "case.examine"),
    "apply": HearingMove(frozenset({H.TOLD, H.APPLIED}), H.APPLIED, "applicant"),
    "waive": HearingMove(frozenset({H.TOLD}), H.WAIVED, "applicant"),
    "withdraw": HearingMove(frozenset({H.APPLIED, H.ARRANGED}), H.WITHDRAWN, "applicant"),
    "note_answer": HearingMove(HEARING_OPEN, None, "case.examine"),
    "arrange": HearingMove(frozenset({H.APPLIED, H.ARRANGED}), H.ARRANGED, "case.examine"),
    "object": HearingMove(frozenset({H.ARRANGED}), None, "applicant"),
    "note_objection": HearingMove(frozenset({H.ARRANGED}), None, "case.examine"),
    "answer_objection": HearingMove(frozenset({H.ARRANGED}), None, "case.decide"),
    "record": HearingMove(frozenset({H.ARRANGED}), H.HELD, "case.examine"),
    "call_off": HearingMove(frozenset({H.ARRANGED}), H.WITHDRAWN, "case.decide"),
}

#: What the journal calls each act on a hearing: `case.hearing_<past participle>`.
HEARING_PAST: dict[str, str] = {
    "tell": "right_told",
    "announce": "announced",
    "tell_person": "person_told",
    "apply": "applied",
    "waive": "waived",
    "withdraw": "withdrawn",
    "arrange": "arranged",
    "object": "objected",
    "answer_objection": "objection_answered",
    "record": "recorded",
    "call_off": "called_off",
}
