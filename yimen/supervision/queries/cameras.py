"""Cameras at windows: which looked where when, and who served there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from yimen.kernel.actor import Actor
from yimen.orgs.models import Deputyship, Organisation, Post, Posting, Staff
from yimen.supervision.models import Camera, CameraPlace, FootageLook
from yimen.supervision.states import KEEPER

LATEST_LOOKS = 50


def cameras(actor: Actor) -> QuerySet[Camera]:
    """The cameras of the halls this actor supervises, hall by hall, those taken down last."""
    places = CameraPlace.objects.visible_to(actor).order_by("-since")
    seen: QuerySet[Camera] = Camera.objects.visible_to(actor).select_related("organisation")
    shown = Prefetch("places", places.prefetch_related("posts__organisation"))
    return seen.prefetch_related(shown).order_by("-is_active", "organisation__path", "code")


def place_seen(actor: Actor, place_id: UUID) -> CameraPlace | None:
    """Where a camera was, in scope."""
    seen = CameraPlace.objects.visible_to(actor).select_related("camera", "organisation")
    found: CameraPlace | None = seen.filter(pk=place_id).first()
    return found


def places_to_observe(actor: Actor) -> QuerySet[CameraPlace]:
    """The windows this actor may look at, as a list to choose from; also where cameras were."""
    seen: QuerySet[CameraPlace] = CameraPlace.objects.visible_to(actor)
    return seen.select_related("camera", "organisation").order_by(
        "organisation__path", "window", "-since"
    )


def looks_at(camera: Camera) -> QuerySet[FootageLook]:
    """Who looked at recordings of a camera, the last first."""
    rows = FootageLook.objects.filter(place__camera=camera).select_related("by", "case", "place")
    return rows.order_by("-at", "-pk")[:LATEST_LOOKS]


def halls_to_equip(actor: Actor) -> QuerySet[Organisation]:
    """The organisations in which this actor may register cameras."""
    within = Organisation.objects.within(actor.reach(KEEPER))
    found: QuerySet[Organisation] = within.filter(is_active=True).order_by("path")
    return found


def posts_to_seat(actor: Actor) -> QuerySet[Post]:
    """The posts that may serve at a window: those that deal with applicants, within reach."""
    offices = Organisation.objects.within(actor.reach(KEEPER))
    rows = Post.objects.filter(organisation__in=offices, is_closed=False, letter="")
    serving = Q(grants__overlap=["case.accept", "case.deliver", "party.file_for"])
    return rows.filter(serving).select_related("organisation").order_by("organisation__path", "pk")


@dataclass(frozen=True, slots=True)
class Served:
    """Who served at a window on a day, and the offices they served for."""

    officers: tuple[Staff, ...]
    offices: tuple[Organisation, ...]


def served_at(place: CameraPlace, day: date) -> Served:
    """The holders of the window's posts on a day, their deputies, and the offices of the posts."""
    posts = list(place.posts.select_related("organisation").order_by("organisation__path"))
    holders = Posting.objects.in_force(day).filter(post__in=posts).values("staff")
    deputies = Deputyship.objects.in_force(day).filter(holder__in=holders).values("deputy")
    people = Staff.objects.filter(Q(pk__in=holders) | Q(pk__in=deputies)).order_by("name", "pk")
    offices = {post.organisation_id: post.organisation for post in posts}
    return Served(tuple(people), tuple(offices.values()))


def places_of(staff: Iterable[UUID], day: date) -> dict[UUID, list[CameraPlace]]:
    """The camera places of some officers on a day, by the posts they held or stood in for."""
    wanted = set(staff)
    stood = list(
        Deputyship.objects.in_force(day)
        .filter(deputy__in=wanted)
        .values_list("deputy_id", "holder_id")
    )
    pairs = [(one, one) for one in wanted] + stood
    people = {holder for _officer, holder in pairs}
    held = Posting.objects.in_force(day).filter(staff__in=people).values_list("staff_id", "post_id")
    posts: dict[UUID, set[UUID]] = {}
    for holder, post in held:
        posts.setdefault(holder, set()).add(post)
    there = _by_post(set().union(*posts.values()) if posts else set(), day)
    found: dict[UUID, dict[UUID, CameraPlace]] = {one: {} for one in wanted}
    for officer, holder in pairs:
        for post in posts.get(holder, ()):
            found[officer].update((place.pk, place) for place in there.get(post, ()))
    return {
        one: sorted(seen.values(), key=lambda place: place.window) for one, seen in found.items()
    }


def _by_post(posts: set[UUID], day: date) -> dict[UUID, list[CameraPlace]]:
    """Of each post the places that were on a day; whoever asks is let in by the case he asks of."""
    rows = CameraPlace.posts.through.objects.filter(post__in=posts).values_list(
        "post_id", "cameraplace_id"
    )
    pairs = list(rows)
    places = (
        CameraPlace.objects.on(day)
        .select_related("camera", "organisation")
        .in_bulk({place for _post, place in pairs})
    )
    found: dict[UUID, list[CameraPlace]] = {}
    for post, place in pairs:
        if place in places:
            found.setdefault(post, []).append(places[place])
    return found
