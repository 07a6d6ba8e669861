"""Texts of messages, written at the desk: each change is a version, and messages keep theirs."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed, Stale
from yimen.notify import errors
from yimen.notify.models import Channel, Wording
from yimen.notify.permissions import may_write_texts
from yimen.notify.ports import kinds
from yimen.notify.rules import places_of


@dataclass(frozen=True, slots=True)
class Words:
    """What a text says; all empty: what the program says."""

    title: str = ""
    body: str = ""
    provider_code: str = ""  #: of the same text registered with the carrier


@transaction.atomic
def write_wording(
    kind: str,
    channel: str,
    language: str,
    words: Words,
    *,
    reason: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> Wording:
    """Put a new version of a text in force; an empty one is version 0 again."""
    if not may_write_texts(by):
        raise NotAllowed
    title, body = words.title.strip(), words.body.strip()
    _check(kind, channel, title, body)
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    last = _last(kind, channel, language)
    if last != seen:
        raise Stale
    made = Wording.objects.create(
        kind=kind,
        channel=channel,
        language=language,
        number=last + 1,
        title=title,
        body=body,
        provider_code=words.provider_code.strip(),
        reason=reason.strip(),
        written_by_id=by.staff_id,
        written_at=at,
    )
    facts = {"kind": kind, "channel": channel, "language": language, "number": made.number}
    write("wording", made.pk, "message.text_written", by=by, at=at, facts=facts)
    return made


def _check(kind: str, channel: str, title: str, body: str) -> None:
    if kind not in kinds or channel not in Channel.values:
        raise errors.NoSuchKind
    if bool(title) != bool(body) and channel != Channel.SMS:
        raise errors.TextMissing(field="body" if title else "title")
    known = kinds[kind].places
    strange = [place for place in places_of(f"{title} {body}") if place not in known]
    if strange:
        raise errors.UnknownPlace(field="body", places="、".join(f"{{{p}}}" for p in strange))


def _last(kind: str, channel: str, language: str) -> int:
    found = Wording.objects.filter(kind=kind, channel=channel, language=language)
    return found.aggregate(last=Max("number"))["last"] or 0
