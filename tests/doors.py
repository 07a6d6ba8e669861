"""Where doors of cases, systems, letters and calendars lie: rows for the permission table."""

import json
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.cases.factories import Office, a_pdf
from tests.cases.hearings import doors_of_hearings
from tests.catalogue.factories import PackageFactory, PartnerFactory
from tests.orgs.factories import OrganisationFactory, PostFactory, PostingFactory
from tests.supervision.factories import Bench, InspectionPlanFactory, a_card, do
from yimen.api.routers.office import ACTS as OFFICE_ACTS
from yimen.cases.actions import ask_opinion, charge_case, receive_enquiry
from yimen.cases.actions.consulting import Question
from yimen.cases.models import Case, Reproach
from yimen.catalogue.models import ImportRun, Synonym
from yimen.exchange.actions import register_client, subscribe
from yimen.exchange.models import Delivery
from yimen.files.actions import store_upload
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.journal.models import Entry
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.orgs.actions import LetterTerms, issue_letter, set_calendar_day
from yimen.orgs.models import Closure, Organisation, Staff
from yimen.process.queries import open_tasks
from yimen.supervision.actions.cameras import Device, Window, register_camera
from yimen.supervision.actions.rulesets import ship_conduct_rules
from yimen.supervision.models import Inspection, Observation
from yimen.supervision.rules import marks


def addresses_of_handling(
    case: Case, office: Office, abroad: Organisation
) -> dict[str, dict[str, Any]]:
    """A question to the department next door, a task in hand, a written notice."""
    question = Question(abroad, "是否同意？", 5, shares_materials=True)
    ask_opinion(case.pk, question, by=office.examiner, at=timezone.now())
    asked = {"consultation_id": case.consultations.get().pk}
    task = {"number": case.number, "task_id": open_tasks(case.pk)[0].pk}
    notice = {"number": case.number, "seq": 2}
    names: dict[str, dict[str, Any]] = {
        f"desk:asked_{row}": asked for row in ("page", "answer", "paper")
    }
    return names | {
        **doors_of_hearings(office),
        "desk:question": {"number": case.number},
        "desk:question_recall": {"number": case.number, **asked},
        "desk:asked_material": {**asked, "file_id": case.materials.get().pk},
        "desk:task_page": task,
        "desk:task_arrange": {**task, "what": "assign"},
        "desk:case_notice": notice,
        "portal:case_notice": notice,
        "desk:case_notice_pdf": notice,
        "portal:case_notice_pdf": notice,
    }


def addresses_of_systems(home: Organisation, filed: Case) -> dict[str, dict[str, Any]]:
    """A system of the department, which is told of a case; and what it could ask for."""
    now = timezone.now()
    client, _secret = register_client("审批平台", home, ["case.read"], by=SYSTEM, at=now)
    told, _key = subscribe(client, "https://example.org/hook", [], by=SYSTEM, at=now)
    facts = {"entry": 1, "kind": "case.filed", "next_try_at": now, "made_at": now}
    body = {"case": {"number": filed.number}}
    delivery = Delivery.objects.create(subscription=told, body=body, **facts)
    paper, number = filed.materials.get().pk, {"number": filed.number}
    text = {"kind": "case.accepted", "channel": "mail", "language": "zh-hans"}
    names: dict[str, dict[str, Any]] = {
        "desk:text_edit": text,
        "desk:subscription_end": {"pk": told.pk},
        "desk:delivery_replay": {"pk": delivery.pk},
        "api-v1:delivery_replay": {"delivery_id": delivery.pk},
        "api-v1:application_remove": {"case_id": filed.pk, "file_id": paper},
        "api-v1:office_case": number,
        "api-v1:office_case_file": number | {"file_id": paper},
    }
    for row in ("page", "secret", "revoke", "subscribe"):
        names[f"desk:system_{row}"] = {"pk": client.pk}
    steps = ("get", "situation", "answers", "upload", "offers", "commit")
    for row in (*steps, "file", "supplement", "withdraw"):
        names[f"api-v1:application_{row}"] = {"case_id": filed.pk}
    return names | {f"api-v1:office_{act.replace('-', '_')}": number for act in OFFICE_ACTS}


def addresses_of_answering(case: Case, people: dict[str, Account]) -> dict[str, dict[str, Any]]:
    """An enquiry the clerk answers for, and something the examiner is held to account for."""
    at, clerk = timezone.now(), actor_of(people["clerk"], on=timezone.localdate())
    enquiry = {"enquiry_id": receive_enquiry("怎样办理?", by=clerk, at=at).pk}
    charge = {"kind": "late", "rule": "第七十四条", "text": "超期", "at": at}
    examiner = people["examiner"].staff
    reproach = Reproach.objects.create(case=case, officer=examiner, **charge)
    names: dict[str, dict[str, Any]] = {
        f"desk:enquiry_{row}": enquiry for row in ("page", "answer", "hand_on")
    }
    for row in ("case_answering", "case_hand_on", "reproach_add", "green_mark", "green_unmark"):
        names[f"desk:{row}"] = {"number": case.number}
    charge = charge_case(case.pk, fee="", name="服务费", fen=1, receipt="1", by=clerk, at=at)
    names["desk:case_charges"] = {"number": case.number}
    names["desk:charge_void"] = {"number": case.number, "charge_id": charge.pk}
    return {**names, "desk:reproach_reply": {"reproach_id": reproach.pk}}


def addresses_of_letters(home: Organisation, holder: Account) -> dict[str, dict[str, Any]]:
    """A letter of authorisation."""
    today, hall = timezone.localdate(), OrganisationFactory(kind="hall")
    terms = LetterTerms("授权1号", ("case.examine",), today, today + timedelta(days=9))
    at = timezone.now()
    letter = issue_letter(home, hall, holder.staff, terms, by=SYSTEM, at=at)
    names = {f"desk:letter_{row}": {"letter_id": letter.pk} for row in ("page", "revoke")}
    return {**names, "desk:letter_add": {"pk": home.pk}}


def addresses_of_calendars(home: Organisation) -> dict[str, dict[str, Any]]:
    """A change of the place's calendar, and a hall that says it is closed."""
    day, who = date(2026, 8, 10), {"by": SYSTEM, "at": timezone.now()}
    said = {"is_workday": False, "name": "台风停工", "reason": "县政府通告"}
    set_calendar_day(home.region_id, day, **said, **who)
    entry = Entry.objects.filter(kind="calendar.day_set").latest("id")
    hall = OrganisationFactory(kind="hall", region=home.region)
    closure = Closure.objects.create(
        hall=hall, first=day, last=day, reason="检修", said_at=timezone.now()
    )
    return {
        "desk:calendar_moves": {"entry_id": entry.pk},
        "desk:closure_end": {"closure_id": closure.pk},
    }


def bodies_of_calendars(home: Organisation) -> dict[str, dict[str, Any]]:
    place, day = {"place": home.region_id}, date(2026, 8, 3)
    set_day = {"name": "台风停工", "reason": "县政府通告"}
    who = {"by": SYSTEM, "at": timezone.now()}
    set_calendar_day(home.region_id, day, is_workday=False, **set_day, **who)
    hall = OrganisationFactory(kind="hall", region=home.region)
    notice = {"year": 2031, "days": [{"name": "元旦", "date": "2031-01-01", "isOffDay": True}]}
    return {
        "desk:calendar_day": {
            **place,
            **set_day,
            "is_workday": "no",
            "day": day + timedelta(days=1),
        },
        "desk:calendar_day_unset": {**place, "day": day, "reason": "台风改道"},
        "desk:calendar_load": {"place": "", "notice": json.dumps(notice)},
        "desk:closure_add": {**place, "hall": hall.pk, "first": day, "last": day, "reason": "检修"},
    }


#: act on a card → where the card stands, and what the form takes
CARD_ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "issue": ("to_issue", {}),
    "explain": ("issued", {"text": "系统故障"}),
    "uphold": ("explained", {"text": "情况属实"}),
    "appeal": ("upheld", {"text": "时限未超"}),
    "dismiss_appeal": ("appealed", {"text": "维持原牌"}),
}


def doors_of_cards(
    case: Case, office: Office
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Addresses and bodies of a card for each act, and of a paper of a step."""
    bench, now = Bench(office=office), timezone.now()
    made = {"bench": bench, "case": case, "at": now}
    cards = {act: a_card(state, **made) for act, (state, _facts) in CARD_ACTS.items()}
    shown = a_card("issued", **made)
    do("explain", shown, bench, now, papers=[a_pdf()])
    (paper,) = shown.steps.get(act="explain").files
    names: dict[str, dict[str, Any]] = {
        f"desk:card_act/{act}": {"card_id": card.pk, "move": act} for act, card in cards.items()
    }
    bodies = {
        f"desk:card_act/{act}": {"revision": cards[act].revision, "key": uuid4(), **facts}
        for act, (_state, facts) in CARD_ACTS.items()
    }
    names["desk:card_page"] = {"card_id": shown.pk}
    names["desk:card_file"] = {"card_id": shown.pk, "file_id": paper}
    names |= {f"desk:rule_{row}": {"rule_id": shown.rule_id} for row in ("page", "new")}
    return names, bodies


def doors_of_inspections(
    home: Organisation, cases: Mapping[str, Case]
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Addresses and bodies of a sealed plan, of a drawn case for each act, and of windows."""
    states = {"mark": "drawn", "mend": "faulty", "settle": "mended"}
    plan = InspectionPlanFactory(organisation=home)
    filed = [case for case in cases.values() if case.number]  # a draft is discarded by its row
    rows = {
        act: Inspection.objects.create(
            plan=plan, case=case, organisation=home, state=state, lot="0"
        )
        for (act, state), case in zip(states.items(), filed, strict=False)
    }
    names = {f"desk:inspection_{row}": {"plan_id": plan.pk} for row in ("plan", "numbers", "draw")}
    names |= {f"desk:inspection_{act}": {"inspection_id": row.pk} for act, row in rows.items()}
    names["desk:inspection"] = {"inspection_id": rows["mend"].pk}
    bodies: dict[str, dict[str, Any]] = {
        "desk:inspection_mark": {one.key: one.points for one in marks.shipped()},
        "desk:inspection_mend": {"text": "已补正"},
        "desk:inspection_settle": {"is_enough": "yes"},
    }
    windows, bodies_of_windows = _doors_of_windows(home, cases["accepted"])
    return names | windows, bodies | bodies_of_windows


def _doors_of_windows(
    home: Organisation, case: Case
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Addresses and bodies of a camera, of the recording of an act, and of a proposed finding."""
    ship_conduct_rules()
    post = PostFactory(organisation=home, grants=["case.accept"])
    accepted = next(e for e in entries_of(case.pk) if e.kind == "case.accepted")
    clerk = Staff.objects.get(pk=accepted.actor["staff"])
    since = timezone.localdate() - timedelta(days=9)
    PostingFactory(staff=clerk, post=post, since=since, until=None)
    window = Window(home, "3号窗口", (post,), time(), time.max)
    device = Device("10.1.8.20:554", "3", "rtsp://{recorder}/{channel}/{from}/{to}")
    who = {"by": SYSTEM, "at": timezone.now()}
    camera = register_camera("3605-03", device, window, since=since, **who)
    place, began = camera.places.get(), timezone.now() - timedelta(days=1)
    span = {"since": began, "until": began + timedelta(minutes=20)}
    facts = {"place": place, "kind": "absent", "state": "proposed", "made_at": began, **span}
    ones = {act: Observation.objects.create(**facts) for act in ("page", "confirm", "dismiss")}
    blob = store_upload(a_pdf(), by=SYSTEM, at=began)
    Observation.objects.filter(pk=ones["page"].pk).update(files=[blob.pk])
    names: dict[str, dict[str, Any]] = {
        f"desk:camera_{row}": {"camera_id": camera.pk}
        for row in ("page", "change", "move", "close", "look")
    }
    names |= {f"desk:observation_{act}": {"observation_id": one.pk} for act, one in ones.items()}
    names["desk:observation_file"] = {"observation_id": ones["page"].pk, "file_id": blob.pk}
    names["desk:observation_new"] = {"place_id": place.pk}
    names["desk:case_footage"] = {"number": case.number}
    names["desk:case_look"] = {"number": case.number, "seq": accepted.seq, "place_id": place.pk}
    found = {"kind": "absent", "level": 2, "organisation": home.pk, "text": "无人值守"}
    bodies: dict[str, dict[str, Any]] = {
        "desk:observation_confirm": {**found, "key": uuid4()},
        "desk:observation_dismiss": {"text": "换班"},
    }
    return names, bodies


def addresses_of_exchange(editor: Account) -> dict[str, dict[str, Any]]:
    run = {"run_id": _checked_file(editor).pk}
    group = {"synonym_id": Synonym.objects.create(words=["驾照", "驾驶证"]).pk}
    names = {f"desk:word_{row}": group for row in ("edit", "save", "remove")}
    names |= {"desk:exchange_run": run, "desk:exchange_confirm": run}
    partner = PartnerFactory()
    package = {"package_id": PackageFactory(partner=partner).pk}
    names |= {"desk:package_page": package, "desk:package_file": package}
    names |= {"desk:package_report": {"code": partner.code}}
    return names | {"desk:exchange_export": {"form": "jsonl"}}


def _checked_file(editor: Account) -> ImportRun:
    return ImportRun.objects.create(
        account_id=editor.pk,
        name="事项.xlsx",
        form="xlsx",
        data=b"-",
        state="checked",
        created_at=timezone.now(),
    )
