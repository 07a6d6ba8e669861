"""The published catalogue."""

from typing import Annotated, Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Path, Query, Router

from yimen.api.errors import UnknownAnswer
from yimen.api.guards import reads
from yimen.api.schemas.items import ItemList, ItemOut, SituationOut
from yimen.api.schemas.problems import Problem
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import (
    Filters,
    exported,
    get_published,
    published_items,
    search_items,
)
from yimen.catalogue.rules.exchange import to_line
from yimen.catalogue.rules.form_schema import form_schema
from yimen.kernel.codes import parse_region_code

router = Router()
APPLYING = ("asked", "terms", "materials", "fees", "links")  # of what an answer leaves
PAGE = 20
FARTHEST = 2000
#: What a version says under its own name.
SAME = (
    *("limit_note", "conditions", "result_kind", "result_name", "visits", "is_online"),
    *("consult_phone", "complaint_phone"),
)
LISTS = {
    "bases": "basis_list",
    "situations": "situation_list",
    "terms": "term_list",
    "materials": "material_list",
    "fees": "fee_list",
    "places": "place_list",
    "questions": "question_list",
}


@router.get("", response={200: ItemList, 422: Problem}, operation_id="item_list")
@reads
def item_list(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=60)] = "",
    region: Annotated[str, Query(max_length=12)] = "",
    start: Annotated[int, Query(ge=0, le=FARTHEST)] = 0,
) -> Any:
    """Items on offer that hold every word; a region covers the places inside it."""
    within = parse_region_code(region).prefix if region else None
    found = search_items(q, Filters(region=within), start=start, limit=PAGE)
    has_more = found.has_more and start + PAGE <= FARTHEST
    return {
        "items": [_line(item, _version(item)) for item in found.items],
        "next_start": start + PAGE if has_more else None,
    }


#: The catalogue, a line for each item.
LINES = {"description": "OK", "content": {"application/jsonl": {"schema": {"type": "string"}}}}


@router.get("/export", operation_id="item_export", openapi_extra={"responses": {"200": LINES}})
@reads
def item_export(request: HttpRequest) -> Any:
    """Everything all items on offer say, one JSON object a line (application/jsonl)."""
    lines = (f"{to_line(item)}\n" for item in exported(published_items()))
    return StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")


@router.get("/{code}", response={200: ItemOut, 404: Problem, 422: Problem}, operation_id="item_get")
@reads
def item_get(request: HttpRequest, code: Annotated[str, Path(max_length=50)]) -> Any:
    """Everything the present version of an item on offer says."""
    item = get_published(code)
    version = _version(item)
    return {
        **_line(item, version),
        **{name: getattr(version, name) for name in SAME},
        **{name: getattr(version, of) for name, of in LISTS.items()},
        "version": version.number,
        "legal": {"amount": version.legal_days, "unit": version.legal_unit},
    }


@router.get(
    "/{code}/form.schema.json",
    response={200: dict[str, Any], 404: Problem, 422: Problem},
    operation_id="item_form_schema",
    summary="JSON Schema of the application form",
)
@reads
def item_form_schema(request: HttpRequest, code: Annotated[str, Path(max_length=50)]) -> Any:
    """The schema (draft 2020-12) of the answers to the form of an item on offer."""
    version = _version(get_published(code))
    address = request.build_absolute_uri(request.path)
    return form_schema(version.field_list, title=version.name, address=address)


Answer = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*:[a-z0-9_]*$")]


@router.get(
    "/{code}/situation",
    response={200: SituationOut, 404: Problem, 422: Problem},
    operation_id="item_situation",
)
@reads
def item_situation(
    request: HttpRequest,
    code: Annotated[str, Path(max_length=50)],
    answer: Annotated[list[Answer], Query(default_factory=list, max_length=60)],
) -> Any:
    """What applies to who answers so: `answer=kind:new`; `answer=areas:` is none of several."""
    version = _version(get_published(code))
    narrowed = version.narrowed(_answers(version, answer))
    return {
        "answers": narrowed.answers,
        "is_settled": narrowed.is_settled,
        **{name: getattr(narrowed, name) for name in APPLYING},
        "depends": sorted(f"{name}.{key}" for name, key in narrowed.depends),
    }


def _answers(version: ItemVersion, said: list[str]) -> dict[str, Any]:
    """The answers by question; a question or an option the item has not is refused."""
    questions = {question.key: question for question in version.situation_list}
    answers: dict[str, Any] = {}
    for pair in said:
        key, _colon, value = pair.partition(":")
        question = questions.get(key)
        known = [option for option, *_ in question.options] if question else []
        if question is None or value not in (*known, *([""] if question.is_many else ())):
            raise UnknownAnswer(field="answer", answer=pair)
        if question.is_many:
            answers.setdefault(key, []).extend([value] if value else [])
        else:
            answers[key] = value
    return answers


def _version(item: ServiceItem) -> ItemVersion:
    if item.current is None:  # queries of items on offer leave these out
        raise LookupError(item.code)
    return item.current


def _line(item: ServiceItem, version: ItemVersion) -> dict[str, Any]:
    office = item.organisation
    return {
        "code": item.code,
        "name": version.name,
        "name_en": version.name_en,
        "item_type": version.item_type,
        "office": {"name": office.name, "region": office.region_id},
        "audiences": version.audiences,
        "is_instant": version.pace == ItemVersion.Pace.INSTANT,
        "promised": {"amount": version.promised_days, "unit": version.promised_unit},
    }
