"""What a line of a score was counted from, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEASURED: Mapping[str, Promise] = {
    "yellow_cards": _("Yellow cards that stand: %(value)s"),
    "red_cards": _("Red cards that stand: %(value)s"),
    "warnings_in_a_row": _("Three warnings in a row, with none spared between: %(value)s times"),
    "early_percent": _("%(value)s %% of the cases with a promise were decided before its day."),
    "shortened_percent": _("The promises lie %(value)s %% below the days of the law."),
    "incomplete_percent": _("%(value)s %% of the data of the decided cases is missing."),
    "same_day_percent": _("%(value)s %% were accepted on the day they were handed in."),
}


def measured_words(measure: str, value: int) -> str:
    """What a measure came to; nothing for what was entered by hand."""
    return str(MEASURED[measure]) % {"value": value} if measure in MEASURED else ""
