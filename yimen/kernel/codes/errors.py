"""What can be wrong with a code, said exactly."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import Invalid

KINDS: Mapping[str, Promise] = {
    "uscc": _("unified social credit code"),
    "org_code": _("organisation code"),
    "resident_id": _("resident identity number"),
    "item_code": _("item code"),
    "case_number": _("case number"),
    "licence_id": _("licence identifier"),
    "project_code": _("project code"),
    "region_code": _("region code"),
}

REASONS: Mapping[str, Promise] = {
    "empty": _("Please enter the %(kind)s."),
    "length": _("The %(kind)s has %(expected)s characters; %(length)s were entered."),
    "characters": _("“%(found)s” cannot stand at position %(position)s of the %(kind)s."),
    "check": _("The check character of the %(kind)s does not match. Please compare it again."),
    "birth": _("The %(kind)s contains no possible date of birth (%(found)s)."),
    "future": _("The date of birth in the %(kind)s lies in the future (%(found)s)."),
    "level": _("The level “%(found)s” in the %(kind)s does not exist (1 to 7)."),
    "main_item": _("The %(kind)s names a main item with sub-items; give the sub-item's code."),
    "day": _("The %(kind)s contains no possible date (%(found)s)."),
    "sequence": _("The number %(found)s of the day does not fit a %(kind)s (1 to 9999)."),
    "form": _("The %(kind)s must have the form %(expected)s."),
    "region": _("There is no province with the number %(found)s at the start of the %(kind)s."),
}


class BadCode(Invalid):
    """A code that breaks its standard; `reason` says how, the facts say where."""

    code = "bad_code"
    message: str | Promise

    def __init__(self, kind: str, reason: str, *, field: str = "", **facts: object) -> None:
        """The kind is a key of KINDS and the reason one of REASONS; the code is not repeated."""
        super().__init__(field=field, reason=reason, **facts)
        self.kind = kind
        self.reason = reason
        self.message = REASONS[reason]

    def __str__(self) -> str:
        return str(self.message) % {**self.facts, "kind": KINDS[self.kind]}
