"""One form per act on a case. Forms check shape; actions check law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yimen.cases.messages import (
    CONCLUSIONS,
    GROUNDS,
    PAUSE_KINDS,
    POINT_ANSWERS,
    default_remedies,
)
from yimen.cases.queries import earlier_links, gap_lines, narrowed, situation_words
from yimen.cases.queries.review import RuleBook
from yimen.cases.rules.inquiry import Inquiry
from yimen.cases.rules.review import Point
from yimen.catalogue.rules.rulings import Checkpoint
from yimen.desk.forms.fields import offer_choices
from yimen.process.queries import ChartLink


@dataclass(frozen=True)
class PointField:
    """A checkpoint with the two fields that answer it."""

    checkpoint: Checkpoint
    answer: forms.BoundField
    note: forms.BoundField


INQUIRED = frozenset(field.name for field in fields(Inquiry))
LIST_BREAKS = str.maketrans(dict.fromkeys("、，,;；", "\n"))


class ActForm(forms.Form):
    """What every act carries: the revision its page was drawn from, and an idempotency key."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"revision": case.revision, "key": uuid4(), **kwargs["initial"]}
        kwargs.setdefault("auto_id", "id_%s")
        super().__init__(*args, **kwargs)
        self.case = case

    def renew(self, case: Any) -> None:
        """Keep what was typed, for the case as it stands now; nothing was done under the key."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["revision"], data["key"] = str(case.revision), str(uuid4())
        self.data = data

    @property
    def is_possible(self) -> bool:
        """Whether there is anything to choose from."""
        return True

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields drawn one below the other."""
        return list(self)

    @property
    def has_words(self) -> bool:
        """Whether something longer is written in it, for which there may be phrases."""
        return any(isinstance(one.field.widget, forms.Textarea) for one in self.plain)

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes: every cleaned value by its argument's name."""
        return dict(self.cleaned_data)


def _text(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        min_length=2 if required else None,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class PlainForm(ActForm):
    """An act that needs no words."""


class SupplementForm(ActForm):
    """The one-time notice: every missing or faulty material, and by when."""

    materials = forms.MultipleChoiceField(
        label=_("Materials that are missing or faulty"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    questions = forms.MultipleChoiceField(
        label=_("Answers about the situation that must be corrected"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What depends on the new answers is then asked for in the same notice."),
    )
    gaps = _text(
        _("What exactly is missing or must be corrected"),
        help_text=_("Say everything at once: the law allows one notice (Licensing Law, art. 32)."),
    )
    answer_by = forms.DateField(
        label=_("To be supplied by"), widget=forms.DateInput(attrs={"type": "date"})
    )
    repeat_reason = _text(_("Why it must be asked for again"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {m.key: m.name for m in narrowed(self.case).materials}
        offer_choices(self, "materials", self.names.items())
        said = [(one.key, f"{one.question}：{one.answer}") for one in situation_words(self.case)]
        offer_choices(self, "questions", said)
        if not said:
            del self.fields["questions"]
        if not self.case.supplement_count:
            del self.fields["repeat_reason"]
            return
        before = [gap for one in self.case.supplements.all() for gap in one.gaps]
        self.fields["repeat_reason"].help_text = _("Asked for before: %(points)s") % {
            "points": "；".join(gap_lines(self.case, before))
        }

    @property
    def facts(self) -> dict[str, Any]:
        """The gaps as the action takes them."""
        facts = dict(self.cleaned_data)
        what = facts.pop("gaps")
        gaps = [{"material": key, "what": what} for key in facts.pop("materials")]
        gaps += [
            {"material": "", "question": key, "what": what} for key in facts.pop("questions", ())
        ]
        return {**facts, "gaps": gaps or [{"material": "", "what": what}]}


class OriginalsForm(ActForm):
    """The pre-review is passed: which originals to bring, and by when."""

    originals = _text(_("Originals to bring to the counter"))
    originals_by = forms.DateField(
        label=_("To be brought by"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = "、".join(material.name for material in narrowed(self.case).materials)
        self.fields["originals"].initial = names


class NotNeededForm(ActForm):
    """Art. 32(1): what is asked for needs no licence."""

    reason = _text(_("Why none is needed"))

    @property
    def facts(self) -> dict[str, Any]:
        """With the ground."""
        return {**self.cleaned_data, "ground": "not_needed"}


class NotOursForm(ActForm):
    """Art. 32(2): it is another authority's to decide."""

    where_to_go = forms.CharField(label=_("Where the applicant should go"), max_length=300)
    reason = _text(_("Why it is not ours"))

    @property
    def facts(self) -> dict[str, Any]:
        """With the ground."""
        return {**self.cleaned_data, "ground": "not_ours"}


class DeclineForm(ActForm):
    """Not accepting what is not complete or lawful in form, or on another ground of the law."""

    ground = forms.ChoiceField(
        label=_("Ground"), choices=[(key, GROUNDS[key]) for key in ("incomplete", "other")]
    )
    reason = _text(_("Reason told to the applicant"))


class ReviewForm(ActForm):
    """An act that answers the checkpoints of its link; where several links wait, of all of them."""

    def __init__(
        self,
        *args: Any,
        links: Iterable[tuple[str, str]] = (),
        book: RuleBook | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        keys = dict.fromkeys(seat.partition("#")[0] for seat, _name in links)
        book = book or RuleBook(self.case)
        self.rules = [book.at(key) for key in keys]
        self.is_one_link = len(self.rules) == 1
        self.points = [self._point(one) for rules in self.rules for one in rules.checkpoints]

    def _point(self, one: Checkpoint) -> PointField:
        answer, note = f"point_{one.key}", f"note_{one.key}"
        self.fields[answer] = forms.ChoiceField(
            label=one.text,
            choices=list(POINT_ANSWERS.items()),
            required=self.is_one_link,
            error_messages={"required": _("Answer this checkpoint.")},
            widget=forms.RadioSelect,
        )
        self.fields[note] = forms.CharField(
            label=_("What was found"), max_length=500, required=False
        )
        return PointField(one, self[answer], self[note])

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields beside the checkpoints."""
        drawn = {field.name for one in self.points for field in (one.answer, one.note)}
        return [field for field in self if field.name not in drawn]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes, the checkpoints as one argument."""
        facts = dict(self.cleaned_data)
        points = {
            one.checkpoint.key: Point(facts.pop(one.answer.name), facts.pop(one.note.name))
            for one in self.points
        }
        return {**facts, "points": points}


class OpinionForm(ReviewForm):
    """A finding and opinion at a link."""

    conclusion = forms.ChoiceField(
        label=_("Finding"),
        choices=list(CONCLUSIONS.items()),
        widget=forms.RadioSelect,
    )
    text = _text(_("Opinion"))


class InquiryForm(OpinionForm):
    """The same with a record of how it came about; of several links that wait, which one."""

    link = forms.ChoiceField(label=_("Link"), required=False)
    field_order = ("link",)

    def __init__(self, *args: Any, links: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        choices = list(links)
        super().__init__(*args, links=choices, **kwargs)
        if len(choices) > 1:
            offer_choices(self, "link", choices)
        else:
            del self.fields["link"]

    @property
    def facts(self) -> dict[str, Any]:
        """The record as the action takes it."""
        facts = super().facts
        record = {name: facts.pop(name) for name in INQUIRED if name in facts}
        return {**facts, "found": Inquiry(**record)}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class SiteVisitForm(InquiryForm):
    """What was found on site, when, where, by whom."""

    day = _day(_("Day of the visit"))
    place = forms.CharField(label=_("Place"), max_length=300)
    inspectors = forms.CharField(
        label=_("Officers who were there"),
        max_length=300,
        help_text=_("At least two (Licensing Law, art. 34). Several are separated by commas."),
    )

    def clean_inspectors(self) -> tuple[str, ...]:
        """The names one by one."""
        return tuple(self.cleaned_data["inspectors"].translate(LIST_BREAKS).splitlines())


class ExpertReviewForm(InquiryForm):
    """What the experts found, and when."""

    day = _day(_("Day of the review"))


class HearingForm(InquiryForm):
    """What the hearing came to; its times (arts. 46 to 48), and who presided."""

    told_on = _day(
        _("Told of the right to a hearing on"),
        required=False,
        help_text=_("Empty where the office held it of its own accord (art. 46)."),
    )
    applied_on = _day(
        _("Applied for on"),
        required=False,
        help_text=_("Within five working days of being told (art. 47)."),
    )
    announced_on = _day(
        _("Time and place told on"),
        help_text=_("At least seven working days before the hearing (art. 48)."),
    )
    day = _day(
        _("Day of the hearing"),
        help_text=_("Within twenty working days of the application (art. 47). It costs nothing."),
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    chair = forms.CharField(
        label=_("Presided over by"),
        max_length=100,
        help_text=_("Somebody other than who examined the application (art. 48)."),
    )


class NoticeForm(InquiryForm):
    """From when to when the notice ran, and what objections came."""

    started_on = _day(_("First day of the notice"))
    ended_on = _day(_("Last day of the notice"))


class ReturnForm(ActForm):
    """Back to an earlier link."""

    link = forms.ChoiceField(label=_("Return to"))
    reason = _text(_("Reason"))

    def __init__(self, *args: Any, drawn: Sequence[ChartLink] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links = [(k.key, k.name) for k in earlier_links(self.case, drawn)]
        offer_choices(self, "link", self.links)

    @property
    def is_possible(self) -> bool:
        """At the first link of all there is no earlier one."""
        return self.is_bound or bool(self.links)


class RecallForm(ActForm):
    """Taking back one's own last step."""

    reason = _text(_("Reason"))


class PauseForm(ActForm):
    """Starting a special procedure of art. 45."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(PAUSE_KINDS.items()))
    planned_days = forms.IntegerField(
        label=_("Working days needed"),
        min_value=1,
        max_value=365,
        help_text=_("Told to the applicant in writing; the clock never stops for longer."),
    )
    reason = _text(_("Reason"))


class ResumeForm(ActForm):
    """Ending a special procedure."""

    note = _text(_("Result of the special procedure"), required=False)


class ExtendForm(ActForm):
    """Extension by the head of the authority, once (art. 42)."""

    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=10, initial=10)
    reason = _text(_("Reason told to the applicant"))


class RefuseForm(ReviewForm):
    """Refusing, with reasons and the way to object (art. 38)."""

    reasons = _text(_("Reasons"))
    remedies = _text(_("How to object"))

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"remedies": default_remedies(case), **kwargs.get("initial", {})}
        super().__init__(*args, case=case, **kwargs)


class TerminateForm(ActForm):
    """Ending without a decision."""

    reason = _text(_("Reason told to the applicant"))
