"""Words about messages themselves."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: What somebody may wish to be told, and over which ways; on the site all of it stands.
GROUPS: Mapping[str, tuple[Promise, Promise]] = {
    "receipts": (_("Receipts"), _("What you handed in or took back has arrived.")),
    "progress": (_("Progress"), _("Your application was accepted, paused or extended.")),
    "asked": (_("What you are asked for"), _("Something is missing, and by when to supply it.")),
    "results": (_("Decisions and results"), _("The decision was taken; the result is ready.")),
    "work": (_("Work at the desk"), _("A case comes back to you, or is taken away.")),
}
