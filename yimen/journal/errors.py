"""What the journal refuses."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError


class Repeated(DomainError):
    """An act came twice under one key; the first one stands."""

    code = "journal.repeated"
    message = _("This was done already.")
