"""Longer texts: how to object, how a due day came about, what a notice says."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yimen.cases.messages.acts import noted, title, told
from yimen.cases.messages.words import PAUSE_KINDS, day
from yimen.cases.models import Case
from yimen.cases.rules.clock import Figure
from yimen.catalogue.models import ItemAct

LICENCE = "01"  # 行政许可 (GB/T 39046 A.1)


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


def declaration(case: Case) -> str:
    """What the applicant confirms when he hands in (Licensing Law, arts. 31, 78 and 79).

    Its digest is kept with the case, so the words are changed by writing others beside them only.
    """
    if case.version.item_type == LICENCE:
        return _(
            "I have checked everything above. What I entered is true and complete, and the papers "
            "are genuine. I know that whoever conceals facts or hands in false papers answers for "
            "it under articles 31, 78 and 79 of the Administrative Licensing Law."
        )
    return _(
        "I have checked everything above. What I entered is true and complete, and the papers are "
        "genuine. I know that whoever conceals facts or hands in false papers answers for it by "
        "law."
    )


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


def question_notice(case: Case, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Title and body of the message to a department whose opinion is asked."""
    heading = _("Your department is asked for its opinion: %(item)s") % {"item": case.version.name}
    lines = [
        _("To answer by %(day)s.") % {"day": day(facts["answer_by"])},
        _("The day is over; please answer now.") if facts.get("is_late") else "",
        _("Asked by %(office)s.") % {"office": case.organisation.name},
    ]
    return heading[:200], "\n".join(line for line in lines if line)


def recall_notice(case: Case, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Title and body of the message to a department that need not answer any more."""
    heading = _("No opinion is needed any more: %(item)s") % {"item": case.version.name}
    return heading[:200], _("%(office)s has taken the question back.") % {
        "office": case.organisation.name
    }


def item_act_notice(act: ItemAct) -> tuple[str, str]:
    """Title and body of the message to whom an act on an item concerns: it waits."""
    name = act.item.current.name if act.item.current else act.item.code
    heading = _("%(act)s: %(item)s waits for a second person") % {
        "act": act.get_kind_display(),
        "item": name,
    }
    lines = [
        _("Proposed to hold from %(day)s.") % {"day": day(act.effective_on.isoformat())},
        _("To %(office)s.") % {"office": act.receiver.name} if act.receiver else "",
        _("Reason: %(reason)s") % {"reason": act.reason},
    ]
    return heading[:200], "\n".join(line for line in lines if line)


def deputy_notice(holder: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Title and body of the message to who stands in for an officer."""
    days = {"name": holder, "since": day(facts["since"]), "until": day(facts["until"])}
    body = _(
        "From %(since)s until %(until)s you see the tasks of %(name)s and may do them. What is "
        "still open on the return goes back."
    )
    return _("You stand in for %(name)s") % days, body % days


def by_whom(applicant: str, name: str) -> str:
    """Who did what is the applicant's to do: himself, or another for him."""
    if name in ("", applicant):
        return applicant
    return _("%(applicant)s, through %(name)s") % {"applicant": applicant, "name": name}


def done_for_you(name: str) -> str:
    """Who did something in one's place, for the person it was done for."""
    return _(
        "%(name)s did this for you under your authorisation. If you know nothing of it, take the "
        "authorisation back under My account."
    ) % {"name": name}


def agency_notice(kind: str, agent: str, principal: str) -> tuple[str, str]:
    """Title and body of the message about an authorisation, for both sides."""
    names = {"agent": agent, "principal": principal}
    heading, body = _AGENCIES[kind]
    return str(heading), str(body) % names


_AGENCIES = {
    "party.agent_asked": (
        gettext_lazy("Asked for an authorisation"),
        gettext_lazy(
            "%(agent)s asks to act for %(principal)s. It holds only once %(principal)s confirms."
        ),
    ),
    "party.agent_authorised": (
        gettext_lazy("Authorisation given"),
        gettext_lazy("%(agent)s may act for %(principal)s from now on."),
    ),
    "party.agent_recorded": (
        gettext_lazy("Authorisation recorded at a counter"),
        gettext_lazy("%(agent)s may act for %(principal)s, who consented on paper at a counter."),
    ),
    "party.agent_revoked": (
        gettext_lazy("Authorisation ended"),
        gettext_lazy("%(agent)s does not act for %(principal)s any more."),
    ),
}


def enquiry_notice() -> tuple[str, str]:
    """Title and body of the message to who is to answer an enquiry."""
    return _("An enquiry was handed to you"), _("You answer for it until you hand it on.")
