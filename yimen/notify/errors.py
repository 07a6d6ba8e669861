"""What is refused, and what the person can do about it."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid


class NoSuchKind(DomainError):
    """The address names no kind of message."""

    code = "message.no_such_kind"
    status = 404
    message = _("There is no such kind of message.")


class UnknownPlace(Invalid):
    """A text names a place that nothing fills."""

    code = "message.unknown_place"
    message = _("Nothing fills “%(places)s”. Please use the places listed beside the text.")


class TextMissing(Invalid):
    """A text without its title, or the other way round."""

    code = "message.text_missing"
    message = _("Please write the whole text, or leave all of it empty for the first version.")


class ReasonMissing(Invalid):
    """A text binds the house; why it changed is kept."""

    code = "message.reason_missing"
    message = _("Please say why the text changes.")


class NotGivenUp(DomainError):
    """Somebody tried again in the meantime, or it arrived."""

    code = "message.not_given_up"
    message = _("This message is not given up any more.")


class BadReport(DomainError):
    """A report of delivery whose sender is not the provider."""

    code = "message.bad_report"
    status = 401
    message = _("This report is not signed as agreed.")
