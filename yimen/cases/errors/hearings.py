"""What the course of a hearing refuses, and what it holds up."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


class RightRuns(Invalid):
    """Before those told of their right have had their days nothing is decided (art. 47)."""

    code = "case.hearing_right_runs"
    message = _(
        "Those concerned may ask for a hearing until %(until)s. It can be decided after that day, "
        "or once all of them have waived it (Licensing Law, art. 47)."
    )


class HearingAwaited(Invalid):
    """A hearing that was asked for or announced is held first; the decision rests on its record."""

    code = "case.hearing_awaited"
    message = _(
        "A hearing is to be held first; the decision is made on its record (Licensing Law, "
        "arts. 47 and 48)."
    )


class HearingUnderWay(DomainError):
    """One hearing at a time."""

    code = "case.hearing_under_way"
    message = _("A hearing about this case is under way already.")


class WrongHearingState(DomainError):
    """The hearing has not come so far, or further."""

    code = "case.wrong_hearing_state"
    message = _("The hearing stands at “%(state)s”, so this is not open now.")


class NoSuchHearing(DomainError):
    """The hearing of another case does not exist."""

    code = "case.no_such_hearing"
    status = 404
    message = _("There is no hearing about this case.")


class InterestsMissing(Invalid):
    """Why there is a hearing is said."""

    code = "case.hearing_interests_missing"
    message = _("Please say which interests are touched, and how.")


class PersonMissing(Invalid):
    """An interested person has a name."""

    code = "case.hearing_person_missing"
    message = _("Please give the name of the person.")


class TooLateToApply(Invalid):
    """Five days to apply (art. 47)."""

    code = "case.hearing_applied_late"
    message = _("A hearing could be asked for until %(until)s (Licensing Law, art. 47).")


class AnsweredAlready(DomainError):
    """Who has answered does not answer again."""

    code = "case.hearing_answered"
    message = _("This has been answered already.")


class NothingToWithdraw(DomainError):
    """Only what was applied for is withdrawn."""

    code = "case.hearing_not_applied"
    message = _("No hearing was asked for here.")


class TooSoon(Invalid):
    """Seven days of notice (art. 48(1))."""

    code = "case.hearing_too_soon"
    message = _(
        "Those concerned are told seven working days before: the first possible day is "
        "%(earliest)s (Licensing Law, art. 48)."
    )


class OfficesClosed(Invalid):
    """A hearing is held on a day offices work."""

    code = "case.hearing_day_off"
    message = _("Offices do not work on that day. Please choose a working day.")


class LateUnexplained(Invalid):
    """Twenty days to hold it (art. 47); later only with a reason that stays on record."""

    code = "case.hearing_late_unexplained"
    message = _(
        "It should be held by %(until)s (Licensing Law, art. 47). If that cannot be, please say "
        "why; it stays on record."
    )


class PlaceMissing(Invalid):
    """People must find it."""

    code = "case.hearing_place_missing"
    message = _("Please say where the hearing is held.")


class ChairUnknown(Invalid):
    """An officer of the authority presides."""

    code = "case.hearing_chair_unknown"
    message = _("Please choose an officer of this authority to preside.")


class ClosedUnexplained(Invalid):
    """A hearing is public unless a secret or privacy stands against it (art. 48(2))."""

    code = "case.hearing_closed_unexplained"
    message = _("A hearing is held in public. Please say which secret stands against it.")


class ObjectedAlready(DomainError):
    """One open objection a person."""

    code = "case.hearing_objected"
    message = _("Your request that another preside is being looked at.")


class ObjectionOpen(DomainError):
    """Whether another presides is said before the hearing."""

    code = "case.hearing_objection_open"
    message = _("Somebody asked that another preside. Please answer that first.")


class OwnObjection(DomainError):
    """Nobody says himself whether he may preside."""

    code = "case.hearing_own_objection"
    message = _("The request is about you; another decides on it.")


class NotHeldYet(Invalid):
    """A record is made of what took place."""

    code = "case.hearing_not_held_yet"
    message = _("The hearing is to begin at %(moment)s; its record is made afterwards.")


class RecordMissing(Invalid):
    """A hearing leaves a record, confirmed by who took part (art. 48(5))."""

    code = "case.hearing_record_missing"
    message = _("Please write the record.")


class SignersMissing(Invalid):
    """Who took part signs, or it is said why not."""

    code = "case.hearing_signers_missing"
    message = _("Please say who confirmed and signed the record, and who would not.")


class EndsWithRecord(Invalid):
    """The special procedure of a hearing ends with its record, not before."""

    code = "case.hearing_ends_with_record"
    message = _("A hearing is to be held: the special procedure ends when its record is made.")


class RecordFirst(Invalid):
    """The opinion at the link rests on the record of the hearing."""

    code = "case.hearing_record_first"
    message = _("Hold the hearing that is under way and make its record first.")
