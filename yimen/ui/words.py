"""Words for codes that components show."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

#: Where a limit comes from, by the code a clock's figure carries.
ARTICLES = {
    "licensing_law.32": _(
        "Administrative Licensing Law, art. 32: five working days to say whether the application "
        "is complete; after that it counts as accepted from the day of receipt."
    ),
    "licensing_law.42": _(
        "Administrative Licensing Law, art. 42: a decision within twenty working days of "
        "acceptance; the head of the authority may extend once by ten."
    ),
    "licensing_law.44": _(
        "Administrative Licensing Law, art. 44: the result is delivered within ten working days "
        "of the decision."
    ),
    "licensing_law.45": _(
        "Administrative Licensing Law, art. 45: hearings, tenders, auctions, inspections, tests, "
        "quarantine, appraisals and expert reviews do not count."
    ),
    "business_environment.36": _(
        "Regulation on the Business Environment, art. 36: the department keeps the shorter limit "
        "it has promised in public."
    ),
    "item": _("The time limit stated for this item."),
    "green": _("Green channel: the office aims to decide before the promised day."),
    "instant": _("Done at once: decided on the day of acceptance."),
}

LEFT_OUT = {
    "weekend": pgettext_lazy("days left out", "weekend"),
    "pause": pgettext_lazy("days left out", "special procedure"),
}

#: What Django says of values that do not fit. Its Chinese for these is a machine's (确保该变量…);
#: named here, they stand in our own catalogue, which goes before Django's.
OF_DJANGO = (
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Null characters are not allowed."),
    _("This field is required."),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
        "max",
    ),
)
