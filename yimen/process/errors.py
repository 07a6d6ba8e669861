"""What can go wrong with a process, in words a person can act on."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid, NotAllowed, Stale

#: Why a drawing is refused. Each names the element so that the editor can point at it.
FAULTS: Mapping[str, str | Promise] = {
    "doctype": _("The file declares a document type, so it was not read. A process needs none."),
    "huge": _("The file is larger than a process can be (limit: %(limit)s)."),
    "deep": _("The file is nested more deeply than a process can be (limit: %(limit)s)."),
    "not_xml": _("The file is not well-formed XML: %(detail)s."),
    "not_bpmn": _("The file is not BPMN 2.0: it begins with “%(tag)s”."),
    "no_process": _("“%(name)s” (%(element)s) holds no process with steps."),
    "several_processes": _(
        "“%(name)s” (%(element)s) is a second process. A drawing runs one process; "
        "draw the other side as an empty pool."
    ),
    "script": _(
        "“%(name)s” (%(element)s) runs a script. Scripts are never run: "
        "put a condition on a path, or give the step to people."
    ),
    "machine": _(
        "“%(name)s” (%(element)s) is done by a machine (%(tag)s). Only work of people can be run."
    ),
    "gateway": _("“%(name)s” (%(element)s) is a kind of gateway that cannot be run (%(tag)s)."),
    "call": _(
        "“%(name)s” (%(element)s) calls a process of another file. Draw it here as a sub-process."
    ),
    "part": _("“%(name)s” (%(element)s) is a kind of sub-process that cannot be run (%(tag)s)."),
    "event": _(
        "“%(name)s” (%(element)s) waits for or sends an event (%(tag)s), which cannot be run."
    ),
    "repeats": _("“%(name)s” (%(element)s) is to be repeated (%(tag)s). That cannot be run."),
    "unknown": _("“%(name)s” (%(element)s) is an element that cannot be run (%(tag)s)."),
    "no_id": _("An element (%(tag)s) of “%(name)s” (%(element)s) has no id."),
    "id_twice": _("The id %(element)s is used more than once, the second time for “%(name)s”."),
    "id_long": _("The id of “%(name)s” (%(element)s) is longer than %(limit)s characters."),
    "flow_loose": _("The path “%(name)s” (%(element)s) does not join two steps of one process."),
    "flow_twice": _("Two paths lead from “%(name)s” (%(element)s) to the same step."),
    "many": _("“%(name)s” (%(element)s) has more than %(limit)s steps."),
    "no_name": _("The step %(element)s has no name."),
    "name_long": _("The name of “%(name)s” (%(element)s) is longer than %(limit)s characters."),
    "no_mark": _("“%(name)s” (%(element)s) does not say what it means and which post does it."),
    "no_kind": _("“%(name)s” (%(element)s) does not say what it means for the case."),
    "no_grant": _("“%(name)s” (%(element)s) does not say which post does it."),
    "bad_days": _("The limit of “%(name)s” (%(element)s) is not a number of days: %(found)s."),
    "splits": _("Several paths lead out of “%(name)s” (%(element)s). Put a gateway behind it."),
    "no_default": _(
        "“%(name)s” (%(element)s) has no path for the case that no condition holds (default flow)."
    ),
    "no_condition": _("The path “%(name)s” (%(element)s) out of “%(gateway)s” has no condition."),
    "condition_ignored": _(
        "The path “%(name)s” (%(element)s) has a condition that nobody would ask: %(condition)s."
    ),
    "condition_syntax": _(
        "The condition on “%(name)s” (%(element)s) cannot be understood: %(condition)s."
    ),
    "condition_long": _("The condition on “%(name)s” (%(element)s) is too long."),
    "condition_range": _(
        "The condition on “%(name)s” (%(element)s) uses a range other than "
        "after “in”: %(condition)s."
    ),
    "condition_not_yes_no": _(
        "The condition on “%(name)s” (%(element)s) is not a yes-or-no question: %(condition)s."
    ),
    "no_start": _("“%(name)s” (%(element)s) has no start."),
    "several_starts": _("“%(name)s” (%(element)s) is a second start. A process has one."),
    "no_end": _("“%(name)s” (%(element)s) has no end."),
    "unreachable": _("“%(name)s” (%(element)s) cannot be reached from the start."),
    "endless": _("From “%(name)s” (%(element)s) no path leads to an end."),
    "stuck": _(
        "At “%(name)s” (%(element)s) the process can wait for ever: what it waits for may never "
        "come. Join a choice by a choice, and parallel branches by a parallel gateway."
    ),
    "too_many_ways": _(
        "From “%(name)s” (%(element)s) there are too many ways to look at all of them."
    ),
    "twice": _("“%(name)s” (%(element)s) can be reached twice at once. Join the branches first."),
    "bad_rule": _("“%(name)s” (%(element)s) decides by a rule nobody knows: %(found)s."),
    "bad_share": _("The share of “%(name)s” (%(element)s) is not between 1 and 100: %(found)s."),
    "bad_seats": _(
        "“%(name)s” (%(element)s) is done by several: between %(least)s and %(most)s of them."
    ),
    "no_rule": _(
        "“%(name)s” (%(element)s) is a counter-signature but does not say who signs and how "
        "it is decided."
    ),
    "not_by_several": _("“%(name)s” (%(element)s) is done by one person, not by several."),
    "unknown_kind": _("“%(name)s” (%(element)s) is a kind of step nobody knows: %(found)s."),
    "unknown_grant": _("“%(name)s” (%(element)s) needs a power no post has: %(found)s."),
    "wrong_grant": _(
        "“%(name)s” (%(element)s) is given to posts with %(found)s, but needs %(needed)s."
    ),
    "notice_without_days": _("“%(name)s” (%(element)s) does not say how long the notice runs."),
    "before_accept": _("“%(name)s” (%(element)s) can be reached before the case is accepted."),
    "accept_again": _("“%(name)s” (%(element)s) can be reached when the case is already accepted."),
    "issue_undecided": _("“%(name)s” (%(element)s) can be reached before the case is decided."),
    "after_decision": _(
        "“%(name)s” (%(element)s) can be reached after the decision, when only the issue is left."
    ),
    "after_issue": _("“%(name)s” (%(element)s) can be reached after the result is issued."),
    "beside": _(
        "“%(name)s” (%(element)s) can be reached while other branches still wait. Put it behind "
        "where they join."
    ),
    "ends_undecided": _("“%(name)s” (%(element)s) can be reached without a decision."),
    "ends_unissued": _("“%(name)s” (%(element)s) can be reached without the result being issued."),
    "outcome_of_none": _(
        "The condition on “%(name)s” (%(element)s) asks how a step came out that is not drawn: "
        "%(fact)s."
    ),
    "unknown_fact": _(
        "The condition on “%(name)s” (%(element)s) asks for something neither the form nor the "
        "situation says: %(fact)s."
    ),
    "over_legal": _(
        "The longest way to a decision takes %(days)s working days, the law allows %(limit)s; "
        "it ends with “%(name)s” (%(element)s)."
    ),
    "over_promise": _(
        "The longest way to a decision takes %(days)s working days, %(limit)s are promised; "
        "it ends with “%(name)s” (%(element)s)."
    ),
    "engine": _("“%(name)s” (%(element)s) cannot be run: %(detail)s."),
}


class BadDrawing(Invalid):
    """A drawing that is not published; its faults say why and where."""

    code = "process.bad_drawing"

    def __init__(self, *, faults: Sequence[Mapping[str, str]]) -> None:
        super().__init__(field="bpmn", faults=list(faults))
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def sentences(self) -> list[str]:
        """One sentence per fault, in the order of `faults`."""
        return [sentence(fault["code"], fault) for fault in self.faults]


def sentence(code: str, facts: Mapping[str, str]) -> str:
    """What is to be put right, in the reader's language."""
    return str(FAULTS[code]) % facts


class AlreadyPublished(DomainError):
    """Another drawing stands under this key, and what is published never changes."""

    code = "process.already_published"
    message = _("A process is already published for this version. Make a new version to change it.")


class NoProcess(DomainError):
    """The subject has no process."""

    code = "process.none"
    message = _("No process is running here.")


class ProcessEnded(Stale):
    """The subject's process is over."""

    code = "process.ended"
    message = _("This process has ended.")


class TaskNotOpen(Stale):
    """The task is done, or was taken back by a return."""

    code = "process.task_not_open"
    message = _("This step is no longer open: somebody has done it, or it was returned.")


class SeveralTasksOpen(DomainError):
    """Parallel branches wait for the same kind of work; which is meant?"""

    code = "process.several_tasks_open"
    message = _("Several steps of this kind are open: %(names)s. Please choose one.")


class HeldByAnother(DomainError):
    """An officer has put his name to the task."""

    code = "process.held_by_another"
    message = _("%(holder)s is working on this.")


class NotYours(NotAllowed):
    """Only staff whose post reaches the task may take it up."""

    code = "process.not_yours"


class OpinionGiven(DomainError):
    """Where several give an opinion, each gives one."""

    code = "process.opinion_given"
    message = _("You have given your opinion on “%(name)s” already. Somebody else gives the next.")


class NotEarlier(DomainError):
    """A return leads to a link that was done before."""

    code = "process.not_earlier"
    message = _("“%(name)s” has not been done yet, so nothing can be returned to it.")


class ConditionFailed(DomainError):
    """A gateway's condition cannot be answered from the facts at hand."""

    code = "process.condition_failed"
    message = _(
        "The way on from “%(name)s” (%(element)s) cannot be decided: "
        "“%(condition)s” gives no answer."
    )


class NothingToRecall(DomainError):
    """Only one's own last step can be taken back."""

    code = "process.nothing_to_recall"
    message = _("There is no step of yours to take back.")


class MayNotDoIt(Invalid):
    """Work goes to those whose post allows it."""

    code = "process.may_not_do_it"
    message = _("No post of %(name)s allows this work here.")


class SignsAlready(DomainError):
    """Each officer gives one opinion a pass."""

    code = "process.signs_already"
    message = _("%(name)s signs here already.")


class NoSeats(DomainError):
    """Signers belong to a counter-signature."""

    code = "process.no_seats"
    message = _("At “%(name)s” one officer gives the opinion; nobody can be added or removed.")


class TooManySigners(DomainError):
    """More than a room holds."""

    code = "process.too_many_signers"
    message = _("At most %(most)s officers sign together.")


class TooFewSigners(DomainError):
    """One alone is no counter-signature."""

    code = "process.too_few_signers"
    message = _("At least %(least)s officers sign together.")
