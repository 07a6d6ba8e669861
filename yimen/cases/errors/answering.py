"""What those who answer for a case, or act under a letter, are told."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid, NotAllowed


class BeyondLetter(NotAllowed):
    """A chief representative acts within his letter of authorisation and nowhere else."""

    code = "case.beyond_letter"
    message = _(
        "Letter of authorisation %(letter)s does not cover this act on “%(item)s”. Hand the case "
        "to the department, or have the letter widened."
    )


class AlreadyAnswered(DomainError):
    """A closed enquiry stays closed."""

    code = "case.already_answered"
    message = _("This is answered already.")


class WordsMissing(Invalid):
    """Without words it is no answer."""

    code = "case.words_missing"
    message = _("Please say it in words.")


class NotAnswering(NotAllowed):
    """Who answers for something closes it, or hands it on."""

    code = "case.not_answering"
    message = _("%(name)s answers for this.")


class NobodyAnswers(DomainError):
    """Nobody of the office has received it yet."""

    code = "case.nobody_answers"
    message = _("No officer has received this case yet.")


class NotHisAct(Invalid):
    """Who did nothing in a case, and did not answer for it, is not held to account in it."""

    code = "case.not_his_act"
    message = _("%(name)s neither acted in this case nor answers for it.")


class AlreadyGreen(DomainError):
    """One mark at a time: on what ground must be clear."""

    code = "case.already_green"
    message = _("This goes through the green channel already.")


class CaseEnded(DomainError):
    """What has ended needs no hurry."""

    code = "case.ended"
    message = _("The case has ended.")


class NotSilent(DomainError):
    """Only a renewal asked for in time, and not decided before the end, is renewed by law."""

    code = "case.not_silent"
    message = _("The law has not renewed this (art. 50).")


class NotGreen(DomainError):
    """There is no mark to take off."""

    code = "case.not_green"
    message = _("This does not go through the green channel.")


class TargetPassed(Invalid):
    """A target counts from acceptance like the promise."""

    code = "case.target_passed"
    message = _("So counted from acceptance, the target would have ended on %(due)s already.")


class TargetTooLong(Invalid):
    """A favour shortens the promise; it never lengthens it."""

    code = "case.target_too_long"
    message = _("The item promises %(days)s days: a target of its own is not longer.")
