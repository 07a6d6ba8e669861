"""A charge as a line of the timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.money import yuan

TITLES: Mapping[str, Promise] = {
    "case.charged": pgettext_lazy("an act", "Charged"),
    "case.charge_voided": pgettext_lazy("an act", "Charge struck out"),
}
ICONS: Mapping[str, str] = {"case.charged": "fee", "case.charge_voided": "remove"}


def _charged(facts: Mapping[str, Any]) -> str:
    said = {"amount": yuan(facts["fen"]), "receipt": facts["receipt"]}
    return _("%(amount)s, receipt %(receipt)s.") % said


TOLD: Mapping[str, Callable[[Mapping[str, Any]], str]] = dict.fromkeys(TITLES, _charged)
