"""Publishing a process: from a table of links, or as it was drawn."""

from collections.abc import Sequence
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS

from yimen.kernel.statements import Statement
from yimen.process import errors
from yimen.process.models import Definition
from yimen.process.rules.bpmn import bpmn_from_links
from yimen.process.rules.links import LinkLike
from yimen.process.rules.plan import digest_of, plan_of

PROCESS_ID = "handling"


def ensure_definition(
    key: str, name: str, links: Sequence[LinkLike], *, at: datetime
) -> Definition:
    """The process made of a table of links; published once, whoever asks first."""
    return _keyed(key) or _publish(key, name, bpmn_from_links(PROCESS_ID, name, links), at)


def _keyed(key: str) -> Definition | None:
    """The definition without its drawing and its parts, which are long; asked by each filing."""
    row = _KEYED.first(key=key)
    if row is None:
        return None
    ident, digest = row
    return Definition.from_db(DEFAULT_DB_ALIAS, ["id", "key", "digest"], [ident, key, digest])


_KEYED = Statement("select id, digest from process_definition where key = %(key)s")


def publish_bpmn(key: str, name: str, xml: str, *, at: datetime) -> Definition:
    """Publish a drawing after checking that every step of it can be run (BadDrawing if not).

    Publishing the same drawing again gives the published one; another one under its key is refused.
    """
    found = Definition.objects.filter(key=key).first() or _publish(key, name, xml, at)
    if found.bpmn != xml:
        raise errors.AlreadyPublished(key=key)
    return found


def _publish(key: str, name: str, xml: str, at: datetime) -> Definition:
    plan = plan_of(xml)
    spec, links = plan.spec_json(), plan.links_json()
    content = {
        "name": name,
        "bpmn": xml,
        "spec": spec,
        "links": links,
        "digest": digest_of(spec, links),
        "published_at": at,
    }
    definition, _ = Definition.objects.get_or_create(key=key, defaults=content)
    return definition
