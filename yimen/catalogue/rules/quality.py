"""What a good item says and must not say: findings for editors (domain rules of the field).

Blocking findings stop a draft from being submitted; advisory ones are shown beside the field.
"""

from collections.abc import Iterator, Sequence

from yimen.catalogue import ports
from yimen.catalogue.rules import quality_law, quality_service
from yimen.catalogue.rules.form_quality import form_troubles
from yimen.catalogue.rules.quality_law import is_catch_all
from yimen.catalogue.rules.quality_terms import (
    ADVISORY,
    BLOCKING,
    Check,
    Content,
    Finding,
    Known,
)
from yimen.catalogue.rules.review_checks import review_findings
from yimen.catalogue.rules.situation_checks import troubles
from yimen.kernel.codes import ItemCode, parse_item_code

__all__ = ["ADVISORY", "BLOCKING", "CHECKS", "Finding", "Known", "findings", "is_catch_all"]

NOTHING_KNOWN = Known()


def findings(content: Content, *, code: str, known: Known = NOTHING_KNOWN) -> list[Finding]:
    """Everything to put right in a version of the item with that code, blocking findings first."""
    found = [finding for check in CHECKS for finding in check(content)]
    for knowing in quality_law.KNOWING_CHECKS:
        found += knowing(content, known)
    found += _code_fits(content, parse_item_code(code))
    for outer in ports.checks:
        found += outer(content)
    return sorted(found, key=lambda finding: not finding.is_blocking)


def _situations_hold(content: Content) -> Iterator[Finding]:
    for trouble in troubles(content):
        yield Finding(trouble.code, trouble.level, trouble.list, trouble.facts)


def _the_form_holds(content: Content) -> Iterator[Finding]:
    for trouble in form_troubles(content):
        yield Finding(trouble.code, trouble.level, "form", trouble.facts)


def _code_fits(content: Content, code: ItemCode) -> Iterator[Finding]:
    """Pseudo-codes are published by some provinces, so they are only mentioned."""
    if not code.is_department_valid:
        facts = {"authority": code.department}
        yield Finding("authority_code_unusual", ADVISORY, "code", facts)
    if content.get("item_type") != code.item_type:
        facts = {"type": str(content.get("item_type")), "code_type": code.item_type}
        yield Finding("type_differs_from_code", ADVISORY, "item_type", facts)


CHECKS: Sequence[Check] = (
    *quality_service.CHECKS,
    *quality_law.CHECKS,
    _situations_hold,
    _the_form_holds,
    review_findings,
)
