"""What the frame of every desk page shows: where one may go, and what waits."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.identity.models import Account
from yimen.identity.queries import post_names
from yimen.kernel.actor import Actor, Kind
from yimen.notify.queries import unread_count


@dataclass(frozen=True)
class Entry:
    """A line of the desk's menu."""

    word: Any
    link: str
    icon_name: str
    is_current: bool


#: url name, word, icon, the grant prefixes that make it useful
MENU = (
    ("desk:work", _("My work"), "inbox", ("case.",)),
    ("desk:case_list", _("Cases"), "files", ("case.",)),
    ("desk:answering", _("What I answer for"), "flag", ("case.",)),
    ("desk:asked_list", _("Asked of us"), "chat", ("case.examine", "case.decide")),
    ("desk:hearing_list", _("Hearings"), "users", ("case.examine", "case.decide")),
    ("desk:result_list", _("Results"), "stamp", ("case.",)),
    ("desk:later_check_list", _("Later checks"), "eye", ("case.examine", "case.decide")),
    ("desk:instant", _("Instant approval"), "clock", ("case.decide", "org.manage")),
    ("desk:supervision", _("Supervision"), "shield", ("case.",)),
    ("desk:inspection_plans", _("Inspections"), "eye", ("case.supervise", "supervision.")),
    ("desk:inspections_against", _("Inspected"), "eye", ("case.decide",)),
    ("desk:score_list", pgettext_lazy("page", "Scores"), "star", ("case.",)),
    ("desk:live", _("Live picture"), "progress", ("case.supervise",)),
    ("desk:log_list", _("Older systems"), "files", ("case.supervise",)),
    ("desk:item_list", _("Items"), "list", ("item.",)),
    ("desk:finding_list", _("Check-up"), "shield", ("item.",)),
    ("portal:station", _("File for a resident"), "users", ("party.file_for",)),
    ("desk:consent", _("Consent on paper"), "edit", ("case.accept", "party.file_for")),
    ("desk:people", _("Staff and deputies"), "users", ("org.", "case.")),
    ("desk:org_list", _("Organisations"), "building", ("org.",)),
    ("desk:calendar", _("Calendar"), "calendar", ("calendar.", "case.")),
    ("desk:operations", _("Operations"), "settings", ("ops.", "journal.")),
    ("desk:outbox", _("Outbox"), "mail", ("ops.",)),
    ("desk:text_list", _("Texts of messages"), "chat", ("message.",)),
    ("desk:system_list", _("Systems"), "key", ("client.",)),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu of this officer, unread messages, and his posts; only for desk pages."""
    actor = getattr(request, "actor", None)
    if not request.path.startswith("/desk/") or actor is None or actor.kind is not Kind.STAFF:
        return {}
    return {"desk": SimpleLazyObject(lambda: _frame(request, actor))}


def _frame(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    links = [
        (word, reverse(name), icon)
        for name, word, icon, prefixes in MENU
        if any(actor.reach(prefix) for prefix in prefixes)
    ]
    start = reverse("desk:work")  # every address lies below it: only the page itself counts
    matching = [
        link for _word, link, _icon in links if link != start and request.path.startswith(link)
    ]
    here = max(matching, key=len, default=request.path)
    return {
        "nav": [Entry(word, link, icon, link == here) for word, link, icon in links],
        "finds_cases": bool(actor.reach("case.")),
        "unread": unread_count(request.user) if isinstance(request.user, Account) else 0,
        "post": "、".join(post_names(actor)),
        "switches": reverse("portal:reading_set"),
    }
