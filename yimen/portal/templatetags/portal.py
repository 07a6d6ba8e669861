"""What every portal page shows besides its own: the region, the account, unread messages."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from yimen.cases.messages import TONES, WAYS
from yimen.cases.models import Case
from yimen.cases.queries import PublicStatus
from yimen.catalogue.messages import DUTY_STAGES
from yimen.catalogue.rules import marking
from yimen.figures.queries import PublicCase
from yimen.identity.queries import party_with
from yimen.kernel.actor import Kind
from yimen.notify.queries import unread_count
from yimen.portal import words
from yimen.portal.counts import Facet
from yimen.portal.filter_links import Link, links_of
from yimen.portal.guide import pace_words
from yimen.portal.regions import chosen_region
from yimen.ui.templatetags.ui import cn_date, icon, in_language

register = template.Library()

HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.simple_tag(takes_context=True)
def here(context: Context) -> Any:
    """The region whose sub-portal is read, or nothing: the whole site."""
    request = context.get("request")
    return chosen_region(request) if request else None


@register.simple_tag(takes_context=True)
def unread(context: Context) -> int:
    """Messages the signed-in person has not read."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return 0
    return unread_count(request.user)


@register.simple_tag(takes_context=True)
def is_officer(context: Context) -> bool:
    """Whether the desk is this person's place."""
    actor = context.get("actor")
    return actor is not None and actor.kind is Kind.STAFF


@register.simple_tag(takes_context=True)
def acting_for(context: Context) -> Any:
    """Another person or an organisation this page acts for, or nothing: one's own business."""
    request, case, actor = context.get("request"), context.get("case"), context.get("actor")
    if request is None or actor is None or actor.kind is not Kind.APPLICANT:
        return None
    party_id = case.applicant_id if isinstance(case, Case) else actor.party_id
    if party_id is None or party_id == request.user.party_id:
        return None
    party = case.applicant if isinstance(case, Case) else party_with(party_id, actor)
    return {"party": party, "is_station": actor.channel == "station"}


@register.simple_tag
def desk_address() -> str:
    """Where officers work."""
    return str(settings.STAFF_REDIRECT_URL)


@register.filter
def headline(case: Any) -> str:
    """The state of a case in the words of the person it is about."""
    return str(words.HEADLINES[case.state])


@register.filter
def progress_word(case: PublicCase) -> str:
    """Where a case stands, in the words of its state; once it is decided also with what result."""
    result = words.RESULTS.get(case.result)
    if result is None or case.state in words.RESULTS.values():
        return str(case.state.label)
    return f"{case.state.label} · {result.label}"


@register.filter
def next_step(case: Any) -> str:
    """What happens next, and whose turn it is."""
    return str(words.NEXT_STEPS[case.state])


@register.filter
def due_words(found: PublicStatus) -> str:
    """What the department owes next, and by when."""
    return str(words.due_sentence(found.state)) % {"day": cn_date(found.due_on)}


@register.filter
def delivery_words(case: Case) -> str:
    """How the result is to reach the applicant, as far as he said."""
    way = WAYS.get(case.delivery_way)
    return str(way) if way else str(words.NO_WAY)


@register.filter
def tone(case: Any) -> str:
    """The colour of a state."""
    return TONES[case.state]


@register.filter
def state_icon(case: Any) -> str:
    """The picture of a state, where its colour has none that fits."""
    return words.ICONS.get(case.state, "")


@register.simple_tag
def theme_icon(name: str) -> SafeString:
    """A picture for a theme, where there is a fitting one."""
    return icon(words.theme_icon(name))


@register.filter
def duty_stage(stage: str) -> str:
    """At which step an authority owes something."""
    return str(DUTY_STAGES.get(stage, stage))


@register.filter
def promise_words(version: Any) -> str:
    """How long an item takes at most."""
    return pace_words(version)


@register.filter
def short_title(version: Any) -> str:
    """The everyday name of an item; in English its English name."""
    named = str(in_language(version))
    return named if named != version.name else version.short_name or named


@register.simple_tag
def linked_data_script(data: Mapping[str, Any]) -> SafeString:
    """Data for search engines inside the page; no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(HARMLESS)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag(takes_context=True)
def filter_links(context: Context, facets: Iterable[Facet], name: str, chosen: Any) -> list[Link]:
    """The values of a filter, each with this page as it would be."""
    return links_of(context["request"], facets, name, chosen)


@register.simple_tag
def marked(version: Any, terms: list[str]) -> SafeString:
    """The name of what a version offers, with what was looked for marked."""
    pieces = marking.marked(str(in_language(version, "name")), terms)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if hit else text,) for text, hit in pieces)
    )
