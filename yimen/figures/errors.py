"""What can be refused about figures and about logs of older systems."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import Invalid


class LogRefused(Invalid):
    """Rows of a log that cannot be taken; nothing of it was kept."""

    code = "log.refused"
    message = _("%(count)s cells or rows are wrong. Nothing was taken.")

    def __init__(self, problems: Sequence[Any], count: int) -> None:
        """The first problems by name (`rules.logs.events.Problem`), and how many there are."""
        super().__init__(count=count)
        self.problems = problems


class SchemeNotLater(Invalid):
    """A version of a scheme follows the last one."""

    code = "scheme.not_later"
    message = _("A version of this scheme is already in force from %(month)s. Begin later.")
