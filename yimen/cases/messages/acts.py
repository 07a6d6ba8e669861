"""Each act as a line of the timeline: what happened, and what it means for the reader."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.cases.messages import after, charges, hearings, prereview
from yimen.cases.messages.words import CONCLUSIONS, GROUNDS, PAUSE_KINDS, RESULTS, WAYS, day

#: Of several limits that moved people hear of the one that matters most to them.
FIRST_MOVE = ("promised", "legal", "acceptance", "delivery")

TITLES: Mapping[str, Promise] = {
    "case.filed": gettext_lazy("Application handed in"),
    "case.supplement_requested": gettext_lazy("Something is missing"),
    "case.supplemented": gettext_lazy("Supplement handed in"),
    "case.declined": gettext_lazy("Application not accepted"),
    "case.accepted": gettext_lazy("Application accepted"),
    "case.deemed_accepted": gettext_lazy("Application accepted by law"),
    "case.examined": gettext_lazy("Examination finished"),
    "case.advised": gettext_lazy("Another office gave its opinion"),
    "case.site_visited": gettext_lazy("Site visited"),
    "case.reviewed_by_experts": gettext_lazy("Reviewed by experts"),
    "case.hearing_held": gettext_lazy("Hearing held"),
    "case.notice_ended": gettext_lazy("Public notice ended"),
    "case.countersigned": gettext_lazy("Opinion of a counter-signatory"),
    "case.returned": gettext_lazy("Returned to an earlier link"),
    "case.recalled": gettext_lazy("Last step taken back"),
    "case.paused": gettext_lazy("Special procedure begun"),
    "case.resumed": gettext_lazy("Special procedure ended"),
    "case.extended": gettext_lazy("Time limit extended"),
    "case.due_moved": gettext_lazy("Last day moved with the calendar"),
    "case.granted": gettext_lazy("Application granted"),
    "case.refused": gettext_lazy("Application refused"),
    "case.result_made": gettext_lazy("Result ready"),
    "case.delivered": gettext_lazy("Result delivered"),
    "case.concluded": gettext_lazy("Case concluded"),
    "case.withdrawn": gettext_lazy("Application withdrawn"),
    "case.terminated": gettext_lazy("Case ended without a decision"),
    "case.handed_over": gettext_lazy("Handed over to another authority"),
    "case.assigned": gettext_lazy("Handed to a colleague"),
    "case.signer_added": gettext_lazy("Signer added"),
    "case.signer_removed": gettext_lazy("Signer removed"),
    "case.opinion_asked": gettext_lazy("Another department was asked"),
    "case.opinion_given": gettext_lazy("Another department answered"),
    "case.opinion_awaited": gettext_lazy("Another department was reminded"),
    "case.question_recalled": gettext_lazy("The question to another department was taken back"),
    "case.urged": gettext_lazy("Asked to hurry"),
    "case.note_written": gettext_lazy("Note written"),
    "case.claimed": gettext_lazy("Taken in hand"),
    "case.released": gettext_lazy("Given back to the post"),
    "case.handed_back": gettext_lazy("Handed back by the deputy"),
    "case.renewed_by_silence": gettext_lazy("Renewed by law"),
    "case.handed_on": gettext_lazy("Another officer answers for it from now on"),
    "case.called_to_account": gettext_lazy("An officer is held to account"),
    "case.account_given": gettext_lazy("The officer replied"),
    "case.marked_green": gettext_lazy("Put into the green channel"),
    "case.unmarked_green": gettext_lazy("Taken out of the green channel"),
    **after.TITLES,
    **charges.TITLES,
    **prereview.TITLES,
    **hearings.TITLES,
}

ICONS: Mapping[str, str] = {
    "case.filed": "send",
    "case.supplement_requested": "alert",
    "case.supplemented": "upload",
    "case.declined": "refused",
    "case.accepted": "check",
    "case.deemed_accepted": "law",
    "case.examined": "eye",
    "case.advised": "chat",
    "case.site_visited": "place",
    "case.reviewed_by_experts": "users",
    "case.hearing_held": "users",
    "case.notice_ended": "bell",
    "case.countersigned": "edit",
    "case.returned": "back",
    "case.recalled": "back",
    "case.paused": "pause",
    "case.resumed": "play",
    "case.extended": "clock",
    "case.due_moved": "clock",
    "case.granted": "done",
    "case.refused": "refused",
    "case.result_made": "stamp",
    "case.delivered": "mail",
    "case.concluded": "flag",
    "case.withdrawn": "back",
    "case.terminated": "close",
    "case.handed_over": "arrow",
    "case.assigned": "user",
    "case.signer_added": "users",
    "case.signer_removed": "users",
    "case.opinion_asked": "chat",
    "case.opinion_given": "chat",
    "case.opinion_awaited": "bell",
    "case.question_recalled": "back",
    "case.urged": "bell",
    "case.note_written": "edit",
    "case.claimed": "user",
    "case.released": "back",
    "case.handed_back": "back",
    "case.renewed_by_silence": "law",
    "case.handed_on": "arrow",
    "case.called_to_account": "alert",
    "case.account_given": "chat",
    "case.marked_green": "flag",
    "case.unmarked_green": "flag",
    **after.ICONS,
    **charges.ICONS,
    **prereview.ICONS,
    **hearings.ICONS,
}

Facts = Mapping[str, Any]
Tell = Callable[[str, Facts], str]


def title(kind: str) -> str:
    """What happened, in a few words."""
    return str(TITLES.get(kind, kind))


def told(kind: str, facts: Facts) -> str:
    """What it means for the applicant: what happens next, and by when."""
    sentence = _TOLD.get(kind)
    return sentence(facts) if sentence else ""


def noted(kind: str, facts: Facts) -> str:
    """What the officers need to know of it; the applicant's words where they say it all."""
    sentence = _NOTED.get(kind) or _TOLD.get(kind)
    return sentence(facts) if sentence else ""


def _filed(facts: Facts) -> str:
    return _(
        "The number is %(number)s. The office answers by %(due)s; if it stays silent, the "
        "application counts as accepted."
    ) % {"number": facts["number"], "due": _due(facts, "acceptance")}


def _supplement_requested(facts: Facts) -> str:
    return _("Please supply what is missing by %(day)s.") % {"day": day(facts["answer_by"])}


def _asked_for_again(facts: Facts) -> str:
    again = _("Points asked for a second time: %(count)s.") % {"count": facts.get("repeated")}
    return " ".join([_supplement_requested(facts), *([again] if facts.get("repeated") else [])])


def _supplemented(facts: Facts) -> str:
    return _("The office answers by %(due)s.") % {"due": _due(facts, "acceptance")}


def _answered_anew(facts: Facts) -> str:
    changed = _("Answers about the situation that changed: %(count)s.")
    said = [changed % {"count": len(facts["changed"])}] if facts.get("changed") else []
    return " ".join([_supplemented(facts), *said])


def _declined(facts: Facts) -> str:
    sentences = [str(GROUNDS.get(facts["ground"], "")), facts["reason"]]
    if facts.get("where_to_go"):
        sentences.append(_("Please turn to: %(office)s.") % {"office": facts["where_to_go"]})
    return " ".join(sentence for sentence in sentences if sentence)


def _accepted(facts: Facts) -> str:
    sentences = []
    if facts["deemed"]:
        sentences.append(
            _(
                "The office did not answer within five working days. By law the application "
                "counts as accepted since %(day)s (Administrative Licensing Law, art. 32)."
            )
            % {"day": day(facts["accepted_on"])}
        )
    if _due(facts, "promised"):
        promise = _("A decision is promised by %(day)s.")
        sentences.append(promise % {"day": _due(facts, "promised")})
    if _due(facts, "legal"):
        sentences.append(_("The law allows until %(day)s.") % {"day": _due(facts, "legal")})
    sentences.append(after.owed_sentence(facts))
    return " ".join(sentence for sentence in sentences if sentence)


def _examined(facts: Facts) -> str:
    return _("The decision follows.")


def _site_visited(facts: Facts) -> str:
    return _("The site was visited on %(day)s.") % {"day": day(facts.get("day"))}


def _held(facts: Facts) -> str:
    return _("On %(day)s.") % {"day": day(facts.get("day"))}


def _notice_ended(facts: Facts) -> str:
    days = {"since": day(facts.get("started_on")), "until": day(facts.get("ended_on"))}
    return _("It ran from %(since)s to %(until)s.") % days


def _opinion(facts: Facts) -> str:
    """Which link, what was found, and what all opinions came to if this was the last needed."""
    sentences = [f"{facts['name']}："] if facts.get("name") else []
    sentences.append(str(CONCLUSIONS.get(facts["conclusion"], "")))
    if facts.get("result"):
        result = RESULTS.get(facts["result"], "")
        sentences.append(_("All opinions together: %(result)s.") % {"result": result})
    return "".join(sentences)


def _paused(facts: Facts) -> str:
    return _(
        "%(kind)s: up to %(days)s working days, which do not count. Reason: %(reason)s. "
        "A decision is then due by %(due)s."
    ) % {
        "kind": PAUSE_KINDS.get(facts["kind"], ""),
        "days": facts["planned_days"],
        "reason": facts["reason"],
        "due": _decision_due(facts),
    }


def _resumed(facts: Facts) -> str:
    taken = _("It took %(days)s working days. A decision is due by %(due)s.") % {
        "days": facts["days"],
        "due": _decision_due(facts),
    }
    if not facts["over_days"]:
        return taken
    over = _("%(days)s of them are more than was told; they count.") % {"days": facts["over_days"]}
    return f"{taken} {over}"


def _extended(facts: Facts) -> str:
    return _(
        "By %(days)s working days, to %(due)s, by the head of the authority. Reason: %(reason)s"
    ) % {"days": facts["days"], "due": _decision_due(facts), "reason": facts["reason"]}


def _due_moved(facts: Facts) -> str:
    moves = facts["moves"]
    before, after = next(moves[name] for name in FIRST_MOVE if name in moves)
    return _(
        "Holidays or working days were changed: the last day is now %(after)s instead of "
        "%(before)s."
    ) % {"after": day(after), "before": day(before)}


def _granted(facts: Facts) -> str:
    delivered = _("The result is delivered by %(due)s.") % {"due": _due(facts, "delivery")}
    heard, owed = hearings.rests_on(facts), after.owed_sentence(facts)
    sentences = (after.instant_sentence(facts), heard, owed, delivered)
    return " ".join(sentence for sentence in sentences if sentence)


def _refused(facts: Facts) -> str:
    told = _("The decision states the reasons and how to object. It is delivered by %(due)s.") % {
        "due": _due(facts, "delivery")
    }
    return " ".join(sentence for sentence in (hearings.rests_on(facts), told) if sentence)


def _delivered(facts: Facts) -> str:
    if facts.get("tracking_number"):
        return _("By post, tracking number %(number)s.") % {"number": facts["tracking_number"]}
    return _("Delivered %(way)s.") % {"way": WAYS.get(facts["way"], "")}


def _handed_over(facts: Facts) -> str:
    return _(
        "%(receiver)s handles the case from now on instead of %(giver)s. What you handed in, the "
        "number and the time limits stay. Reason: %(reason)s"
    ) % {"receiver": facts["receiver"], "giver": facts["giver"], "reason": facts["reason"]}


def _link_and_reason(facts: Facts) -> str:
    return "：".join(text for text in (facts.get("name"), facts["reason"]) if text)


def _signer_removed(facts: Facts) -> str:
    said = _link_and_reason(facts)
    if not facts.get("result"):
        return said
    result = _("All opinions together: %(result)s.") % {"result": RESULTS[facts["result"]]}
    return f"{said} {result}"


def _opinion_asked(facts: Facts) -> str:
    return _("%(office)s, to answer by %(day)s.") % {
        "office": facts["office"],
        "day": day(facts["answer_by"]),
    }


def _office(facts: Facts) -> str:
    return str(facts["office"])


def _words(facts: Facts) -> str:
    """Said in a row, not in the journal: only a message brings it along."""
    return str(facts.get("text", ""))


def _renewed_by_silence(facts: Facts) -> str:
    return _(
        "The office did not decide before the earlier licence ended on %(until)s. By law it is "
        "renewed (Administrative Licensing Law, art. 50)."
    ) % {"until": day(facts["until"])}


def _marked_green(facts: Facts) -> str:
    basis = _("Basis: %(basis)s.") % {"basis": facts["basis"]}
    if not facts.get("days"):
        return basis
    return basis + _("Aims at %(days)s days.") % {"days": facts["days"]}


def _reason(facts: Facts) -> str:
    return str(facts.get("reason", ""))


def _due(facts: Facts, name: str) -> str:
    return day(facts.get("dues", {}).get(name))


def _decision_due(facts: Facts) -> str:
    dues = facts.get("dues", {})
    return day(min((dues[name] for name in ("promised", "legal") if name in dues), default=""))


_TOLD = {
    "case.renewed_by_silence": _renewed_by_silence,
    "case.filed": _filed,
    "case.sent_back": _supplement_requested,
    "case.originals_received": _supplemented,
    "case.supplement_requested": _supplement_requested,
    "case.supplemented": _supplemented,
    "case.declined": _declined,
    "case.accepted": _accepted,
    "case.deemed_accepted": _accepted,
    "case.examined": _examined,
    "case.site_visited": _site_visited,
    "case.reviewed_by_experts": _held,
    "case.hearing_held": _held,
    "case.notice_ended": _notice_ended,
    "case.paused": _paused,
    "case.resumed": _resumed,
    "case.extended": _extended,
    "case.due_moved": _due_moved,
    "case.granted": _granted,
    "case.refused": _refused,
    "case.delivered": _delivered,
    "case.withdrawn": _reason,
    "case.terminated": _reason,
    "case.handed_over": _handed_over,
    **after.TOLD,
    **charges.TOLD,
    **prereview.TOLD,
    **hearings.TOLD,
}
_NOTED = {
    **hearings.NOTED,
    "case.handed_on": _reason,
    "case.marked_green": _marked_green,
    "case.unmarked_green": _reason,
    "case.examined": _opinion,
    "case.advised": _opinion,
    "case.countersigned": _opinion,
    "case.site_visited": lambda facts: f"{_opinion(facts)} {_site_visited(facts)}",
    "case.reviewed_by_experts": lambda facts: f"{_opinion(facts)} {_held(facts)}",
    "case.hearing_held": lambda facts: f"{_opinion(facts)} {_held(facts)}",
    "case.notice_ended": lambda facts: f"{_opinion(facts)} {_notice_ended(facts)}",
    "case.sent_back": _asked_for_again,
    "case.supplement_requested": _asked_for_again,
    "case.supplemented": _answered_anew,
    "case.returned": _reason,
    "case.recalled": _link_and_reason,
    "case.assigned": _link_and_reason,
    "case.signer_added": _link_and_reason,
    "case.signer_removed": _signer_removed,
    "case.urged": _words,
    "case.opinion_asked": _opinion_asked,
    "case.opinion_given": _office,
    "case.opinion_awaited": _opinion_asked,
    "case.question_recalled": _office,
}
