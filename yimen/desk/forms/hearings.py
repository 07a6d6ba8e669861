"""The course of a hearing, as officers record it: told, answered, arranged, put on record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.cases.actions.hearing_days import Plan
from yimen.cases.actions.hearing_rights import Person
from yimen.cases.messages.hearings import ANSWERS
from yimen.desk.forms.fields import KeyedForm, offer_choices
from yimen.desk.forms.items.fields import DayInput, text_field
from yimen.kernel.codes import BadCode, parse_resident_id
from yimen.orgs.models import Staff

IDENTITY = re.compile(r"\d{17}[\dXx]")
COMMA = str.maketrans({"，": ",", "、": ",", "\t": ","})


@dataclass(frozen=True)
class Known:
    """What the forms of a case's hearing choose among."""

    chairs: Sequence[Staff] = ()
    parties: Sequence[tuple[str, str]] = ()  #: id and name of those concerned
    objections: Sequence[tuple[str, str]] = ()  #: those that wait for an answer


class HearingForm(KeyedForm):
    """A form of the hearing; `facts` are what its action takes."""

    choices: ClassVar[dict[str, str]] = {}  #: field → what of Known it offers

    def __init__(self, known: Known, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "chair" in self.fields:
            named = [(str(one.pk), f"{one.name} · {one.number}") for one in known.chairs]
            offer_choices(self, "chair", [("", _("Choose")), *named])
        for name, of in self.choices.items():
            offer_choices(self, name, getattr(known, of))

    @property
    def facts(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        return self.cleaned_data


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(format="%Y-%m-%d"), **more)


def _number(text: str) -> str:
    """An identity number that was written, checked; empty where there is none."""
    try:
        return parse_resident_id(text, today=timezone.localdate()).value if text.strip() else ""
    except BadCode as error:
        raise forms.ValidationError(f"{text}：{error}") from error


def _person(line: str) -> Person:
    """Name, how to reach him, and at the end what looks like an identity number."""
    name, *rest = (part.strip()[:100] for part in line.split(","))
    number = rest.pop() if rest and IDENTITY.fullmatch(rest[-1]) else ""
    return Person(name, ", ".join(rest)[:100], _number(number))


class TellForm(HearingForm):
    """Why, and which interested persons are told with the applicant."""

    reason = text_field(
        _("Which important interests the licence touches, and how"),
        1000,
        required=True,
        rows=3,
        help_text=_("The applicant reads it. Name no other person here."),
    )
    persons = text_field(
        _("Interested persons told today"),
        2000,
        rows=3,
        help_text=_(
            "One on a line: name, how to reach them, identity number if known, with commas "
            "between. Whoever has an account under name and number gets messages too."
        ),
    )

    def clean_persons(self) -> list[Person]:
        """The persons one by one, each number a right one."""
        lines = self.cleaned_data["persons"].translate(COMMA).splitlines()
        return [_person(line) for line in lines if line.partition(",")[0].strip()]


class PersonForm(HearingForm):
    """One more interested person, told on a day that is past: by post, or in person."""

    name = text_field(_("Name of the person"), 100, required=True)
    contact = text_field(_("How to reach the person"), 100)
    number = text_field(
        _("Identity number"),
        24,
        help_text=_("If known: whoever has an account here gets messages too. It is not kept."),
    )
    told_on = _day(_("Told on"), help_text=_("The five working days run from here."))

    def clean_number(self) -> str:
        """None, or a right one."""
        return _number(self.cleaned_data["number"])

    @property
    def facts(self) -> dict[str, Any]:
        """The person as the action takes him."""
        said = dict(self.cleaned_data)
        said["person"] = Person(said.pop("name"), said.pop("contact"), said.pop("number"))
        return said


class AnswerForm(HearingForm):
    """What somebody concerned answered on paper or at the window."""

    choices: ClassVar[dict[str, str]] = {"party_id": "parties"}
    party_id = forms.TypedChoiceField(label=_("Who"), coerce=UUID)
    answer = forms.ChoiceField(
        label=_("Answer"), choices=[(key, word) for key, word in ANSWERS.items() if key]
    )
    answered_on = _day(_("Received on"))
    words = text_field(_("Reasons given"), 1000, rows=2)


class ArrangeForm(HearingForm):
    """When, where, who presides, who may come."""

    day = _day(_("Day of the hearing"))
    time = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = text_field(_("Place"), 200, required=True)
    chair = forms.ChoiceField(
        label=_("Presided over by"),
        help_text=_("Somebody other than who examined the application (art. 48)."),
    )
    is_closed = forms.BooleanField(
        label=_("Not in public: a state secret, business secret or privacy"), required=False
    )
    closed_reason = text_field(_("Which secret, if it is not in public"), 500)
    is_announced = forms.BooleanField(label=_("Announce it on the public page"), required=False)
    late_reason = text_field(
        _("Why later than twenty working days, if it is"),
        500,
        help_text=_("It stays on record."),
    )

    @property
    def facts(self) -> dict[str, Any]:
        """The plan as the action takes it."""
        said = dict(self.cleaned_data)
        moment = datetime.combine(
            said.pop("day"), said.pop("time"), timezone.get_current_timezone()
        )
        is_open = not said.pop("is_closed")
        taken = {name: said.pop(name) for name in ("place", "closed_reason", "late_reason")}
        said["plan"] = Plan(
            moment,
            chair_id=UUID(said.pop("chair")),
            is_open=is_open,
            is_announced=said.pop("is_announced", False),
            **taken,
        )
        return said


class AnnounceForm(ArrangeForm):
    """A hearing of the authority's own accord; it is always announced."""

    is_announced = None  # type: ignore[assignment]
    reason = text_field(
        _("Which rule wants it, or of what public interest the matter is"),
        1000,
        required=True,
        rows=3,
    )
    field_order = ("reason",)


class ObjectionForm(HearingForm):
    """Somebody concerned asked, on paper or at the window, that another preside."""

    choices: ClassVar[dict[str, str]] = {"party_id": "parties"}
    party_id = forms.TypedChoiceField(label=_("Who"), coerce=UUID)
    reason = text_field(_("Interest of the chair that is claimed"), 1000, required=True, rows=2)


class ObjectionAnswerForm(HearingForm):
    """Another presides, or the same, with the reason."""

    choices: ClassVar[dict[str, str]] = {"objection_id": "objections"}
    objection_id = forms.TypedChoiceField(label=_("Request"), coerce=UUID)
    chair = forms.ChoiceField(
        label=_("Who presides instead"),
        required=False,
        help_text=_("Empty: the request is rejected and the same person presides."),
    )
    answer = text_field(_("Reason"), 1000, required=True, rows=2)

    @property
    def facts(self) -> dict[str, Any]:
        """The new chair by his id, if there is one."""
        said = dict(self.cleaned_data)
        chair = said.pop("chair")
        said["chair_id"] = UUID(chair) if chair else None
        return said


class RecordForm(HearingForm):
    """The record of the hearing, and who confirmed it."""

    record = text_field(
        _("Record of the hearing"),
        20000,
        required=True,
        rows=10,
        help_text=_("Who took part, what was put forward, shown and answered."),
    )
    signers = text_field(
        _("Who confirmed and signed it; who would not, and why"), 2000, required=True, rows=2
    )
    paper = forms.FileField(label=_("The signed record as a file"), required=False)


class CallOffForm(HearingForm):
    """Why a hearing the authority announced is not held."""

    reason = text_field(_("Reason"), 500, required=True, rows=2)
