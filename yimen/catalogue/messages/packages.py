"""What goes over between catalogues of two levels, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

#: Why a package, or a receipt, is refused as a whole.
REFUSALS: dict[str, Any] = {
    "no_package": _("The file is neither a package nor a receipt of the catalogue exchange."),
    "bad_mark": _("“%(value)s” is no mark of the exchange."),
    "unknown_sender": _("No catalogue is known here as “%(value)s”."),
    "not_for_us": _("The package is for “%(value)s”, not for us (%(ours)s)."),
    "gap": _(
        "The package begins after %(since)s, but everything was taken only up to %(taken)s."
        " Take the packages between first, or have one made since %(taken)s."
    ),
    "old": _("The package ends at %(mark)s; a later one, up to %(taken)s, was taken already."),
    "cut_off": _("The file does not end as it should: it was cut off on its way. Fetch it again."),
    "not_sent": _("No package up to %(mark)s was sent to them."),
    "too_many": _(
        "%(count)s items changed; at the desk a package has at most %(most)s."
        " The operator makes it with “yimen catalogue report”."
    ),
}


def refusal_text(code: str, facts: Mapping[str, object]) -> str:
    """Why a package was refused, as a sentence."""
    return str(REFUSALS[code]) % facts
