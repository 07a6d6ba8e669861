"""Errors a person can do something about. Each carries a code, facts and a translated sentence."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """An expected refusal: shown to the person in his language; nothing was changed."""

    code = "error"
    status = 409
    message: str | Promise = _("This is not possible now.")

    def __init__(self, *, field: str = "", **facts: object) -> None:
        """Facts fill the named places of the message; `field` names the input at fault."""
        super().__init__(self.code)
        self.field = field
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        return str(self.message) % {name: _in_words(fact) for name, fact in self.facts.items()}


def _in_words(fact: object) -> object:
    """A day in the reader's way of writing it; everything else as it is."""
    return date_format(fact) if type(fact) is date else fact


class NotAllowed(DomainError):
    """The actor sees the thing but may not do this to it."""

    code = "not_allowed"
    status = 403
    message = _("Your post does not allow this.")


class Invalid(DomainError):
    """Input that breaks a rule; `field` says where."""

    code = "invalid"
    status = 422
    message: str | Promise = _("Please check what you entered.")


class Stale(DomainError):
    """The page was drawn from an older version of the thing than the one now stored."""

    code = "stale"
    status = 409
    message = _("Somebody changed this in the meantime. Please look at it again.")
