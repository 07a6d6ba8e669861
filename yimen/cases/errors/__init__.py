"""What a case refuses, and what the person can do about it."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid, Stale


class NoSuchCase(DomainError):
    """Outside one's scope a case does not exist."""

    code = "case.not_found"
    status = 404
    message = _("There is no such case.")


class WrongState(DomainError):
    """The act belongs to another moment of the case's life."""

    code = "case.wrong_state"
    message = _("Case %(number)s is “%(state)s”, so this step is not open.")


class LinkNotOpen(DomainError):
    """The process has not come to this link, or has passed it."""

    code = "case.link_not_open"
    message = _("Case %(number)s is not at this link now.")


class HeldByAnother(DomainError):
    """A task belongs to whoever claimed it, until he gives it back."""

    code = "case.held_by_another"
    message = _("%(holder)s is working on this. Ask for the task to be released first.")


class TooEarly(DomainError):
    """An act cannot lie before the act it follows."""

    code = "case.too_early"
    status = 422
    message = _("The case was last acted on on %(day)s; a later act cannot lie before that.")


class KeyReused(Stale):
    """An idempotency key belongs to one act on one case."""

    code = "case.key_reused"
    message = _("This form was already used for something else. Please reload the page.")


# Filing


class NotOnOffer(DomainError):
    """Only an item in use, with a published version, can be applied for."""

    code = "case.not_on_offer"
    message = _("“%(item)s” cannot be applied for now.")


class NewVersion(DomainError):
    """The guide changed while the application was being written (art. 30)."""

    code = "case.new_version"
    message = _("“%(item)s” has a new guide. Please check your application against it.")


class WrongApplicant(Invalid):
    """The item is for other kinds of applicants."""

    code = "case.wrong_applicant"
    message = _("“%(item)s” is not for this kind of applicant.")


class SituationOpen(Invalid):
    """Questions about the situation that wait for an answer; `keys` names them."""

    code = "case.situation_open"
    message = _("Please first say what your situation is: %(questions)s")


class NoSuchQuestion(Invalid):
    """Only an answer the application has can be asked to be corrected."""

    code = "case.no_such_question"
    message = _("The application has no answer to this question.")


class BadAnswers(Invalid):
    """Fields of the form that are missing or wrong: `problems` maps path to reason."""

    code = "case.bad_answers"
    message = _("Please check these fields: %(labels)s.")


class MaterialsMissing(Invalid):
    """Materials the guide requires and the application lacks: `keys` lists them."""

    code = "case.materials_missing"
    message = _("Please add these materials: %(names)s.")


class NoSuchMaterial(Invalid):
    """Only what the guide lists may be asked for or handed in (art. 30)."""

    code = "case.no_such_material"
    message = _("The guide does not list this material.")


class NothingToUseAgain(Invalid):
    """Only one's own paper of the same kind, still to be read, can be used again."""

    code = "case.nothing_to_use_again"
    message = _("This file cannot be used again here. Please upload it anew.")


# Acceptance


class GapsMissing(Invalid):
    """A notice says everything that is missing, at once (art. 32(4))."""

    code = "case.gaps_missing"
    message = _("Say what is missing and what exactly must be supplied.")


class AnswerTooSoon(Invalid):
    """The applicant needs at least the next working day to answer."""

    code = "case.answer_too_soon"
    message = _("Leave the applicant at least until %(earliest)s.")


class AcceptedByLaw(DomainError):
    """After five silent working days the application counts as accepted (art. 32(4))."""

    code = "case.accepted_by_law"
    message = _(
        "The time to answer ended on %(due)s: by law the case counts as accepted since %(since)s. "
        "Accept it and examine it."
    )


class StillTimeToAnswer(DomainError):
    """Silence accepts only after the five working days are over (art. 32(4))."""

    code = "case.still_time_to_answer"
    message = _("The authority may answer until %(due)s.")


class BadGround(Invalid):
    """An application is turned away only for a ground the law knows (art. 32)."""

    code = "case.bad_ground"
    message = _("Choose one of the grounds the law knows.")


class WhereToGoMissing(Invalid):
    """Whoever says “not ours” says whose it is (art. 32(2))."""

    code = "case.where_to_go_missing"
    message = _("Say which authority the applicant should go to.")


# Review and clock


class ReasonsMissing(Invalid):
    """Decisions and all that burdens the applicant are given with reasons (art. 38)."""

    code = "case.reasons_missing"
    message = _("State the reasons.")


class CheckpointOpen(Invalid):
    """An opinion answers every checkpoint of its link."""

    code = "case.checkpoint_open"
    message = _("Answer the checkpoint: %(checkpoint)s")


class CheckpointUnexplained(Invalid):
    """What is not met is said in words."""

    code = "case.checkpoint_unexplained"
    message = _("Say what is not met: %(checkpoint)s")


class CheckpointNotMet(Invalid):
    """Nobody grants what lacks a condition of the law (art. 38)."""

    code = "case.checkpoint_not_met"
    message = _("“%(checkpoint)s” is not met, so this cannot be in favour.")


class RemediesMissing(Invalid):
    """A refusal tells how to object (art. 38)."""

    code = "case.remedies_missing"
    message = _("Tell the applicant how to apply for review and how to sue.")


class BadDay(Invalid):
    """What is recorded has happened, and to this case."""

    code = "case.bad_day"
    message = _("The day must lie between acceptance and today.")


class PlaceMissing(Invalid):
    """A visit is made to a place."""

    code = "case.place_missing"
    message = _("Say which place was visited.")


class TwoInspectorsNeeded(Invalid):
    """On-site checks are made by two officers or more (art. 34)."""

    code = "case.two_inspectors"
    message = _("Name at least two officers who were there (Licensing Law, art. 34).")


class NoticeTooShort(Invalid):
    """A public notice runs for the days its link says."""

    code = "case.notice_too_short"
    message = _("The notice ran for %(days)s working days; it has to run for %(needed)s.")


class BadConclusion(Invalid):
    """An examination finds the conditions met, or not met."""

    code = "case.bad_conclusion"
    message = _("Say whether the conditions are met.")


class BadLink(Invalid):
    """A case goes back only to a link it has passed after acceptance."""

    code = "case.bad_link"
    message = _("The case cannot be returned to this link.")


class BadPause(Invalid):
    """Only the special procedures of art. 45 stop the clock, for a time told beforehand."""

    code = "case.bad_pause"
    message = _("Choose a special procedure of art. 45 and say how many working days it needs.")


class AlreadyExtended(DomainError):
    """A limit is extended once (art. 42)."""

    code = "case.already_extended"
    message = _("The time limit was already extended by %(days)s working days.")


class ExtensionTooLong(Invalid):
    """An extension is at most ten working days (art. 42)."""

    code = "case.extension_too_long"
    message = _("An extension is between 1 and %(most)s working days.")


class LimitOver(DomainError):
    """A limit that has run out cannot be extended (art. 42)."""

    code = "case.limit_over"
    message = _("The time limit ended on %(due)s and can no longer be extended.")


class NoLimit(DomainError):
    """Where there is no limit, nothing can be extended."""

    code = "case.no_limit"
    message = _("This item has no time limit to extend.")


# Delivery


class BadDelivery(Invalid):
    """A result is handed over electronically, at the window to somebody, or by tracked post."""

    code = "case.bad_delivery"
    message = _("Say who received the result, or give the tracking number.")


class NoSuchColleague(Invalid):
    """Work goes to somebody who works here."""

    code = "case.no_such_colleague"
    message = _("There is no such officer.")


class AskedBefore(Invalid):
    """A second request for the same is an exception that is owed a reason."""

    code = "case.asked_before"
    message = _("This was asked for before. Say why it must be asked for again; it is marked.")


class HearingOutOfTime(Invalid):
    """Five days to apply, twenty to hold it, seven between its announcement and the day."""

    code = "case.hearing_out_of_time"
    message = _("The law allows this until %(until)s (Licensing Law, arts. 47 and 48).")


class ChairMissing(Invalid):
    """Somebody presides over a hearing."""

    code = "case.chair_missing"
    message = _("Please say who presided over the hearing.")


class ChairExamined(Invalid):
    """Who examined the application does not preside (art. 48(3))."""

    code = "case.chair_examined"
    message = _("%(name)s examined this application and may not preside (Licensing Law, art. 48).")
