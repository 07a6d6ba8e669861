"""What is refused in a pre-review."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError


class StillTheirTurn(DomainError):
    """A pre-review ends by itself only after the day told to the applicant."""

    code = "case.still_their_turn"
    message = _("The applicant has time until %(due)s.")
