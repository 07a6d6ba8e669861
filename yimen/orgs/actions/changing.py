"""Posts changed and closed; officers moved to another house, and taken back after they left."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Grant
from yimen.kernel.errors import NotAllowed, Stale
from yimen.orgs import errors
from yimen.orgs.actions.posts import check_manages, iso
from yimen.orgs.actions.tree import check_commands, lock_house
from yimen.orgs.models import Deputyship, Organisation, Post, Staff
from yimen.orgs.permissions import may_command, may_give, may_manage
from yimen.orgs.queries import grants_of
from yimen.orgs.rules import GRANTS, MANAGING

POST_PARTS = ("name", "name_en", "grants", "reach_path", "reach_region")


@transaction.atomic
def change_post(
    post_id: UUID, changes: Mapping[str, Any], *, seen: str = "", by: Actor, at: datetime
) -> Post:
    """Change what a post is called, allows and reaches; whoever holds it has that from now on.

    Nobody changes his own post, or one that reaches further than he manages, before or after.
    """
    post = _lock_post(post_id, by=by, at=at)
    if seen and seen != post.fingerprint():
        raise Stale
    facts = {}
    for name in POST_PARTS:
        before, value = getattr(post, name), changes.get(name, getattr(post, name))
        value = sorted(set(value)) if name == "grants" else value
        if before != value:
            setattr(post, name, value)
            facts[name] = [before, value]
    for unknown in set(post.grants) - GRANTS:
        raise errors.UnknownGrant(name=unknown, field="grants")
    if not may_give(by, _wanted(post)):
        raise errors.BeyondReach(field="grants")
    if facts:
        post.save(update_fields=list(facts))
        write("post", post.pk, "post.changed", by=by, at=at, facts={"changes": facts})
    return post


@transaction.atomic
def close_post(post_id: UUID, *, reason: str, by: Actor, at: datetime) -> Post:
    """Close a post for good; its holders are withdrawn first, and nobody is appointed any more."""
    post = _lock_post(post_id, by=by, at=at)
    if post.postings.lasting(timezone.localdate(at)).exists():
        raise errors.PostHeld(name=post.name)
    post.is_closed = True
    post.save(update_fields=["is_closed"])
    facts = {"name": post.name, "reason": reason}
    write("post", post.pk, "post.closed", by=by, at=at, facts=facts)
    return post


def _lock_post(post_id: UUID, *, by: Actor, at: datetime) -> Post:
    """The post, held; refused unless it is open and wholly in the actor's hands."""
    posts = Post.objects.select_for_update(of=("self",)).select_related("organisation")
    post: Post = posts.get(pk=post_id)
    if not may_manage(by, post.organisation):
        raise NotAllowed
    if not may_give(by, _wanted(post)):
        raise errors.BeyondReach
    if post.letter:
        raise errors.OnlyByLetter(number=post.letter)
    if post.is_closed:
        raise errors.PostClosed(name=post.name)
    held = post.postings.lasting(timezone.localdate(at))
    if by.staff_id and held.filter(staff_id=by.staff_id).exists():
        raise errors.NotOneself
    return post


def _wanted(post: Post) -> list[Grant]:
    """What giving the post gives; one that allows nothing still is the manager's to give."""
    bare = [Grant(MANAGING, post.reach_path, post.reach_region)]
    return list(grants_of(post)) or bare


@transaction.atomic
def move_staff(
    staff_id: UUID, organisation: Organisation, *, reason: str, by: Actor, at: datetime
) -> Staff:
    """Move an officer to another house; the posts he holds are withdrawn first.

    So nobody takes powers along: in the new house he is appointed anew.
    """
    staff = _lock_staff(staff_id)
    check_commands(by, staff, at=at)
    check_manages(by, organisation)
    if not staff.is_active:
        raise errors.StaffInactive(name=staff.name)
    today, before = timezone.localdate(at), staff.organisation
    if staff.postings.lasting(today).exists() or _stands(staff, on=today).exists():
        raise errors.StillHoldsPosts(name=staff.name)
    house = lock_house(organisation)
    if before.pk == house.pk:
        return staff
    staff.organisation = house
    staff.save(update_fields=["organisation"])
    facts = {"from": str(before.pk), "to": str(house.pk), "reason": reason}
    write("staff", staff.pk, "staff.moved", by=by, at=at, facts=facts)
    return staff


@transaction.atomic
def take_back_staff(staff_id: UUID, *, reason: str, by: Actor, at: datetime) -> Staff:
    """Take an officer back after he left; what he held then is over, he is appointed anew."""
    staff = _lock_staff(staff_id)
    if staff.pk == by.staff_id:
        raise errors.NotOneself
    if not may_command(by, staff.organisation, []):
        raise NotAllowed
    if staff.is_active:
        return staff
    lock_house(staff.organisation)
    today = timezone.localdate(at)
    held = staff.postings.lasting(today)
    ended = [str(pk) for pk in held.order_by("pk").values_list("post_id", flat=True)]
    held.end(today)
    _stands(staff, on=today).end(today)
    staff.is_active = True
    staff.save(update_fields=["is_active"])
    facts = {"reason": reason, "ended": ended, "until": iso(today)}
    write("staff", staff.pk, "staff.taken_back", by=by, at=at, facts=facts)
    return staff


def _lock_staff(staff_id: UUID) -> Staff:
    officers = Staff.objects.select_for_update(of=("self",)).select_related("organisation")
    staff: Staff = officers.get(pk=staff_id)
    return staff


def _stands(staff: Staff, *, on: date) -> Any:
    """The deputyships an officer is part of on the day or later, on either side."""
    parts = Q(holder=staff) | Q(deputy=staff)
    return Deputyship.objects.lasting(on).filter(parts)
