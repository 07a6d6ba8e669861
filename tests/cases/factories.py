"""Cases for tests, made by real acts: `a_case("granted")`, `a_case("submitted", at=…)`.

office = an_office()                     # an item on offer, and an officer for each link
case = a_case("in_review", office=office)
accept_case(case.pk, by=office.clerk, at=AT)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.catalogue.factories import ItemFactory
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.rules.inquiry import Inquiry
from yimen.catalogue.models import ServiceItem
from yimen.identity.models import Party
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation


def _pdf() -> bytes:
    """The smallest document that opens: one empty page, with a table of where its parts lie."""
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
    )
    text, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, part in enumerate(parts, 1):
        table += b"%010d 00000 n \n" % len(text)
        text += b"%d 0 obj%sendobj\n" % (number, part)
    trailer = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(text)
    return text + b"xref\n0 4\n" + table + trailer


PDF = _pdf()

ANSWERS: dict[str, Any] = {
    "contact_name": "王测试",
    "contact_phone": "13800138000",
    "request": "申请食品经营许可",
    "result_way": "window",
    "truth": True,
}


def a_pdf(name: str = "申请书.pdf") -> SimpleUploadedFile:
    """A small valid PDF, as a browser would send it."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


@dataclass
class Office:
    """An office with one item on offer and an officer for each link; and somebody who asks."""

    organisation: Organisation
    item: ServiceItem
    clerk: Actor
    examiner: Actor
    head: Actor
    courier: Actor
    resident: Actor = field(default_factory=applicant_actor)


def an_office(**item: Any) -> Office:
    """A department of 新余; the arguments are the item's (`version__legal_days=20`)."""
    organisation = item.pop("organisation", None) or OrganisationFactory()
    return Office(
        organisation=organisation,
        item=ItemFactory(published=True, organisation=organisation, **item),
        clerk=staff_actor("case.accept", organisation=organisation),
        examiner=staff_actor("case.examine", organisation=organisation),
        head=staff_actor("case.decide", "case.extend", organisation=organisation),
        courier=staff_actor("case.deliver", organisation=organisation),
    )


def a_draft(office: Office, *, at: datetime = AT, given: Iterable[str] | None = None) -> Case:
    """A complete application, not yet handed in; or one with the papers given."""
    party = Party.objects.get(pk=office.resident.party_id)
    version = office.item.current or office.item.versions.get()
    case = actions.draft_case(version.pk, party.pk, by=office.resident, at=at)
    known = {f.key for f in version.field_list}
    answers = {key: value for key, value in ANSWERS.items() if key in known}
    actions.save_draft(case.pk, answers, by=office.resident, at=at)
    required = (material.key for material in version.material_list if material.is_required)
    for key in required if given is None else given:
        actions.add_material(case.pk, key, a_pdf(), by=office.resident, at=at)
    return Case.objects.get(pk=case.pk)


def do(move: str, case: Case, office: Office, at: datetime, **given: Any) -> Case:
    """Make a move as the officer (or applicant) whose move it is."""
    who, action, usual = DEEDS[move]
    facts = {**usual(case, at), **given}
    facts.setdefault("by", getattr(office, who)) if who else None
    return action(case.pk, at=at, **facts)


def _nothing(case: Case, at: datetime) -> dict[str, Any]:
    return {}


def _notice(case: Case, at: datetime) -> dict[str, Any]:
    answer_by: date = timezone.localdate(at) + timedelta(days=15)
    gaps = [{"material": "", "what": "请补充联系地址"}]
    return {"gaps": gaps, "answer_by": answer_by, "repeat_reason": "补来的仍不完整"}


def _originals(case: Case, at: datetime) -> dict[str, Any]:
    by: date = timezone.localdate(at) + timedelta(days=15)
    return {"originals": "营业执照正本", "originals_by": by}


def _always(**facts: Any) -> Callable[[Case, datetime], dict[str, Any]]:
    return lambda case, at: dict(facts)


def _inquiry(**facts: Any) -> Callable[[Case, datetime], dict[str, Any]]:
    """What is recorded of a visit, a hearing, a notice: all of it today."""

    def found(case: Case, at: datetime) -> dict[str, Any]:
        today = timezone.localdate(at)
        days = {"day": today, "started_on": today, "ended_on": today}
        days["announced_on"] = today - timedelta(days=20)
        record = {"conclusion": "passed", "text": "符合条件", **days, **facts}
        return {"found": Inquiry(**record)}

    return found


#: move → whose it is, the action, and what it is usually given
DEEDS: dict[str, tuple[str, Callable[..., Case], Callable[[Case, datetime], dict[str, Any]]]] = {
    "file": ("resident", actions.file_case, _nothing),
    "file_for_prereview": ("resident", actions.file_for_prereview, _nothing),
    "send_back": ("clerk", actions.send_back, _notice),
    "mend": ("resident", actions.mend_case, _nothing),
    "lapse": ("", actions.lapse_prereview, _nothing),
    "pass_prereview": ("clerk", actions.pass_prereview, _originals),
    "receive_originals": ("clerk", actions.receive_originals, _nothing),
    "request_supplement": ("clerk", actions.request_supplement, _notice),
    "supplement": ("resident", actions.supplement_case, _nothing),
    "decline": ("clerk", actions.decline_case, _always(ground="not_needed", reason="无需许可")),
    "accept": ("clerk", actions.accept_case, _nothing),
    "deem_accepted": ("", actions.deem_accepted, _nothing),
    "examine": ("examiner", actions.examine_case, _always(conclusion="passed", text="符合条件")),
    "advise": ("examiner", actions.advise_case, _inquiry()),
    "visit_site": ("examiner", actions.visit_site, _inquiry(place="现场", inspectors=("甲", "乙"))),
    "review_by_experts": ("examiner", actions.review_by_experts, _inquiry()),
    "hold_hearing": ("examiner", actions.hold_hearing, _inquiry(chair="听证主持人")),
    "end_notice": ("examiner", actions.end_notice, _inquiry()),
    "countersign": ("examiner", actions.countersign_case, _inquiry()),
    "return": ("head", actions.return_case, _always(link="examine", reason="请补充核查意见")),
    "recall": ("examiner", actions.recall_case, _always(reason="填错了意见")),
    "pause": (
        "examiner",
        actions.pause_clock,
        _always(kind="hearing", reason="举行听证", planned_days=5),
    ),
    "resume": ("examiner", actions.resume_clock, _nothing),
    "extend": ("head", actions.extend_case, _always(days=5, reason="案情复杂")),
    "grant": ("head", actions.grant_case, _always(reasons="符合法定条件")),
    "refuse": (
        "head",
        actions.refuse_case,
        _always(reasons="不符合法定条件", remedies="可以申请行政复议或者提起行政诉讼"),
    ),
    "make_result": ("courier", actions.make_result, _nothing),
    "deliver": ("courier", actions.deliver_result, _always(way="window", receiver="王测试")),
    "conclude": ("courier", actions.conclude_case, _nothing),
    "withdraw": ("resident", actions.withdraw_case, _always(reason="不再需要")),
    "terminate": ("head", actions.terminate_case, _always(reason="申请人死亡")),
}

_ACCEPTED = ("file", "accept")
_EXAMINED = (*_ACCEPTED, "examine")
_GRANTED = (*_EXAMINED, "grant")
_MADE = (*_GRANTED, "make_result")
_DELIVERED = (*_MADE, "deliver")
#: state → the shortest usual way there
PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "prereview": ("file_for_prereview",),
    "sent_back": ("file_for_prereview", "send_back"),
    "passed": ("file_for_prereview", "pass_prereview"),
    "submitted": ("file",),
    "supplementing": ("file", "request_supplement"),
    "supplemented": ("file", "request_supplement", "supplement"),
    "declined": ("file", "decline"),
    "accepted": _ACCEPTED,
    "in_review": _EXAMINED,
    "paused": (*_ACCEPTED, "pause"),
    "granted": _GRANTED,
    "refused": (*_EXAMINED, "refuse"),
    "result_made": _MADE,
    "delivered": _DELIVERED,
    "concluded": (*_DELIVERED, "conclude"),
    "withdrawn": ("file", "withdraw"),
    "terminated": (*_ACCEPTED, "terminate"),
}


#: seen online first: only an item that says so
BEFORE_RECEIPT = {"prereview", "sent_back", "passed"}


def office_for(state: str) -> Office:
    """An office whose cases can come to that state."""
    return an_office(**({"version__prereview_days": 3} if state in BEFORE_RECEIPT else {}))


def a_case(state: str = "submitted", *, at: datetime = AT, office: Office | None = None) -> Case:
    """A case in that state, every act of its life done at that moment."""
    office = office or office_for(state)
    case = a_draft(office, at=at)
    for move in PATHS[state]:
        case = do(move, case, office, at)
    return Case.objects.get(pk=case.pk)
