"""The open API, version 1: a second door to the same rooms. It never changes its meaning."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from yimen.api.errors import add_handlers, describe_problems
from yimen.api.routers import applications, cases, codes, items, office, systems, windows, workdays


class _OpenAPI(NinjaAPI):
    """Describes its refusals as what they are."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**how)
        describe_problems(described)
        return described


api = _OpenAPI(
    title="Yimen",
    version="1",
    urls_namespace="api-v1",
    docs_url=None,
    description=(
        "Working days, codes, published service items, and where a case stands, for everybody; "
        "applications, cases and webhooks for systems with a token."
    ),
)
api.add_router("/workdays", workdays.router, tags=["workdays"])
api.add_router("/codes", codes.router, tags=["codes"])
api.add_router("/items", items.router, tags=["items"])
api.add_router("/cases", cases.router, tags=["cases"])
api.add_router("/oauth", systems.oauth, tags=["systems"])
api.add_router("/applications", applications.router, tags=["applications"])
api.add_router("/office/cases", office.router, tags=["office"])
api.add_router("/windows", windows.router, tags=["windows"])
api.add_router("/webhooks", systems.webhooks, tags=["systems"])
api.add_router("/messages", systems.reports, tags=["systems"])
add_handlers(api)
