"""Words about rules: what a threshold says."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from yimen.catalogue.queries import code_name
from yimen.orgs.models import Region
from yimen.supervision.models import Rule

#: The limits thresholds are measured against.
LIMITS: Mapping[str, Promise] = {
    "promise": pgettext_lazy("limit of a rule", "promised limit"),
    "legal": pgettext_lazy("limit of a rule", "legal limit"),
    "acceptance": pgettext_lazy("limit of a rule", "limit to accept"),
    "link": pgettext_lazy("limit of a rule", "limit of the link"),
    "planned": pgettext_lazy("limit of a rule", "days told"),
    "pre_review": pgettext_lazy("limit of a rule", "limit to pre-review"),
    "delivery": pgettext_lazy("limit of a rule", "limit to deliver"),
    "answer": pgettext_lazy("limit of a rule", "limit to answer"),
}
UNITS: Mapping[str, Promise] = {
    "days": pgettext_lazy("unit of a rule", "days"),
    "percent": pgettext_lazy("unit of a rule", "per cent"),
    "count": pgettext_lazy("unit of a rule", "times"),
    "minutes": pgettext_lazy("unit of a rule", "minutes"),
    "characters": pgettext_lazy("unit of a rule", "letters"),
}
COUNTED: Mapping[str, Promise] = {
    "days": gettext_lazy("%(value)s days or more"),
    "percent": gettext_lazy("%(value)s %% or more"),
    "count": gettext_lazy("%(value)s times or more"),
    "minutes": gettext_lazy("%(value)s minutes or less"),
    "characters": gettext_lazy("%(value)s letters or fewer"),
}


def threshold_words(threshold: Mapping[str, Any]) -> str:
    """When a level is reached, in words."""
    if threshold["of"] == "observed":
        return _("when a supervisor finds so")
    value, limit = threshold["value"], LIMITS.get(threshold["of"])
    if limit is None:
        return str(COUNTED[threshold["unit"]]) % {"value": value}
    if threshold["unit"] == "percent":
        return _("%(value)s %% of the %(limit)s are used") % {"value": value, "limit": limit}
    if value == 0:
        return _("on the last day of the %(limit)s") % {"limit": limit}
    if value < 0:
        words = _("%(days)s days before the last day of the %(limit)s")
        return words % {"days": -value, "limit": limit}
    return _("%(days)s days past the %(limit)s") % {"days": value, "limit": limit}


def place_words(rule: Rule) -> str:
    """Where a rule holds, and for which type of item."""
    place = _("everywhere")
    if rule.region:
        region = Region.objects.filter(code=rule.region.ljust(12, "0")).first()
        place = region.name if region else rule.region
    return f"{place} · {code_name('item_type', rule.item_type)}" if rule.item_type else place


def in_force(said: Mapping[str, str]) -> str:
    """The words in the language in force."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return said.get(language) or said.get("zh", "")
