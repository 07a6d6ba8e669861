"""What is watched, how loudly it is said, and the life of a card as one table."""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import pgettext_lazy


class Level(IntegerChoices):
    """How far it has come; the numbers are those of the field (domain.md §4.3)."""

    WARNING = 1, pgettext_lazy("card level", "Warning")
    YELLOW = 2, pgettext_lazy("card level", "Yellow card")
    RED = 3, pgettext_lazy("card level", "Red card")


class Watched(TextChoices):
    """What of a case a rule measures."""

    ACCEPTANCE = "acceptance", pgettext_lazy("watched", "Acceptance")
    CASE = "case", pgettext_lazy("watched", "Whole case")
    LINK = "link", pgettext_lazy("watched", "Link")
    PAUSE = "pause", pgettext_lazy("watched", "Special procedure")
    PRE_REVIEW = "pre_review", pgettext_lazy("watched", "Pre-review")
    DELIVERY = "delivery", pgettext_lazy("watched", "Delivery")
    CONSULTATION = "consultation", pgettext_lazy("watched", "Consultation")
    ACT = "act", pgettext_lazy("watched", "Conduct")  # anomalies found in what was done
    OFFICE = "office", pgettext_lazy("watched", "Office")  # rates of a whole office
    WINDOW = "window", pgettext_lazy("watched", "Window")  # what is seen there, on a recording


#: What the passing of time alone brings to a level.
TIMED = (
    Watched.ACCEPTANCE,
    Watched.CASE,
    Watched.LINK,
    Watched.PAUSE,
    Watched.PRE_REVIEW,
    Watched.DELIVERY,
    Watched.CONSULTATION,
)


class CardState(TextChoices):
    """Where a card stands."""

    TO_ISSUE = "to_issue", pgettext_lazy("card state", "To be issued")
    ISSUED = "issued", pgettext_lazy("card state", "Issued")
    EXPLAINED = "explained", pgettext_lazy("card state", "Explained")
    UPHELD = "upheld", pgettext_lazy("card state", "Upheld")
    APPEALED = "appealed", pgettext_lazy("card state", "Appealed")
    FINAL = "final", pgettext_lazy("card state", "Upheld on appeal")
    RECTIFIED = "rectified", pgettext_lazy("card state", "Put right")
    ACCOUNTED = "accounted", pgettext_lazy("card state", "Held to account")
    WITHDRAWN = "withdrawn", pgettext_lazy("card state", "Withdrawn")


class Ground(TextChoices):
    """Why a card is taken back."""

    UNTRUE = "untrue", pgettext_lazy("ground", "It was not true: a wrong fact, date or rule")
    EXCUSED = "excused", pgettext_lazy("ground", "It was true, but the unit is excused")


class Measure(TextChoices):
    """How an officer is held to account; graver ones are for the bodies the law names."""

    TALK = "talk", pgettext_lazy("measure", "Admonishing talk")
    CRITICISM = "criticism", pgettext_lazy("measure", "Criticism and education")
    WRITTEN = "written", pgettext_lazy("measure", "Written self-examination")
    CIRCULAR = "circular", pgettext_lazy("measure", "Criticism in a circular")
    REFERRED = "referred", pgettext_lazy("measure", "Referred to discipline inspection")


S = CardState

#: Cards that count against the unit: neither withdrawn nor still waiting to be issued.
STANDING = frozenset(CardState) - {S.TO_ISSUE, S.WITHDRAWN}
#: Somebody has something to do still.
OPEN = frozenset({S.TO_ISSUE, S.ISSUED, S.EXPLAINED, S.UPHELD, S.APPEALED, S.FINAL})

SUPERVISOR = "case.supervise"
KEEPER = "supervision.manage"  # keeps the rules, and hears appeals
UNIT = "case.decide"  # speaks for the office that the card stands against


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: from which states, to which, and which grant makes it ("system": nobody)."""

    sources: frozenset[CardState]
    target: CardState
    grant: str
    is_judgement: bool = False  # nobody makes it about his own work, or his own review


MOVES: dict[str, Move] = {
    "issue": Move(frozenset({S.TO_ISSUE}), S.ISSUED, SUPERVISOR, is_judgement=True),
    "drop": Move(frozenset({S.TO_ISSUE}), S.WITHDRAWN, SUPERVISOR, is_judgement=True),
    "explain": Move(frozenset({S.ISSUED}), S.EXPLAINED, UNIT),
    "uphold": Move(frozenset({S.ISSUED, S.EXPLAINED}), S.UPHELD, SUPERVISOR, is_judgement=True),
    "withdraw": Move(
        frozenset({S.ISSUED, S.EXPLAINED}), S.WITHDRAWN, SUPERVISOR, is_judgement=True
    ),
    "appeal": Move(frozenset({S.UPHELD}), S.APPEALED, UNIT),
    "dismiss_appeal": Move(frozenset({S.APPEALED}), S.FINAL, KEEPER, is_judgement=True),
    "allow_appeal": Move(frozenset({S.APPEALED}), S.WITHDRAWN, KEEPER, is_judgement=True),
    "rectify": Move(frozenset({S.UPHELD, S.FINAL}), S.RECTIFIED, UNIT),
    "hold_to_account": Move(
        frozenset({S.UPHELD, S.FINAL, S.RECTIFIED}), S.ACCOUNTED, SUPERVISOR, is_judgement=True
    ),
    # What made the card turned out untrue: the calendar moved, an act was entered late.
    "retract": Move(frozenset(CardState) - {S.WITHDRAWN}, S.WITHDRAWN, "system"),
}

#: A warning informs: nobody explains it, upholds it or appeals against it.
OF_WARNINGS = frozenset({"issue", "drop", "withdraw", "retract"})

#: What the journal calls each act: `card.<past participle>`; a card begins with `card.made`.
PAST: dict[str, str] = {
    "issue": "issued",
    "drop": "dropped",
    "explain": "explained",
    "uphold": "upheld",
    "withdraw": "withdrawn",
    "appeal": "appealed",
    "dismiss_appeal": "appeal_dismissed",
    "allow_appeal": "appeal_allowed",
    "rectify": "rectified",
    "hold_to_account": "held_to_account",
    "retract": "retracted",
}


class InspectionState(TextChoices):
    """Where a drawn case stands."""

    DRAWN = "drawn", pgettext_lazy("inspection state", "To be marked")
    SOUND = "sound", pgettext_lazy("inspection state", "Nothing to put right")
    FAULTY = "faulty", pgettext_lazy("inspection state", "To be put right")
    MENDED = "mended", pgettext_lazy("inspection state", "Put right, to be checked")
    SETTLED = "settled", pgettext_lazy("inspection state", "Put right and checked")


class ObservationState(TextChoices):
    """Where something that was seen at a window stands; only a person confirms it."""

    PROPOSED = "proposed", pgettext_lazy("observation state", "Proposed, to be looked at")
    CONFIRMED = "confirmed", pgettext_lazy("observation state", "Confirmed")
    DISMISSED = "dismissed", pgettext_lazy("observation state", "Not a finding")
