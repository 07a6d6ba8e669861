"""Shapes of what is entered about organisations and posts."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms.fields import DATE, offer, offer_choices
from yimen.kernel.actor import Actor, Grant
from yimen.kernel.codes import lineage, parse_region_code
from yimen.orgs.messages import grouped
from yimen.orgs.models import Organisation, Post, Region
from yimen.orgs.permissions import may_give
from yimen.orgs.queries import region_path
from yimen.ui.forms import SEARCHED

EVERYTHING = "*"  # the choice of no bound; an empty one would be no choice
LEVELS_BELOW = 2  # a county's own office is offered its towns and villages


class OrganisationForm(forms.Form):
    """What is known of an organisation; `seen` marks what the page showed."""

    name = forms.CharField(label=pgettext_lazy("in the tree", "Full name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        min_length=18,
        max_length=18,
        required=False,
        help_text=_("Eighteen signs; the codes of items are made from it."),
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    hours = forms.CharField(label=_("Office hours"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    complaint_phone = forms.CharField(
        label=_("Telephone for complaints"), max_length=60, required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationForm":
        """The form as the organisation stands."""
        known = {name: getattr(organisation, name) for name in cls.base_fields if name != "seen"}
        return cls(initial={**known, "seen": organisation.fingerprint()})


class NewOrganisationForm(OrganisationForm):
    """An organisation below another; the hidden id makes pressing twice harmless."""

    organisation_id = forms.UUIDField(widget=forms.HiddenInput)
    label = forms.SlugField(
        label=_("Label"),
        max_length=40,
        help_text=_("Small letters, digits, hyphens; for the path of the tree. It never changes."),
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=pgettext_lazy("in the tree", "Place"),
        empty_label=None,
        widget=forms.Select(attrs=SEARCHED),
    )
    field_order = ("name", "label", "region", "kind")

    def __init__(self, *args: Any, parent: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {"organisation_id": uuid4(), "region": parent.region_id}
        super().__init__(*args, **kwargs)
        read = parse_region_code(parent.region_id)
        places = Region.objects.filter(code__startswith=read.prefix)
        near = places.filter(level__lte=read.level + LEVELS_BELOW).order_by("code")
        offer(self, "region", near)


def _bound(choice: str) -> str:
    """A bound as grants know it."""
    return "" if choice == EVERYTHING else choice


class PostForm(forms.Form):
    """A post: what it lets its holder do, and how far. Only what the actor may give is offered."""

    post_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of the post"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=100, required=False)
    grants = forms.MultipleChoiceField(
        label=_("What the post allows"), widget=forms.CheckboxSelectMultiple
    )
    reach_path = forms.TypedChoiceField(label=_("Reach in the tree"), coerce=_bound)
    reach_region = forms.TypedChoiceField(label=_("Reach in places"), coerce=_bound)

    def __init__(self, *args: Any, house: Organisation, actor: Actor, **kwargs: Any) -> None:
        kwargs["initial"] = {"post_id": uuid4(), "reach_path": house.path}
        super().__init__(*args, **kwargs)
        self.actor = actor
        managed = actor.reach("org.manage")
        offer_choices(self, "reach_path", _paths(house, actor))
        offer_choices(self, "reach_region", _places(house, managed))
        offer_choices(self, "grants", _grants(house, actor))

    def clean(self) -> dict[str, Any]:
        """Two bounds that are each his may together reach further than he manages."""
        said = super().clean() or {}
        path, region = said.get("reach_path", ""), said.get("reach_region", "")
        wanted = [Grant(name, path, region) for name in said.get("grants", ())]
        if not may_give(self.actor, wanted):
            self.add_error("grants", _("This reaches further than what you manage yourself."))
        return said


class PostChangeForm(PostForm):
    """A post as it is, to be changed; `seen` notices that somebody else was quicker."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, post: Post, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, house=post.organisation, actor=actor, **kwargs)
        del self.fields["post_id"]
        self.initial = {
            "name": post.name,
            "name_en": post.name_en,
            "grants": post.grants,
            "reach_path": post.reach_path or EVERYTHING,
            "reach_region": post.reach_region or EVERYTHING,
            "seen": post.fingerprint(),
        }


def _paths(house: Organisation, actor: Actor) -> list[tuple[str, Any]]:
    """The house, then the houses above it, as far up as the actor manages; last everything."""
    labels = house.path.strip("/").split("/")
    paths = ["/".join(labels[:n]) + "/" for n in range(len(labels), 0, -1)] + [""]
    managed = actor.reach("org.manage")
    within = [path for path in paths if any(path.startswith(g.path) for g in managed)]
    seen = Organisation.objects.visible_to(actor).filter(path__in=within)
    names = dict(seen.values_list("path", "name"))
    return [(path or EVERYTHING, names.get(path, _("All organisations"))) for path in within]


def _places(house: Organisation, managed: frozenset[Grant]) -> list[tuple[str, Any]]:
    """No bound, or one of the places the house lies in, as far up as the actor manages."""
    names = {region.code: region.name for region in region_path(house.region_id)}
    known = [parse_region_code(code) for code in lineage(house.region_id) if code in names]
    places = [("", _("Wherever the tree reaches")), *((r.prefix, names[r.value]) for r in known)]
    within = [pair for pair in places if any(pair[0].startswith(g.region) for g in managed)]
    return [(prefix or EVERYTHING, name) for prefix, name in within]


def _grants(house: Organisation, actor: Actor) -> list[Any]:
    """What the actor can give at least over this house, by what it deals with."""

    def may(name: str) -> bool:
        return may_give(actor, [Grant(name, house.path, house.region_id)])

    groups = [(str(word), [g for g in group if may(g.name)]) for word, group in grouped()]
    return [
        (word, [(g.name, f"{g.word} — {g.meaning}" if g.meaning else g.name) for g in group])
        for word, group in groups
        if group
    ]


class AppointForm(forms.Form):
    """Who holds a post, from when, and until when if that is known."""

    number = forms.CharField(label=_("Staff number"), max_length=30)
    since = forms.DateField(label=_("From"), widget=DATE)
    until = forms.DateField(label=_("Until (no longer on this day)"), widget=DATE, required=False)


class EndForm(forms.Form):
    """The first day on which somebody no longer holds a post."""

    until = forms.DateField(label=_("No longer from"), widget=DATE)


class ReasonForm(forms.Form):
    """Why; it stands in the journal."""

    reason = forms.CharField(label=_("Reason"), min_length=2, max_length=200)
