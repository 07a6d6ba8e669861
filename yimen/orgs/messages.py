"""Grants in words, for those who set up posts."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.orgs.rules import GRANTS


class Described(NamedTuple):
    """A grant as a page shows it."""

    name: str
    word: Any
    meaning: Any


#: What each grant lets its holder do, within the reach of his post.
WORDS: dict[str, tuple[Any, Any]] = {
    "case.accept": (_("Accept"), _("Read what was filed, ask for supplements, accept or decline.")),
    "case.examine": (_("Examine"), _("Examine accepted cases and give an opinion.")),
    "case.decide": (_("Decide"), _("Grant or refuse, return a case, end it.")),
    "case.extend": (_("Extend"), _("Extend a time limit once, as head of the authority.")),
    "case.deliver": (_("Deliver"), _("Hand over results.")),
    "case.read": (_("Read cases"), _("Look at cases and their records, without acting.")),
    "case.supervise": (
        _("Hold to account"),
        _("Note what officers did in a case against which rule, and read their replies."),
    ),
    "supervision.manage": (
        _("Manage supervision"),
        _("Keep the rules of supervision, hear appeals against cards."),
    ),
    "case.green": (_("Green channel"), _("Let cases go first, on a ground that is named.")),
    "item.edit": (_("Edit items"), _("Write and change items of the catalogue.")),
    "item.basic": (_("Keep the basic directory"), _("Say what binds all who offer an item.")),
    "item.review": (_("Review items"), _("Check and publish what others wrote.")),
    "org.manage": (
        _("Manage the house"),
        _("Organisations, posts, officers, accounts and deputies."),
    ),
    "calendar.manage": (_("Manage calendars"), _("Days off and make-up days of the place.")),
    "journal.read": (_("Read the journal"), _("Look at the record of all acts.")),
    "ops.view": (_("Watch operations"), _("Followers, jobs and what was set aside.")),
    "party.file_for": (
        _("File for residents"),
        _("Take up applications for residents who come to a station and consent."),
    ),
    "client.manage": (
        _("Let systems in"),
        _("Departments' own systems and mini-apps that use the open interface."),
    ),
    "message.edit": (_("Write messages"), _("The texts people are written to with.")),
}
GROUPS: tuple[tuple[Any, str], ...] = (
    (pgettext_lazy("group of grants", "Cases"), "case."),
    (pgettext_lazy("group of grants", "Catalogue"), "item."),
    (pgettext_lazy("group of grants", "House"), ""),
)


def grouped() -> Iterator[tuple[Any, list[Described]]]:
    """All grants by what they deal with; those nobody put into words yet stand under their name."""
    left = set(GRANTS)
    for heading, prefix in GROUPS:
        names = [name for name in (*WORDS, *sorted(left - WORDS.keys())) if name in left]
        group = [name for name in names if name.startswith(prefix)]
        left -= set(group)
        if group:
            yield heading, [described(name) for name in group]


def described(name: str) -> Described:
    """One grant in words."""
    return Described(name, *WORDS.get(name, (name, "")))
