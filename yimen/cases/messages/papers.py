"""Longer texts: how to object, how a due day came about, what a notice says."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.cases.messages.acts import noted, title, told
from yimen.cases.messages.words import PAUSE_KINDS, day
from yimen.cases.models import Case
from yimen.cases.rules.clock import Figure


def default_remedies(case: Case) -> str:
    """How to object to a refusal (art. 38), as the law stands, for the officer to check.

    Review is applied for at the government of the place (Administrative Reconsideration Law
    2023, arts. 20 and 24: sixty days); suits within six months (Administrative Litigation Law,
    art. 46). The decision is a Chinese document, whoever reads the screen.
    """
    with translation.override("zh-hans"):
        return _(
            "If you object to this decision, you may apply to the People's Government of "
            "%(region)s for administrative reconsideration within sixty days of receiving it, or "
            "sue at the people's court within six months of receiving it."
        ) % {"region": case.organisation.region.name}


def explain(figure: Figure) -> list[str]:
    """How a due day came about, line by line."""
    lines = [
        _("Counted from %(day)s; this day itself does not count.") % {"day": day(figure.starts)},
        ngettext("%(count)s day.", "%(count)s days.", figure.days_total)
        % {"count": figure.days_total},
    ]
    if figure.extension_days:
        lines.append(_("%(days)s of them by extension.") % {"days": figure.extension_days})
    lines += [_left_out(*row) for row in figure.left_out_counts]
    lines.append(_("Last day: %(day)s.") % {"day": day(figure.due)})
    if figure.provisional:
        lines.append(_("Provisional: the holidays of that year are not published yet."))
    return lines


def _left_out(reason: str, name: str, days: int) -> str:
    word = str(PAUSE_KINDS.get(name, name)) if reason == "pause" else name or _("weekend")
    return _("Not counted: %(days)s days (%(reason)s).") % {"days": days, "reason": word}


def notice(case: Case, kind: str, facts: Mapping[str, Any], *, is_officer: bool) -> tuple[str, str]:
    """Title and body of the message about an act, in the language in force."""
    tell = noted if is_officer else told
    heading = _("%(event)s: %(item)s") % {"event": title(kind), "item": case.version.name}
    number = _("Case number: %(number)s") % {"number": case.number}
    lines = [tell(kind, facts), number, case.organisation.name]
    return heading[:200], "\n".join(line for line in lines if line)
