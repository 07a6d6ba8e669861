"""Schemes of scores: those that come with the platform, and others that are loaded."""

from datetime import datetime

from django.db import transaction

from yimen.figures import errors
from yimen.figures.models import Scheme
from yimen.figures.rules.scoring import Terms, shipped_schemes
from yimen.journal.actions import write
from yimen.kernel.actor import Actor


@transaction.atomic
def ship_schemes() -> int:
    """Put in place the schemes that come with the platform and are not there; return how many."""
    known = set(Scheme.objects.filter(region="").values_list("code", flat=True))
    new = [_row(terms) for terms in shipped_schemes() if terms.code not in known]
    return len(Scheme.objects.bulk_create(new))


@transaction.atomic
def load_scheme(terms: Terms, *, region: str = "", by: Actor, at: datetime) -> Scheme:
    """Have a scheme in force for a place from its month on; the versions before stay for theirs.

    A month that is closed was reckoned by the version of its day, and stays so.
    """
    line = Scheme.objects.filter(code=terms.code, region=region).order_by("version")
    last = line.select_for_update(no_key=True).last()
    if last is not None and terms.valid_from <= last.valid_from:
        raise errors.SchemeNotLater(month=last.valid_from)
    scheme = _row(terms)
    scheme.region, scheme.made_by_id, scheme.made_at = region, by.staff_id, at
    scheme.version = last.version + 1 if last else 1
    scheme.save(force_insert=True)
    facts = {"code": terms.code, "version": scheme.version, "region": region}
    facts["from"] = terms.valid_from.isoformat()
    write("scheme", scheme.pk, "scheme.loaded", by=by, at=at, facts=facts)
    return scheme


def _row(terms: Terms) -> Scheme:
    return Scheme(
        code=terms.code, kind=terms.kind, content=terms.content, valid_from=terms.valid_from
    )
