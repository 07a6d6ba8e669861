"""What is refused when another department is asked, or answers."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


class QuestionMissing(Invalid):
    """An office is asked something."""

    code = "case.question_missing"
    message = _("Please write what the other department is asked.")


class BadAnswerDays(Invalid):
    """Time to answer is told in working days."""

    code = "case.bad_answer_days"
    message = _("Give it between one and %(most)s working days.")


class OwnOffice(Invalid):
    """One's own office is not another department."""

    code = "case.own_office"
    message = _("This office handles the case itself. Choose another department.")


class AskedAlready(Invalid):
    """One open question an office."""

    code = "case.asked_already"
    message = _("%(office)s has a question about this case already and has not answered yet.")


class AnsweredAlready(DomainError):
    """An office answers once."""

    code = "case.answered_already"
    message = _("The department has answered this already.")


class RecalledAlready(DomainError):
    """A question taken back is nobody's to answer."""

    code = "case.recalled_already"
    message = _("The question has been taken back.")


class AnswerTooLate(DomainError):
    """After the decision an opinion is of no use."""

    code = "case.answer_too_late"
    message = _("The case has been decided or has ended; an opinion is no longer needed.")
