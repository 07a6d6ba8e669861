"""What people are told about scores: published, entered, appealed against, decided, honoured."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from yimen.notify.ports import MessageKind

TITLES: Mapping[str, Promise] = {
    "published": pgettext_lazy("score", "The score of a month is published"),
    "marked": pgettext_lazy("score", "Points were entered by hand"),
    "unmarked": pgettext_lazy("score", "Points entered by hand were taken back"),
    "appealed": pgettext_lazy("score", "An appeal against a score is to be decided"),
    "appeal_upheld": pgettext_lazy("score", "The appeal against a score was upheld"),
    "appeal_dismissed": pgettext_lazy("score", "The appeal against a score was dismissed"),
    "honoured": pgettext_lazy("score", "A title was given"),
    "due": pgettext_lazy("score", "The scores of a month are to be closed"),
}


def score_kinds() -> list[MessageKind]:
    """The kinds of messages about scores, for the outbox: their texts can be rewritten there."""
    places: dict[str, str | Promise] = {
        "event": TITLES["published"],
        "whose": gettext_lazy("Market Regulation Bureau"),
        "month": "2026-05",
        "link": "https://zwfw.example.gov.cn/desk/scores/…",
    }
    return [
        MessageKind(f"desk.score.{past}", word, "work", places) for past, word in TITLES.items()
    ]


def score_notice(past: str, whose: str, month: date, until: date | None) -> tuple[str, str]:
    """Title and text of a message, in the language in force."""
    title = _("%(event)s: %(month)s") % {"event": TITLES[past], "month": f"{month:%Y-%m}"}
    lines = [whose]
    if until is not None:
        lines.append(_("You may speak against a line until %(day)s.") % {"day": until.isoformat()})
    return title, "\n".join(lines)


def due_notice(month: date, offices: int) -> tuple[str, str]:
    """Title and text of the reminder to close a month, in the language in force."""
    title = _("%(event)s: %(month)s") % {"event": TITLES["due"], "month": f"{month:%Y-%m}"}
    words = ngettext(
        "The month is over, and the score of %(n)s office is not published. Until it is, nobody can"
        " speak against it.",
        "The month is over, and the scores of %(n)s offices are not published. Until they are,"
        " nobody can speak against them.",
        offices,
    )
    return title, words % {"n": offices}
