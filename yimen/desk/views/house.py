"""Managing the house: the tree of organisations, and the posts in it."""

from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yimen.desk.forms.house import (
    AppointForm,
    NewOrganisationForm,
    OrganisationForm,
    PostChangeForm,
    PostForm,
    ReasonForm,
)
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.orgs import actions
from yimen.orgs.messages import described
from yimen.orgs.models import Organisation, Post, Staff
from yimen.orgs.permissions import may_give
from yimen.orgs.queries import (
    grants_of,
    managed_organisations,
    organisation_page,
    post_rows,
    reach_of,
    region_path,
    with_counts,
)
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes


@reads
@officers
@holders_of("org.manage")
def org_list(request: Request) -> HttpResponse:
    """The organisations I manage, in the order of the tree."""
    text, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    page = organisation_page(request.actor, text=text, after=after)
    context = {
        "rows": page.rows,
        "text": text,
        "newer": f"?{urlencode({'q': text})}" if after else "",
        "older": f"?{urlencode({'q': text, 'after': page.next})}" if page.next else "",
    }
    return render(request, part("desk/house/list.html", "rows", request), context)


@reads
@officers
@holders_of("org.manage")
def org_page(request: Request, pk: UUID) -> HttpResponse:
    """One organisation: what it is, what lies below it, its posts and who holds them."""
    return _org_page(request, house_of(request, pk), ReasonForm())


def _org_page(
    request: Request, house: Organisation, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "house": house,
        "places": region_path(house.region_id),
        "below": with_counts(house.children.all()).order_by("path"),
        "posts": post_rows(house.posts.all(), on=timezone.localdate()),
        "form": form,
    }
    return render(request, "desk/house/page.html", context, status=status)


def house_of(request: Request, pk: UUID) -> Organisation:
    """The organisation, if the actor manages it; others do not exist for him."""
    managed = with_counts(managed_organisations(request.actor)).select_related("parent", "region")
    return get_object_or_404(managed, pk=pk)


def _org_add_form(request: Request, pk: UUID) -> HttpResponse:
    """The form for an organisation below this one."""
    house = house_of(request, pk)
    return _filled(request, "add", house, NewOrganisationForm(parent=house))


def _org_add(request: Request, pk: UUID) -> HttpResponse:
    """Add an organisation below this one."""
    house = house_of(request, pk)
    form = NewOrganisationForm(request.POST, parent=house)
    if form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        act = {"parent": house, "by": request.actor, "at": timezone.now()}
        if made := heard(form, actions.add_organisation, **facts, **act):
            news.success(request, _("“%(name)s” is added.") % {"name": made.name})
            return redirect("desk:org_page", pk=made.pk)
    return _filled(request, "add", house, form, status=422)


def _org_change_form(request: Request, pk: UUID) -> HttpResponse:
    """The form with what is known of the organisation."""
    house = house_of(request, pk)
    return _filled(request, "change", house, OrganisationForm.of(house))


def _org_change(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of the organisation."""
    house, form = house_of(request, pk), OrganisationForm(request.POST)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        act = {"seen": facts.pop("seen"), "by": request.actor, "at": timezone.now()}
        if heard(form, actions.change_organisation, house.pk, facts, **act):
            news.success(request, _("The changes are saved."))
            return redirect("desk:org_page", pk=pk)
    return _filled(request, "change", house, form, status=422)


def _filled(
    request: Request, what: str, house: Organisation, form: Any, *, status: int = 200
) -> HttpResponse:
    context = {"what": what, "house": house, "form": form}
    return render(request, "desk/house/form.html", context, status=status)


org_add = form_and_act("org.manage", get=_org_add_form, post=_org_add)
org_change = form_and_act("org.manage", get=_org_change_form, post=_org_change)


@writes
@officers
@holders_of("org.manage")
def org_close(request: Request, pk: UUID) -> HttpResponse:
    """Take an organisation out of office, saying why."""
    house, form = house_of(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        facts = {"by": request.actor, "at": timezone.now(), **form.cleaned_data}
        if heard(form, actions.close_organisation, house.pk, **facts):
            news.success(request, _("“%(name)s” is out of office.") % {"name": house.name})
            return redirect("desk:org_page", pk=pk)
    return _org_page(request, house, form, status=422)


def _post_add_form(request: Request, pk: UUID) -> HttpResponse:
    """The form for a post of this organisation."""
    house = house_of(request, pk)
    return _filled(request, "post", house, PostForm(house=house, actor=request.actor))


def _post_add(request: Request, pk: UUID) -> HttpResponse:
    """Set up a post."""
    house = house_of(request, pk)
    form = PostForm(request.POST, house=house, actor=request.actor)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        name, grants = facts.pop("name"), facts.pop("grants")
        act = {**facts, "by": request.actor, "at": timezone.now()}
        if made := heard(form, actions.add_post, house, name, grants, **act):
            news.success(request, _("The post is set up. Appoint somebody to it."))
            return redirect("desk:post_page", pk=made.pk)
    return _filled(request, "post", house, form, status=422)


post_add = form_and_act("org.manage", get=_post_add_form, post=_post_add)


@reads
@officers
@holders_of("org.manage")
def post_page(request: Request, pk: UUID) -> HttpResponse:
    """A post: what it allows and how far, who holds it now and later."""
    form = AppointForm(initial={"since": timezone.localdate()})
    return _post_page(request, _post(request, pk), form)


def _post(request: Request, pk: UUID) -> Post:
    posts = Post.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(posts, pk=pk)


def _post_page(
    request: Request,
    post: Post,
    form: AppointForm,
    *,
    close: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    mine = Post.objects.visible_to(request.actor).filter(pk=post.pk)
    (row,) = post_rows(mine, on=timezone.localdate())
    reach, place = reach_of(post)
    gives = may_give(request.actor, grants_of(post))
    context = {
        "may_change": gives and not post.letter and not post.is_closed,
        "close": close or ReasonForm(auto_id="id_close_%s"),
        "post": post,
        "grants": [described(name) for name in post.grants],
        "postings": row.postings,
        "reach": reach,
        "place": place,
        "form": form if gives and not post.is_closed else None,
    }
    return render(request, "desk/house/post.html", context, status=status)


@writes
@officers
@holders_of("org.manage")
def post_appoint(request: Request, pk: UUID) -> HttpResponse:
    """Appoint the officer with this staff number to the post."""
    post, form = _post(request, pk), AppointForm(request.POST)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        staff = Staff.objects.visible_to(request.actor).filter(number=facts.pop("number")).first()
        act = {**facts, "by": request.actor, "at": timezone.now()}
        if staff is None:
            form.add_error("number", _("You manage no officer with this number."))
        elif heard(form, actions.appoint, staff, post, **act):
            news.success(request, _("%(name)s is appointed.") % {"name": staff.name})
            return redirect("desk:post_page", pk=pk)
    return _post_page(request, post, form, status=422)


def _post_change_form(request: Request, pk: UUID) -> HttpResponse:
    """The form with what the post is."""
    post = _post(request, pk)
    form = PostChangeForm(post=post, actor=request.actor)
    return _filled(request, "post_change", post.organisation, form)


def _post_change(request: Request, pk: UUID) -> HttpResponse:
    """Change what a post is called, allows and reaches."""
    post = _post(request, pk)
    form = PostChangeForm(request.POST, post=post, actor=request.actor)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        act = {"seen": facts.pop("seen"), "by": request.actor, "at": timezone.now()}
        if heard(form, actions.change_post, post.pk, facts, **act):
            news.success(request, _("The changes are saved."))
            return redirect("desk:post_page", pk=pk)
    return _filled(request, "post_change", post.organisation, form, status=422)


post_change = form_and_act("org.manage", get=_post_change_form, post=_post_change)


@writes
@officers
@holders_of("org.manage")
def post_close(request: Request, pk: UUID) -> HttpResponse:
    """Close a post, saying why."""
    post, form = _post(request, pk), ReasonForm(request.POST, auto_id="id_close_%s")
    if form.is_valid():
        act = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if heard(form, actions.close_post, post.pk, **act):
            news.success(request, _("“%(name)s” is closed.") % {"name": post.name})
            return redirect("desk:post_page", pk=pk)
    appoint = AppointForm(initial={"since": timezone.localdate()})
    return _post_page(request, post, appoint, close=form, status=422)
