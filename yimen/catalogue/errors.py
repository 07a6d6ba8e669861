"""What the catalogue refuses, and why."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid, NotAllowed


class NotOnOffer(DomainError):
    """What is not on the list cannot be applied for."""

    code = "item.not_on_offer"
    status = 404
    message = _("There is no item on offer with the code %(code)s.")


class CodeTaken(Invalid):
    """The code is an item's only identity."""

    code = "item.code_taken"
    message = _("There is already an item with the code %(code)s.")


class CodeOfCatalogue(Invalid):
    """A twelve-character code names what the catalogue knows, not what an authority offers."""

    code = "item.code_of_catalogue"
    message = _("An item needs the 31 or 33 characters of an authority; this is a basic code.")


class WrongState(DomainError):
    """The version or item has moved on."""

    code = "item.wrong_state"
    message = _("This is “%(state)s” now, so this step is no longer open.")


class DraftExists(DomainError):
    """One draft at a time: two would overwrite each other's changes."""

    code = "item.draft_exists"
    message = _("Version %(number)s of this item is still being prepared. Finish or discard it.")


class SecondPersonNeeded(NotAllowed):
    """Who wrote a version does not review it."""

    code = "item.second_person"
    message = _("You took part in writing this version; somebody else must review it.")


class NotReady(DomainError):
    """A draft with blocking findings cannot go to review; `findings` lists them."""

    code = "item.not_ready"
    status = 422
    message = _("%(count)s points must be put right before this can be reviewed.")

    def __init__(self, findings: Sequence[Any]) -> None:
        """The blocking findings (rules.quality.Finding); the page shows each at its field."""
        super().__init__(count=len(findings), fields=sorted({f.field for f in findings}))
        self.findings = findings
