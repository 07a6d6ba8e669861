"""What the catalogue refuses, and why."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError


class NotOnOffer(DomainError):
    """What is not on the list cannot be applied for."""

    code = "item.not_on_offer"
    status = 404
    message = _("There is no item on offer with the code %(code)s.")
