"""Codes of the field, read and checked."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from yimen.api.errors import NoSuchKind
from yimen.api.guards import reads
from yimen.api.schemas.codes import CodeAnswer
from yimen.api.schemas.problems import Problem
from yimen.kernel import codes

router = Router()


def _resident_id(value: str) -> Any:
    return codes.parse_resident_id(value, today=timezone.localdate())


#: The kinds of `yimen code check`; a test holds the two tables together.
KINDS: Mapping[str, Callable[[str], Any]] = {
    "uscc": codes.parse_uscc,
    "org": codes.parse_org_code,
    "resident-id": _resident_id,
    "item": codes.parse_item_code,
    "licence": codes.parse_licence_id,
    "project": codes.parse_project_code,
    "case-number": codes.parse_case_number,
    "region": codes.parse_region_code,
}


@router.get(
    "/{kind}/{value}",
    response={200: CodeAnswer, 404: Problem, 422: Problem},
    operation_id="code_check",
)
@reads
def code_check(request: HttpRequest, kind: str, value: Annotated[str, Path(max_length=100)]) -> Any:
    """What a code says, or the reason why it is no such code."""
    if kind not in KINDS:
        raise NoSuchKind(field="kind", kind=kind)
    return {"kind": kind, "parts": asdict(KINDS[kind](value))}
