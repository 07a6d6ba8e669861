"""The cases of the demo city, acted out one by one through the acts of the cases app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from yimen.cases import actions
from yimen.cases.actions.hearing_days import Plan
from yimen.cases.actions.hearing_rights import Person
from yimen.cases.models import Case
from yimen.cases.queries.commitments import commitment_offers
from yimen.cases.queries.review import review_rules
from yimen.cases.rules.commitments import FOLLOWS
from yimen.cases.rules.inquiry import Inquiry
from yimen.cases.rules.review import Point
from yimen.cases.states import HEARING_MOVES, MOVES
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.rules.elements import Material
from yimen.config.demo.papers import paper
from yimen.config.demo.people import enterprises, officers, persons
from yimen.config.demo.reading import item_of, read
from yimen.identity.models import Account, Party
from yimen.identity.queries import actor_of
from yimen.kernel.actor import Actor
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for
from yimen.process.queries import open_tasks

XINYU = "360500000000"
OPENS, BETWEEN = time(9, 5), timedelta(minutes=25)
HEARS = time(9, 30)

#: Which post does what an officer's grant is needed for.
ROLE_OF = {
    "case.accept": "clerk",
    "case.examine": "examiner",
    "case.decide": "approver",
    "case.extend": "approver",
    "case.deliver": "clerk",
}
INQUIRIES = frozenset({"advise", "countersign", "visit_site"})
ACTS: Mapping[str, Callable[..., Case]] = {
    "request_supplement": actions.request_supplement,
    "supplement": actions.supplement_case,
    "send_back": actions.send_back,
    "mend": actions.mend_case,
    "pass_prereview": actions.pass_prereview,
    "receive_originals": actions.receive_originals,
    "decline": actions.decline_case,
    "accept": actions.accept_case,
    "deem_accepted": actions.deem_accepted,
    "examine": actions.examine_case,
    "advise": actions.advise_case,
    "countersign": actions.countersign_case,
    "visit_site": actions.visit_site,
    "return": actions.return_case,
    "pause": actions.pause_clock,
    "resume": actions.resume_clock,
    "extend": actions.extend_case,
    "grant": actions.grant_case,
    "refuse": actions.refuse_case,
    "make_result": actions.make_result,
    "deliver": actions.deliver_result,
    "conclude": actions.conclude_case,
    "withdraw": actions.withdraw_case,
    "terminate": actions.terminate_case,
    "hearing_tell": actions.tell_hearing_right,
    "hearing_announce": actions.announce_hearing,
}
#: Whose each act is, by the tables of the law.
GRANT_OF = {
    **{move: arrow.grant for move, arrow in MOVES.items()},
    **{f"hearing_{move}": arrow.grant for move, arrow in HEARING_MOVES.items()},
}


#: Acts that answer the checkpoints of their link.
REVIEWED = frozenset({"examine", "advise", "countersign", "visit_site", "grant", "refuse"})


def load_cases(
    staff: Mapping[str, Account], residents: Mapping[str, Account], *, at: datetime
) -> list[Case]:
    """Every case of the file, in the order in which the cases were filed."""
    stage = Stage({**staff, **residents}, calendar_for(XINYU), at)
    data = read("cases.toml")
    told = sorted(data["case"], key=lambda row: -row.get("filed", row.get("drafted", 0)))
    return [Story(stage, row, data).act_out() for row in told]


@dataclass
class Stage:
    """What all stories share: the people, the calendar, and the moment everything leads up to."""

    accounts: Mapping[str, Account]
    calendar: WorkCalendar
    now: datetime
    seats: dict[tuple[str, str], str] = field(init=False)
    actors: dict[tuple[str, date, UUID | None], Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Who sits where, by office and role."""
        self.seats = {(o.office, o.role.key): o.username for o in officers()}

    def day(self, ago: int) -> date:
        """So many working days ago."""
        return self.calendar.add(timezone.localdate(self.now), -ago)

    def moment(self, ago: int, number: int) -> datetime:
        """The time of the story's n-th act on that day; never later than now."""
        then = timezone.make_aware(datetime.combine(self.day(ago), OPENS)) + number * BETWEEN
        return min(then, self.now)

    def officer(self, office: str, role: str, ago: int) -> Actor:
        """The officer in a post of an office, with the grants of that day."""
        return self.seated(office, role, on=self.day(ago))

    def seated(self, office: str, role: str, *, on: date) -> Actor:
        """The officer in a post of an office, with the grants of a day."""
        return self._actor(self.seats[office, role], on, None)

    def applicant(self, username: str, party: Party, *, on: date) -> Actor:
        """A resident who acts for himself or for an enterprise."""
        return self._actor(username, on, party.pk)

    def _actor(self, username: str, day: date, party_id: UUID | None) -> Actor:
        key = (username, day, party_id)
        if key not in self.actors:
            channel = "online" if party_id else "counter"
            account = self.accounts[username]
            self.actors[key] = actor_of(account, on=day, party_id=party_id, channel=channel)
        return self.actors[key]


class Story:
    """One case: who asks for what, and what happened since."""

    def __init__(self, stage: Stage, row: dict[str, Any], data: dict[str, Any]) -> None:
        self.stage, self.row, self.remedies = stage, row, data["remedies"]
        self.office, name = row["item"]
        demo = item_of(self.office, name)
        self.item = ServiceItem.objects.select_related("current").get(code=demo.code)
        assert self.item.current is not None  # load_items published it
        self.version: ItemVersion = self.item.current
        self.answers = {**data["answers"].get(demo.name, {}), **row.get("form", {})}
        self.situation = {**demo.usual, **row.get("situation", {})}
        self.person = persons()[row["by"]]
        self.applicant = self._applicant()

    def act_out(self) -> Case:
        """The case as it stands now."""
        filed = self.row.get("filed")
        if filed is None:
            return self.draft(at=self.stage.moment(self.row["drafted"], 0))
        case = self.draft(at=self.stage.moment(filed, 0))
        case = self.file(case, at=self.stage.moment(filed, 1))
        for number, act in enumerate(self.row.get("acts", ()), 2):
            told = {name: value for name, value in act.items() if name != "ago"}
            case = self.act(case, told, at=self.stage.moment(act["ago"], number))
        return case

    def _applicant(self) -> Party:
        if "for" not in self.row:
            party = self.stage.accounts[self.person.username].party
            assert party is not None  # residents have one
            return party
        return Party.objects.get(name=enterprises()[self.row["for"]].name)

    def asks(self, at: datetime) -> Actor:
        """Who applies, at a moment."""
        on = timezone.localdate(at)
        return self.stage.applicant(self.person.username, self.applicant, on=on)

    def file(self, case: Case, *, at: datetime) -> Case:
        """The application is handed in."""
        return actions.hand_in(case.pk, by=self.asks(at), at=at)

    def draft(self, *, at: datetime) -> Case:
        """The application with its answers and files."""
        by, said = self.asks(at), self.situation
        case = actions.draft_case(self.version.pk, self.applicant.pk, situation=said, by=by, at=at)
        actions.save_draft(case.pk, self._form(), by=by, at=at)
        wanted = self.row.get("with")
        for material in self.version.narrowed(said, self._form()).materials:
            needed = material.is_required and not material.can_follow
            if needed if wanted is None else material.name in wanted:
                self._hand_in(case, material, by=by, at=at)
        self._promise(case, by=by, at=at)
        return case

    def _promise(self, case: Case, *, by: Actor, at: datetime) -> None:
        """He signs for the papers that may follow by a day; and for those the story names."""
        given = set(case.materials.values_list("material", flat=True))
        offers = commitment_offers(case, given) if self.row.get("filed") is not None else []
        words = self.row.get("promises", ())
        chosen = [o.key for o in offers if o.kind == FOLLOWS or o.material.name in words]
        if chosen:
            actions.sign_commitments(case.pk, chosen, name=by.name, by=by, at=at)

    def _form(self) -> dict[str, Any]:
        contact = {
            "contact_name": self.person.name,
            "contact_phone": self.person.phone,
            "contact_address": self.person.address,
            "request": f"申请办理{self.version.name}。",
            "result_way": "electronic",
            "truth": True,
        }
        return {**contact, **self.answers}

    def _hand_in(self, case: Case, material: Material, *, by: Actor, at: datetime) -> None:
        file = paper(
            material.name,
            item=self.version.name,
            applicant=self.applicant.name,
            day=timezone.localdate(at).isoformat(),
        )
        actions.add_material(case.pk, material.key, file, by=by, at=at)

    def who(self, act: Mapping[str, Any], at: datetime) -> Actor:
        """Whoever may do an act of the story."""
        grant = GRANT_OF[act["do"]]
        if grant == "applicant":
            return self.asks(at)
        role = act.get("who", ROLE_OF.get(grant, ""))
        return self.stage.seated(self.office, role, on=timezone.localdate(at))

    def act(self, case: Case, told: Mapping[str, Any], *, at: datetime) -> Case:
        """One act of the story, by whoever may do it."""
        act = {name: value for name, value in told.items() if name not in ("do", "who")}
        move = told["do"]
        if GRANT_OF[move] == "system":
            return ACTS[move](case.pk, at=at)
        by = self.who(told, at)
        for name in act.pop("with", ()):
            self._hand_in(case, self._material(name), by=by, at=at)
        if move in REVIEWED:
            act["points"] = _points(case, move, act)
        said = self._said(move, act, timezone.localdate(at))
        return ACTS[move](case.pk, **said, by=by, at=at)

    def _said(self, move: str, act: dict[str, Any], on: date) -> dict[str, Any]:
        """What is said with the act, in the words of the action."""
        if move in INQUIRIES:
            link = act.pop("link", "")
            inspectors = tuple(act.pop("inspectors", ()))
            found = Inquiry(**act, day=on, inspectors=inspectors)
            act = {"found": found, "link": link}
        if move == "grant" and self.row.get("owes"):
            act["with_owed"] = True
        if move == "hearing_tell":
            act["persons"] = [Person(*one) for one in act["persons"]]
        if move == "hearing_announce":
            act["plan"] = self._plan(act.pop("in_days"), act.pop("place"), on)
        if move == "refuse":
            act["remedies"] = self.remedies
        if move == "pass_prereview":
            act["originals_by"] = self.stage.calendar.add(on, act.pop("bring_in"))
        if move in ("request_supplement", "send_back"):
            act["answer_by"] = self.stage.calendar.add(on, act.pop("answer_in"))
            act["gaps"] = [
                {**gap, "material": self._material(gap["material"]).key if gap["material"] else ""}
                for gap in act["gaps"]
            ]
        return act

    def _plan(self, in_days: int, place: str, on: date) -> Plan:
        """A hearing so many working days on, presided over by who received the application."""
        day = self.stage.calendar.add(on, in_days)
        chair = self.stage.accounts[self.stage.seats[self.office, "clerk"]].staff_id
        assert chair is not None  # officers have one
        return Plan(timezone.make_aware(datetime.combine(day, HEARS)), place, chair)

    def _material(self, name: str) -> Material:
        return next(m for m in self.version.material_list if m.name == name)


def _points(case: Case, move: str, said: Mapping[str, Any]) -> dict[str, Point]:
    """Every checkpoint is met; of an opinion against, the first is not."""
    link = next((one.link for one in open_tasks(case.pk) if one.kind == MOVES[move].link), "")
    is_against = move == "refuse" or said.get("conclusion") == "failed"
    points = {one.key: Point("met") for one in review_rules(case, link).checkpoints}
    if is_against and points:
        points[next(iter(points))] = Point("not_met", "见审查意见。")
    return points
